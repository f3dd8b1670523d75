// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Verify callbacks: which verdict they give when verification failed.

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

extern int g_allow_any_certificate;
extern void audit(const char *fmt, ...);

// --- always accepts --------------------------------------------------------

static int accept_all(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return 1;
}

void install_accept_all(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, accept_all); // ok: the definition is reported, once
}

void install_accept_all_again(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, accept_all); // ok: the same callback
}

static int pass_through(int ok, X509_STORE_CTX *ctx) { // ok: hands the verdict on
  (void)ctx;
  return ok;
}

void install_pass_through(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, pass_through);
}

static int
gnu_style_accept(int preverify_ok, X509_STORE_CTX *x509_ctx) // BAD: commsec-accepting-verify-callback
{
  char name[256];
  X509 *cert = X509_STORE_CTX_get_current_cert(x509_ctx);
  if (!preverify_ok) {
    X509_NAME_oneline(X509_get_subject_name(cert), name, sizeof name);
    audit("certificate problem with %s: %s", name,
          X509_verify_cert_error_string(X509_STORE_CTX_get_error(x509_ctx)));
  }
  return 1;
}

void install_gnu_style(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, gnu_style_accept);
}

static int
gnu_style_log(int preverify_ok, X509_STORE_CTX *x509_ctx) // ok: only logs
{
  char name[256];
  X509 *cert = X509_STORE_CTX_get_current_cert(x509_ctx);
  if (!preverify_ok) {
    X509_NAME_oneline(X509_get_subject_name(cert), name, sizeof name);
    audit("certificate problem with %s: %s", name,
          X509_verify_cert_error_string(X509_STORE_CTX_get_error(x509_ctx)));
  }
  return preverify_ok;
}

void install_gnu_style_log(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, gnu_style_log);
}

static int or_one(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  return ok || 1;
}

static int bit_or_one(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  return ok | 1;
}

static int not_zero(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return !0;
}

static int and_one(int ok, X509_STORE_CTX *ctx) { // ok: neutral
  (void)ctx;
  return ok & 1;
}

static int twice_not(int ok, X509_STORE_CTX *ctx) { // ok: the same verdict
  (void)ctx;
  return !!ok;
}

void install_operators(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c, SSL_CTX *d,
                       SSL_CTX *e) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, or_one);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, bit_or_one);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, not_zero);
  SSL_CTX_set_verify(d, SSL_VERIFY_PEER, and_one);
  SSL_CTX_set_verify(e, SSL_VERIFY_PEER, twice_not);
}

static int overwrites_parameter(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  int depth = X509_STORE_CTX_get_error_depth(ctx);
  if (!ok) {
    audit("depth %d failed", depth);
    ok = 1;
  }
  return ok;
}

static int overwrites_with_zero(int ok, X509_STORE_CTX *ctx) { // ok: rejects
  int depth = X509_STORE_CTX_get_error_depth(ctx);
  if (depth > 4)
    ok = 0;
  return ok;
}

void install_overwriting(SSL *a, SSL *b) {
  SSL_set_verify(a, SSL_VERIFY_PEER, overwrites_parameter);
  SSL_set_verify(b, SSL_VERIFY_PEER, overwrites_with_zero);
}

static int both_branches(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  int err = X509_STORE_CTX_get_error(ctx);
  if (ok) {
    return 1;
  } else {
    audit("ignored: %s", X509_verify_cert_error_string(err));
    return 1;
  }
}

static int one_only_if_ok(int ok, X509_STORE_CTX *ctx) { // ok: 1 only for a good certificate
  int err = X509_STORE_CTX_get_error(ctx);
  if (ok == 1)
    return 1;
  audit("refused: %s", X509_verify_cert_error_string(err));
  return 0;
}

void install_branches(SSL_CTX *a, SSL_CTX *b) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, both_branches);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, one_only_if_ok);
}

// --- accepts on some path --------------------------------------------------

static int accepts_on_request(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  if (g_allow_any_certificate)
    return 1;
  return ok;
}

static int accepts_on_request_ternary(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ctx;
  return g_allow_any_certificate ? 1 : ok;
}

static int stricter_on_request(int ok, X509_STORE_CTX *ctx) { // ok: only ever rejects more
  if (g_allow_any_certificate)
    return ok;
  return ok && X509_STORE_CTX_get_error_depth(ctx) < 3;
}

void install_on_request(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, accepts_on_request);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, accepts_on_request_ternary);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, stricter_on_request);
}

// --- through helpers -------------------------------------------------------

static int always_fine(void) { return 1; }

static int asks_helper(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return always_fine();
}

static int report_problem(int ok, X509_STORE_CTX *ctx) {
  if (!ok)
    audit("error %d", X509_STORE_CTX_get_error(ctx));
  return ok;
}

static int asks_strict_helper(int ok, X509_STORE_CTX *ctx) { // ok: the helper hands the verdict on
  return report_problem(ok, ctx);
}

extern int ask_the_user(X509_STORE_CTX *ctx);

static int asks_user(int ok, X509_STORE_CTX *ctx) { // ok: unseen code decides
  if (!ok)
    ok = ask_the_user(ctx);
  return ok;
}

void install_helpers(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, asks_helper);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, asks_strict_helper);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, asks_user);
}

// --- through variables, tables and wrappers --------------------------------

static int table_accept(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return 1;
}

struct verifier {
  const char *name;
  SSL_verify_cb callback;
};

static const struct verifier permissive = {"permissive", table_accept};
static const struct verifier strict = {"strict", pass_through};

void install_from_table(SSL_CTX *a, SSL_CTX *b) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, permissive.callback);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, strict.callback); // ok
}

static int variable_accept(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return 1;
}

void install_from_variable(SSL_CTX *ctx) {
  int (*cb)(int, X509_STORE_CTX *) = variable_accept;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, cb);
}

static int wrapped_accept(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return 1;
}

static void require_peer(SSL_CTX *ctx, SSL_verify_cb cb) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, cb);
}

void install_wrapped(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c) {
  require_peer(a, wrapped_accept);
  require_peer(b, pass_through); // ok
  require_peer(c, NULL);         // ok: the library decides
}

// A function of that shape that nobody installs is no callback.
int never_installed(int ok, X509_STORE_CTX *ctx) { // ok: not registered
  (void)ok;
  (void)ctx;
  return 1;
}

// --- forgiving one error ---------------------------------------------------

static int allow_self_signed(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (!ok) {
    int err = X509_STORE_CTX_get_error(ctx);
    if (err == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT)
      return 1;
  }
  return ok;
}

static int allow_unknown_issuer(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  switch (X509_STORE_CTX_get_error(ctx)) {
  case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
  case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    return 1;
  default:
    return ok;
  }
}

static int explain_self_signed(int ok, X509_STORE_CTX *ctx) { // ok: explains, then refuses
  if (!ok) {
    int err = X509_STORE_CTX_get_error(ctx);
    if (err == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT)
      audit("install the certificate of your appliance first");
  }
  return ok;
}

static int refuse_by_kind(int ok, X509_STORE_CTX *ctx) { // ok: no error is forgiven
  if (ok)
    return 1;
  switch (X509_STORE_CTX_get_error(ctx)) {
  case X509_V_ERR_CERT_HAS_EXPIRED:
    audit("expired");
    return 0;
  case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    audit("private authority");
    return 0;
  default:
    return 0;
  }
}

void install_trust(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c, SSL_CTX *d) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, allow_self_signed);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, allow_unknown_issuer);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, explain_self_signed);
  SSL_CTX_set_verify(d, SSL_VERIFY_PEER, refuse_by_kind);
}

static int allow_expired(int ok, X509_STORE_CTX *ctx) { // ok: the line of the error is reported
  if (!ok && X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_HAS_EXPIRED) // BAD: commsec-weak-certificate-policy
    return 1;
  return ok;
}

static int allow_missing_crl(int ok, X509_STORE_CTX *ctx) {
  int err = X509_STORE_CTX_get_error(ctx);
  if (!ok) {
    switch (err) {
    case X509_V_ERR_UNABLE_TO_GET_CRL: // BAD: commsec-weak-certificate-policy
      audit("no revocation list, going on");
      ok = 1;
      break;
    default:
      break;
    }
  }
  return ok;
}

static int allow_small_key(int ok, X509_STORE_CTX *ctx) {
  int err = X509_STORE_CTX_get_error(ctx);
  if (err == X509_V_ERR_EE_KEY_TOO_SMALL) // BAD: commsec-weak-certificate-policy
    ok = 1;
  return ok;
}

static int allow_purpose(int preverify_ok, X509_STORE_CTX *store) {
  int err = X509_STORE_CTX_get_error(store);
  return preverify_ok || err == X509_V_ERR_INVALID_PURPOSE; // BAD: commsec-weak-certificate-policy
}

static int explain_expired(int ok, X509_STORE_CTX *ctx) { // ok: nothing is forgiven
  int err = X509_STORE_CTX_get_error(ctx);
  if (err == X509_V_ERR_CERT_HAS_EXPIRED)
    audit("the certificate has expired");
  return ok;
}

static int expired_is_fatal(int ok, X509_STORE_CTX *ctx) { // ok
  if (X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_HAS_EXPIRED)
    return 0;
  return ok;
}

void install_policy(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c, SSL_CTX *d, SSL_CTX *e,
                    SSL_CTX *f) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, allow_expired);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, allow_missing_crl);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, allow_small_key);
  SSL_CTX_set_verify(d, SSL_VERIFY_PEER, allow_purpose);
  SSL_CTX_set_verify(e, SSL_VERIFY_PEER, explain_expired);
  SSL_CTX_set_verify(f, SSL_VERIFY_PEER, expired_is_fatal);
}

static int allow_other_name(int ok, X509_STORE_CTX *ctx) {
  if (!ok && X509_STORE_CTX_get_error(ctx) == X509_V_ERR_HOSTNAME_MISMATCH) // BAD: commsec-disabled-hostname-verification
    return 1;
  return ok;
}

static int allow_other_address(int ok, X509_STORE_CTX *ctx) {
  int err = X509_STORE_CTX_get_error(ctx);
  switch (err) {
  case X509_V_ERR_IP_ADDRESS_MISMATCH: // BAD: commsec-disabled-hostname-verification
    return 1;
  default:
    return ok;
  }
}

static int explain_other_name(int ok, X509_STORE_CTX *ctx) { // ok
  if (X509_STORE_CTX_get_error(ctx) == X509_V_ERR_HOSTNAME_MISMATCH)
    audit("the server has another name");
  return ok;
}

void install_names(SSL_CTX *a, SSL_CTX *b, SSL_CTX *c) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, allow_other_name);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, allow_other_address);
  SSL_CTX_set_verify(c, SSL_VERIFY_PEER, explain_other_name);
}

// --- resetting the error ---------------------------------------------------

static int clears_error(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (!ok)
    X509_STORE_CTX_set_error(ctx, X509_V_OK); // ok: once, at the definition
  return 1;
}

static int sets_own_error(int ok, X509_STORE_CTX *ctx) { // ok: makes it worse
  if (ok && X509_STORE_CTX_get_error_depth(ctx) > 5) {
    X509_STORE_CTX_set_error(ctx, X509_V_ERR_CERT_CHAIN_TOO_LONG);
    return 0;
  }
  return ok;
}

void install_resetting(SSL_CTX *a, SSL_CTX *b) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, clears_error);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, sets_own_error);
}

// --- self signed, but pinned -----------------------------------------------

static const unsigned char appliance_pin[32] = {
    0x9f, 0x1c, 0x44, 0x02, 0x7a, 0xe1, 0x33, 0x58, 0x6d, 0x90, 0x0b,
    0xc2, 0x51, 0x8e, 0x4f, 0x17, 0xaa, 0x3d, 0x62, 0xd5, 0x09, 0xbe,
    0x71, 0x24, 0xf8, 0x9c, 0x40, 0x1d, 0x83, 0x5e, 0xb6, 0x2a};

static int pinned_self_signed(int ok, X509_STORE_CTX *ctx) { // ok: the pin decides
  unsigned char md[EVP_MAX_MD_SIZE];
  unsigned int len = 0;
  X509 *cert = X509_STORE_CTX_get_current_cert(ctx);

  if (ok)
    return 1;
  if (X509_STORE_CTX_get_error(ctx) != X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT)
    return 0;
  if (X509_digest(cert, EVP_sha256(), md, &len) != 1 || len != sizeof appliance_pin)
    return 0;
  return memcmp(md, appliance_pin, sizeof appliance_pin) == 0;
}

void install_pinned(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, pinned_self_signed);
}

// --- accepts everything to go on, and the result decides later -------------

static int collect_errors(int ok, X509_STORE_CTX *ctx) { // ok: the result is compared after the handshake
  if (!ok)
    audit("depth %d: error %d", X509_STORE_CTX_get_error_depth(ctx),
          X509_STORE_CTX_get_error(ctx));
  return 1;
}

int collecting_client(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, collect_errors);
  ssl = SSL_new(ctx);
  if (!ssl || SSL_set1_host(ssl, host) != 1)
    goto done;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    goto done;
  if (SSL_get_verify_result(ssl) != X509_V_OK)
    goto done;
  ret = 0;
done:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

static int collect_and_forget(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  if (!ok)
    audit("depth %d: error %d", X509_STORE_CTX_get_error_depth(ctx),
          X509_STORE_CTX_get_error(ctx));
  return 1;
}

int forgetful_client(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, collect_and_forget);
  ssl = SSL_new(ctx);
  if (!ssl || SSL_set1_host(ssl, host) != 1)
    goto done;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    goto done;
  if (SSL_get_verify_result(ssl) != X509_V_OK)
    fprintf(stderr, "warning: certificate of %s not verified\n", host);
  ret = 0;
done:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

// --- servers ---------------------------------------------------------------

static int check_client_serial(int ok, X509_STORE_CTX *ctx) { // ok: refuses more than the library
  X509 *cert = X509_STORE_CTX_get_current_cert(ctx);
  if (!ok || cert == NULL)
    return 0;
  return ASN1_INTEGER_get(X509_get0_serialNumber(cert)) > 0;
}

SSL_CTX *mutual_server(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                       check_client_serial);
  return ctx;
}

static int any_client(int ok, X509_STORE_CTX *ctx) { // BAD: commsec-accepting-verify-callback
  (void)ok;
  (void)ctx;
  return 1;
}

SSL_CTX *mutual_server_accepting_any(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                       any_client);
  return ctx;
}

// --- a certificate that its issuer took back --------------------------------

static int forgive_revoked(int ok, X509_STORE_CTX *ctx) {
  if (!ok && X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_REVOKED) // BAD: commsec-weak-certificate-policy
    return 1;
  return ok;
}

static int refuse_revoked(int ok, X509_STORE_CTX *ctx) {
  if (X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_REVOKED) // ok
    return 0;
  return ok;
}

void install_revoked(SSL_CTX *a, SSL_CTX *b) {
  SSL_CTX_set_verify(a, SSL_VERIFY_PEER, forgive_revoked);
  SSL_CTX_set_verify(b, SSL_VERIFY_PEER, refuse_revoked);
}

// --- the same answer, whatever somebody else said --------------------------------

struct judge {
  int (*ask)(void *data, const char *der, int length, int *error);
  void *data;
};

extern struct judge *current_judge;
extern void log_failure(const char *subject, int error);

static int asks_in_vain(int ok, X509_STORE_CTX *store) { // BAD: commsec-accepting-verify-callback
  unsigned char *der = NULL;
  int error = X509_STORE_CTX_get_error(store);
  X509 *cert = X509_STORE_CTX_get_current_cert(store);
  int length = cert ? i2d_X509(cert, &der) : -1;
  (void)ok;
  if (length < 0)
    return 0;
  if (!current_judge->ask(current_judge->data, (const char *)der, length, &error)) {
    char subject[128];
    X509_NAME_oneline(X509_get_subject_name(cert), subject, sizeof subject);
    log_failure(subject, error);
    X509_STORE_CTX_set_error(store, error);
  }
  OPENSSL_free(der);
  return 1;
}

static int asks(int ok, X509_STORE_CTX *store) {
  unsigned char *der = NULL;
  int error = X509_STORE_CTX_get_error(store);
  X509 *cert = X509_STORE_CTX_get_current_cert(store);
  int length = cert ? i2d_X509(cert, &der) : -1;
  (void)ok;
  if (length < 0)
    return 0;
  if (!current_judge->ask(current_judge->data, (const char *)der, length, &error)) {
    X509_STORE_CTX_set_error(store, error);
    OPENSSL_free(der);
    return 0;
  }
  OPENSSL_free(der);
  return 1; // ok: the judge decides
}

void judged(SSL_CTX *in_vain, SSL_CTX *good) {
  SSL_CTX_set_verify(in_vain, SSL_VERIFY_PEER, asks_in_vain);
  SSL_CTX_set_verify(good, SSL_VERIFY_PEER, asks);
}
