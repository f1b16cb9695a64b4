// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/trace.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "inversim/plant/control_signals.h"

namespace inversim {
namespace {

constexpr const char* kState = "controller_state";

/// What a value of a row is of.
struct Column {
  std::string name, units, long_name;
};

std::vector<Column> columns_of(const SignalTable& table) {
  std::vector<Column> columns;
  for (const Signal& s : table.signals) {
    const auto axis = std::ranges::find(table.coordinates, s.coordinate, &Coordinate::name);
    for (std::size_t i = 0; i < s.width; ++i) {
      const bool has_label = axis != table.coordinates.end();
      columns.push_back({has_label ? fmt::format("{}:{}", s.name, axis->labels[i]) : s.name,
                         s.units, s.long_name});
    }
  }
  return columns;
}

/// Identifier codes of a dump: printable characters, shortest first.
std::string code_of(std::size_t number) {
  std::string code;
  do {
    code += static_cast<char>('!' + number % 94);
    number /= 94;
  } while (number > 0);
  return code;
}

/// A dump's words end at a space.
std::string one_word(std::string text) {
  std::ranges::replace(text, ' ', '_');
  return text.empty() ? "-" : text;
}

bool counts(const Column& c, const std::vector<double>& values) {
  if (c.units != "1") return false;
  return std::ranges::all_of(values,
                             [](double v) { return v >= 0.0 && v < 0x1p32 && v == std::floor(v); });
}

std::int64_t nanoseconds(double time) { return std::llround(1e9 * time); }

}  // namespace

Trace::Trace(SignalTable table, double from, double until)
    : table_(std::move(table)), from_(from), until_(until) {}

void Trace::sample(double time, std::span<const double> row) {
  if (time < from_ || time > until_) return;
  times_.push_back(time);
  values_.insert(values_.end(), row.begin(), row.end());
}

void Trace::event(const Event& event) {
  if (event.time >= from_ && event.time <= until_) events_.push_back(event);
}

std::vector<double> Trace::column(std::size_t at) const {
  std::vector<double> values(times_.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = values_[i * table_.row_width + at];
  return values;
}

void Trace::write_csv(std::ostream& out) const {
  out << "time [s]";
  for (const Column& c : columns_of(table_)) fmt::print(out, ",{} [{}]", c.name, c.units);
  out << '\n';
  for (std::size_t i = 0; i < times_.size(); ++i) {
    fmt::print(out, "{}", times_[i]);
    for (std::size_t k = 0; k < table_.row_width; ++k)
      fmt::print(out, ",{}", values_[i * table_.row_width + k]);
    out << '\n';
  }
}

void Trace::write_vcd(std::ostream& out) const {
  const std::vector<Column> columns = columns_of(table_);
  std::vector<bool> is_word(columns.size());
  std::size_t state = columns.size();
  out << "$timescale 1 ns $end\n$scope module inversim $end\n";
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const Column& c = columns[k];
    is_word[k] = counts(c, column(k));
    if (c.name == kState) state = k;
    const std::string unit = c.units == "1" ? "" : fmt::format("({})", one_word(c.units));
    fmt::print(out, "$var {} {} {}{} $end\n", is_word[k] ? "wire 32" : "real 64", code_of(k),
               one_word(c.name), unit);
  }
  const std::string name_code = code_of(columns.size()), event_code = code_of(columns.size() + 1);
  if (state < columns.size())
    fmt::print(out, "$var string 1 {} controller_state_name $end\n", name_code);
  fmt::print(out, "$var string 1 {} event $end\n", event_code);
  out << "$upscope $end\n$enddefinitions $end\n";

  auto next_event = events_.begin();
  for (std::size_t i = 0; i < times_.size(); ++i) {
    // an event has its own instant between two samples
    for (; next_event != events_.end() && next_event->time <= times_[i]; ++next_event) {
      fmt::print(out, "#{}\ns{} {}\n", nanoseconds(next_event->time), one_word(next_event->text),
                 event_code);
    }
    fmt::print(out, "#{}\n", nanoseconds(times_[i]));
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const double value = values_[i * table_.row_width + k];
      if (i > 0 && value == values_[(i - 1) * table_.row_width + k]) continue;
      if (is_word[k]) {
        fmt::print(out, "b{:b} {}\n", static_cast<std::uint32_t>(value), code_of(k));
      } else {
        fmt::print(out, "r{:.17g} {}\n", value, code_of(k));
      }
      if (k == state) {
        const auto number = static_cast<std::uint32_t>(value);
        const std::string_view name = controller_state_name(number);
        fmt::print(out, "s{} {}\n", name.empty() ? fmt::format("{}", number) : std::string(name),
                   name_code);
      }
    }
  }
}

}  // namespace inversim
