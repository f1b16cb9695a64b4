// SPDX-License-Identifier: Apache-2.0
// A program that is started for a run and ended with it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>

#include "inversim/loop/transport.h"

namespace inversim {

class Child {
 public:
  /// Starts a command of the shell, which should be one program. `pipes`: its standard input and
  /// output are pipes of this process; else its input is empty and its output goes where standard
  /// error goes. It is killed if this process dies. Throws std::system_error.
  Child(const std::string& command, bool pipes);
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  /// Closes the pipes that are still here, asks the process to end, and after a second makes it.
  ~Child();

  pid_t pid() const { return pid_; }
  Descriptor take_output() { return std::move(output_); }  ///< to read from
  Descriptor take_input() { return std::move(input_); }    ///< to write to
  /// How it ended, in words: "ended with code 3", "was killed by signal 9 (Killed)"; nothing while
  /// it runs.
  std::optional<std::string> ended() noexcept;
  /// Waits for it to end by itself; whether it has.
  bool wait_until(LinkTime until) noexcept;

 private:
  pid_t pid_ = -1;
  Descriptor input_, output_;
  int status_ = 0;
  bool gone_ = false;
};

}  // namespace inversim
