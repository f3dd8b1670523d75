// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cipher lists, security levels, groups and DH sizes.

#include <openssl/dh.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <stdbool.h>

#define COMPAT_CIPHERS "ECDHE+AESGCM:RC4-SHA"
#define STRONG_CIPHERS "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!MD5"

// --- weak members ----------------------------------------------------------

int rc4(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "RC4-SHA:AES128-SHA"); // BAD: commsec-weak-cipher-suite
}

int null_ciphers(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "eNULL"); // BAD: commsec-weak-cipher-suite
}

int anonymous(SSL *ssl) {
  return SSL_set_cipher_list(ssl, "ADH:HIGH:!MD5"); // BAD: commsec-weak-cipher-suite
}

int anonymous_dh(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "HIGH:aNULL"); // BAD: commsec-weak-cipher-suite
}

int export_ciphers(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "DEFAULT:EXPORT"); // BAD: commsec-weak-cipher-suite
}

int low(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "HIGH:MEDIUM:LOW:!aNULL"); // BAD: commsec-weak-cipher-suite
}

int triple_des(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "AES256-SHA:DES-CBC3-SHA"); // BAD: commsec-weak-cipher-suite
}

int triple_des_alias(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "ECDHE+AES:3DES"); // BAD: commsec-weak-cipher-suite
}

int md5_suite(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "RC4-MD5"); // BAD: commsec-weak-cipher-suite
}

int conjunction(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "AES256-SHA:RC4+RSA"); // BAD: commsec-weak-cipher-suite
}

int everything(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "ALL"); // BAD: commsec-weak-cipher-suite
}

int everything_and_null(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "ALL:eNULL"); // BAD: commsec-weak-cipher-suite
}

int complement(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "COMPLEMENTOFALL"); // BAD: commsec-weak-cipher-suite
}

int commas(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "AES128-SHA,RC4-SHA"); // BAD: commsec-weak-cipher-suite
}

int level_in_list(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "DEFAULT:@SECLEVEL=0"); // BAD: commsec-weak-cipher-suite
}

int level_in_list_short(SSL *ssl) {
  return SSL_set_cipher_list(ssl, "DEFAULT@SECLEVEL=0"); // BAD: commsec-weak-cipher-suite
}

int macro(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, COMPAT_CIPHERS); // BAD: commsec-weak-cipher-suite
}

static const char old_list[] = "DES-CBC-SHA:AES128-SHA";
static const char *const new_list = "ECDHE-RSA-AES128-GCM-SHA256";

int constant(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, old_list); // BAD: commsec-weak-cipher-suite
}

int local(SSL_CTX *ctx) {
  const char *list = "AES256-SHA:RC4-SHA";
  if (!SSL_CTX_set_cipher_list(ctx, list)) // BAD: commsec-weak-cipher-suite
    return 0;
  return 1;
}

// --- good lists ------------------------------------------------------------

int good_lists(SSL_CTX *ctx, SSL *ssl) {
  return SSL_CTX_set_cipher_list(ctx, "DEFAULT") &&                       // ok
         SSL_CTX_set_cipher_list(ctx, "HIGH:!aNULL:!MD5") &&              // ok
         SSL_CTX_set_cipher_list(ctx, "HIGH:!aNULL:!eNULL:!RC4:!3DES") && // ok
         SSL_CTX_set_cipher_list(ctx, "DEFAULT:!RC4:+3DES:!3DES") &&      // ok
         SSL_CTX_set_cipher_list(ctx, "ALL:!aNULL:!eNULL:!LOW:!EXPORT:!MD5:!RC4:!3DES") && // ok
         SSL_CTX_set_cipher_list(ctx, "HIGH:-aNULL:-3DES") &&             // ok
         SSL_CTX_set_cipher_list(ctx, "PROFILE=SYSTEM") &&                // ok
         SSL_CTX_set_cipher_list(ctx, "DEFAULT@SECLEVEL=2") &&            // ok
         SSL_set_cipher_list(ssl, "ECDHE-ECDSA-AES256-GCM-SHA384");       // ok
}

int reordered(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "ECDHE+AESGCM:+RC4"); // ok: + only re-orders what is there
}

int strong_macro(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, STRONG_CIPHERS); // ok
}

int strong_constant(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, new_list); // ok
}

int killed_before(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "!RC4:AES128-SHA:RC4"); // ok: killed for good
}

int list_of_caller(SSL_CTX *ctx, const char *list) {
  return SSL_CTX_set_cipher_list(ctx, list); // ok: unknown
}

int high_alone(SSL_CTX *ctx) {
  return SSL_CTX_set_cipher_list(ctx, "HIGH"); // ok: pedantic only
}

// --- TLS 1.3 ---------------------------------------------------------------

int integrity_only(SSL_CTX *ctx) {
  return SSL_CTX_set_ciphersuites(ctx, "TLS_AES_128_GCM_SHA256:TLS_SHA256_SHA256"); // BAD: commsec-weak-cipher-suite
}

int good_suites(SSL_CTX *ctx, SSL *ssl) {
  return SSL_CTX_set_ciphersuites(ctx, "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256") && // ok
         SSL_set_ciphersuites(ssl, "TLS_AES_128_GCM_SHA256"); // ok
}

// --- security level --------------------------------------------------------

void level_zero(SSL_CTX *ctx) {
  SSL_CTX_set_security_level(ctx, 0); // BAD: commsec-weak-cipher-suite
}

void level_zero_session(SSL *ssl) {
  int level = 0;
  SSL_set_security_level(ssl, level); // BAD: commsec-weak-cipher-suite
}

void level_for_old_peers(SSL_CTX *ctx, bool old_peers) {
  SSL_CTX_set_security_level(ctx, old_peers ? 0 : 2); // BAD: commsec-weak-cipher-suite
}

void level_two(SSL_CTX *ctx, SSL *ssl, int level) {
  SSL_CTX_set_security_level(ctx, 2);   // ok
  SSL_set_security_level(ssl, 3);       // ok
  SSL_set_security_level(ssl, level);   // ok: unknown
}

static int permit(const SSL *s, const SSL_CTX *ctx, int op, int bits, int nid, // BAD: commsec-weak-cipher-suite
                  void *other, void *ex) {
  (void)s, (void)ctx, (void)op, (void)bits, (void)nid, (void)other, (void)ex;
  return 1;
}

static int permit_strong(const SSL *s, const SSL_CTX *ctx, int op, int bits, int nid, // ok
                         void *other, void *ex) {
  (void)s, (void)ctx, (void)op, (void)nid, (void)other, (void)ex;
  return bits >= 112;
}

void callbacks(SSL_CTX *a, SSL_CTX *b) {
  SSL_CTX_set_security_callback(a, permit);
  SSL_CTX_set_security_callback(b, permit_strong);
}

// --- compression -----------------------------------------------------------

void compression(SSL_CTX *ctx) {
  SSL_CTX_clear_options(ctx, SSL_OP_NO_COMPRESSION); // BAD: commsec-weak-cipher-suite
}

void no_compression(SSL_CTX *ctx) {
  SSL_CTX_set_options(ctx, SSL_OP_NO_COMPRESSION); // ok
}

// --- Diffie-Hellman --------------------------------------------------------

int dh_small(DH *dh) {
  return DH_generate_parameters_ex(dh, 1024, DH_GENERATOR_2, NULL); // BAD: commsec-weak-cipher-suite
}

int dh_large(DH *dh) {
  return DH_generate_parameters_ex(dh, 2048, DH_GENERATOR_2, NULL); // ok
}

DH *dh_old(void) {
  return DH_generate_parameters(512, DH_GENERATOR_2, NULL, NULL); // BAD: commsec-weak-cipher-suite
}

int dh_new(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_dh_paramgen_prime_len(ctx, 1024); // BAD: commsec-weak-cipher-suite
}

int dh_new_large(EVP_PKEY_CTX *ctx) {
  return EVP_PKEY_CTX_set_dh_paramgen_prime_len(ctx, 3072); // ok
}

long dh_auto(SSL_CTX *ctx) { return SSL_CTX_set_dh_auto(ctx, 1); } // ok

// --- groups of fixed primes ---------------------------------------------------------

long group_of_1024(SSL_CTX *ctx) {
  DH *dh = DH_get_1024_160();
  long ok = SSL_CTX_set_tmp_dh(ctx, dh); // BAD: commsec-weak-cipher-suite
  DH_free(dh);
  return ok;
}

long group_of_2048(SSL_CTX *ctx) {
  DH *dh = DH_get_2048_256();
  long ok = SSL_CTX_set_tmp_dh(ctx, dh); // ok
  DH_free(dh);
  return ok;
}

// --- a list that is kept beside what the library only keeps -------------------------

extern char *strdup(const char *);

struct options {
  char *ciphers;
  int any_peer, old_peer;
};

struct tunnel {
  struct options *options;
};

int default_list(SSL_CTX *ctx, struct tunnel *t) {
  if (!t->options->ciphers) {
    const char *list;
    if (t->options->old_peer)
      list = "HIGH:MEDIUM:RC4-SHA:!aNULL"; // BAD: commsec-weak-cipher-suite
    else
      list = "ECDHE+AESGCM"; // ok
    t->options->ciphers = strdup(list);
  }
  SSL_CTX_set_default_passwd_cb_userdata(ctx, t->options);
  return SSL_CTX_set_cipher_list(ctx, t->options->ciphers);
}

// --- a session that only tells what a list stands for -------------------------------

int suites_in(SSL_CTX *ctx) {
  SSL *probe = SSL_new(ctx);
  if (!probe)
    return 0;
  SSL_set_cipher_list(probe, "NULL-SHA"); // ok: it never connects
  int n = sk_SSL_CIPHER_num(SSL_get_ciphers(probe));
  SSL_free(probe);
  return n;
}

int suites_used(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  if (!ssl)
    return 0;
  SSL_set_cipher_list(ssl, "NULL-SHA"); // BAD: commsec-weak-cipher-suite
  int n = sk_SSL_CIPHER_num(SSL_get_ciphers(ssl));
  SSL_set_fd(ssl, fd);
  n = SSL_accept(ssl) == 1 ? n : 0;
  SSL_free(ssl);
  return n;
}

// --- groups that are made of constants ----------------------------------------------

static const unsigned char prime_1024[128] = {0xf4, 0x88, 0xfd, 0x58};
static const unsigned char prime_2048[256] = {0xff, 0xff, 0xff, 0xff};
static const unsigned char two[1] = {2};

static DH *group_1024(void) {
  DH *dh = DH_new();
  BIGNUM *p = BN_bin2bn(prime_1024, sizeof prime_1024, NULL); // BAD: commsec-weak-cipher-suite
  BIGNUM *g = BN_bin2bn(two, sizeof two, NULL);
  if (!dh || !p || !g || !DH_set0_pqg(dh, p, NULL, g))
    return NULL;
  return dh;
}

static DH *group_2048(void) {
  DH *dh = DH_new();
  BIGNUM *p = BN_bin2bn(prime_2048, sizeof prime_2048, NULL); // ok
  BIGNUM *g = BN_bin2bn(two, sizeof two, NULL);
  if (!dh || !p || !g || !DH_set0_pqg(dh, p, NULL, g))
    return NULL;
  return dh;
}

static DH *group_oakley(void) {
  DH *dh = DH_new();
  BIGNUM *p = BN_get_rfc2409_prime_1024(NULL); // BAD: commsec-weak-cipher-suite
  BIGNUM *g = BN_new();
  if (!dh || !p || !g || !BN_set_word(g, 2) || !DH_set0_pqg(dh, p, NULL, g))
    return NULL;
  return dh;
}

static DH *group_for(SSL *ssl, int is_export, int length) {
  (void)ssl;
  (void)is_export;
  return length < 1024 ? group_oakley() : length < 2048 ? group_1024() : group_2048();
}

void groups(SSL_CTX *ctx) { SSL_CTX_set_tmp_dh_callback(ctx, group_for); }

// A number that is no prime of a group.
BIGNUM *serial(const unsigned char *bytes) { return BN_bin2bn(bytes, 20, NULL); } // ok
