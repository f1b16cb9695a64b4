// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/exit_code.h"

#include <stdexcept>

#include <fmt/format.h>

#include "inversim/loop/link.h"
#include "inversim/recording/hdf5_file.h"

namespace inversim {

int exit_code_of(const std::function<int()>& command) {
  try {
    return command();
  } catch (const std::invalid_argument& e) {
    // says where by itself
    fmt::print(stderr, "{}\n", e.what());
    return kInput;
  } catch (const FileError& e) {
    fmt::print(stderr, "inversim: {}\n", e.what());
    return kEnvironment;
  } catch (const LinkError& e) {
    fmt::print(stderr, "inversim: {}\n", e.what());
    return kEnvironment;
  } catch (const std::exception& e) {
    fmt::print(stderr, "inversim: {}\n", e.what());
    return kInternal;
  }
}

}  // namespace inversim
