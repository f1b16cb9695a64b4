// SPDX-License-Identifier: Apache-2.0
// What the cases of a suite are, before any of them runs.
#pragma once

#include <string>
#include <vector>

#include "inversim/loop/suite.h"

namespace inversim {

/// A line for each case in aligned columns: name, scenario, faults with what brings them about,
/// what is demanded. Several of one kind are parted by "; ", none is "-".
std::string list_text(const std::vector<SuiteCase>& cases);

/// A fault of a file in words: "sensor_bias encoder 5 deg at 20 deg for 0.5 s".
std::string fault_text(const Node& fault);

/// "controller/inversion" of ".../scenarios/controller/inversion.yaml"; else the file's name.
std::string scenario_name(const std::string& file);

/// The same as JSON: an array of cases with `name`, `scenario`, `subject`, `controller`, `faults`
/// (each the keys of its file), `expect` (sentences) and `may_refuse`.
std::string list_json(const std::vector<SuiteCase>& cases);

}  // namespace inversim
