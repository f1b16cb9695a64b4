// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/envelope.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace inversim {

Line envelope(const Recording& recording, std::size_t place, std::size_t columns) {
  Line line;
  const std::size_t rows = recording.rows();
  if (rows == 0 || columns == 0) return line;
  const auto value = [&](std::size_t i) { return recording.row(i)[place]; };
  const auto put = [&](std::size_t i) {
    if (!line.time.empty() && line.time.back() == recording.time[i]) return;
    line.time.push_back(recording.time[i]);
    line.value.push_back(std::isfinite(value(i)) ? value(i)
                                                 : std::numeric_limits<double>::quiet_NaN());
  };
  const double begin = recording.time.front();
  const double span = recording.time.back() - begin;
  const auto column = [&](std::size_t i) {
    if (!(span > 0)) return std::size_t{0};
    const double share = (recording.time[i] - begin) / span * static_cast<double>(columns);
    return std::min(columns - 1, static_cast<std::size_t>(share));
  };

  put(0);
  for (std::size_t first = 0; first < rows;) {
    std::size_t end = first + 1;
    while (end < rows && column(end) == column(first)) ++end;
    // a gap inside a column is kept as a gap
    std::size_t least = end, greatest = end, gap = end;
    for (std::size_t i = first; i < end; ++i) {
      if (!std::isfinite(value(i))) {
        gap = i;
        continue;
      }
      if (least == end || value(i) < value(least)) least = i;
      if (greatest == end || value(i) > value(greatest)) greatest = i;
    }
    std::size_t kept[] = {least, greatest, gap};
    std::sort(std::begin(kept), std::end(kept));
    for (const std::size_t i : kept) {
      if (i != end) put(i);
    }
    first = end;
  }
  put(rows - 1);
  return line;
}

std::vector<Crossing> zero_crossings(const Recording& recording, std::size_t place, double band) {
  std::vector<Crossing> all;
  int side = 0;  // of zero, on which the value was last seen beyond the band
  for (std::size_t i = 0; i < recording.rows(); ++i) {
    const double value = recording.row(i)[place];
    const int now = value > band ? 1 : value < -band ? -1 : 0;
    if (now == 0 || now == side) continue;
    if (side != 0) all.push_back({recording.time[i], i, now > 0});
    side = now;
  }
  return all;
}

}  // namespace inversim
