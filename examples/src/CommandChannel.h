// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef TELEMETRY_COMMANDCHANNEL_H
#define TELEMETRY_COMMANDCHANNEL_H

#include <string>

namespace telemetry {

/// Asks the control server what to do next: one line over TLS. Empty (and a
/// message on stderr) if there is no answer.
std::string nextCommand(const std::string &Host, const std::string &Port,
                        const std::string &Station);

/// Sends one line to the log collector of the site.
bool shipLog(const std::string &Host, const std::string &Port,
             const std::string &Line);

} // namespace telemetry

#endif // TELEMETRY_COMMANDCHANNEL_H
