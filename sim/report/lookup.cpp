// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/lookup.h"

#include <algorithm>

namespace inversim {

std::optional<Column> find_column(const SignalTable& table, std::string_view name,
                                  std::string_view label) {
  std::size_t offset = 0;
  for (const Signal& signal : table.signals) {
    if (signal.name == name) {
      if (label.empty()) {
        if (signal.width != 1) return std::nullopt;
        return Column{offset, &signal};
      }
      for (const Coordinate& axis : table.coordinates) {
        if (axis.name != signal.coordinate) continue;
        const auto at = std::find(axis.labels.begin(), axis.labels.end(), label);
        if (at == axis.labels.end()) return std::nullopt;
        return Column{offset + static_cast<std::size_t>(at - axis.labels.begin()), &signal};
      }
      return std::nullopt;
    }
    offset += signal.width;
  }
  return std::nullopt;
}

const Signal* find_signal_named(const SignalTable& table, std::string_view name) {
  const auto at = std::find_if(table.signals.begin(), table.signals.end(),
                               [&](const Signal& s) { return s.name == name; });
  return at == table.signals.end() ? nullptr : &*at;
}

const KeyFigure* find_figure(const Recording& recording, std::string_view name) {
  const auto at = std::find_if(recording.summary.begin(), recording.summary.end(),
                               [&](const KeyFigure& f) { return f.name == name; });
  return at == recording.summary.end() ? nullptr : &*at;
}

}  // namespace inversim
