// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The name of the peer: set before the handshake, checked after it, or neither.

#include <fnmatch.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

// --- never set -------------------------------------------------------------

int feed_connect(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  if (SSL_CTX_load_verify_locations(ctx, "/etc/feed/ca.pem", NULL) != 1)
    goto err;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if ((ssl = SSL_new(ctx)) == NULL)
    goto err;
  SSL_set_tlsext_host_name(ssl, host); // ok: the name is only sent
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) { // BAD: commsec-disabled-hostname-verification
    ERR_print_errors_fp(stderr);
    goto err;
  }
  ret = SSL_write(ssl, "GET\r\n", 5) > 0 ? 0 : -1;
err:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

int feed_connect_named(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  if (SSL_CTX_load_verify_locations(ctx, "/etc/feed/ca.pem", NULL) != 1)
    goto err;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if ((ssl = SSL_new(ctx)) == NULL)
    goto err;
  SSL_set_tlsext_host_name(ssl, host);
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (!SSL_set1_host(ssl, host))
    goto err;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) { // ok: named
    ERR_print_errors_fp(stderr);
    goto err;
  }
  ret = SSL_write(ssl, "GET\r\n", 5) > 0 ? 0 : -1;
err:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

int session_mode(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_default_verify_paths(ctx);
  ssl = SSL_new(ctx);
  if (ssl) {
    SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
    SSL_set_fd(ssl, fd);
    ok = SSL_connect(ssl) == 1; // BAD: commsec-disabled-hostname-verification
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int by_handshake(const char *host, BIO *transport) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int rc;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (!ssl) {
    SSL_CTX_free(ctx);
    return -1;
  }
  SSL_set_bio(ssl, transport, transport);
  SSL_set_connect_state(ssl);
  SSL_set_tlsext_host_name(ssl, host);
  rc = SSL_do_handshake(ssl); // BAD: commsec-disabled-hostname-verification
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return rc == 1 ? 0 : -1;
}

int by_handshake_named(const char *host, BIO *transport) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int rc = 0;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (!ssl) {
    SSL_CTX_free(ctx);
    return -1;
  }
  SSL_set_bio(ssl, transport, transport);
  SSL_set_connect_state(ssl);
  if (SSL_set1_host(ssl, host) == 1)
    rc = SSL_do_handshake(ssl); // ok
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return rc == 1 ? 0 : -1;
}

int server_handshake(BIO *transport) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_method());
  SSL *ssl;
  int rc;
  if (!ctx)
    return -1;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
  ssl = SSL_new(ctx);
  if (!ssl) {
    SSL_CTX_free(ctx);
    return -1;
  }
  SSL_set_bio(ssl, transport, transport);
  SSL_set_accept_state(ssl);
  rc = SSL_do_handshake(ssl); // ok: a server does not check names
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return rc == 1 ? 0 : -1;
}

int mutual_accept(int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  SSL *ssl;
  int rc = 0;
  if (!ctx)
    return -1;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set_fd(ssl, fd) == 1)
    rc = SSL_accept(ssl); // ok: server
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return rc == 1 ? 0 : -1;
}

// --- set-up and handshake in different functions ---------------------------

static SSL_CTX *make_client_context(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  if (!ctx)
    return NULL;
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  return ctx;
}

int split_connect(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl) {
    SSL_set_tlsext_host_name(ssl, host);
    SSL_set_fd(ssl, fd);
    ok = SSL_connect(ssl) == 1; // BAD: commsec-disabled-hostname-verification
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

static int prepare_session(SSL *ssl, const char *host) {
  SSL_set_tlsext_host_name(ssl, host);
  return SSL_set1_host(ssl, host) == 1;
}

int split_connect_named(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl && prepare_session(ssl, host)) {
    SSL_set_fd(ssl, fd);
    ok = SSL_connect(ssl) == 1; // ok: named in prepare_session
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- too late --------------------------------------------------------------

int named_too_late(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl) {
    SSL_set_fd(ssl, fd);
    if (SSL_connect(ssl) == 1 && // BAD: commsec-disabled-hostname-verification
        SSL_set1_host(ssl, host) == 1)
      ok = SSL_write(ssl, "hello", 5) == 5;
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- through the parameters ------------------------------------------------

int named_in_session_param(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl) {
    X509_VERIFY_PARAM *param = SSL_get0_param(ssl);
    X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (X509_VERIFY_PARAM_set1_host(param, host, 0) == 1 && SSL_set_fd(ssl, fd) == 1)
      ok = SSL_connect(ssl) == 1; // ok: named in the parameters of the session
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int named_in_context_param(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  if (X509_VERIFY_PARAM_set1_host(SSL_CTX_get0_param(ctx), host, strlen(host)) != 1)
    goto done;
  ssl = SSL_new(ctx);
  if (ssl && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: named in the parameters of the context
done:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int addressed(const char *ip, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl && X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), ip) == 1 &&
      SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: an address is an identity too
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int parameters_of_my_own(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  X509_VERIFY_PARAM *param = X509_VERIFY_PARAM_new();
  int ok = 0;
  if (ssl && param && X509_VERIFY_PARAM_set1_host(param, host, 0) == 1 &&
      SSL_set1_param(ssl, param) == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: the parameters carry the name
  X509_VERIFY_PARAM_free(param);
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int several_names(int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl && SSL_add1_host(ssl, "imap.example.net") == 1 &&
      SSL_add1_host(ssl, "mail.example.net") == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- on BIOs ---------------------------------------------------------------

int bio_client(const char *target) {
  SSL_CTX *ctx = make_client_context();
  BIO *bio = NULL;
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  bio = BIO_new_ssl_connect(ctx);
  if (!bio)
    goto out;
  BIO_get_ssl(bio, &ssl);
  SSL_set_mode(ssl, SSL_MODE_AUTO_RETRY);
  BIO_set_conn_hostname(bio, target);
  if (BIO_do_connect(bio) <= 0) // BAD: commsec-disabled-hostname-verification
    goto out;
  BIO_puts(bio, "GET / HTTP/1.0\r\n\r\n");
  ret = 0;
out:
  BIO_free_all(bio);
  SSL_CTX_free(ctx);
  return ret;
}

int bio_client_named(const char *target, const char *host) {
  SSL_CTX *ctx = make_client_context();
  BIO *bio = NULL;
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  bio = BIO_new_ssl_connect(ctx);
  if (!bio)
    goto out;
  BIO_get_ssl(bio, &ssl);
  SSL_set_mode(ssl, SSL_MODE_AUTO_RETRY);
  if (ssl == NULL || SSL_set1_host(ssl, host) != 1)
    goto out;
  BIO_set_conn_hostname(bio, target);
  if (BIO_do_connect(bio) <= 0) // ok
    goto out;
  BIO_puts(bio, "GET / HTTP/1.0\r\n\r\n");
  ret = 0;
out:
  BIO_free_all(bio);
  SSL_CTX_free(ctx);
  return ret;
}

// --- checked by hand -------------------------------------------------------

int checked_by_library(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  X509 *cert = NULL;
  int ret = -1;
  if (!ssl)
    goto done;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // ok: X509_check_host below
    goto done;
  cert = SSL_get1_peer_certificate(ssl);
  if (!cert || X509_check_host(cert, host, 0, 0, NULL) != 1)
    goto done;
  ret = 0;
done:
  X509_free(cert);
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

static int name_matches(const char *pattern, const char *host) {
  return fnmatch(pattern, host, FNM_NOESCAPE) == 0;
}

static int check_alt_names(X509 *cert, const char *host) {
  GENERAL_NAMES *names =
      X509_get_ext_d2i(cert, NID_subject_alt_name, NULL, NULL);
  int found = 0;
  for (int i = 0; names && !found && i < sk_GENERAL_NAME_num(names); i++) {
    const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
    if (name->type != GEN_DNS)
      continue;
    const char *dns = (const char *)ASN1_STRING_get0_data(name->d.dNSName);
    if ((size_t)ASN1_STRING_length(name->d.dNSName) == strlen(dns))
      found = name_matches(dns, host);
  }
  GENERAL_NAMES_free(names);
  return found;
}

int checked_by_project(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  X509 *cert = NULL;
  int ret = -1;
  if (!ssl)
    goto done;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1) // ok: check_alt_names below
    goto done;
  cert = SSL_get_peer_certificate(ssl);
  if (!cert)
    goto done;
  if (!check_alt_names(cert, host)) {
    fprintf(stderr, "certificate is not for %s\n", host);
    goto done;
  }
  ret = 0;
done:
  X509_free(cert);
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

extern int session_is_for(SSL *ssl, const char *host);

int checked_elsewhere(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl) {
    SSL_set_fd(ssl, fd);
    ok = SSL_connect(ssl) == 1 && session_is_for(ssl, host); // ok: unseen code gets the session
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- handles of others -----------------------------------------------------

int dial_with_their_session(SSL *ssl, int fd) {
  if (SSL_set_fd(ssl, fd) != 1)
    return -1;
  return SSL_connect(ssl) == 1 ? 0 : -1; // ok: the caller's session
}

extern SSL *pool_take(void);

int dial_from_pool(int fd) {
  SSL *ssl = pool_take();
  SSL_set_fd(ssl, fd);
  return SSL_connect(ssl) == 1 ? 0 : -1; // ok: made elsewhere
}

extern void app_configure(SSL *ssl);

int dial_configured(int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int ok = 0;
  if (ssl) {
    app_configure(ssl);
    SSL_set_fd(ssl, fd);
    ok = SSL_connect(ssl) == 1; // ok: unseen code may have named it
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- names that are none ---------------------------------------------------

int clear_names(SSL *ssl) {
  return SSL_set1_host(ssl, NULL); // BAD: commsec-disabled-hostname-verification
}

int empty_name(SSL *ssl) {
  if (SSL_set1_host(ssl, "") != 1) // BAD: commsec-disabled-hostname-verification
    return -1;
  return 0;
}

int clear_names_in_param(SSL_CTX *ctx) {
  X509_VERIFY_PARAM *param = SSL_CTX_get0_param(ctx);
  return X509_VERIFY_PARAM_set1_host(param, NULL, 0); // BAD: commsec-disabled-hostname-verification
}

int real_name(SSL *ssl) {
  return SSL_set1_host(ssl, "updates.example.org"); // ok
}

int unknown_name(SSL *ssl, const char *host) {
  return SSL_set1_host(ssl, host); // ok
}

int cleared_and_set(SSL *ssl, const char *host) {
  SSL_set_hostflags(ssl, 0);
  if (SSL_set1_host(ssl, NULL) != 1) // ok: names are added below
    return -1;
  return SSL_add1_host(ssl, host) == 1 ? 0 : -1;
}

// --- too many names --------------------------------------------------------

void every_label(SSL *ssl) {
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS); // BAD: commsec-shared-wildcard-domain
}

void every_label_in_param(X509_VERIFY_PARAM *param) {
  unsigned int flags = X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
  X509_VERIFY_PARAM_set_hostflags(param, flags); // BAD: commsec-shared-wildcard-domain
}

int every_label_by_hand(X509 *cert, const char *host) {
  return X509_check_host(cert, host, 0, X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS, NULL) == 1; // BAD: commsec-shared-wildcard-domain
}

void no_wildcards(SSL *ssl, X509_VERIFY_PARAM *param) {
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_WILDCARDS); // ok
  X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT); // ok
}

int every_subdomain(SSL *ssl) {
  return SSL_set1_host(ssl, ".example.com"); // BAD: commsec-shared-wildcard-domain
}

int every_subdomain_by_hand(X509 *cert) {
  return X509_check_host(cert, ".example.com", 0, 0, NULL) == 1; // BAD: commsec-shared-wildcard-domain
}

int one_domain(X509 *cert) {
  return X509_check_host(cert, "www.example.com", 0, 0, NULL) == 1; // ok
}

// --- the handshake that nobody asked for -----------------------------------

int implicit(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int n = -1;
  if (ssl) {
    SSL_set_connect_state(ssl);
    SSL_set_tlsext_host_name(ssl, host);
    SSL_set_fd(ssl, fd);
    n = SSL_write(ssl, "GET\r\n", 5); // BAD: commsec-disabled-hostname-verification
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return n;
}

int implicit_named(const char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int n = -1;
  if (ssl && SSL_set1_host(ssl, host) == 1) {
    SSL_set_connect_state(ssl);
    SSL_set_fd(ssl, fd);
    n = SSL_write(ssl, "GET\r\n", 5); // ok
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return n;
}

int implicit_server(const char *cert, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  SSL *ssl = ctx ? SSL_new(ctx) : NULL;
  int n = -1;
  if (ssl && SSL_use_certificate_file(ssl, cert, SSL_FILETYPE_PEM) == 1) {
    SSL_set_accept_state(ssl);
    SSL_set_fd(ssl, fd);
    n = SSL_write(ssl, "220\r\n", 5); // ok: server
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return n;
}

// --- chain and name switched off separately --------------------------------

int both_off(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return SSL_set1_host(ssl, NULL);            // BAD: commsec-disabled-hostname-verification
}

// --- the certificate callback compares the name ----------------------------

static int chain_and_name(X509_STORE_CTX *store, void *arg) { // ok
  const char *host = arg;
  if (X509_verify_cert(store) != 1)
    return 0;
  if (X509_check_host(X509_STORE_CTX_get0_cert(store), host, 0, 0, NULL) != 1) {
    X509_STORE_CTX_set_error(store, X509_V_ERR_HOSTNAME_MISMATCH);
    return 0;
  }
  return 1;
}

int named_in_callback(char *host, int fd) {
  SSL_CTX *ctx = make_client_context();
  SSL *ssl = NULL;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_cert_verify_callback(ctx, chain_and_name, host);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1; // ok: chain_and_name compares the name
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- a choice that was made before says nothing of the way that fails ----------

static int expect_name(SSL *ssl, const char *name) {
  X509_VERIFY_PARAM *param = SSL_get0_param(ssl);
  if (X509_VERIFY_PARAM_set1_host(param, NULL, 0) != 1) // ok: set below
    return 1;
  if (X509_VERIFY_PARAM_set1_host(param, name, 0) != 1)
    return 1;
  return 0;
}

int attach_one(SSL *ssl, const char *name, int shared) {
  switch (shared) {
  case 0:
    return expect_name(ssl, name);
  default:
    return 0;
  }
}
