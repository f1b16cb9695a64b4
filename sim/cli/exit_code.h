// SPDX-License-Identifier: Apache-2.0
// Exit codes, the same for every command.
#pragma once

#include <functional>

namespace inversim {

inline constexpr int kHolds = 0;           ///< all that was asked holds
inline constexpr int kFails = 1;           ///< a criterion or an expectation does not
inline constexpr int kInput = 2;           ///< a file or an option is wrong
inline constexpr int kEnvironment = 3;     ///< what is around: disk, link, rights
inline constexpr int kControllerDied = 4;  ///< it stopped answering, which nobody planned
inline constexpr int kInternal = 5;        ///< the program's own fault

/// The exit code of a command; an exception becomes one clear sentence on stderr and its code.
int exit_code_of(const std::function<int()>& command);

}  // namespace inversim
