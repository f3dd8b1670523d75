// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The common name, compared by hand.

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <strings.h>

int is_host(SSL *ssl, const char *host) {
  char name[256];
  int same;
  X509 *cert = SSL_get1_peer_certificate(ssl);
  if (!cert)
    return 0;
  if (X509_NAME_get_text_by_NID(X509_get_subject_name(cert), NID_commonName, name, sizeof name) < 0) { // BAD: commsec-disabled-hostname-verification
    X509_free(cert);
    return 0;
  }
  same = strcasecmp(name, host) == 0;
  X509_free(cert);
  return same;
}

// --- the name that is expected comes first -----------------------------------

int expected_first(SSL *ssl, const char *host) {
  char cn[256];
  X509 *cert = SSL_get1_peer_certificate(ssl);
  int match;
  if (!cert)
    return -1;
  X509_NAME_get_text_by_NID(X509_get_subject_name(cert), NID_commonName, cn, sizeof cn); // BAD: commsec-disabled-hostname-verification
  match = strcasecmp(host, cn) == 0;
  X509_free(cert);
  return match ? 0 : -1;
}

int expected_given(SSL *ssl, const char *host) {
  X509 *cert = SSL_get1_peer_certificate(ssl);
  int match;
  if (!cert)
    return -1;
  match = X509_check_host(cert, host, 0, 0, NULL) == 1; // ok
  X509_free(cert);
  return match ? 0 : -1;
}
