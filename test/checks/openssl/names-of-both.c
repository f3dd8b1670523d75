// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of two certificates that are compared are no check of the host.

#include <openssl/x509.h>
#include <string.h>

int is_proxy(X509 *cert) {
  char *subject = X509_NAME_oneline(X509_get_subject_name(cert), NULL, 0); // ok
  char *issuer = X509_NAME_oneline(X509_get_issuer_name(cert), NULL, 0);   // ok
  int same = subject && issuer && strncmp(subject, issuer, strlen(issuer)) == 0;
  OPENSSL_free(subject);
  OPENSSL_free(issuer);
  return same;
}

int is_host(X509 *cert, const char *host) {
  char name[256];
  X509_NAME_get_text_by_NID(X509_get_subject_name(cert), NID_commonName, name, sizeof name); // BAD: commsec-disabled-hostname-verification
  return strcasecmp(name, host) == 0;
}
