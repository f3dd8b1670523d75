// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The common name as the last resort of code that reads the alternative names
// out of their extension itself, and names that are no digests.

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

extern int any_name(X509_EXTENSION *ext, const char *host, int *names);

static int alternative_matches(X509 *cert, const char *host, int *names) {
  int at = X509_get_ext_by_NID(cert, NID_subject_alt_name, -1);
  return at >= 0 && any_name(X509_get_ext(cert, at), host, names);
}

static int common_matches(X509 *cert, const char *host) {
  X509_NAME *subject = X509_get_subject_name(cert);
  int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1); // ok: beside the others
  ASN1_STRING *cn = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at));
  return strncmp((const char *)ASN1_STRING_get0_data(cn), host, ASN1_STRING_length(cn)) == 0;
}

int is_host(SSL *ssl, const char *host) {
  int names = 0, ok;
  X509 *cert = SSL_get1_peer_certificate(ssl);
  if (!cert)
    return 0;
  ok = alternative_matches(cert, host, &names);
  if (!ok && names == 0)
    ok = common_matches(cert, host);
  X509_free(cert);
  return ok;
}

// --- the certificate is encoded for somebody, its name is compared ----------

struct link {
  SSL *ssl;
  int wants_copy;
  const char *wanted;
};

extern void show(const struct link *l, const unsigned char *der, int length);
extern struct link *link_of(X509_STORE_CTX *store);

static void copy_out(const struct link *l, X509 *cert) {
  unsigned char *der = NULL;
  int n = i2d_X509(cert, &der);
  if (n > 0)
    show(l, der, n);
  OPENSSL_free(der);
}

static int field_matches(X509 *cert, int nid, const char *value) {
  X509_NAME *name = X509_get_subject_name(cert);
  int ok = 0, at = -1;
  while ((at = X509_NAME_get_index_by_NID(name, nid, at)) > -1) {
    ASN1_STRING *s = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
    ok = ASN1_STRING_length(s) == (int)strlen(value) &&
         memcmp(ASN1_STRING_get0_data(s), value, strlen(value)) == 0; // ok: no digest
    break;
  }
  return ok;
}

static int check_peer(int ok, X509_STORE_CTX *store) {
  struct link *l = link_of(store);
  X509 *cert = X509_STORE_CTX_get_current_cert(store);
  if (l->wants_copy)
    copy_out(l, cert);
  if (l->wanted && !field_matches(cert, NID_organizationName, l->wanted))
    ok = 0;
  return ok;
}

void begin(struct link *l) {
  SSL_set_verify(l->ssl, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, check_peer);
}
