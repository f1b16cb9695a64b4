// SPDX-License-Identifier: Apache-2.0
// The figures of a session that are read first.
#pragma once

#include <nlohmann/json.hpp>

#include "inversim/recording/reader.h"

namespace inversim {

/// A list of answers with id, label, value, unit, note and mood ("good", "bad", "absent" or empty).
/// One that the recording cannot give is there as well, and says why.
nlohmann::ordered_json report_answers(const Recording& recording);

}  // namespace inversim
