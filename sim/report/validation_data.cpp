// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/validation_data.h"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string_view>

#include "inversim/report/provenance_data.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

/// How many rows there are, and what became of them.
struct Tally {
  int judged = 0, inside = 0, known = 0, not_run = 0;
  int outside() const { return judged - inside; }
};

Json number(const std::optional<double>& x) { return x ? Json(*x) : Json(nullptr); }

std::string shown(const std::optional<double>& x, const std::string& unit) {
  return x ? fmt::format("{:.4g}{}{}", *x, unit == "1" ? "" : " ", unit == "1" ? "" : unit)
           : "none";
}

std::string band_words(const ValidationRow& r) {
  if (r.low && r.high) return fmt::format("{:.4g} .. {}", *r.low, shown(r.high, r.unit));
  if (r.low) return "from " + shown(r.low, r.unit);
  return "to " + shown(r.high, r.unit);
}

Tally tally(const std::vector<ValidatedSet>& sets, std::optional<RowRole> role) {
  Tally t;
  for (const ValidatedSet& set : sets) {
    for (const ValidationRow& r : set.rows) {
      if (r.role == RowRole::kReported || (role && r.role != *role)) continue;
      const std::string_view outcome = outcome_name(r);
      ++t.judged;
      t.inside += outcome == "inside";
      t.known += outcome == "known";
      t.not_run += outcome == "not_run";
    }
  }
  return t;
}

/// The first row that is not inside its band; predictions go before what parameters were chosen by.
const ValidationRow* first_outside(const std::vector<ValidatedSet>& sets) {
  for (const RowRole role : {RowRole::kTested, RowRole::kCalibrated}) {
    for (const ValidatedSet& set : sets) {
      for (const ValidationRow& r : set.rows) {
        if (r.role == role && !r.inside()) return &r;
      }
    }
  }
  return nullptr;
}

Json answers(const std::vector<ValidatedSet>& sets) {
  const auto answer = [](const char* id, const std::string& label, const std::string& value,
                         const std::string& note, const char* mood) {
    return Json{{"id", id},   {"label", label}, {"value", value},
                {"unit", ""}, {"note", note},   {"mood", mood}};
  };
  const Tally all = tally(sets, {}), tested = tally(sets, RowRole::kTested),
              calibrated = tally(sets, RowRole::kCalibrated);
  const int outside = all.outside();
  const ValidationRow* first = first_outside(sets);
  Json out = Json::array();
  out.push_back(answer("within", "Rows within their band",
                       fmt::format("{} of {}", all.inside, all.judged),
                       fmt::format("tested {} of {}, calibrated {} of {}", tested.inside,
                                   tested.judged, calibrated.inside, calibrated.judged),
                       all.judged > 0 && outside == 0 ? "good" : ""));
  out.push_back(answer(
      "outside", "Rows that are not", std::to_string(outside),
      outside == 0
          ? "no row with a verdict is outside its band"
          : fmt::format("{} of them for a reason that is known{}", all.known,
                        all.not_run > 0 ? fmt::format("; {} could not be run", all.not_run) : ""),
      outside == 0              ? ""
      : outside_count(sets) > 0 ? "bad"
                                : "amber"));
  if (first == nullptr) {
    out.push_back(answer("first", "First that is not", "none", "", ""));
    return out;
  }
  const ValidationRow& r = *first;
  out.push_back(answer("first", "First that is not: " + r.id,
                       r.simulated ? shown(r.simulated, r.unit) : "not run",
                       fmt::format("band {}, measured {}, {}. {}: {}. Source: {} ({})",
                                   band_words(r), shown(r.measured, r.unit), role_name(r.role),
                                   r.study, r.what, r.source, r.status),
                       r.known_miss.empty() || !r.simulated ? "bad" : "amber"));
  return out;
}

}  // namespace

std::string scenario_shown(const std::string& set, const std::string& scenario) {
  if (!scenario.ends_with(".yaml")) return scenario;
  return (std::filesystem::path(set).parent_path() / scenario).lexically_normal().generic_string();
}

const char* role_name(RowRole role) {
  switch (role) {
    case RowRole::kTested:
      return "tested";
    case RowRole::kCalibrated:
      return "calibrated";
    default:
      return "reported";
  }
}

std::string verdict(const ValidationRow& r) {
  if (!r.simulated) return "not run: " + r.failure;
  if (r.role == RowRole::kReported) return "";
  if (r.inside()) return r.known_miss.empty() ? "inside" : "inside, though listed as a miss";
  return r.known_miss.empty() ? "OUTSIDE" : "outside: " + r.known_miss;
}

const char* outcome_name(const ValidationRow& r) {
  if (!r.simulated) return "not_run";
  if (r.role == RowRole::kReported) return "reported";
  if (r.inside()) return "inside";
  return r.known_miss.empty() ? "outside" : "known";
}

int outside_count(const std::vector<ValidatedSet>& sets) {
  const Tally all = tally(sets, {});
  return all.outside() - all.known;
}

Json row_json(const ValidationRow& r, const std::string& set) {
  return {{"row", r.id},
          {"set", set},
          {"study", r.study},
          {"what", r.what},
          {"role", role_name(r.role)},
          {"scenario", r.scenario},
          {"unit", r.unit},
          {"measured", number(r.measured)},
          {"low", number(r.low)},
          {"high", number(r.high)},
          {"simulated", number(r.simulated)},
          {"inside", r.inside()},
          {"failure", r.failure},
          {"status", r.status},
          {"source", r.source},
          {"known_miss", r.known_miss},
          {"note", r.note}};
}

Json validation_page_data(const std::vector<ValidatedSet>& sets, const std::string& parameters,
                          const RunProvenance& provenance) {
  Json rows = Json::array();
  for (const ValidatedSet& set : sets) {
    for (const ValidationRow& r : set.rows) {
      Json row = row_json(r, set.name);
      row["scenario"] = scenario_shown(set.path, r.scenario);
      row["outcome"] = outcome_name(r);
      rows.push_back(row);
    }
  }
  Json made_from = provenance_data(provenance);
  made_from["rows"].push_back({{"key", "parameters"}, {"value", parameters}});
  made_from["rows"].push_back(
      {{"key", "random_seed"}, {"value", "none: nothing in this is random"}});
  return {{"kind", "validation"},
          {"title", "Measured against simulated"},
          {"parameters", parameters},
          {"answers", answers(sets)},
          {"rows", rows},
          {"provenance", made_from}};
}

}  // namespace inversim
