// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The name that is to be checked can't be set, and the program goes on. Not to ask
// is common, and reported on request.

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>

void logged(SSL *ssl, const char *host) {
  if (SSL_set1_host(ssl, host) == 0) // BAD: commsec-ignored-verification-result
    fprintf(stderr, "no name: %s\n", ERR_error_string(ERR_get_error(), NULL));
  if (SSL_connect(ssl) != 1)
    exit(1);
}

void ended(SSL *ssl, const char *host) {
  if (SSL_set1_host(ssl, host) == 0) { // ok
    fprintf(stderr, "no name: %s\n", ERR_error_string(ERR_get_error(), NULL));
    exit(1);
  }
  if (SSL_connect(ssl) != 1)
    exit(1);
}

int overwritten(SSL *ssl, const char *host) {
  int ok = SSL_set1_host(ssl, host); // BAD: commsec-ignored-verification-result
  ok = SSL_set_tlsext_host_name(ssl, host);
  return ok && SSL_connect(ssl) == 1;
}

int both(SSL *ssl, const char *host) {
  int ok = SSL_set1_host(ssl, host); // ok
  ok &= SSL_set_tlsext_host_name(ssl, host);
  return ok && SSL_connect(ssl) == 1;
}

void not_asked(SSL *ssl, const char *host) {
  SSL_set1_host(ssl, host); // ok: on request
  if (SSL_connect(ssl) != 1)
    exit(1);
}

int of_parameters(X509_VERIFY_PARAM *p, const char *host, int numeric) {
  int ret;
  if (numeric)
    ret = X509_VERIFY_PARAM_set1_ip_asc(p, host); // BAD: commsec-ignored-verification-result
  else
    ret = X509_VERIFY_PARAM_set1_host(p, host, 0); // BAD: commsec-ignored-verification-result
  if (ret != 1)
    ERR_clear_error();
  return 0;
}

int of_parameters_checked(X509_VERIFY_PARAM *p, const char *host, int numeric) {
  int ret;
  if (numeric)
    ret = X509_VERIFY_PARAM_set1_ip_asc(p, host); // ok
  else
    ret = X509_VERIFY_PARAM_set1_host(p, host, 0); // ok
  if (ret != 1)
    return -1;
  return 0;
}
