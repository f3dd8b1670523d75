// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All the workarounds, as the headers before OpenSSL 3 put them together.
#pragma GCC system_header
#define LIBRARY_OP_ALL (SSL_OP_ALL | SSL_OP_LEGACY_SERVER_CONNECT)
