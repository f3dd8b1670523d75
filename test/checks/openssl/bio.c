// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// BIOs without a TLS layer.

#include <openssl/bio.h>
#include <openssl/http.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

// --- connections -----------------------------------------------------------

int send_login(const char *user, const char *password) {
  char line[256];
  BIO *bio = BIO_new_connect("pop.example.org:110"); // BAD: commsec-plaintext-socket
  int ret = -1;
  if (!bio)
    return -1;
  if (BIO_do_connect(bio) == 1) {
    snprintf(line, sizeof line, "USER %s\r\nPASS %s\r\n", user, password);
    ret = BIO_write(bio, line, (int)strlen(line));
  }
  BIO_free_all(bio);
  return ret;
}

int send_password(const char *target, const char *password) {
  BIO *bio = BIO_new(BIO_s_connect()); // BAD: commsec-plaintext-socket
  int ret = -1;
  if (!bio)
    return -1;
  BIO_set_conn_hostname(bio, target);
  if (BIO_do_connect(bio) > 0)
    ret = BIO_puts(bio, password);
  BIO_free_all(bio);
  return ret;
}

int send_token_locally(const char *token) {
  BIO *bio = BIO_new_connect("localhost:9000"); // ok: loopback
  int ret = -1;
  if (!bio)
    return -1;
  if (BIO_do_connect(bio) == 1)
    ret = BIO_puts(bio, token);
  BIO_free_all(bio);
  return ret;
}

int send_token_to_loopback_address(const char *token) {
  BIO *bio = BIO_new_connect("127.0.0.1:9000"); // ok: loopback
  int ret = -1;
  if (!bio)
    return -1;
  if (BIO_do_connect(bio) == 1)
    ret = BIO_puts(bio, token);
  BIO_free_all(bio);
  return ret;
}

int daytime(void) {
  char line[64];
  BIO *bio = BIO_new_connect("time.example.org:13"); // ok: nothing secret is sent
  int n = -1;
  if (!bio)
    return -1;
  if (BIO_do_connect(bio) == 1)
    n = BIO_read(bio, line, sizeof line);
  BIO_free_all(bio);
  return n;
}

int send_password_over_tls(SSL_CTX *ctx, const char *host, const char *password) {
  BIO *bio = BIO_new_connect("pop.example.org:995"); // ok: a TLS layer is pushed
  BIO *tls = BIO_new_ssl(ctx, 1);
  SSL *ssl = NULL;
  int ret = -1;
  if (!bio || !tls) {
    BIO_free(bio);
    BIO_free(tls);
    return -1;
  }
  BIO_get_ssl(tls, &ssl);
  if (ssl && SSL_set1_host(ssl, host) == 1) {
    bio = BIO_push(tls, bio);
    if (BIO_do_handshake(bio) == 1)
      ret = BIO_puts(bio, password);
  }
  BIO_free_all(bio);
  return ret;
}

int send_password_over_session(SSL *ssl, const char *password) {
  BIO *bio = BIO_new_connect("pop.example.org:995"); // ok: under a session
  if (!bio)
    return -1;
  if (BIO_do_connect(bio) != 1) {
    BIO_free_all(bio);
    return -1;
  }
  SSL_set_bio(ssl, bio, bio);
  if (SSL_connect(ssl) != 1)
    return -1;
  return SSL_write(ssl, password, (int)strlen(password));
}

BIO *dial(const char *target) {
  return BIO_new_connect(target); // ok: for the caller to use
}

int send_on_their_bio(BIO *bio, const char *password) {
  return BIO_puts(bio, password); // ok: comes from elsewhere
}

// --- listeners -------------------------------------------------------------

int serve(void) {
  BIO *listener = BIO_new_accept("*:8080"); // BAD: commsec-plaintext-server
  BIO *client;
  if (!listener)
    return -1;
  if (BIO_do_accept(listener) <= 0 || BIO_do_accept(listener) <= 0) {
    BIO_free_all(listener);
    return -1;
  }
  client = BIO_pop(listener);
  BIO_puts(client, "HTTP/1.0 200 OK\r\n\r\n");
  BIO_free_all(client);
  BIO_free_all(listener);
  return 0;
}

int serve_locally(void) {
  BIO *listener = BIO_new_accept("127.0.0.1:8080"); // ok: loopback
  BIO *client;
  if (!listener)
    return -1;
  if (BIO_do_accept(listener) <= 0 || BIO_do_accept(listener) <= 0) {
    BIO_free_all(listener);
    return -1;
  }
  client = BIO_pop(listener);
  BIO_puts(client, "HTTP/1.0 200 OK\r\n\r\n");
  BIO_free_all(client);
  BIO_free_all(listener);
  return 0;
}

int serve_tls(SSL_CTX *ctx) {
  BIO *listener = BIO_new_accept("8443"); // ok: accepted connections get TLS
  BIO *tls = BIO_new_ssl(ctx, 0);
  BIO *client;
  if (!listener || !tls) {
    BIO_free(listener);
    BIO_free(tls);
    return -1;
  }
  BIO_set_accept_bios(listener, tls);
  if (BIO_do_accept(listener) <= 0 || BIO_do_accept(listener) <= 0) {
    BIO_free_all(listener);
    return -1;
  }
  client = BIO_pop(listener);
  if (BIO_do_handshake(client) == 1)
    BIO_puts(client, "HTTP/1.0 200 OK\r\n\r\n");
  BIO_free_all(client);
  BIO_free_all(listener);
  return 0;
}

BIO *listen_on(const char *address) {
  return BIO_new_accept(address); // ok: for the caller to use
}

// --- memory and files ------------------------------------------------------

int no_network(const char *password) {
  BIO *mem = BIO_new(BIO_s_mem()); // ok: no network
  int ret = mem ? BIO_puts(mem, password) : -1;
  BIO_free(mem);
  return ret;
}

// --- HTTP ------------------------------------------------------------------

BIO *get_settings(void) {
  return OSSL_HTTP_get("http://config.example.org/settings.json", NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, 0, 65536, 30); // BAD: commsec-plaintext-url
}

BIO *get_settings_tls(OSSL_HTTP_bio_cb_t tls, void *arg) {
  return OSSL_HTTP_get("https://config.example.org/settings.json", NULL, NULL, NULL, NULL, tls, arg, 0, NULL, NULL, 0, 65536, 30); // ok
}

BIO *get_settings_locally(void) {
  return OSSL_HTTP_get("http://localhost:8080/settings.json", NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, 0, 65536, 30); // ok: loopback
}

BIO *get_url(const char *url) {
  return OSSL_HTTP_get(url, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, 0, 65536, 30); // ok: unknown
}

OSSL_HTTP_REQ_CTX *open_plain(void) {
  return OSSL_HTTP_open("api.example.org", "80", NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 30); // BAD: commsec-plaintext-url
}

OSSL_HTTP_REQ_CTX *open_tls(OSSL_HTTP_bio_cb_t tls, void *arg) {
  return OSSL_HTTP_open("api.example.org", "443", NULL, NULL, 1, NULL, NULL, tls, arg, 0, 30); // ok
}

OSSL_HTTP_REQ_CTX *open_local(void) {
  return OSSL_HTTP_open("127.0.0.1", "8080", NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 30); // ok: loopback
}

X509_CRL *get_crl(void) {
  return X509_CRL_load_http("http://crl.example.org/root.crl", NULL, NULL, 30); // ok: signed, over http by design
}

// --- a listener made of its method --------------------------------------------------

int serve_by_method(void) {
  BIO *listener = BIO_new(BIO_s_accept()); // BAD: commsec-plaintext-server
  BIO *client;
  if (!listener)
    return -1;
  BIO_set_accept_name(listener, "8080");
  if (BIO_do_accept(listener) <= 0 || BIO_do_accept(listener) <= 0) {
    BIO_free_all(listener);
    return -1;
  }
  client = BIO_pop(listener);
  BIO_puts(client, "HTTP/1.0 200 OK\r\n\r\n");
  BIO_free_all(client);
  BIO_free_all(listener);
  return 0;
}

int serve_by_method_locally(void) {
  BIO *listener = BIO_new(BIO_s_accept()); // ok
  BIO *client;
  if (!listener)
    return -1;
  BIO_set_accept_name(listener, "127.0.0.1:8080");
  if (BIO_do_accept(listener) <= 0 || BIO_do_accept(listener) <= 0) {
    BIO_free_all(listener);
    return -1;
  }
  client = BIO_pop(listener);
  BIO_puts(client, "HTTP/1.0 200 OK\r\n\r\n");
  BIO_free_all(client);
  BIO_free_all(listener);
  return 0;
}

// A host that is not known counts as remote.
OSSL_HTTP_REQ_CTX *http_to(const char *host) {
  return OSSL_HTTP_open(host, "8080", NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 30); // BAD: commsec-plaintext-url
}

OSSL_HTTP_REQ_CTX *https_to(const char *host, OSSL_HTTP_bio_cb_t tls, void *arg) {
  return OSSL_HTTP_open(host, "8443", NULL, NULL, 1, NULL, NULL, tls, arg, 0, 30);
}
