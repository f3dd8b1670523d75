// RUN: %check_commsec %s %t
//===----------------------------------------------------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A loop that makes each handle of the one before: the analysis comes to an end.

#include <curl/curl.h>

class Reader {
  CURL *Curl = nullptr;
  bool again();

public:
  bool read(int Tries);
};

bool Reader::read(int Tries) {
  for (; Tries > 0; --Tries) {
    if (again()) {
      CURL *Next = curl_easy_duphandle(Curl);
      curl_easy_cleanup(Curl);
      Curl = Next;
      curl_easy_setopt(Curl, CURLOPT_SSL_VERIFYHOST, 0L); // BAD: commsec-disabled-hostname-verification
    }
    if (curl_easy_perform(Curl) == CURLE_OK)
      return true;
  }
  return false;
}
