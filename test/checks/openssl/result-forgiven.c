// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The verification result is compared, and some failures pass all the same.
// The session comes from elsewhere: what is compared here is what counts.

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <stdbool.h>
#include <stdio.h>
#include <syslog.h>

struct peer {
  SSL *ssl;
  bool trusted;
  bool allow_self_signed;
};

void transfer(SSL *ssl);

// --- insecure --------------------------------------------------------------

bool expired_is_fine(SSL *ssl) {
  long result = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (result == X509_V_OK || result == X509_V_ERR_CERT_HAS_EXPIRED)
    return true;
  return false;
}

bool either(SSL *ssl) {
  const long result = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  return result == X509_V_OK ||
         result == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT;
}

int leave_unless(struct peer *p) {
  long result = SSL_get_verify_result(p->ssl); // BAD: commsec-ignored-verification-result
  if (result != X509_V_OK &&
      result != X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN &&
      result != X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY) {
    syslog(LOG_ERR, "%s", X509_verify_cert_error_string(result));
    return -1;
  }
  p->trusted = true;
  transfer(p->ssl);
  return 0;
}

int by_switch(struct peer *p) {
  switch (SSL_get_verify_result(p->ssl)) { // BAD: commsec-ignored-verification-result
  case X509_V_OK:
    break;
  case X509_V_ERR_CERT_UNTRUSTED:
    syslog(LOG_WARNING, "the issuer is not trusted");
    break;
  default:
    return -1;
  }
  transfer(p->ssl);
  return 0;
}

int below_zero(SSL *ssl) {
  if (SSL_get_verify_result(ssl) < 0) // BAD: commsec-ignored-verification-result
    return -1;
  transfer(ssl);
  return 0;
}

static bool tolerable(long result) {
  return result == X509_V_OK || result == X509_V_ERR_CERT_NOT_YET_VALID;
}

int through_a_helper(SSL *ssl) {
  if (!tolerable(SSL_get_verify_result(ssl))) // BAD: commsec-ignored-verification-result
    return -1;
  transfer(ssl);
  return 0;
}

int verdict_in_a_local(SSL *ssl) {
  int ok = 0;
  long result = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (result == X509_V_OK)
    ok = 1;
  else if (result == X509_V_ERR_HOSTNAME_MISMATCH)
    ok = 1;
  if (!ok)
    return -1;
  transfer(ssl);
  return 0;
}

// --- secure twins ----------------------------------------------------------

bool only_ok(SSL *ssl) { return SSL_get_verify_result(ssl) == X509_V_OK; }

bool named_and_refused(SSL *ssl) {
  long result = SSL_get_verify_result(ssl);
  if (result == X509_V_ERR_CERT_HAS_EXPIRED)
    fprintf(stderr, "the certificate has expired\n");
  return result == X509_V_OK;
}

int refuse_by_switch(struct peer *p) {
  switch (SSL_get_verify_result(p->ssl)) {
  case X509_V_OK:
    break;
  case X509_V_ERR_CERT_UNTRUSTED:
    syslog(LOG_WARNING, "the issuer is not trusted");
    return -2;
  default:
    return -1;
  }
  transfer(p->ssl);
  return 0;
}

int told_then_refused(struct peer *p) {
  long result = SSL_get_verify_result(p->ssl);
  if (result == X509_V_ERR_CERT_HAS_EXPIRED ||
      result == X509_V_ERR_CERT_NOT_YET_VALID)
    syslog(LOG_ERR, "look at the clock");
  else if (result != X509_V_OK)
    syslog(LOG_ERR, "not trusted");
  if (result)
    return -1;
  transfer(p->ssl);
  return 0;
}

const char *text_of(SSL *ssl) {
  long result = SSL_get_verify_result(ssl);
  if (result == X509_V_ERR_CERT_HAS_EXPIRED)
    return "expired";
  if (result == X509_V_ERR_CERT_REVOKED)
    return "revoked";
  return "other";
}

bool is_expired(SSL *ssl) {
  return SSL_get_verify_result(ssl) == X509_V_ERR_CERT_HAS_EXPIRED;
}

void counted(SSL *ssl, int *stale_lists) {
  if (SSL_get_verify_result(ssl) == X509_V_ERR_CRL_HAS_EXPIRED)
    ++*stale_lists;
}

int overridden_by_the_user(struct peer *p) {
  long result = SSL_get_verify_result(p->ssl);
  if (result != X509_V_OK &&
      !(p->allow_self_signed &&
        result == X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT))
    return -1;
  transfer(p->ssl);
  return 0;
}

static bool good(long result) { return result == X509_V_OK; }

int through_a_strict_helper(SSL *ssl) {
  if (!good(SSL_get_verify_result(ssl)))
    return -1;
  transfer(ssl);
  return 0;
}

// No list of revoked certificates is another matter than a bad certificate.
bool without_a_list(SSL *ssl) {
  long result = SSL_get_verify_result(ssl);
  return result == X509_V_OK || result == X509_V_ERR_UNABLE_TO_GET_CRL;
}

// The handshake has judged already.
bool asked_for(SSL *ssl, int fd) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return false;
  long result = SSL_get_verify_result(ssl);
  return result == X509_V_OK || result == X509_V_ERR_CERT_HAS_EXPIRED;
}
