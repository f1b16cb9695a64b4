// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/sweep_data.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>

#include "inversim/report/fill_page.h"
#include "inversim/report/packed.h"
#include "inversim/report/provenance_data.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostMain = 4;
constexpr std::size_t kFew = 9;  // metrics that somebody has chosen; a run's own figures are more
// what is asked first of a session (answers.cpp)
constexpr std::array<std::string_view, 6> kAskedFirst = {"peak_traction",  "spacing_l4_l5",
                                                         "map_steepest",   "intraocular_max",
                                                         "heart_rate_min", "cuff_pull_max"};

bool differs(const SweepResultMetric& metric) {
  double least = std::numeric_limits<double>::infinity(), greatest = -least;
  for (const double v : metric.values) {
    if (!std::isfinite(v)) continue;
    least = std::min(least, v);
    greatest = std::max(greatest, v);
  }
  return least < greatest;
}

std::string unit_of(const std::string& units) { return units == "1" ? "" : units; }

/// Texts and, for each case, which of them.
Json coded(const std::vector<std::string>& all) {
  std::map<std::string, std::size_t> place;
  Json texts = Json::array(), codes = Json::array();
  for (const std::string& text : all) {
    const auto [found, is_new] = place.emplace(text, place.size());
    if (is_new) texts.push_back(text);
    codes.push_back(found->second);
  }
  return {{"texts", texts}, {"codes", codes}};
}

Json axis_data(const SweepResultAxis& axis, bool is_grid) {
  Json one{{"name", axis.name},
           {"unit", unit_of(axis.units)},
           {"meaning", axis.long_name},
           {"paths", axis.paths}};
  if (!axis.texts.empty()) {
    if (is_grid) {
      one["texts"] = axis.texts;
    } else {
      one.update(coded(axis.texts));
    }
  } else if (is_grid) {
    one["numbers"] = axis.numbers;
  } else {
    one["data"] = packed_singles(axis.numbers);
  }
  return one;
}

Json metric_data(const SweepResultMetric& metric) {
  Json one{{"name", metric.name},
           {"unit", unit_of(metric.units)},
           {"meaning", metric.long_name},
           {"status", metric.status}};
  if (metric.labels.empty()) {
    one["singles"] = packed_singles(metric.values);
  } else {
    one["labels"] = metric.labels;
    one["shorts"] = packed_shorts(metric.values);
  }
  return one;
}

/// Cases without a result, by their number, with the place of the reason in a list.
Json failed_data(const SweepResult& sweep) {
  std::map<std::string, std::size_t> place;
  Json reasons = Json::array(), cases = Json::array(), which = Json::array();
  for (std::size_t i = 0; i < sweep.failures.size(); ++i) {
    if (sweep.failures[i].empty()) continue;
    const auto [found, is_new] = place.emplace(sweep.failures[i], place.size());
    if (is_new) reasons.push_back(sweep.failures[i]);
    cases.push_back(i);
    which.push_back(found->second);
  }
  return {{"reasons", reasons}, {"cases", cases}, {"which", which}};
}

}  // namespace

std::vector<std::string> main_metrics(const SweepResult& sweep) {
  std::vector<std::string> names;
  const auto take = [&](const SweepResultMetric& metric) {
    if (names.size() == kMostMain || !metric.labels.empty() || !differs(metric)) return;
    if (std::ranges::find(names, metric.name) == names.end()) names.push_back(metric.name);
  };
  if (sweep.metrics.size() > kFew) {
    for (const std::string_view asked : kAskedFirst) {
      const auto found = std::ranges::find(sweep.metrics, asked, &SweepResultMetric::name);
      if (found != sweep.metrics.end()) take(*found);
    }
  }
  for (const SweepResultMetric& metric : sweep.metrics) take(metric);
  return names;
}

Json sweep_data(const SweepResult& sweep, const std::string& file) {
  constexpr std::string_view kBefore = "sweep: ";
  const std::string title =
      sweep.title.starts_with(kBefore) ? sweep.title.substr(kBefore.size()) : sweep.title;
  Json axes = Json::array(), metrics = Json::array();
  for (const SweepResultAxis& axis : sweep.axes) axes.push_back(axis_data(axis, sweep.is_grid));
  for (const SweepResultMetric& metric : sweep.metrics) metrics.push_back(metric_data(metric));
  return {{"kind", "sweep"},
          {"title", title.empty() ? "Sweep without a name" : title},
          {"description", word_of(sweep.attributes, "sweep", "description")},
          {"scenario", word_of(sweep.attributes, "scenario", "name")},
          {"file", file},
          {"design", sweep.design},
          {"grid", sweep.is_grid},
          {"cases", sweep.cases},
          {"axes", axes},
          {"metrics", metrics},
          {"main", main_metrics(sweep)},
          {"traces", sweep.traces},
          {"failed", failed_data(sweep)},
          {"provenance", provenance_data(sweep.attributes, sweep.wall)}};
}

std::string sweep_page(const SweepResult& sweep, const std::string& file) {
  return fill_page(sweep_data(sweep, file));
}

}  // namespace inversim
