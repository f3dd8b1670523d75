// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef TELEMETRY_UPLOADER_H
#define TELEMETRY_UPLOADER_H

#include <string>
#include <vector>

namespace telemetry {

/// One measurement of one sensor.
struct Reading {
  std::string Sensor;
  double Value;
};

/// Where readings go to, and how.
struct UploadOptions {
  std::string Server = "https://ingest.example.com";
  std::string Station = "station-1";
  std::string Token;
  bool Insecure = false; ///< --insecure on the command line.
  long TimeoutSeconds = 15;
};

/// Sends the readings to the ingest server; false (and a message on stderr) if
/// that failed.
bool upload(const UploadOptions &Options, const std::vector<Reading> &Readings);

/// The newest firmware version that the vendor announces; empty if unknown.
std::string latestFirmware(long TimeoutSeconds);

} // namespace telemetry

#endif // TELEMETRY_UPLOADER_H
