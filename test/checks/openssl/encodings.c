// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pins that are made from an encoding, or from nothing but names.

#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>

extern const unsigned char pin[32];

int key_md5(X509 *cert) {
  unsigned char *der = NULL, md[EVP_MAX_MD_SIZE];
  unsigned int n;
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  if (len <= 0 || !EVP_Digest(der, (size_t)len, md, &n, EVP_md5(), NULL)) // BAD: commsec-ineffective-pinning
    return -1;
  return memcmp(md, pin, 16) == 0 ? 0 : -1;
}

int key_sha256(X509 *cert) {
  unsigned char *der = NULL, md[EVP_MAX_MD_SIZE];
  unsigned int n;
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  if (len <= 0 || !EVP_Digest(der, (size_t)len, md, &n, EVP_sha256(), NULL))
    return -1;
  return memcmp(md, pin, sizeof pin) == 0 ? 0 : -1; // ok
}

int key_unused(X509 *cert) {
  unsigned char *der = NULL, md[EVP_MAX_MD_SIZE];
  unsigned int n;
  int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
  if (len <= 0 || !EVP_Digest(der, (size_t)len, md, &n, EVP_sha256(), NULL))
    return -1;
  if (memcmp(md, pin, sizeof pin) != 0) // BAD: commsec-ineffective-pinning
    puts("the key is another one");
  return 0;
}

static int connected(SSL_CTX *ctx, SSL **out, int fd, int mode) {
  SSL_CTX_set_verify(ctx, mode, NULL);
  *out = SSL_new(ctx);
  SSL_set_fd(*out, fd);
  return SSL_connect(*out) == 1;
}

int name_is_the_pin(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  X509 *peer;
  char line[512];
  if (!connected(ctx, &ssl, fd, SSL_VERIFY_NONE)) // BAD: commsec-disabled-cert-verification
    return -1;
  peer = SSL_get1_peer_certificate(ssl);
  X509_NAME_oneline(X509_get_subject_name(peer), line, sizeof line); // BAD: commsec-ineffective-pinning
  return strcmp(line, "/C=DE/O=Example/CN=gateway") == 0 ? 0 : -1;
}

int name_is_the_pin_reversed(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  X509 *peer;
  char line[512];
  if (!connected(ctx, &ssl, fd, SSL_VERIFY_NONE)) // BAD: commsec-disabled-cert-verification
    return -1;
  peer = SSL_get1_peer_certificate(ssl);
  X509_NAME_oneline(X509_get_subject_name(peer), line, sizeof line); // BAD: commsec-ineffective-pinning
  return strcmp("/C=DE/O=Example/CN=gateway", line) == 0 ? 0 : -1;
}

int name_is_shown(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  X509 *peer;
  char line[512];
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (SSL_set1_host(ssl, host) != 1)
    return -1;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  peer = SSL_get1_peer_certificate(ssl);
  X509_NAME_oneline(X509_get_subject_name(peer), line, sizeof line);
  return strcmp(line, "/C=DE/O=Example/CN=gateway") == 0 ? 0 : -1; // ok: one more check
}

// A common name that is compared is no pin, and where the chain is off it is not said again.
int common_name_only(int fd, const char *host) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  X509 *peer;
  char cn[256];
  if (!connected(ctx, &ssl, fd, SSL_VERIFY_NONE)) // BAD: commsec-disabled-cert-verification
    return -1;
  peer = SSL_get1_peer_certificate(ssl);
  X509_NAME_get_text_by_NID(X509_get_subject_name(peer), NID_commonName, cn, sizeof cn); // ok: the chain is reported
  return strcmp(cn, host) == 0 ? 0 : -1;
}
