// SPDX-License-Identifier: Apache-2.0
// What a recording has by name, or that it has not.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "inversim/recording/reader.h"

namespace inversim {

/// A value of a row, and the signal it belongs to.
struct Column {
  std::size_t place;
  const Signal* signal;
};

/// The value of a signal at a label of its coordinate; of a signal that has none, `label` is empty.
std::optional<Column> find_column(const SignalTable& table, std::string_view name,
                                  std::string_view label);

/// The signal, or null.
const Signal* find_signal_named(const SignalTable& table, std::string_view name);

/// The key figure, or null.
const KeyFigure* find_figure(const Recording& recording, std::string_view name);

}  // namespace inversim
