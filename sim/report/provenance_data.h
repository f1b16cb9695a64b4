// SPDX-License-Identifier: Apache-2.0
// Where a result comes from, as a page tells it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "inversim/recording/provenance.h"
#include "inversim/recording/reader.h"

namespace inversim {

/// A word at the top of the text of one of a result's files ("scenario", "name"), or empty.
std::string word_of(const Attributes& attributes, const std::string& role, std::string_view key);

/// {"rows", "sources"}: every attribute of a file but texts, and the files that it was made from.
nlohmann::ordered_json provenance_data(const Attributes& attributes, const Attributes& wall);
/// The same of what is in no file.
nlohmann::ordered_json provenance_data(const RunProvenance& provenance);

}  // namespace inversim
