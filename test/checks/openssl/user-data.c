// RUN: %check_commsec %s %t -- -std=gnu11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A struct that goes along with a callback: who keeps both for later knows nothing
// of what is in it.

#include <openssl/ssl.h>

struct timer;
void timer_start(struct timer *t, void (*run)(void *), void *data);
void timer_fill(struct timer *t, void *data);

struct connection {
  SSL_CTX *ctx;
  SSL *ssl;
  const char *host;
};

static int chain_is_good(struct connection *c) {
  X509 *cert = SSL_get_peer_certificate(c->ssl);
  long rc;
  if (!cert)
    return 0;
  X509_free(cert);
  rc = SSL_get_verify_result(c->ssl);
  return rc == X509_V_OK;
}

static int make(struct connection *c) {
  c->ctx = SSL_CTX_new(TLS_client_method());
  if (!c->ctx)
    return 0;
  SSL_CTX_set_min_proto_version(c->ctx, TLS1_2_VERSION);
  SSL_CTX_set_verify(c->ctx, SSL_VERIFY_NONE, NULL);
  return 1;
}

static int shake_hands(struct connection *c) {
  return SSL_connect(c->ssl) == 1 && chain_is_good(c); // BAD: commsec-disabled-hostname-verification
}

static void tick(void *data) {
  struct connection *c = data;
  if (shake_hands(c))
    SSL_write(c->ssl, "x", 1);
}

int start(struct connection *c, struct timer *t) {
  if (!make(c))
    return 0;
  timer_start(t, tick, c);
  if (!(c->ssl = SSL_new(c->ctx)) || !SSL_set_tlsext_host_name(c->ssl, c->host))
    return 0;
  return shake_hands(c);
}

// --- the data goes to somebody who may do anything with it ------------------------

static int shake_hands_too(struct connection *c) {
  return SSL_connect(c->ssl) == 1 && chain_is_good(c); // ok
}

int start_elsewhere(struct connection *c, struct timer *t) {
  if (!make(c))
    return 0;
  if (!(c->ssl = SSL_new(c->ctx)) || !SSL_set_tlsext_host_name(c->ssl, c->host))
    return 0;
  timer_fill(t, c->ssl);
  return shake_hands_too(c);
}

// --- the name is set ---------------------------------------------------------------

static int shake_hands_named(struct connection *c) {
  return SSL_connect(c->ssl) == 1 && chain_is_good(c); // ok
}

int start_named(struct connection *c, struct timer *t) {
  if (!make(c))
    return 0;
  timer_start(t, tick, c);
  if (!(c->ssl = SSL_new(c->ctx)) || !SSL_set_tlsext_host_name(c->ssl, c->host) || SSL_set1_host(c->ssl, c->host) != 1)
    return 0;
  return shake_hands_named(c);
}
