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
