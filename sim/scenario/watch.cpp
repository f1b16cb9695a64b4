// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "inversim/language/located.h"

namespace inversim {

Window read_window(const Node& node) {
  Window w;
  w.statistic = node.text("statistic");
  if (node.has("step")) w.step = static_cast<int>(node.integer("step"));
  w.from = node.real_or("from_s", w.from);
  w.until = node.real_or("until_s", w.until);
  return w;
}

std::size_t place_of(const SignalTable& table, const std::string& name) {
  std::size_t at = 0;
  for (const Signal& s : table.signals) {
    if (s.name == name) return at;
    at += s.width;
  }
  throw std::logic_error("there is no signal " + name);
}

std::size_t find_value(const Node& node, const SignalTable& table, const std::string& what) {
  const std::string& name = node.text("signal");
  std::size_t offset = 0;
  for (const Signal& s : table.signals) {
    if (s.name != name) {
      offset += s.width;
      continue;
    }
    if (s.width == 1) return offset;
    if (!node.has("at")) {
      refuse(
          node.where, what,
          fmt::format("signal '{}' has one value per {}; 'at' must say which", name, s.coordinate));
    }
    for (const Coordinate& c : table.coordinates) {
      if (c.name != s.coordinate) continue;
      const auto label = std::find(c.labels.begin(), c.labels.end(), node.text("at"));
      if (label == c.labels.end()) {
        refuse(node.where, what + ".at",
               fmt::format("'{}' is no {}", node.text("at"), s.coordinate));
      }
      return offset + static_cast<std::size_t>(label - c.labels.begin());
    }
  }
  refuse(node.where, what + ".signal", fmt::format("there is no signal '{}'", name));
}

const Unit* unit_of_signal(const std::string& units) {
  std::vector<std::string> above, below;
  std::istringstream words(units);
  for (std::string word; words >> word;) {
    const std::size_t minus = word.find('-');
    if (minus == std::string::npos) {
      above.push_back(word);
    } else {
      const std::string power = word.substr(minus + 1);
      below.push_back(word.substr(0, minus) + (power == "1" ? "" : power));
    }
  }
  if (above.empty()) above.emplace_back("1");
  const std::string numerator = fmt::format("{}", fmt::join(above, " "));
  if (below.empty()) return unit_by_text(numerator);
  return unit_by_text(fmt::format("{}/{}", numerator, fmt::join(below, " ")));
}

const Unit* read_unit(const Node& node, const SignalTable& table, const std::string& what) {
  const std::string& name = node.text("signal");
  const std::string& wanted = node.text("unit");
  const auto signal = std::find_if(table.signals.begin(), table.signals.end(),
                                   [&name](const Signal& s) { return s.name == name; });
  const std::string units = signal == table.signals.end() ? "1" : signal->units;
  const Unit* own = unit_of_signal(units);
  if (wanted == "1") return own != nullptr ? own : unit_by_text("1");
  const Unit* unit = unit_by_text(wanted);
  if (unit != nullptr && own != nullptr && unit->family == own->family) return unit;
  refuse(node.where, what + ".unit",
         fmt::format("'{}' is no unit of '{}', which is in {}", wanted, name, units));
}

void Watch::sample(double time, int step, std::span<const double> row) {
  double since = time;
  if (window_.step > 0) {
    if (step != window_.step) return;
    if (step_start_ < 0.0) step_start_ = time;
    since = time - step_start_;
  }
  if (!window_.after.empty()) {
    if (event_time_ < 0.0) return;
    since = time - event_time_;
  }
  if (since < window_.from || since > window_.until) return;
  const double x = row[place_];
  if (!seen_) {
    first_ = last_ = least_ = greatest_ = x;
    first_time_ = last_time_ = least_time_ = greatest_time_ = time;
    seen_ = true;
  }
  integral_ += 0.5 * (last_ + x) * (time - last_time_);
  last_time_ = time;
  if (x < least_) {
    least_ = x;
    least_time_ = time;
  }
  if (x > greatest_) {
    greatest_ = x;
    greatest_time_ = time;
  }
  last_ = x;
}

void Watch::notice(const Event& event) {
  if (event_time_ < 0.0 && event.kind == window_.after) event_time_ = event.time;
}

double Watch::value() const {
  if (window_.statistic == "min") return least_;
  if (window_.statistic == "max") return greatest_;
  if (window_.statistic == "first") return first_;
  if (window_.statistic == "range") return greatest_ - least_;
  if (window_.statistic == "mean" && last_time_ > first_time_) {
    return integral_ / (last_time_ - first_time_);
  }
  return last_;
}

double Watch::time() const {
  if (window_.statistic == "min") return least_time_;
  if (window_.statistic == "max") return greatest_time_;
  if (window_.statistic == "first") return first_time_;
  return last_time_;
}

}  // namespace inversim
