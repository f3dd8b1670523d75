// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Uploader.h"
#include <cstdio>
#include <curl/curl.h>
#include <memory>
#include <sstream>

namespace telemetry {

using CurlHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using CurlHeaders = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

static size_t appendBody(char *Data, size_t Size, size_t Count, void *Body) {
  static_cast<std::string *>(Body)->append(Data, Size * Count);
  return Size * Count;
}

static std::string toJson(const std::string &Station,
                          const std::vector<Reading> &Readings) {
  std::ostringstream Json;
  Json << "{\"station\":\"" << Station << "\",\"readings\":[";
  const char *Separator = "";
  for (const Reading &R : Readings) {
    Json << Separator << "{\"sensor\":\"" << R.Sensor
         << "\",\"value\":" << R.Value << '}';
    Separator = ",";
  }
  Json << "]}";
  return Json.str();
}

static bool perform(CURL *Curl, const char *What) {
  CURLcode Code = curl_easy_perform(Curl);
  if (Code == CURLE_OK)
    return true;
  std::fprintf(stderr, "%s: %s\n", What, curl_easy_strerror(Code));
  return false;
}

bool upload(const UploadOptions &Options,
            const std::vector<Reading> &Readings) {
  CurlHandle Curl(curl_easy_init(), curl_easy_cleanup);
  if (!Curl)
    return false;

  std::string Url = Options.Server + "/v2/readings";
  std::string Body = toJson(Options.Station, Readings);
  CurlHeaders Headers(
      curl_slist_append(nullptr, "Content-Type: application/json"),
      curl_slist_free_all);
  std::string Authorization = "Authorization: Bearer " + Options.Token;
  curl_slist_append(Headers.get(), Authorization.c_str());

  curl_easy_setopt(Curl.get(), CURLOPT_URL, Url.c_str());
  curl_easy_setopt(Curl.get(), CURLOPT_HTTPHEADER, Headers.get());
  curl_easy_setopt(Curl.get(), CURLOPT_POSTFIELDS, Body.c_str());
  curl_easy_setopt(Curl.get(), CURLOPT_TIMEOUT, Options.TimeoutSeconds);
  curl_easy_setopt(Curl.get(), CURLOPT_FAILONERROR, 1L);

  // The old gateways on site only speak TLS 1.0.
  curl_easy_setopt(Curl.get(), CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0);

  // The staging server answers under another name than its certificate's.
  curl_easy_setopt(Curl.get(), CURLOPT_SSL_VERIFYHOST, 0L);

  if (Options.Insecure)
    curl_easy_setopt(Curl.get(), CURLOPT_SSL_VERIFYPEER, 0L);

  return perform(Curl.get(), "upload");
}

std::string latestFirmware(long TimeoutSeconds) {
  std::string Version;
  CurlHandle Curl(curl_easy_init(), curl_easy_cleanup);
  if (!Curl)
    return Version;
  curl_easy_setopt(Curl.get(), CURLOPT_URL,
                   "http://updates.example.com/station/latest");
  curl_easy_setopt(Curl.get(), CURLOPT_TIMEOUT, TimeoutSeconds);
  curl_easy_setopt(Curl.get(), CURLOPT_WRITEFUNCTION, appendBody);
  curl_easy_setopt(Curl.get(), CURLOPT_WRITEDATA, &Version);
  if (!perform(Curl.get(), "firmware"))
    Version.clear();
  return Version;
}

} // namespace telemetry
