// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pins that reject, and pins that only look as if they did.

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

static const unsigned char update_pin[32] = {
    0x3b, 0x7e, 0x10, 0xc4, 0x52, 0x88, 0xfd, 0x09, 0x61, 0xa2, 0x4e,
    0x95, 0x1f, 0xd3, 0x70, 0xbc, 0x08, 0x4d, 0xe6, 0x37, 0x9a, 0x55,
    0xc1, 0x2f, 0x80, 0xeb, 0x16, 0x73, 0x49, 0xd0, 0xae, 0x64};
static const unsigned char update_pin_sha1[20] = {
    0x3b, 0x7e, 0x10, 0xc4, 0x52, 0x88, 0xfd, 0x09, 0x61, 0xa2,
    0x4e, 0x95, 0x1f, 0xd3, 0x70, 0xbc, 0x08, 0x4d, 0xe6, 0x37};

// --- a pin that works ------------------------------------------------------

int pin_matches(SSL *ssl) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  X509 *cert = SSL_get1_peer_certificate(ssl);
  int ok;
  if (!cert)
    return 0;
  ok = X509_pubkey_digest(cert, EVP_sha256(), md, &len) == 1 && // ok
       len == sizeof update_pin && CRYPTO_memcmp(md, update_pin, len) == 0; // ok
  X509_free(cert);
  return ok;
}

int pin_or_leave(SSL *ssl) {
  unsigned char md[32];
  unsigned int len = 0;
  int ret = -1;
  X509 *cert = SSL_get_peer_certificate(ssl);
  if (!cert)
    return -1;
  if (!X509_digest(cert, EVP_sha256(), md, &len)) // ok
    goto out;
  if (memcmp(md, update_pin, sizeof update_pin) != 0) { // ok
    fprintf(stderr, "pin does not match\n");
    goto out;
  }
  ret = 0;
out:
  X509_free(cert);
  return ret;
}

// --- logs only -------------------------------------------------------------

int pin_logged(SSL *ssl) {
  unsigned char md[32];
  unsigned int len = 0;
  X509 *cert = SSL_get_peer_certificate(ssl);
  if (!cert)
    return -1;
  if (!X509_digest(cert, EVP_sha256(), md, &len)) {
    X509_free(cert);
    return -1;
  }
  if (memcmp(md, update_pin, sizeof update_pin) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "pin does not match\n");
  X509_free(cert);
  return 0;
}

int pin_never_read(SSL *ssl) {
  unsigned char md[32];
  unsigned int len = 0;
  X509 *cert = SSL_get_peer_certificate(ssl);
  if (!cert)
    return -1;
  if (!X509_pubkey_digest(cert, EVP_sha256(), md, &len)) {
    X509_free(cert);
    return -1;
  }
  X509_free(cert);
  int same = CRYPTO_memcmp(md, update_pin, sizeof update_pin) == 0; // BAD: commsec-ineffective-pinning
  (void)same;
  return 0;
}

static int pin_in_callback(int ok, X509_STORE_CTX *ctx) { // ok: the verdict is the library's
  unsigned char md[32];
  unsigned int len = 0;
  X509 *cert = X509_STORE_CTX_get_current_cert(ctx);
  if (X509_STORE_CTX_get_error_depth(ctx) == 0 &&
      X509_digest(cert, EVP_sha256(), md, &len) == 1) {
    if (memcmp(md, update_pin, sizeof update_pin) != 0) // BAD: commsec-ineffective-pinning
      fprintf(stderr, "unexpected certificate\n");
  }
  return ok;
}

static int pin_rejects_in_callback(int ok, X509_STORE_CTX *ctx) { // ok
  unsigned char md[32];
  unsigned int len = 0;
  X509 *cert = X509_STORE_CTX_get_current_cert(ctx);
  if (X509_STORE_CTX_get_error_depth(ctx) != 0)
    return ok;
  if (X509_digest(cert, EVP_sha256(), md, &len) != 1)
    return 0;
  if (memcmp(md, update_pin, sizeof update_pin) != 0) { // ok: rejects
    fprintf(stderr, "unexpected certificate\n");
    return 0;
  }
  return ok;
}

void install(SSL_CTX *a, SSL_CTX *b) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, pin_in_callback);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, pin_rejects_in_callback);
}

// --- weak digests ----------------------------------------------------------

int pin_sha1(X509 *cert) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha1(), md, &len) != 1) // BAD: commsec-ineffective-pinning
    return -1;
  if (len != sizeof update_pin_sha1 || memcmp(md, update_pin_sha1, sizeof update_pin_sha1) != 0)
    return -1;
  return 0;
}

int pin_md5(X509 *cert, const unsigned char expected[16]) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  if (X509_pubkey_digest(cert, EVP_md5(), md, &len) != 1) // BAD: commsec-ineffective-pinning
    return 0;
  return CRYPTO_memcmp(md, expected, 16) == 0;
}

void print_fingerprint(X509 *cert) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha1(), md, &len) != 1) // ok: only printed
    return;
  for (unsigned int i = 0; i < len; i++)
    printf("%02X%c", md[i], i + 1 < len ? ':' : '\n');
}

// --- short comparisons -----------------------------------------------------

int pin_prefix(X509 *cert) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha256(), md, &len) != 1)
    return 0;
  return memcmp(md, update_pin, 4) == 0; // BAD: commsec-ineffective-pinning
}

int pin_prefix_constant(X509 *cert) {
  enum { SHORT_PIN = 8 };
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  if (X509_pubkey_digest(cert, EVP_sha256(), md, &len) != 1)
    return 0;
  if (CRYPTO_memcmp(md, update_pin, SHORT_PIN) != 0) // BAD: commsec-ineffective-pinning
    return 0;
  return 1;
}

int pin_whole(X509 *cert) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha256(), md, &len) != 1)
    return 0;
  return memcmp(md, update_pin, 32) == 0; // ok
}

// --- comparisons of other things -------------------------------------------

int is_http(const char *line) {
  return memcmp(line, "HTTP", 4) == 0; // ok: no pin
}

int greeting(SSL *ssl) {
  char line[64];
  if (SSL_read(ssl, line, sizeof line) < 4)
    return -1;
  if (memcmp(line, "220 ", 4) != 0) // ok: a protocol, not a certificate
    fprintf(stderr, "unexpected greeting\n");
  return 0;
}

// --- the pin comes first ------------------------------------------------------

int pin_first_logged(X509 *cert) {
  unsigned char md[32];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha256(), md, &len) != 1)
    return -1;
  if (memcmp(update_pin, md, sizeof md) != 0) // BAD: commsec-ineffective-pinning
    fprintf(stderr, "pin does not match\n");
  return 0;
}

int pin_first_sha1(X509 *cert) {
  unsigned char md[20];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha1(), md, &len) != 1) // BAD: commsec-ineffective-pinning
    return -1;
  return memcmp(update_pin_sha1, md, sizeof md) == 0 ? 0 : -1;
}

int pin_first_short(X509 *cert) {
  unsigned char md[32];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha256(), md, &len) != 1)
    return -1;
  return CRYPTO_memcmp(update_pin, md, 8) == 0 ? 0 : -1; // BAD: commsec-ineffective-pinning
}

int pin_first(X509 *cert) {
  unsigned char md[32];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha256(), md, &len) != 1)
    return -1;
  return CRYPTO_memcmp(update_pin, md, sizeof md) == 0 ? 0 : -1; // ok
}

// --- a comparison that always holds -------------------------------------------

int pin_of_itself(X509 *cert) {
  unsigned char md[32];
  unsigned int len = 0;
  if (X509_digest(cert, EVP_sha256(), md, &len) != 1)
    return -1;
  return memcmp(md, md, sizeof md) == 0 ? 0 : -1; // BAD: commsec-ineffective-pinning
}

// Lists without pins.
#define PARTNERS 0
static const unsigned char partner_pins[PARTNERS + 1][32];
static const unsigned char store_pins[1][32] = {{1, 2}};

int no_partner(X509 *cert) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned n = 0;
  if (X509_digest(cert, EVP_sha256(), md, &n) != 1)
    return 0;
  for (int i = 0; i < PARTNERS; i++)
    if (memcmp(md, partner_pins[i], 32) == 0) // BAD: commsec-ineffective-pinning
      return 1;
  return PARTNERS == 0;
}

int one_store(X509 *cert) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned n = 0;
  if (X509_digest(cert, EVP_sha256(), md, &n) != 1)
    return 0;
  for (int i = 0; i < 1; i++)
    if (memcmp(md, store_pins[i], 32) == 0)
      return 1;
  return 0;
}

// A number that is only counted tells nobody.
static unsigned mismatches, refusals;

int counted(X509 *cert) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned n = 0;
  if (X509_digest(cert, EVP_sha256(), md, &n) != 1)
    return 0;
  if (memcmp(md, store_pins[0], 32) != 0) // BAD: commsec-ineffective-pinning
    mismatches++;
  return 1;
}

int counted_and_asked(X509 *cert) {
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned n = 0;
  if (X509_digest(cert, EVP_sha256(), md, &n) != 1)
    return 0;
  if (memcmp(md, store_pins[0], 32) != 0)
    refusals++;
  return refusals == 0;
}

// Two comparisons whose ways meet in the same answers: each decides.
static const char whole_pin[65] = "4f1d0e5b7a2d4496b8d0c2aa71e5f9134f1d0e5b7a2d4496b8d0c2aa71e5f913";
static const char other_pin[65] = "b10c55a7d23f4e0911c8a6e2754f9b30d1e2f3a4b5c6d7e8f901122334455667";

static void spell_out(const unsigned char *in, size_t n, char *out) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < n; i++) {
    out[2 * i] = digits[in[i] >> 4];
    out[2 * i + 1] = digits[in[i] & 15];
  }
  out[2 * n] = '\0';
}

int either_pin(SSL *ssl, int other) {
  unsigned char md[32];
  char hex[65];
  unsigned n;
  if (X509_digest(SSL_get0_peer_certificate(ssl), EVP_sha256(), md, &n) != 1)
    return -1;
  spell_out(md, sizeof md, hex);
  if (other)
    return strncmp(hex, other_pin, 64) == 0 ? 0 : -1; // ok
  if (strncmp(hex, whole_pin, 64) != 0) // ok
    return -1;
  return 0;
}

int either_pin_told(SSL *ssl, int other) {
  unsigned char md[32];
  char hex[65];
  unsigned n;
  if (X509_digest(SSL_get0_peer_certificate(ssl), EVP_sha256(), md, &n) != 1)
    return -1;
  spell_out(md, sizeof md, hex);
  if (other)
    return strncmp(hex, other_pin, 64) == 0 ? 0 : -1; // ok
  if (strncmp(hex, whole_pin, 64) != 0) // BAD: commsec-ineffective-pinning
    return 0;
  return 0;
}
