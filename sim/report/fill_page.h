// SPDX-License-Identifier: Apache-2.0
// Puts data into the page that is built from sim/report/web/.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace inversim {

/// A self-contained page of the data, as UTF-8 text: style, script and data are in it, and what
/// draws in space where `data` (or its member "beside") has a replay with poses. `data` has "kind"
/// (which page it is: the kinds of sim/report/web/src/main.ts) and "title"; its texts may hold
/// bytes that are not UTF-8, which are replaced.
std::string fill_page(const nlohmann::ordered_json& data);

}  // namespace inversim
