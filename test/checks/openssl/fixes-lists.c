// RUN: %check_commsec %s %t -fix -config='{CheckOptions: {CommsecPedantic: true}}' -- -std=c11
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Repairs of lists: the weak items go, the others stay.

#include <openssl/ssl.h>

void level(SSL_CTX *a, SSL_CTX *b, SSL *c) {
  SSL_CTX_set_cipher_list(a, "DEFAULT@SECLEVEL=0"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_cipher_list(a, "DEFAULT");
  SSL_CTX_set_cipher_list(b, "ECDHE+AESGCM:@SECLEVEL=0:!MD5"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_cipher_list(b, "ECDHE+AESGCM:!MD5");
  SSL_set_cipher_list(c, "DEFAULT:@SECLEVEL=1"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_set_cipher_list(c, "DEFAULT");
}

void level_alone(SSL_CTX *ctx) {
  SSL_CTX_set_cipher_list(ctx, "@SECLEVEL=0"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_cipher_list(ctx, "@SECLEVEL=0");
}

#define LAX_CIPHERS "DEFAULT@SECLEVEL=0"
void level_of_macro(SSL_CTX *ctx) {
  SSL_CTX_set_cipher_list(ctx, LAX_CIPHERS); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_cipher_list(ctx, LAX_CIPHERS);
}

void anonymous(SSL_CTX *ctx) {
  SSL_CTX_set_cipher_list(ctx, "HIGH:MEDIUM"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_cipher_list(ctx, "HIGH:MEDIUM:!aNULL");
}

void suites(SSL_CTX *ctx) {
  SSL_CTX_set_ciphersuites(ctx, "TLS_SHA256_SHA256:TLS_AES_128_GCM_SHA256"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CTX_set_ciphersuites(ctx, "TLS_AES_128_GCM_SHA256");
}

int signatures(SSL_CTX *ctx) {
  return SSL_CTX_set1_sigalgs_list(ctx, "RSA+SHA256:RSA+SHA1:ECDSA+SHA384"); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: return SSL_CTX_set1_sigalgs_list(ctx, "RSA+SHA256:ECDSA+SHA384");
}

int groups(SSL_CTX *ctx) {
  return SSL_CTX_set1_groups_list(ctx, "X25519:secp160r1:P-256:P-192"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: return SSL_CTX_set1_groups_list(ctx, "X25519:P-256");
}

void directives(SSL_CONF_CTX *a) {
  SSL_CONF_cmd(a, "SignatureAlgorithms", "RSA+SHA1:RSA+SHA256"); // BAD: commsec-weak-certificate-policy
  // CHECK-FIXES: SSL_CONF_cmd(a, "SignatureAlgorithms", "RSA+SHA256");
  SSL_CONF_cmd(a, "Options", "PrioritizeChaCha,Compression"); // BAD: commsec-weak-tls-version
  // CHECK-FIXES: SSL_CONF_cmd(a, "Options", "PrioritizeChaCha");
}

void cipher_directives(SSL_CONF_CTX *a, SSL_CONF_CTX *b, SSL_CONF_CTX *c) {
  SSL_CONF_cmd(a, "CipherString", "DEFAULT:@SECLEVEL=0"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CONF_cmd(a, "CipherString", "DEFAULT");
  SSL_CONF_cmd(b, "CipherString", "RC4-SHA"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CONF_cmd(b, "CipherString", "DEFAULT");
  SSL_CONF_cmd(c, "CipherString", "ALL"); // BAD: commsec-weak-cipher-suite
  // CHECK-FIXES: SSL_CONF_cmd(c, "CipherString", "DEFAULT");
}
