// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Another file sets the callback that only a server has: what it is given along
// with the context tells.

#include <openssl/ssl.h>

typedef int (*name_callback)(SSL *s, int *alert, void *arg);
typedef int (*peer_callback)(SSL *s, void *arg);
void set_name_callback(SSL_CTX *ctx, name_callback callback, void *arg);
void set_peer_callback(SSL_CTX *ctx, peer_callback callback, void *arg);
void set_later(name_callback callback, void *arg);

struct listener {
  SSL_CTX *ctx;
  SSL_CTX *fallback;
};

static int pick_site(SSL *s, int *alert, void *arg) {
  const char *name = SSL_get_servername(s, TLSEXT_NAMETYPE_host_name);
  struct listener *l = arg;
  (void)alert;
  if (!name)
    return SSL_TLSEXT_ERR_NOACK;
  SSL_set_SSL_CTX(s, l->fallback);
  return SSL_TLSEXT_ERR_OK;
}

static int note_peer(SSL *s, void *arg) { return s && arg; }

int listener_open(struct listener *l) {
  l->ctx = SSL_CTX_new(TLS_method());
  SSL_CTX_set_min_proto_version(l->ctx, TLS1_2_VERSION);
  SSL_CTX_set_verify(l->ctx, SSL_VERIFY_NONE, NULL); // ok: a server's callback
  set_name_callback(l->ctx, pick_site, l);
  return 1;
}

int through_local(struct listener *l) {
  name_callback callback = &pick_site;
  SSL_CTX *ctx = SSL_CTX_new(TLS_method());
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // ok: a server's callback
  set_name_callback(ctx, callback, l);
  l->fallback = ctx;
  return 1;
}

// Another type, and a call that gets no context, tell nothing.
SSL_CTX *client_open(struct listener *l) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_method());
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  set_peer_callback(ctx, note_peer, l);
  return ctx;
}

SSL_CTX *client_beside(struct listener *l) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_method());
  SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  set_later(pick_site, l);
  return ctx;
}
