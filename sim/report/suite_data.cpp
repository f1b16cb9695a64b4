// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/suite_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "inversim/language/quantity.h"
#include "inversim/loop/suite_list.h"
#include "inversim/plant/control_signals.h"
#include "inversim/report/fill_page.h"
#include "inversim/report/lookup.h"
#include "inversim/report/packed.h"
#include "inversim/report/provenance_data.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostRows = 2001;   // of a second, on a page
constexpr std::size_t kMostSeconds = 40;  // on a page

// what tells a controller's story, in the order in which it is offered
constexpr std::array<const char*, 26> kTold = {
    "bed_angle",          "bed_rate",           "controller_state",      "controller_fault",
    "brake_command",      "brake_drive",        "brake_torque",          "brake_clamp_force",
    "motor_rate_command", "motor_drive",        "motor_torque",          "seen_bed_angle",
    "seen_bed_rate",      "seen_brake_current", "seen_motor_current",    "seen_clamp_load_left",
    "seen_supply",        "seen_switches",      "seen_clamp_load_right", "seen_buttons",
    "seen_platform_load", "link_age",           "pendant_age",           "tether_tension",
    "tipping_margin",     "cuff_pull"};

Json number(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }
Json number(const std::optional<double>& v) { return v ? number(*v) : Json(nullptr); }

/// By how much an expectation holds; negative where it does not. Of what never came there is none.
std::optional<double> margin(const Verdict& v) {
  const bool never = v.unit == "s" && v.measured < 0.0;
  if (never || !std::isfinite(v.measured) || (!v.least && !v.greatest)) return std::nullopt;
  double least = std::numeric_limits<double>::infinity();
  if (v.least) least = std::min(least, v.measured - *v.least);
  if (v.greatest) least = std::min(least, *v.greatest - v.measured);
  return least;
}

Json verdict_data(const Verdict& v) {
  const bool never = v.unit == "s" && v.measured < 0.0;
  return {{"text", v.text},
          {"holds", v.holds},
          {"measured", never ? Json(nullptr) : number(v.measured)},
          {"never", never},
          {"unit", v.unit == "1" ? "" : v.unit},
          {"least", number(v.least)},
          {"greatest", number(v.greatest)},
          {"margin", number(margin(v))},
          {"signal", v.signal},
          {"label", v.label},
          {"time", v.time}};
}

Json events_data(const std::vector<Event>& events) {
  Json all = Json::array();
  for (const Event& e : events) {
    if (e.kind.starts_with("disc_")) continue;
    all.push_back({{"time", e.time}, {"kind", e.kind}, {"text", e.text}});
  }
  return all;
}

class SecondSignals {
 public:
  SecondSignals(const Trace& trace, std::size_t every) : trace_(trace), every_(every) {}

  /// Adds a signal once; `unit`: of an expectation, or empty for the usual one.
  void add(const std::string& name, const std::string& label, const std::string& unit) {
    const auto column = find_column(trace_.table(), name, label);
    const std::string id = label.empty() ? name : name + " at " + label;
    if (!column || std::ranges::find(ids_, id) != ids_.end()) return;
    ids_.push_back(id);
    ShownUnit shown = shown_unit(column->signal->units);
    if (const Unit* wanted = unit.empty() ? nullptr : unit_by_text(unit)) {
      shown = {unit == "1" ? "" : unit, wanted->from_si(1.0)};
    }
    std::vector<double> values;
    const std::vector<double> all = trace_.column(column->place);
    for (std::size_t i = 0; i < all.size(); i += every_) values.push_back(shown.factor * all[i]);
    Json one{{"name", id},
             {"unit", shown.text},
             {"meaning", column->signal->long_name},
             {"status", column->signal->status}};
    const auto [least, greatest] = std::ranges::minmax_element(values);
    if (*least == *greatest) {
      one["constant"] = *least;
    } else {
      one["values"] = packed_shorts(values);
    }
    signals_.push_back(std::move(one));
  }
  const Json& signals() const { return signals_; }

 private:
  const Trace& trace_;
  std::size_t every_;
  std::vector<std::string> ids_;
  Json signals_ = Json::array();
};

Json case_data(const SuiteCase& c, const CaseResult& r, const Json& second) {
  Json faults = Json::array(), expectations = Json::array();
  for (const Node& n : c.document.root.list("faults")) faults.push_back(fault_text(n));
  for (const Verdict& v : r.verdicts) expectations.push_back(verdict_data(v));
  return {{"name", r.name},
          {"scenario", scenario_name(c.scenario)},
          {"subject", c.document.root.text("subject")},
          {"controller", r.controller},
          {"status", status_word(r.status)},
          {"message", r.message},
          {"faults", faults},
          {"expected", c.expected},
          {"expectations", expectations},
          {"events", events_data(r.events)},
          {"simulated", r.simulated},
          {"hash", fmt::format("{:016x}", r.hash)},
          {"recording", r.recording},
          {"failing", r.failing},
          {"second", second}};
}

}  // namespace

double failing_time(const CaseResult& result) {
  double first = std::numeric_limits<double>::infinity();
  for (const Verdict& v : result.verdicts) {
    if (!v.holds) first = std::min(first, v.time);
  }
  return std::isfinite(first) ? first : result.simulated;
}

Json second_data(const Trace& trace, const CaseResult& result) {
  if (trace.rows() == 0) return nullptr;
  const std::size_t every = (trace.rows() + kMostRows - 1) / kMostRows;
  std::vector<double> times;
  for (std::size_t i = 0; i < trace.rows(); i += every) times.push_back(trace.times()[i]);
  SecondSignals signals(trace, every);
  for (const Verdict& v : result.verdicts) {
    if (v.holds || v.signal.empty()) continue;
    signals.add(v.signal, v.label, v.signal == "controller_state" ? "" : v.unit);
  }
  for (const char* name : kTold) signals.add(name, "", "");
  Json states = Json::array();
  for (std::uint32_t code = 0;; ++code) {
    const std::string_view name = controller_state_name(code);
    if (name.empty()) break;
    states.push_back(name);
  }
  return {{"at", failing_time(result)},
          {"every", every},
          {"time", packed_doubles(times)},
          {"signals", signals.signals()},
          {"events", events_data(trace.events())},
          {"states", states}};
}

Json suite_data(const SuiteRun& run) {
  Json cases = Json::array();
  std::size_t seconds = 0;
  for (std::size_t i = 0; i < run.results.size(); ++i) {
    Json second = run.seconds.at(i);
    if (!second.is_null() && seconds++ >= kMostSeconds) second = nullptr;
    cases.push_back(case_data(run.cases.at(i), run.results[i], second));
  }
  Json settings = Json::array();
  for (const SuiteSetting& s : run.settings)
    settings.push_back({{"key", s.key}, {"value", s.value}});
  return {{"kind", "suite"},
          {"title", run.name},
          {"description", run.description},
          {"cases", cases},
          {"seconds", std::min(seconds, kMostSeconds)},
          {"settings", settings},
          {"provenance", provenance_data(run.provenance)}};
}

std::string suite_page(const SuiteRun& run) { return fill_page(suite_data(run)); }

}  // namespace inversim
