// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include <curl/curl.h>
#include <grp.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct row {
  const char *key;
  int data;
};

static const struct row rows[] = {{"bits", 1024}, {"host", 80}};

int find(int fd, const char *key) {
  char text[64];
  ssize_t n = read(fd, text, sizeof text);
  if (n < 0)
    exit(1);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; ++i)
    if (strcmp(rows[i].key, key) == 0 && memcmp(text, key, (size_t)n) != 0)
      return rows[i].data;
  if (write(fd, text, (size_t)n) != n)
    perror(key);
  return close(fd);
}
