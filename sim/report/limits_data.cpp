// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/limits_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "inversim/limits/applies.h"
#include "inversim/math/angle.h"
#include "inversim/report/limits_bands.h"
#include "inversim/report/limits_points.h"
#include "inversim/report/limits_words.h"
#include "inversim/report/provenance_data.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

const char* outcome_word(BandVerdict verdict) {
  switch (verdict) {
    case BandVerdict::kHolds:
      return "holds";
    case BandVerdict::kNominally:
      return "nominally";
    case BandVerdict::kFails:
      return "fails";
    case BandVerdict::kNotApplicable:
      return "not_applicable";
    default:
      return "reported";
  }
}

const char* mood_of(BandVerdict verdict) {
  switch (verdict) {
    case BandVerdict::kHolds:
      return "good";
    case BandVerdict::kNominally:
      return "amber";
    case BandVerdict::kFails:
      return "bad";
    default:
      return "absent";
  }
}

std::string count_words(int number, const char* one, const char* more) {
  return fmt::format("{} {}", number, number == 1 ? one : more);
}

/// What a person who signs wants to know first.
Json answers(const LimitsResult& x) {
  int judged = 0, holding = 0, nominal = 0, silent = 0;
  std::string failing, shaky;
  for (const CriterionResult& r : x.results) {
    silent += !r.not_applicable.empty();
    if (!r.judged()) continue;
    ++judged;
    holding += r.verdict == BandVerdict::kHolds;
    nominal += r.verdict == BandVerdict::kNominally;
    std::string& list = r.verdict == BandVerdict::kNominally ? shaky : failing;
    if (r.verdict != BandVerdict::kHolds) list += (list.empty() ? "" : ", ") + r.criterion.name;
  }
  const bool none = judged == 0 || x.admissible_user <= 0.0;
  const bool all = x.admissible_user >= kGreatestUser;
  const std::string verdict_note = !failing.empty() ? "fails: " + failing
                                   : !shaky.empty() ? "not with unverified figures at their worse "
                                                      "ends: " +
                                                          shaky
                                   : judged == 0 ? "every criterion is reported only"
                                                 : "also with every unverified figure at its "
                                                   "worse end";
  const std::string user_note = judged == 0 ? "nothing is judged"
                                : none
                                    ? "at some height no user meets every judged criterion"
                                    : "every judged criterion holds with the figures of the file";
  const std::string binding_note =
      x.admissible_binding < 0
          ? "nothing breaks as users get heavier"
          : fmt::format("{} at {:.1f} cm",
                        none ? "does not hold for any user" : "breaks first as users get heavier,",
                        100 * x.admissible_height);
  // nothing is said of what there is none of
  const int failing_count = judged - holding - nominal;
  std::string criteria_note;
  if (nominal > 0) criteria_note += fmt::format("{} more only nominally, ", nominal);
  if (failing_count > 0) criteria_note += fmt::format("{} not at all, ", failing_count);
  criteria_note += fmt::format("under the bands of {} unverified figures", x.figures.size());
  if (silent > 0) {
    criteria_note +=
        fmt::format("; {} to this kind: {}", count_words(silent, "does not apply", "do not apply"),
                    type_words(x.range));
  }
  const auto answer = [](const char* id, const std::string& label, const std::string& value,
                         const std::string& unit, const std::string& note, const char* mood) {
    return Json{{"id", id},     {"label", label}, {"value", value},
                {"unit", unit}, {"note", note},   {"mood", mood}};
  };
  return Json::array(
      {answer("verdict", fmt::format("Verdict, rated user {:.0f} kg", x.range.mass_max),
              x.verdict_text(), "", verdict_note, mood_of(x.verdict())),
       answer("user", "Largest admissible user, any height",
              none  ? "none"
              : all ? fmt::format("over {:.0f}", kGreatestUser)
                    : fmt::format("{:.1f}", x.admissible_user),
              none ? "" : "kg", user_note, none ? "absent" : ""),
       answer("binding", "Binding criterion", binding_name(x), "", binding_note, ""),
       answer("criteria", "Criteria", fmt::format("{} of {} hold", holding, judged), "",
              criteria_note, "")});
}

/// Share of what is allowed that is taken, 1 where it breaks; not a number where there is no such
/// share (a limit of zero).
double share_taken(const Criterion& c, double value, double capacity) {
  const double demand = c.factor * value;
  const double taken = c.at_least ? capacity / demand : demand / capacity;
  const bool has = c.against != Against::kNothing && capacity > 0.0 && demand > 0.0;
  return has ? taken : std::nan("");
}

Json criterion_json(const CriterionResult& r) {
  const Criterion& c = r.criterion;
  const bool compared = c.against != Against::kNothing, worse = r.worse_failure.empty();
  Json out = {{"name", c.name},
              {"what", c.what},
              {"clause", c.clause},
              {"status", c.status},
              {"source", c.source},
              {"unit", c.unit->text == "1" ? "" : std::string(c.unit->text)},
              {"judged", r.judged()},
              {"outcome", outcome_word(r.verdict)},
              {"verdict", verdict_words(r.verdict)},
              {"compared", compared},
              {"not_applicable", r.not_applicable},
              {"failure", r.failure}};
  if (!r.computed()) return out;
  const auto in_unit = [&c](double si) { return c.unit->from_si(si); };
  const double none = std::nan("");
  out["demand"] = in_unit(r.worst.point.value);
  out["factor"] = c.factor;
  out["compared_with"] = compared_with(c);
  out["capacity"] = compared ? in_unit(r.capacity) : none;
  out["capacity_is_least"] = compared && capacity_is_least(c, r.capacity);
  out["margin"] = compared ? in_unit(r.margin) : none;
  out["margin_unfavourable"] = compared && worse ? in_unit(r.worse_margin) : none;
  out["unfavourable_failure"] = r.worse_failure;
  out["taken"] = share_taken(c, r.worst.point.value, r.capacity);
  out["taken_unfavourable"] = worse ? share_taken(c, r.worse_point.value, r.worse_capacity) : none;
  out["worst_case"] = case_words(c, r.worst.point.where);
  out["replay"] = r.replay;
  if (r.endurance) {
    out["endurance"] = {{"told", endurance_words(c, *r.endurance)},
                        {"replay", r.endurance->replay}};
  }
  return out;
}

Json users(const LimitsResult& x) {
  Json heights = Json::array(), binding = Json::array(), lines = Json::array(),
       margins = Json::array();
  for (const double h : x.heights) heights.push_back(100 * h);
  for (const int b : x.binding) binding.push_back(b < 0 ? Json(nullptr) : Json(b));
  for (std::size_t k = 0; k < x.results.size(); ++k) {
    const CriterionResult& r = x.results[k];
    if (!r.judged()) continue;
    Json largest = Json::array(), by_height = Json::array();
    bool limits = false;
    for (const UserLimit& u : x.user_limits[k]) {
      largest.push_back(u.mass);
      limits = limits || u.mass < kGreatestUser;
      Json by_mass = Json::array();
      for (const double m : u.margin) by_mass.push_back(r.criterion.unit->from_si(m));
      by_height.push_back(by_mass);
    }
    if (limits) lines.push_back({{"criterion", k}, {"largest_kg", largest}});
    margins.push_back({{"criterion", k}, {"by_height_and_mass", by_height}});
  }
  return {{"heights_cm", heights},
          {"masses_kg", x.masses},
          {"largest_kg", x.largest_user},
          {"binding", binding},
          {"greatest_kg", kGreatestUser},
          {"rated_kg", x.range.mass_max},
          {"lines", lines},
          {"margins", margins}};
}

Json degrees(const std::vector<double>& angles) {
  Json out = Json::array();
  for (const double a : angles) out.push_back(std::round(1e3 * a / kDegree) / 1e3);
  return out;
}

Json rounded(const std::vector<double>& values, double times) {
  Json out = Json::array();
  for (const double v : values) out.push_back(std::round(1e3 * times * v) / 1e3);
  return out;
}

/// Moment to be held over the angle, and what holds it; null where no line was computed.
Json torque_plot(const LimitsResult& x) {
  if (x.torque_lines.empty()) return nullptr;
  Json lines = Json::array(), capacities = Json::array();
  for (const TorqueLine& line : x.torque_lines) {
    lines.push_back({{"arms", line.where.arms},
                     {"holes", line.where.holes_off},
                     {"hinge", line.where.hinge},
                     {"y", rounded(line.torque, 1.0)}});
  }
  if (x.range.brake) {
    capacities.push_back({{"legend", "slip torque of the brake"}, {"value", x.slip_torque}});
    for (const CriterionResult& r : x.results) {
      const Criterion& c = r.criterion;
      const bool new_pads = c.against == Against::kSlipTorque && c.brake_friction == 1.0;
      if (!r.judged() || !r.computed() || !new_pads || c.factor == 1.0 ||
          c.quantity != Quantity::kHoldingTorque) {
        continue;
      }
      capacities.push_back(
          {{"legend", fmt::format("slip torque over {:g}, for {}", c.factor, c.name)},
           {"value", x.slip_torque / c.factor}});
    }
  }
  const LimitCase& c = x.torque_lines.front().where;
  return {{"who", fmt::format("{} {:.0f} kg, {:.1f} cm", c.sex == "male" ? "man" : "woman", c.mass,
                              100 * c.height)},
          {"angles_deg", degrees(x.map_angles)},
          {"lines", lines},
          {"capacities", capacities}};
}

Json tipping_plot(const LimitsResult& x) {
  if (x.tipping_lines.empty()) return nullptr;
  // at 0, 90, 180 and 270 deg
  constexpr const char* kSides[] = {"head end", "user's right", "foot end", "user's left"};
  Json lines = Json::array();
  std::size_t k = 0;
  for (const TippingLine& line : x.tipping_lines) {
    lines.push_back({{"legend", fmt::format("downhill: {}", kSides[k++ % 4])},
                     {"y", rounded(line.margin, 100.0)}});
  }
  return {{"angles_deg", degrees(x.map_angles)}, {"lines", lines}};
}

Json failures(const LimitsResult& x) {
  const std::size_t shown = std::min<std::size_t>(20, x.failures.size());
  return {{"count", x.failures.size()},
          {"first", std::vector<std::string>(x.failures.begin(),
                                             x.failures.begin() + static_cast<long>(shown))}};
}

Json provenance_of(const LimitsResult& x, const RunProvenance& p) {
  Json out = provenance_data(p), texts = Json::array();
  const auto row = [&out](const char* key, const std::string& value) {
    out["rows"].push_back({{"key", key}, {"value", value}});
  };
  row("step", fmt::format("{:g} s", p.step_size));
  row("random_seed", "none: nothing in this is random");
  row("cases", fmt::format("{} in {:.1f} s: {:.0f} a second", x.cases, x.wall,
                           static_cast<double>(x.cases) / std::max(x.wall, 1e-9)));
  for (const SourceText& s : p.sources) {
    if (s.role != "limits" && s.role != "table") continue;
    texts.push_back({{"path", s.path}, {"text", s.text}});
  }
  out["texts"] = texts;
  return out;
}

}  // namespace

Json limits_page_data(const LimitsResult& x, const BenchFiles& files,
                      const RunProvenance& provenance) {
  Json criteria = Json::array();
  for (const CriterionResult& r : x.results) criteria.push_back(criterion_json(r));
  return {{"kind", "limits"},
          {"title", "Limits of " + x.table_name},
          {"asked", x.criteria.name},
          {"equipment", type_words(x.range)},
          {"cases", x.cases},
          {"wall_s", x.wall},
          {"outcome", outcome_word(x.verdict())},
          {"answers", answers(x)},
          {"criteria", criteria},
          {"users", users(x)},
          {"torque", torque_plot(x)},
          {"tipping", tipping_plot(x)},
          {"bars", sensitivity_bars(x)},
          {"figures", unverified_rows(x)},
          {"points", report_points(x, files)},
          {"failures", failures(x)},
          {"provenance", provenance_of(x, provenance)}};
}

}  // namespace inversim
