// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clients that ask for no verification: is the result fetched and compared?

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- nothing set, nothing fetched ------------------------------------------

int weather_fetch(const char *host, int fd) {
  SSL_CTX *ctx;
  SSL *ssl;
  char buf[512];
  int n = -1;

  ctx = SSL_CTX_new(TLS_client_method());
  if (ctx == NULL)
    return -1;
  ssl = SSL_new(ctx);
  if (ssl != NULL) {
    SSL_set_tlsext_host_name(ssl, host);
    SSL_set_fd(ssl, fd);
    if (SSL_connect(ssl) == 1) { // BAD: commsec-ignored-verification-result
      SSL_write(ssl, "GET /now\r\n", 10);
      n = SSL_read(ssl, buf, sizeof buf);
    }
    SSL_shutdown(ssl);
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return n;
}

int weather_fetch_named(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(SSLv23_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_default_verify_paths(ctx); // loads anchors, asks for nothing
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // BAD: commsec-ignored-verification-result
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int weather_fetch_verified(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(SSLv23_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int by_connect_state(const char *host, BIO *rbio, BIO *wbio) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_method());
  SSL *ssl;
  int ret = -1;
  if (!ctx)
    return -1;
  ssl = SSL_new(ctx);
  if (!ssl)
    goto fail;
  SSL_set_bio(ssl, rbio, wbio);
  SSL_set_connect_state(ssl);
  SSL_set_tlsext_host_name(ssl, host);
  ret = SSL_do_handshake(ssl) == 1 ? 0 : -1; // BAD: commsec-ignored-verification-result
  SSL_free(ssl);
fail:
  SSL_CTX_free(ctx);
  return ret;
}

int by_bio(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  BIO *web;
  int ret = -1;
  if (!ctx)
    return -1;
  web = BIO_new_ssl_connect(ctx);
  if (!web)
    goto out;
  BIO_set_conn_hostname(web, "www.example.org:443");
  if (BIO_do_connect(web) == 1) // BAD: commsec-ignored-verification-result
    ret = BIO_puts(web, "GET / HTTP/1.0\r\n\r\n");
  BIO_free_all(web);
out:
  SSL_CTX_free(ctx);
  return ret;
}

static SSL_CTX *plain_context(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (ctx)
    SSL_CTX_set_mode(ctx, SSL_MODE_AUTO_RETRY);
  return ctx;
}

int context_from_helper(int fd) {
  SSL_CTX *ctx = plain_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl) {
    SSL_set_fd(ssl, fd);
    ok = SSL_connect(ssl) == 1; // BAD: commsec-ignored-verification-result
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// Verification hangs on a file that need not be there.
int verified_if_anchored(const char *ca_file, const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  if (ca_file) {
    if (SSL_CTX_load_verify_locations(ctx, ca_file, NULL) != 1) {
      SSL_CTX_free(ctx);
      return 0;
    }
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  }
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // BAD: commsec-ignored-verification-result
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int verified_anyway(const char *ca_file, const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  if (ca_file)
    ok = SSL_CTX_load_verify_locations(ctx, ca_file, NULL);
  else
    ok = SSL_CTX_set_default_verify_paths(ctx);
  if (ok != 1) {
    SSL_CTX_free(ctx);
    return 0;
  }
  ok = 0;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: the file only chooses the anchors
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- the result is compared ------------------------------------------------

int compared_here(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  X509 *peer = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  ssl = SSL_new(ctx);
  if (!ssl || SSL_set1_host(ssl, host) != 1)
    goto done;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // ok: compared below
    goto done;
  peer = SSL_get_peer_certificate(ssl);
  if (peer == NULL || SSL_get_verify_result(ssl) != X509_V_OK)
    goto done;
  ret = 0;
done:
  X509_free(peer);
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

static int check_peer(SSL *ssl, const char *host) {
  X509 *cert;
  int match;
  if (SSL_get_verify_result(ssl) != X509_V_OK)
    return 0;
  cert = SSL_get_peer_certificate(ssl);
  if (!cert)
    return 0;
  match = X509_check_host(cert, host, strlen(host), 0, NULL);
  X509_free(cert);
  return match == 1;
}

int compared_in_helper(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  ssl = SSL_new(ctx);
  if (!ssl)
    goto done;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // ok: check_peer judges chain and name
    goto done;
  if (!check_peer(ssl, host))
    goto done;
  ret = 0;
done:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

int compared_in_switch(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  ssl = SSL_new(ctx);
  if (!ssl || SSL_set1_host(ssl, host) != 1 || SSL_set_fd(ssl, fd) != 1)
    goto done;
  if (SSL_connect(ssl) != 1) // ok: the result decides
    goto done;
  switch (SSL_get_verify_result(ssl)) {
  case X509_V_OK:
    ret = 0;
    break;
  default:
    fprintf(stderr, "untrusted\n");
    break;
  }
done:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

extern int policy_permits(long verify_result);

int compared_elsewhere(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1 &&
      SSL_connect(ssl) == 1 && // ok: unseen code judges the result
      policy_permits(SSL_get_verify_result(ssl)))
    ret = 0;
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

// --- the result is fetched and not used ------------------------------------

int only_logged(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ok = 0;
  if (!ctx)
    return 0;
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1 &&
      SSL_connect(ssl) == 1) {
    long verdict = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
    printf("verify: %s\n", X509_verify_cert_error_string(verdict));
    ok = 1;
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int logged_with_peer_mode(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1 &&
      SSL_connect(ssl) == 1) {
    long verdict = SSL_get_verify_result(ssl); // ok: the library has refused already
    printf("verify: %s\n", X509_verify_cert_error_string(verdict));
    ok = 1;
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- authenticated by other means ------------------------------------------

static unsigned int gateway_psk(SSL *ssl, const char *hint, char *identity,
                                unsigned int max_identity, unsigned char *psk,
                                unsigned int max_psk) {
  (void)ssl;
  (void)hint;
  snprintf(identity, max_identity, "sensor-17");
  if (max_psk < 16)
    return 0;
  memset(psk, 0x5a, 16);
  return 16;
}

int psk_client(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_psk_client_callback(ctx, gateway_psk);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: pre-shared key
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int plain_server(const char *cert, const char *key, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_use_certificate_chain_file(ctx, cert);
  SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_accept(ssl) == 1; // ok: server
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- handles of others -----------------------------------------------------

int context_of_caller(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  int ok = 0;
  if (ssl && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: the caller knows
  SSL_free(ssl);
  return ok;
}

extern SSL_CTX *shared_context(void);

int context_of_program(int fd) {
  SSL *ssl = SSL_new(shared_context());
  int ok = 0;
  if (ssl && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: made elsewhere
  SSL_free(ssl);
  return ok;
}

extern int configure_tls(SSL_CTX *ctx, const char *section);

int context_configured_elsewhere(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  if (configure_tls(ctx, "client") != 0) {
    SSL_CTX_free(ctx);
    return 0;
  }
  ssl = SSL_new(ctx);
  if (ssl && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: unseen code got the context
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- verification switched off, and its result only logged -------------------

int off_and_logged(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  long rc;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  rc = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (rc != X509_V_OK)
    fprintf(stderr, "warning: %s\n", X509_verify_cert_error_string(rc));
  return SSL_write(ssl, "x", 1);
}

int off_and_judged(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  long rc;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok
  ssl = SSL_new(ctx);
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    return -1;
  rc = SSL_get_verify_result(ssl); // ok
  if (rc != X509_V_OK) {
    fprintf(stderr, "error: %s\n", X509_verify_cert_error_string(rc));
    return -1;
  }
  return SSL_write(ssl, "x", 1);
}
