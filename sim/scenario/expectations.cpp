// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/expectations.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/language/quantity.h"

namespace inversim {

std::string measured_text(const Verdict& v) {
  constexpr double kRounding = 1e-9;  // of the larger bound
  const double bound =
      std::max(std::fabs(v.least.value_or(0.0)), std::fabs(v.greatest.value_or(0.0)));
  const double shown = std::fabs(v.measured) < kRounding * bound ? 0.0 : v.measured;
  return fmt::format("{:g}{}", shown, v.unit == "1" ? "" : " " + v.unit);
}

Expectations::Expectations(const Node& scenario, const SignalTable& table) {
  if (!scenario.has("expect")) return;
  for (const Node& n : scenario.list("expect")) {
    if (n.has("never_states") || n.has("reaches_states")) {
      order_.emplace_back(true, states_.size());
      states_.emplace_back(n, scenario.has("controller"));
      continue;
    }
    if (!n.has("signal") || !n.has("statistic")) {
      refuse(n.where, "expect",
             "found neither a signal with its statistic nor never_states or reaches_states, "
             "expected one of them");
    }
    order_.emplace_back(false, watched_.size());
    std::string label =
        n.has("at") ? fmt::format("{} at {}", n.text("signal"), n.text("at")) : n.text("signal");
    const std::size_t place = find_value(n, table, "expect");
    Window window = read_window(n);
    if (n.has("after_event")) window.after = n.text("after_event");
    watched_.push_back({&n, std::move(label), read_unit(n, table, "expect"), Watch(place, window)});
  }
}

void Expectations::sample(double time, int step, std::span<const double> row) {
  for (Watched& w : watched_) w.watch.sample(time, step, row);
}

void Expectations::state(double time, int step, std::uint32_t code) {
  for (StateWatch& w : states_) w.state(time, step, code);
}

void Expectations::notice(const Event& event) {
  for (Watched& w : watched_) w.watch.notice(event);
  for (StateWatch& w : states_) w.notice(event);
}

std::string Expectations::text(const Watched& w) {
  const Node& n = *w.node;
  const auto shown_as = [&w](double si) { return w.unit->from_si(si); };
  const std::string shown = w.unit->text == "1" ? "" : fmt::format(" {}", w.unit->text);
  std::string band;
  if (n.has("min") && n.has("max")) {
    band =
        fmt::format("in {:g} .. {:g}{}", shown_as(n.real("min")), shown_as(n.real("max")), shown);
  } else if (n.has("min")) {
    band = fmt::format("at least {:g}{}", shown_as(n.real("min")), shown);
  } else {
    band = fmt::format("at most {:g}{}", shown_as(n.real("max")), shown);
  }
  const std::string text = fmt::format("{} of {} {}", n.text("statistic"), w.label, band);
  return n.has("after_event") ? fmt::format("{} after '{}'", text, n.text("after_event")) : text;
}

std::vector<std::string> Expectations::texts() const {
  std::vector<std::string> all;
  for (const auto& [of_states, place] : order_) {
    if (of_states) {
      all.push_back(states_[place].text());
      continue;
    }
    const Node& n = *watched_[place].node;
    std::string one = text(watched_[place]);
    if (n.has("step")) one += fmt::format(" in step {}", n.integer("step"));
    if (n.has("from_s")) one += fmt::format(" from {:g} s", n.real("from_s"));
    if (n.has("until_s")) one += fmt::format(" until {:g} s", n.real("until_s"));
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<Verdict> Expectations::judge() const {
  std::vector<Verdict> verdicts;
  for (const auto& [of_states, place] : order_) {
    if (of_states) {
      const StateVerdict found = states_[place].judge();
      Verdict& v = verdicts.emplace_back();
      v = {found.text, found.measured,     "s", found.holds, found.time, {},
           {},         "controller_state", ""};
      v.greatest = found.latest;
      continue;
    }
    const Watched& w = watched_[place];
    const Node& n = *w.node;
    const double x = w.watch.value();
    const bool above = !n.has("min") || x >= n.real("min");
    const bool below = !n.has("max") || x <= n.real("max");

    Verdict v;
    v.unit = w.unit->text;
    v.time = w.watch.time();
    v.measured = w.unit->from_si(x);
    v.holds = w.watch.seen() && above && below;
    v.text = text(w);
    if (n.has("min")) v.least = w.unit->from_si(n.real("min"));
    if (n.has("max")) v.greatest = w.unit->from_si(n.real("max"));
    v.signal = n.text("signal");
    if (n.has("at")) v.label = n.text("at");
    if (!w.watch.seen()) v.text += " (no sample in its time)";
    verdicts.push_back(v);
  }
  return verdicts;
}

}  // namespace inversim
