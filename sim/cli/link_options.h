// SPDX-License-Identifier: Apache-2.0
// Options of the commands that can have a controller at the other end of a link.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "inversim/loop/attach.h"

namespace inversim {

struct LinkRequest {
  std::string start;       ///< command
  double patience = 10.0;  ///< [s] of wall time
  bool debugger = false;   ///< waits for ever
  bool paced = false;      ///< keeps to the wall clock

  ControllerOptions options() const;
};

void add_link_options(CLI::App& command, LinkRequest& request);

/// For the foot of the help.
inline constexpr const char* kLinkHelp =
    "A link is exec:COMMAND (speaks on its standard input and output), unix:PATH, tcp:HOST:PORT,\n"
    "udp:HOST:PORT, serial:DEVICE[@BAUD], pty, or firmware in QEMU, qemu:FILE.elf; docs/wire.md.\n"
    "replay:FILE stands for the controller that --exchanges has recorded.\n";

/// A line for each histogram of a paced run.
void print_pace(const PaceReport& pace);

}  // namespace inversim
