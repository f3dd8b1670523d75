// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SSL_VERIFY_NONE in the ways C code spells it, and who may use it.

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAIL_VERIFY_MODE SSL_VERIFY_NONE
#define FEED_VERIFY_MODE SSL_VERIFY_PEER

enum peer_policy { POLICY_TRUST_ALL = SSL_VERIFY_NONE, POLICY_CHECK = 1 };

struct tls_options {
  const char *ca_file;
  int verify_mode;
  bool insecure;
};

extern struct tls_options g_options;

// --- the plain forms -------------------------------------------------------

int mail_connect(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;

  if (ctx == NULL)
    return -1;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  if (ssl == NULL)
    goto out;
  SSL_set_fd(ssl, fd);
  SSL_set_tlsext_host_name(ssl, host);
  if (SSL_connect(ssl) != 1) // ok: the chain is reported above, the name is not repeated
    goto out;
  ret = SSL_write(ssl, "NOOP\r\n", 6) == 6 ? 0 : -1;
out:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

int mail_connect_verified(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;

  if (ctx == NULL)
    return -1;
  if (SSL_CTX_set_default_verify_paths(ctx) != 1)
    goto out;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL); // ok: chain verified
  ssl = SSL_new(ctx);
  if (ssl == NULL)
    goto out;
  SSL_set_fd(ssl, fd);
  SSL_set_tlsext_host_name(ssl, host);
  if (SSL_set1_host(ssl, host) != 1)
    goto out;
  if (SSL_connect(ssl) != 1) // ok: chain and name
    goto out;
  ret = SSL_write(ssl, "NOOP\r\n", 6) == 6 ? 0 : -1;
out:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

void session_off(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
}

void session_on(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL); // ok: verified
}

void context_zero(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, 0, 0); // BAD: commsec-disabled-cert-verification
}

void context_one(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, 1, 0); // ok: 1 is SSL_VERIFY_PEER
}

// --- named constants, locals, macros, enums --------------------------------

void mode_from_local(SSL_CTX *ctx) {
  int mode = SSL_VERIFY_NONE;
  SSL_CTX_set_verify(ctx, mode, NULL); // BAD: commsec-disabled-cert-verification
}

void mode_from_local_peer(SSL_CTX *ctx) {
  int mode = SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE;
  SSL_CTX_set_verify(ctx, mode, NULL); // ok: has the peer bit
}

void mode_overwritten(SSL_CTX *ctx) {
  int mode = SSL_VERIFY_NONE; // ok: overwritten before use
  mode = SSL_VERIFY_PEER;
  SSL_CTX_set_verify(ctx, mode, NULL); // ok
}

void mode_from_macro(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, MAIL_VERIFY_MODE, NULL); // BAD: commsec-disabled-cert-verification
}

void mode_from_macro_peer(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, FEED_VERIFY_MODE, NULL); // ok
}

void mode_from_enum(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, POLICY_TRUST_ALL, NULL); // BAD: commsec-disabled-cert-verification
}

void mode_from_enum_peer(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, POLICY_CHECK, NULL); // ok
}

static const int kIndexerMode = SSL_VERIFY_NONE;
static const int kBillingMode = SSL_VERIFY_PEER;

void mode_from_static_const(SSL_CTX *index, SSL_CTX *billing) {
  SSL_CTX_set_verify(index, kIndexerMode, NULL); // BAD: commsec-disabled-cert-verification
  SSL_CTX_set_verify(billing, kBillingMode, NULL); // ok
}

void own_line(SSL_CTX *ctx) {
  SSL_CTX_set_verify(
      ctx,
      SSL_VERIFY_NONE, // BAD: commsec-disabled-cert-verification
      NULL);
}

// --- conditional -----------------------------------------------------------

void ternary(SSL_CTX *ctx, const struct tls_options *opts) {
  SSL_CTX_set_verify(ctx, opts->insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, NULL); // BAD: commsec-disabled-cert-verification
}

void ternary_broken(SSL_CTX *ctx, const struct tls_options *opts) {
  SSL_CTX_set_verify(ctx,
                     opts->ca_file != NULL
                         ? SSL_VERIFY_PEER
                         : SSL_VERIFY_NONE, // BAD: commsec-disabled-cert-verification
                     NULL);
}

void ternary_both_good(SSL_CTX *ctx, bool mutual) {
  SSL_CTX_set_verify(ctx, // ok: both branches verify
                     mutual ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT
                            : SSL_VERIFY_PEER,
                     NULL);
}

void branch(SSL_CTX *ctx, const struct tls_options *opts) {
  if (opts->insecure)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  else
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL); // ok
}

void environment(SSL *ssl) {
  SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL); // ok: the default of this program
  if (getenv("SYNC_NO_VERIFY") != NULL) {
    fprintf(stderr, "warning: certificate checks are off\n");
    SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  }
}

void option_of_the_caller(SSL_CTX *ctx, const struct tls_options *opts) {
  SSL_CTX_set_verify(ctx, opts->verify_mode, NULL); // ok: nobody here says what it is
}

void option_of_the_program(SSL_CTX *ctx) {
  SSL_CTX_set_verify(ctx, g_options.verify_mode, NULL); // ok: written elsewhere
}

static const struct tls_options lab_profile = {
    .ca_file = NULL,
    .verify_mode = SSL_VERIFY_NONE, // BAD: commsec-disabled-cert-verification
    .insecure = true,
};

static const struct tls_options office_profile = {
    .ca_file = "/etc/ssl/office.pem",
    .verify_mode = SSL_VERIFY_PEER, // ok
};

void profiles(SSL_CTX *lab, SSL_CTX *office) {
  SSL_CTX_set_verify(lab, lab_profile.verify_mode, NULL);
  SSL_CTX_set_verify(office, office_profile.verify_mode, NULL); // ok
}

// A structure that has such a member but reaches no setter says nothing.
static const struct tls_options unused_profile = {
    .verify_mode = SSL_VERIFY_NONE, // ok: goes nowhere
};

const char *profile_ca(void) { return unused_profile.ca_file; }

// --- order -----------------------------------------------------------------

int set_then_corrected(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: overwritten before the session is made
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1;
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

int set_then_spoiled(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1)
    ok = SSL_connect(ssl) == 1;
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}

// --- servers ---------------------------------------------------------------

SSL_CTX *server_context(const char *cert, const char *key) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (!ctx)
    return NULL;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: a server that wants no client certificates
  if (SSL_CTX_use_certificate_chain_file(ctx, cert) != 1 ||
      SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM) != 1) {
    SSL_CTX_free(ctx);
    return NULL;
  }
  return ctx;
}

int server_by_accept(const char *cert, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_method());
  SSL *ssl;
  int ret = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: only meets SSL_accept
  SSL_CTX_use_certificate_chain_file(ctx, cert);
  ssl = SSL_new(ctx);
  if (ssl) {
    SSL_set_fd(ssl, fd);
    if (SSL_accept(ssl) == 1)
      ret = SSL_write(ssl, "220 ready\r\n", 11);
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

int server_by_state(SSL_CTX *ctx, int fd) {
  SSL *ssl = SSL_new(ctx);
  int ret;
  if (!ssl)
    return -1;
  SSL_set_accept_state(ssl);
  SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL); // ok: server side
  SSL_set_fd(ssl, fd);
  ret = SSL_do_handshake(ssl);
  SSL_free(ssl);
  return ret == 1 ? 0 : -1;
}

SSL_CTX *datagram_server(void) {
  SSL_CTX *ctx = SSL_CTX_new(DTLS_server_method());
  if (ctx)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: server
  return ctx;
}

SSL_CTX *mutual_server(const char *client_ca) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (!ctx)
    return NULL;
  if (SSL_CTX_load_verify_locations(ctx, client_ca, NULL) != 1) {
    SSL_CTX_free(ctx);
    return NULL;
  }
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL); // ok: mutual TLS
  return ctx;
}

SSL_CTX *optional_client_certificates(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (ctx)
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL); // ok: pedantic only
  return ctx;
}

SSL_CTX *mutual_server_in_name_only(const char *client_ca) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (!ctx)
    return NULL;
  if (SSL_CTX_load_verify_locations(ctx, client_ca, NULL) != 1) {
    SSL_CTX_free(ctx);
    return NULL;
  }
  SSL_CTX_set_verify(ctx, SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL); // BAD: commsec-disabled-cert-verification
  return ctx;
}

SSL_CTX *client_once_server(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  if (!ctx)
    return NULL;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_CLIENT_ONCE, NULL); // BAD: commsec-disabled-cert-verification
  return ctx;
}

// --- verify none, and the result is looked at ------------------------------

int checked_afterwards(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: the result is compared below
  ssl = SSL_new(ctx);
  if (!ssl)
    goto done;
  if (SSL_set1_host(ssl, host) != 1)
    goto done;
  SSL_set_fd(ssl, fd);
  if (SSL_connect(ssl) != 1)
    goto done;
  if (SSL_get_verify_result(ssl) != X509_V_OK) {
    fprintf(stderr, "%s: certificate not trusted\n", host);
    goto done;
  }
  ret = 0;
done:
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

static int peer_is_trusted(SSL *ssl) {
  long verdict = SSL_get_verify_result(ssl);
  if (verdict == X509_V_OK)
    return 1;
  fprintf(stderr, "tls: %s\n", X509_verify_cert_error_string(verdict));
  return 0;
}

int checked_in_helper(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl = NULL;
  int ret = -1;
  if (!ctx)
    return -1;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: peer_is_trusted looks at the result
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1 &&
      SSL_connect(ssl) == 1 && peer_is_trusted(ssl))
    ret = 0;
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ret;
}

// --- two contexts in one function ------------------------------------------

int proxy_pair(const char *cert, int listen_fd, int upstream_fd) {
  SSL_CTX *front = SSL_CTX_new(TLS_server_method());
  SSL_CTX *back = SSL_CTX_new(TLS_client_method());
  SSL *in = NULL, *out = NULL;
  int ret = -1;
  if (!front || !back)
    goto done;
  SSL_CTX_set_verify(front, SSL_VERIFY_NONE, NULL); // ok: towards the browser
  SSL_CTX_set_verify(back, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  SSL_CTX_use_certificate_chain_file(front, cert);
  in = SSL_new(front);
  out = SSL_new(back);
  if (!in || !out)
    goto done;
  SSL_set_fd(in, listen_fd);
  SSL_set_fd(out, upstream_fd);
  if (SSL_accept(in) != 1 || SSL_connect(out) != 1)
    goto done;
  ret = 0;
done:
  SSL_free(in);
  SSL_free(out);
  SSL_CTX_free(front);
  SSL_CTX_free(back);
  return ret;
}

// --- what the preprocessor drops -------------------------------------------

void old_library(SSL_CTX *ctx) {
#if OPENSSL_VERSION_NUMBER < 0x00907000L
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: not compiled
#else
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL); // ok
#endif
}

// --- a retry that gives up checking ----------------------------------------

static int try_once(SSL_CTX *ctx, const char *host, int fd, int mode) {
  SSL *ssl = SSL_new(ctx);
  int ok;
  if (!ssl)
    return 0;
  SSL_set_verify(ssl, mode, NULL);
  ok = SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1 &&
       SSL_connect(ssl) == 1;
  SSL_free(ssl);
  return ok;
}

int fetch_somehow(SSL_CTX *ctx, const char *host, int first, int second) {
  if (try_once(ctx, host, first, SSL_VERIFY_PEER)) // ok
    return 0;
  fprintf(stderr, "trying again without verification\n");
  return try_once(ctx, host, second, SSL_VERIFY_NONE) ? 0 : -1; // BAD: commsec-disabled-cert-verification
}

// --- contexts that live in a global ----------------------------------------

static SSL_CTX *listener_ctx;
static SSL_CTX *uplink_ctx;

int start_listener(const char *cert) {
  listener_ctx = SSL_CTX_new(TLS_server_method());
  if (!listener_ctx)
    return -1;
  SSL_CTX_set_verify(listener_ctx, SSL_VERIFY_NONE, NULL); // ok: server
  return SSL_CTX_use_certificate_chain_file(listener_ctx, cert) == 1 ? 0 : -1;
}

int start_uplink(void) {
  uplink_ctx = SSL_CTX_new(TLS_client_method());
  if (!uplink_ctx)
    return -1;
  SSL_CTX_set_verify(uplink_ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return 0;
}

// --- a session that is stricter than its context ---------------------------

int session_overrides(const char *host, int fd) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL *ssl;
  int ok = 0;
  if (!ctx)
    return 0;
  SSL_CTX_set_default_verify_paths(ctx);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: the only session asks for more
  ssl = SSL_new(ctx);
  if (ssl && SSL_set1_host(ssl, host) == 1 && SSL_set_fd(ssl, fd) == 1) {
    SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
    ok = SSL_connect(ssl) == 1;
  }
  SSL_free(ssl);
  SSL_CTX_free(ctx);
  return ok;
}
