// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/measured_lines.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/quantity.h"
#include "inversim/report/lookup.h"

namespace inversim {
namespace {

/// Value of a run at a time within it, straight between its rows.
double at_time(const Recording& recording, std::size_t place, double time) {
  const auto after = std::ranges::lower_bound(recording.time, time);
  const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
      after - recording.time.begin(), 1, static_cast<std::ptrdiff_t>(recording.rows()) - 1));
  const double t0 = recording.time[i - 1], t1 = recording.time[i];
  const double share = std::clamp((time - t0) / (t1 - t0), 0.0, 1.0);
  return (1.0 - share) * recording.row(i - 1)[place] + share * recording.row(i)[place];
}

}  // namespace

std::vector<MeasuredLine> lay_over(const Recording& recording, const Measured& measured,
                                   double offset) {
  std::string missing;
  for (const MeasuredColumn& c : measured.columns) {
    if (find_column(recording.table, c.signal, c.label)) continue;
    missing += (missing.empty() ? "" : ", ") + c.channel;
  }
  if (!missing.empty()) {
    throw std::invalid_argument(
        fmt::format("the run has no {}: is it in record.signals, and of this scenario?", missing));
  }
  const double first = measured.time.front() + offset, last = measured.time.back() + offset;
  const double begin = recording.rows() < 2 ? 0.0 : recording.time.front();
  const double end = recording.rows() < 2 ? 0.0 : recording.time.back();
  std::vector<std::size_t> inside;
  for (std::size_t k = 0; k < measured.time.size(); ++k) {
    const double at = measured.time[k] + offset;
    if (at >= begin - 1e-9 && at <= end + 1e-9) inside.push_back(k);
  }
  if (inside.size() < 2 || recording.rows() < 2) {
    throw std::invalid_argument(
        fmt::format("the measurement, {:g} to {:g} s of the run's clock, does not lie over the "
                    "run, {:g} to {:g} s",
                    first, last, begin, end));
  }
  std::vector<MeasuredLine> lines;
  for (std::size_t c = 0; c < measured.columns.size(); ++c) {
    const MeasuredColumn& column = measured.columns[c];
    MeasuredLine line{column.channel,
                      column.signal,
                      column.label,
                      column.long_name,
                      "",
                      1.0,
                      {},
                      {},
                      {},
                      0.0,
                      0.0,
                      0.0,
                      0.0};
    const ShownUnit shown = shown_unit(column.units);
    line.unit = shown.text;
    line.factor = shown.factor;
    const std::size_t place = find_column(recording.table, column.signal, column.label)->place;
    double squares = 0.0;
    for (const std::size_t k : inside) {
      const double at = measured.time[k] + offset;
      const double seen = line.factor * measured.values[c][k];
      const double off = seen - line.factor * at_time(recording, place, at);
      if (!std::isfinite(off)) {
        throw std::invalid_argument(fmt::format("{} is no number in this run", column.channel));
      }
      line.time.push_back(at);
      line.measured.push_back(seen);
      line.residual.push_back(off);
      squares += off * off;
      line.bias += off;
      if (std::fabs(off) <= std::fabs(line.largest) && line.time.size() > 1) continue;
      line.largest = off;
      line.largest_at = at;
    }
    const auto n = static_cast<double>(inside.size());
    line.rms = std::sqrt(squares / n);
    line.bias /= n;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace inversim
