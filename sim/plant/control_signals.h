// SPDX-License-Identifier: Apache-2.0
// What is recorded of a controller: its commands, its state, and the sensors as it saw them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "inversim/plant/control_unit.h"
#include "inversim/plant/signals.h"

namespace inversim {

/// Name of a state of inversim_state, or an empty one for a controller's own.
std::string_view controller_state_name(std::uint32_t code);
std::optional<std::uint32_t> controller_state_by_name(std::string_view name);

/// Number of values that a controlled plant has beside its own.
std::size_t control_signals();

/// Adds the signals of a controlled plant to its table.
void add_control_signals(SignalTable& table);

/// Their values, in that order; the row has as many.
void write_control_row(const ControlUnit& unit, const Plant& plant, std::span<double> row);

}  // namespace inversim
