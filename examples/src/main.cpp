// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CommandChannel.h"
#include "Uploader.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <curl/curl.h>
#include <fstream>

using namespace telemetry;

static int usage(int Code) {
  std::fputs(
      "usage: telemetry [--insecure] [--server URL] [--station NAME]\n"
      "                 [--control HOST:PORT] [--log HOST:PORT]\n"
      "Uploads the station's readings, asks for commands, and logs.\n"
      "The access token is read from the environment, TELEMETRY_TOKEN.\n",
      Code ? stderr : stdout);
  return Code;
}

/// "host:port" as two strings; the port stays empty without a colon.
static std::pair<std::string, std::string> split(const std::string &Address) {
  size_t Colon = Address.rfind(':');
  if (Colon == std::string::npos)
    return {Address, ""};
  return {Address.substr(0, Colon), Address.substr(Colon + 1)};
}

static std::vector<Reading> takeReadings() {
  std::vector<Reading> Readings;
  double Load = 0;
  if (std::ifstream("/proc/loadavg") >> Load)
    Readings.push_back({"load", Load});
  double Uptime = 0;
  if (std::ifstream("/proc/uptime") >> Uptime)
    Readings.push_back({"uptime", Uptime});
  return Readings;
}

int main(int argc, char **argv) {
  UploadOptions Options;
  std::string Control;
  std::string Log;
  for (int I = 1; I < argc; ++I) {
    const char *Next = I + 1 < argc ? argv[I + 1] : nullptr;
    if (std::strcmp(argv[I], "--help") == 0)
      return usage(0);
    if (std::strcmp(argv[I], "--insecure") == 0) {
      Options.Insecure = true;
      continue;
    }
    if (!Next)
      return usage(2);
    if (std::strcmp(argv[I], "--server") == 0)
      Options.Server = Next;
    else if (std::strcmp(argv[I], "--station") == 0)
      Options.Station = Next;
    else if (std::strcmp(argv[I], "--control") == 0)
      Control = Next;
    else if (std::strcmp(argv[I], "--log") == 0)
      Log = Next;
    else
      return usage(2);
    ++I;
  }
  if (const char *Token = std::getenv("TELEMETRY_TOKEN"))
    Options.Token = Token;

  curl_global_init(CURL_GLOBAL_DEFAULT);
  bool Ok = upload(Options, takeReadings());
  std::string Firmware = latestFirmware(Options.TimeoutSeconds);
  if (!Firmware.empty())
    std::printf("newest firmware: %s\n", Firmware.c_str());
  if (!Control.empty()) {
    auto [Host, Port] = split(Control);
    std::string Command = nextCommand(Host, Port, Options.Station);
    std::printf("next command: %s\n", Command.c_str());
  }
  if (!Log.empty()) {
    auto [Host, Port] = split(Log);
    Ok &= shipLog(Host, Port, Options.Station + (Ok ? " ok\n" : " failed\n"));
  }
  curl_global_cleanup();
  return Ok ? 0 : 1;
}
