// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results on a session that comes from elsewhere, in a file that never asks OpenSSL itself to end a handshake.

#include <openssl/ssl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void note_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int send_line(void *to, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
typedef void (*log_function)(const char *fmt, ...);
extern log_function client_log;
void *own_alloc(size_t n) __attribute__((malloc));
int describe(char *to, const X509_NAME *name) __attribute__((pure));

int by_message(SSL *ssl) {
  long rc = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (rc != X509_V_OK)
    note_error("peer not trusted: %s", X509_verify_cert_error_string(rc));
  return SSL_write(ssl, "x", 1);
}

int by_message_good(SSL *ssl) {
  long rc = SSL_get_verify_result(ssl); // ok
  if (rc != X509_V_OK) {
    note_error("peer not trusted: %s", X509_verify_cert_error_string(rc));
    return -1;
  }
  return SSL_write(ssl, "x", 1);
}

int by_pointer(SSL *ssl) {
  if (SSL_get_verify_result(ssl) != X509_V_OK) // BAD: commsec-ignored-verification-result
    client_log("peer not trusted");
  return SSL_write(ssl, "x", 1);
}

// What is put together for the message alone, and released behind it.
int by_long_message(SSL *ssl) {
  X509 *cert = SSL_get_peer_certificate(ssl);
  if (!cert)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) { // BAD: commsec-ignored-verification-result
    char *about = own_alloc(64);
    describe(about, X509_get_issuer_name(cert));
    note_error("issued by %s", about);
    free(about);
  }
  X509_free(cert);
  return SSL_write(ssl, "x", 1);
}

// A text of the certificate that is made later says nothing of the result.
int name_afterwards(SSL *ssl, const char *cn) {
  char name[256];
  X509 *cert = SSL_get_peer_certificate(ssl);
  if (!cert)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) // BAD: commsec-ignored-verification-result
    note_error("not trusted");
  X509_NAME_get_text_by_NID(X509_get_subject_name(cert), NID_commonName, name, sizeof(name)); // BAD: commsec-disabled-hostname-verification
  if (strcasecmp(name, cn) != 0)
    return -1;
  return 0;
}

int discarded(SSL *ssl) {
  SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  return SSL_write(ssl, "x", 1);
}

// It tells the peer.
int told(SSL *ssl, void *to) {
  if (SSL_get_verify_result(ssl) != X509_V_OK) // ok: that may end it
    send_line(to, "ERROR %d", 1);
  return SSL_write(ssl, "x", 1);
}

void shown(SSL *ssl) {
  printf("verification: %ld\n", SSL_get_verify_result(ssl)); // ok: for people, on whatever session
}

void passed_on(SSL *from, SSL *to) {
  SSL_set_verify_result(to, SSL_get_verify_result(from)); // ok: a copy
}

// --- an allocator that looks for overflow --------------------------------------

struct holder {
  SSL_CTX *ctx;
};
struct allocators {
  void *(*get)(size_t, size_t);
};
extern struct allocators ours;

static void *checked_alloc(size_t n, size_t size) {
  if (SIZE_MAX / size < n)
    return NULL;
  return ours.get(n, size);
}

struct holder *held(void) {
  struct holder *h = checked_alloc(1, sizeof(*h));
  if (!h)
    return NULL;
  h->ctx = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_verify(h->ctx, SSL_VERIFY_NONE, NULL); // BAD: commsec-disabled-cert-verification
  return h;
}

// --- after a handshake that failed, the result only says why ----------------
int reason_only(SSL *ssl) {
  int rc = SSL_connect(ssl);
  if (rc != 1) {
    long why = SSL_get_verify_result(ssl); // ok: the handshake has failed
    if (why != X509_V_OK)
      note_error("not trusted: %s", X509_verify_cert_error_string(why));
    return -1;
  }
  return SSL_write(ssl, "x", 1);
}

static int wait_or_tell(SSL *ssl, int rc) {
  switch (SSL_get_error(ssl, rc)) {
  case SSL_ERROR_WANT_READ:
    return 1;
  default:
    if (SSL_get_verify_result(ssl) != X509_V_OK) // ok: called where the handshake has failed
      note_error("not trusted");
    return 0;
  }
}

int reason_in_helper(SSL *ssl) {
  int rc;
  while ((rc = SSL_connect(ssl)) <= 0)
    if (!wait_or_tell(ssl, rc))
      return -1;
  return SSL_write(ssl, "x", 1);
}

int not_only_reason(SSL *ssl) {
  int rc = SSL_connect(ssl);
  if (rc != 1)
    note_error("handshake: %d", SSL_get_error(ssl, rc));
  if (SSL_get_verify_result(ssl) != X509_V_OK) // BAD: commsec-ignored-verification-result
    note_error("not trusted");
  return rc == 1 ? SSL_write(ssl, "x", 1) : -1;
}

int after_success(SSL *ssl) {
  if (SSL_connect(ssl) != 1)
    return -1;
  if (SSL_get_verify_result(ssl) != X509_V_OK) // BAD: commsec-ignored-verification-result
    note_error("not trusted");
  return SSL_write(ssl, "x", 1);
}

// --- what only makes the arguments of the message --------------------------------

struct driver {
  const char *(*name)(void *);
};

struct client {
  const struct driver *driver;
  void *data;
  int last_error;
};

extern int log_any(int level);
extern void log_message(int level, const char *format, ...);
extern int remember(struct client *c, const char *name);

static inline const char *client_name(const struct client *c) { return c->driver->name(c->data); }

int told_with_name(struct client *c, SSL *ssl) {
  long result = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (result != X509_V_OK)
    do {
      if (log_any(1))
        log_message(1, "%s: %s", client_name(c), X509_verify_cert_error_string(result));
    } while (0);
  return SSL_write(ssl, "x", 1);
}

int told_and_remembered(struct client *c, SSL *ssl) {
  long result = SSL_get_verify_result(ssl); // ok: others decide
  if (result != X509_V_OK)
    c->last_error = remember(c, client_name(c));
  return SSL_write(ssl, "x", 1);
}

// A local that only one of the ways to the end has makes no difference there.
void told_last(SSL *ssl) {
  long result = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (result != X509_V_OK) {
    const char *reason = X509_verify_cert_error_string(result);
    log_message(1, "%s", reason);
  }
}

void ended_last(SSL *ssl) {
  long result = SSL_get_verify_result(ssl); // ok
  if (result != X509_V_OK) {
    const char *reason = X509_verify_cert_error_string(result);
    log_message(1, "%s", reason);
    SSL_shutdown(ssl);
  }
}

// The last round of a loop that writes the message does not matter either.
extern int should_log(int level);

void told_in_a_loop(SSL *ssl) {
  long result = SSL_get_verify_result(ssl); // BAD: commsec-ignored-verification-result
  if (result != X509_V_OK)
    for (int told = should_log(1); told; told = 0)
      log_message(1, "%s", X509_verify_cert_error_string(result));
}

void refused_in_a_loop(SSL *ssl) {
  long result = SSL_get_verify_result(ssl); // ok
  if (result != X509_V_OK)
    for (int told = should_log(1); told; told = 0)
      SSL_shutdown(ssl);
}

// Failures that a switch names alike are failures all the same.
int named_and_refused(SSL *ssl, int strict) {
  int fine = 1;
  long result = SSL_get_verify_result(ssl); // ok
  if (result != X509_V_OK) {
    const char *reason = X509_verify_cert_error_string(result);
    switch (result) {
    case X509_V_ERR_CERT_NOT_YET_VALID:
      log_message(1, "%s: too early", reason);
      break;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      log_message(1, "%s: too late", reason);
      break;
    default:
      log_message(1, "%s", reason);
    }
    fine = 0;
  }
  return strict ? fine : 1;
}
