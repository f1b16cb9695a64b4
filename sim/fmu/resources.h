// SPDX-License-Identifier: Apache-2.0
// What an FMU carries of its scenario: every file it was read from and the values laid over it, so
// that it is read again anywhere.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "inversim/language/parse.h"

namespace inversim {

/// A file of the folder `resources`: name and text.
using ResourceFile = std::pair<std::string, std::string>;

/// The files of a resolved scenario. `settings`: what was laid over it, PATH=VALUE. Throws
/// std::invalid_argument with a sentence for people for what cannot be carried.
std::vector<ResourceFile> resource_files(const Document& document,
                                         const std::vector<std::string>& settings);

/// Reads them back from the folder. Throws std::invalid_argument with all that is wrong.
Document read_resources(const std::filesystem::path& folder);

}  // namespace inversim
