// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pins over the encoded key or certificate: the digest, and the text of the
// digest, are still the peer's.

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/md5.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

// --- at once -----------------------------------------------------------------

int key_allocated(X509 *cert, const unsigned char pin[32]) {
  unsigned char *der = NULL, md[EVP_MAX_MD_SIZE];
  unsigned int n;
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  if (len < 0 || !EVP_Digest(der, len, md, &n, EVP_sha256(), NULL))
    return -1;
  OPENSSL_free(der);
  if (memcmp(md, pin, 32) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "pin does not match\n");
  return 0;
}

int key_allocated_refused(X509 *cert, const unsigned char pin[32]) {
  unsigned char *der = NULL, md[EVP_MAX_MD_SIZE];
  unsigned int n;
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  if (len < 0 || !EVP_Digest(der, len, md, &n, EVP_sha256(), NULL))
    return -1;
  OPENSSL_free(der);
  return memcmp(md, pin, 32) == 0 ? 0 : -1; // ok
}

int key_in_buffer(X509 *cert, const unsigned char pin[32]) {
  unsigned char der[4096], *p = der, md[32];
  int len = i2d_PUBKEY(X509_get0_pubkey(cert), &p);
  SHA256(der, len, md);
  if (CRYPTO_memcmp(pin, md, 32) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "pin does not match\n");
  return 0;
}

int key_in_buffer_short(X509 *cert, const unsigned char pin[32]) {
  unsigned char der[4096], *p = der, md[32];
  int len = i2d_PUBKEY(X509_get0_pubkey(cert), &p);
  SHA256(der, len, md);
  return memcmp(md, pin, 4) == 0 ? 0 : -1; // BAD: commsec-ineffective-pinning
}

int key_sha1(X509 *cert, const unsigned char pin[20]) {
  unsigned char *der = NULL, md[20];
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  SHA1(der, len, md); // BAD: commsec-ineffective-pinning
  OPENSSL_free(der);
  return memcmp(md, pin, 20) == 0 ? 0 : -1;
}

int whole_certificate(X509 *cert, const unsigned char *pin, int size) {
  unsigned char *der = NULL;
  int len = i2d_X509(cert, &der);
  int same = len == size && memcmp(der, pin, len) == 0; // ok
  OPENSSL_free(der);
  return same ? 0 : -1;
}

int whole_certificate_logged(X509 *cert, const unsigned char *pin) {
  unsigned char *der = NULL;
  int len = i2d_X509(cert, &der);
  if (memcmp(der, pin, len) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "another certificate\n");
  OPENSSL_free(der);
  return 0;
}

// --- in steps ----------------------------------------------------------------

int in_steps(X509 *cert, const unsigned char pin[32]) {
  unsigned char *der = NULL, md[EVP_MAX_MD_SIZE];
  unsigned int n;
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  EVP_MD_CTX *ctx = EVP_MD_CTX_new();
  EVP_DigestInit_ex(ctx, EVP_sha256(), NULL);
  EVP_DigestUpdate(ctx, der, len);
  EVP_DigestFinal_ex(ctx, md, &n);
  EVP_MD_CTX_free(ctx);
  OPENSSL_free(der);
  if (memcmp(md, pin, 32) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "pin does not match\n");
  return 0;
}

int in_steps_md5(X509 *cert, const unsigned char pin[16]) {
  unsigned char *der = NULL, md[EVP_MAX_MD_SIZE];
  unsigned int n;
  int len = i2d_X509(cert, &der);
  EVP_MD_CTX *ctx = EVP_MD_CTX_new();
  EVP_DigestInit_ex(ctx, EVP_md5(), NULL); // BAD: commsec-ineffective-pinning
  EVP_DigestUpdate(ctx, der, len);
  EVP_DigestFinal_ex(ctx, md, &n);
  EVP_MD_CTX_free(ctx);
  OPENSSL_free(der);
  return memcmp(md, pin, 16) == 0 ? 0 : -1;
}

int in_old_steps(X509 *cert, const unsigned char pin[20]) {
  unsigned char *der = NULL, md[20];
  SHA_CTX ctx;
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  SHA1_Init(&ctx); // BAD: commsec-ineffective-pinning
  SHA1_Update(&ctx, der, len);
  SHA1_Final(md, &ctx);
  OPENSSL_free(der);
  return memcmp(md, pin, 20) == 0 ? 0 : -1;
}

// --- as text -----------------------------------------------------------------

int base64(X509 *cert, const char *pin) {
  unsigned char *der = NULL, md[32], text[64];
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  SHA256(der, len, md);
  OPENSSL_free(der);
  EVP_EncodeBlock(text, md, sizeof md);
  if (strcmp((const char *)text, pin) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "pin does not match\n");
  return 0;
}

int base64_refused(X509 *cert, const char *pin) {
  unsigned char *der = NULL, md[32], text[64];
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  SHA256(der, len, md);
  OPENSSL_free(der);
  EVP_EncodeBlock(text, md, sizeof md);
  return strcmp((const char *)text, pin) == 0 ? 0 : -1; // ok
}

int hexadecimal(X509 *cert, const char *pin) {
  unsigned char md[32];
  unsigned int n;
  char *text;
  X509_digest(cert, EVP_sha256(), md, &n);
  text = OPENSSL_buf2hexstr(md, n);
  if (strcasecmp(text, pin) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "fingerprint does not match\n");
  OPENSSL_free(text);
  return 0;
}

// --- digests of other things ---------------------------------------------------

int blob_matches(const unsigned char *blob, size_t size, const unsigned char expected[20]) {
  unsigned char md[20];
  SHA1(blob, size, md); // ok: no certificate
  if (memcmp(md, expected, 20) != 0) // ok
    fprintf(stderr, "blob does not match\n");
  return 0;
}

int prefix_of_blob(const unsigned char *blob, size_t size) {
  unsigned char md[32];
  SHA256(blob, size, md);
  return memcmp(md, "\0\0", 2) == 0; // ok: no certificate
}

// --- behind many options ----------------------------------------------------------

struct trusted {
  char digest[65];
  struct trusted *next;
};

struct settings {
  const char *ca_file, *cert_file, *key_file, *engine;
  int low_level, min_version;
  struct trusted *trusted;
};

static int is_trusted(SSL *ssl, const struct settings *s, size_t compared) {
  unsigned char md[32];
  unsigned int n;
  char text[65];
  const struct trusted *t;
  int i, ret = -1;
  X509 *cert = SSL_get1_peer_certificate(ssl);
  if (!cert)
    return -1;
  if (X509_digest(cert, EVP_sha256(), md, &n) != 1 || n != 32)
    goto out;
  for (i = 0; i < 32; i++)
    sprintf(&text[2 * i], "%02x", md[i]);
  for (t = s->trusted; t; t = t->next)
    if (memcmp(text, t->digest, compared) == 0)
      break;
  if (t)
    ret = 0;
out:
  X509_free(cert);
  return ret;
}

static int join_with(SSL_CTX *ctx, const struct settings *s, size_t compared) {
  SSL *ssl;
  int ok = 0;
  if (s->ca_file && SSL_CTX_load_verify_locations(ctx, s->ca_file, NULL) != 1)
    return -1;
  if (s->cert_file && SSL_CTX_use_certificate_chain_file(ctx, s->cert_file) != 1)
    return -1;
  if (s->key_file && SSL_CTX_use_PrivateKey_file(ctx, s->key_file, SSL_FILETYPE_PEM) != 1)
    return -1;
  if (s->low_level)
    SSL_CTX_set_quiet_shutdown(ctx, 1);
  if (s->min_version && SSL_CTX_set_min_proto_version(ctx, TLS1_3_VERSION) != 1)
    return -1;
  ssl = SSL_new(ctx);
  if (!ssl)
    return -1;
  if (SSL_connect(ssl) == 1 && is_trusted(ssl, s, compared) == 0)
    ok = SSL_write(ssl, "x", 1) == 1;
  SSL_free(ssl);
  return ok ? 0 : -1;
}

int join_loosely(SSL_CTX *ctx, const struct settings *s) { return join_with(ctx, s, 8); } // BAD: commsec-ineffective-pinning

int join_strictly(SSL_CTX *ctx, const struct settings *s) { return join_with(ctx, s, 64); } // ok
