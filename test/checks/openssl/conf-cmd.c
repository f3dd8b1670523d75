// RUN: %check_commsec %s %t -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SSL_CONF commands: the same settings as strings.

#include <openssl/ssl.h>
#include <stddef.h>

// --- versions --------------------------------------------------------------

int min_file(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "MinProtocol", "TLSv1") > 0; // BAD: commsec-weak-tls-version
}

int min_file_lower(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "minprotocol", "SSLv3") > 0; // BAD: commsec-weak-tls-version
}

int min_command_line(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "-min_protocol", "TLSv1.1") > 0; // BAD: commsec-weak-tls-version
}

int min_none(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "MinProtocol", "None") > 0; // BAD: commsec-weak-tls-version
}

int max_old(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "MaxProtocol", "TLSv1.1") > 0; // BAD: commsec-weak-tls-version
}

int good_limits(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "MinProtocol", "TLSv1.2") > 0 &&   // ok
         SSL_CONF_cmd(cctx, "-min_protocol", "TLSv1.3") > 0 && // ok
         SSL_CONF_cmd(cctx, "MaxProtocol", "None") > 0 &&      // ok: no ceiling
         SSL_CONF_cmd(cctx, "MinProtocol", "DTLSv1.2") > 0;    // ok
}

int protocol_adds(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "Protocol", "TLSv1,TLSv1.2") > 0; // BAD: commsec-weak-tls-version
}

int protocol_all(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "Protocol", "ALL") > 0; // BAD: commsec-weak-tls-version
}

int protocol_removes(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "Protocol", "-SSLv3,-TLSv1,-TLSv1.1") > 0; // ok
}

// --- cipher strings --------------------------------------------------------

int ciphers(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "CipherString", "DEFAULT:RC4") > 0; // BAD: commsec-weak-cipher-suite
}

int cipher_option(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "-cipher", "aNULL") > 0; // BAD: commsec-weak-cipher-suite
}

int cipher_level(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "CipherString", "DEFAULT:@SECLEVEL=0") > 0; // BAD: commsec-weak-cipher-suite
}

int good_ciphers(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "CipherString", "DEFAULT:!RC4") > 0 && // ok
         SSL_CONF_cmd(cctx, "-cipher", "ECDHE+AESGCM") > 0;        // ok
}

// --- options and signatures ------------------------------------------------

int renegotiation(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "Options", "UnsafeLegacyRenegotiation") > 0; // BAD: commsec-weak-tls-version
}

int no_tickets(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "Options", "-SessionTicket,ServerPreference") > 0; // ok
}

int signatures(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "SignatureAlgorithms", "RSA+SHA1:RSA+SHA256") > 0; // BAD: commsec-weak-certificate-policy
}

int good_signatures(SSL_CONF_CTX *cctx) {
  return SSL_CONF_cmd(cctx, "SignatureAlgorithms", "RSA+SHA256:ECDSA+SHA384") > 0; // ok
}

// --- from a file -----------------------------------------------------------

int from_file(SSL_CONF_CTX *cctx, const char *command, const char *value) {
  return SSL_CONF_cmd(cctx, command, value) > 0; // ok: unknown
}

int value_from_file(SSL_CONF_CTX *cctx, const char *value) {
  return SSL_CONF_cmd(cctx, "MinProtocol", value) > 0; // ok: unknown
}

static int set(SSL_CONF_CTX *cctx, const char *command, const char *value) {
  return SSL_CONF_cmd(cctx, command, value) > 0;
}

int wrapped(SSL_CONF_CTX *cctx) {
  return set(cctx, "MinProtocol", "TLSv1") && // BAD: commsec-weak-tls-version
         set(cctx, "CipherString", "DEFAULT"); // ok
}

// --- from a table ----------------------------------------------------------

struct command {
  const char *name;
  const char *value;
};

static const struct command legacy_commands[] = {
    {"Options", "ServerPreference"}, // ok
    {"MinProtocol", "TLSv1"},        // BAD: commsec-weak-tls-version
    {"CipherString", "DEFAULT"},     // ok
};

static const struct command good_commands[] = {
    {"MinProtocol", "TLSv1.2"},   // ok
    {"CipherString", "HIGH:!aNULL"}, // ok
};

int from_tables(SSL_CONF_CTX *legacy, SSL_CONF_CTX *good) {
  for (size_t i = 0; i < sizeof legacy_commands / sizeof *legacy_commands; i++)
    if (SSL_CONF_cmd(legacy, legacy_commands[i].name, legacy_commands[i].value) <= 0)
      return -1;
  for (size_t i = 0; i < sizeof good_commands / sizeof *good_commands; i++)
    if (SSL_CONF_cmd(good, good_commands[i].name, good_commands[i].value) <= 0) // ok
      return -1;
  return 0;
}

// --- more directives -------------------------------------------------------------

void only_old_left(SSL_CONF_CTX *a, SSL_CONF_CTX *b) {
  SSL_CONF_cmd(a, "Protocol", "ALL,-TLSv1.2,-TLSv1.3"); // BAD: commsec-weak-tls-version
  SSL_CONF_cmd(b, "Protocol", "-TLSv1.3,-TLSv1.2"); // BAD: commsec-weak-tls-version
}

void new_left(SSL_CONF_CTX *a, SSL_CONF_CTX *b) {
  SSL_CONF_cmd(a, "Protocol", "-SSLv3,-TLSv1,-TLSv1.1"); // ok
  SSL_CONF_cmd(b, "Protocol", "-TLSv1.3"); // ok
}

void everything(SSL_CONF_CTX *a, SSL_CONF_CTX *b) {
  SSL_CONF_cmd(a, "CipherString", "ALL"); // BAD: commsec-weak-cipher-suite
  SSL_CONF_cmd(b, "CipherString", "ALL:!aNULL:!eNULL"); // ok
}

void commands(SSL_CONF_CTX *cctx) {
  SSL_CONF_cmd(cctx, "-legacy_renegotiation", NULL); // BAD: commsec-weak-tls-version
  SSL_CONF_cmd(cctx, "-legacy_server_connect", NULL); // BAD: commsec-weak-tls-version
  SSL_CONF_cmd(cctx, "-comp", NULL); // BAD: commsec-weak-tls-version
  SSL_CONF_cmd(cctx, "-no_legacy_server_connect", NULL); // ok
  SSL_CONF_cmd(cctx, "-no_comp", NULL); // ok
}
