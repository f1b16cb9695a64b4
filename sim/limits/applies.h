// SPDX-License-Identifier: Apache-2.0
// Which criteria make sense for a kind of equipment.
#pragma once

#include <string>

#include "inversim/limits/bench.h"

namespace inversim {

/// Why a criterion is not applicable to a table, in words; empty: it is.
std::string why_not(const Criterion& criterion, const TableRange& table);

/// A type of table for people: "disc brake table".
std::string type_words(const TableRange& table);

}  // namespace inversim
