// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/limits_points.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "inversim/limits/applies.h"
#include "inversim/math/angle.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

/// What one point says.
struct ReportPoint {
  int number = 0;
  std::string title;
  std::vector<std::pair<std::string, std::string>> rows = {};
  std::string plot = {};
  std::vector<std::string> told = {}, not_simulated = {};
};

Json json_of(const ReportPoint& p, const LimitsResult& x) {
  Json criteria = Json::array(), rows = Json::array();
  for (std::size_t k = 0; k < x.results.size(); ++k) {
    if (x.results[k].criterion.report_item == p.number) criteria.push_back(k);
  }
  for (const auto& [name, value] : p.rows) rows.push_back({{"name", name}, {"value", value}});
  Json not_simulated = p.not_simulated;
  // those of which a search can say something, but was not asked
  const bool asked_nothing =
      criteria.empty() && (p.number == 2 || (p.number >= 4 && p.number <= 9));
  if (asked_nothing) {
    not_simulated.insert(not_simulated.begin(), "the file of limits has no criterion for it.");
  }
  return {{"number", p.number},
          {"title", p.title},
          {"criteria", criteria},
          {"rows", rows},
          {"plot", p.plot.empty() ? Json(nullptr) : Json(p.plot)},
          {"told", p.told},
          {"not_simulated", not_simulated}};
}

ReportPoint sample(const LimitsResult& x, const BenchFiles& files) {
  const Node& t = files.scenario.at("limits/hold").root.at("table");
  ReportPoint p{1, "Sample"};
  const auto row = [&p](const std::string& name, const std::string& value) {
    p.rows.emplace_back(name, value);
  };
  row("model", x.table_name);
  row("kind", type_words(x.range));
  row("file", files.table);
  row("rating", fmt::format("{:.0f} kg, {:.0f} to {:.0f} cm", x.range.mass_max,
                            100 * x.range.height_min, 100 * x.range.height_max));
  row("mass",
      fmt::format("frame {:g} kg, bed {:g} kg", t.real("frame.mass_kg"), t.real("bed.mass_kg")));
  row("feet",
      fmt::format("{:g} m x {:g} m", t.real("frame.base_length_m"), t.real("frame.base_width_m")));
  row("pivot height", fmt::format("{:g} m", t.real("frame.pivot_height_m")));
  std::string holes;
  for (const std::string& h : x.range.hinge_holes) holes += (holes.empty() ? "" : ", ") + h;
  row("hinge holes", holes);
  row("end stops",
      fmt::format("{:.0f} and {:.0f} deg", x.range.lower / kDegree, x.range.upper / kDegree));
  row("brake", x.range.brake ? fmt::format("slips at {:.1f} N m", x.slip_torque) : "none");
  row("motor",
      x.range.motor ? fmt::format("geared {:g} to 1", t.real("motor.gear_ratio")) : "none");
  std::string marks;
  for (const double m : x.range.marks) {
    marks += fmt::format("{}{:.0f}", marks.empty() ? "" : ", ", m / kDegree);
  }
  row("strap", x.range.strap ? "taut at " + marks + " deg" : "none");
  p.not_simulated = {
      "serial number, pad lot, photographs and conditions of a laboratory: a model has none. The "
      "pads are new but where endurance is asked."};
  return p;
}

ReportPoint brake_point(const LimitsResult& x) {
  ReportPoint p{6, "Brake", {}, "torque"};
  if (!x.range.brake) {
    p.not_simulated = {fmt::format("brake: the {} has none.", type_words(x.range))};
    return p;
  }
  p.not_simulated = {
      "hot pads and drift over ten minutes: this search has cold pads and holds for an instant; "
      "halved friction stands for wet ones, worn ones are under endurance."};
  if (!x.range.motor) {
    p.not_simulated.emplace_back(
        "loss of power: the brake is closed by a hand. A cable that tears is in "
        "scenarios/catalogue/b07_cable_tears.yaml.");
  }
  return p;
}

ReportPoint motion_point(const LimitsResult& x) {
  ReportPoint p{7, "Motion"};
  if (!x.range.strap) {
    p.not_simulated.emplace_back("peak load of a tether: this equipment has none.");
  }
  p.not_simulated.emplace_back(
      "impact on the end stops and time to upright: they are in the runs, not asked for.");
  return p;
}

ReportPoint endurance_point(const LimitsResult& x) {
  ReportPoint p{8, "Endurance"};
  if (x.range.brake) {
    p.told = {
        "Extrapolated: one use cycle is simulated, and its wear of the pads is multiplied by the "
        "cycles; no run is as long as that. The slip torque is then measured with pads worn so "
        "far."};
  }
  p.not_simulated = {
      "fatigue of pivots, rivets, pins, straps and hooks, loosening of bolts and stretch of "
      "cables: the structure has no strength in the model."};
  return p;
}

}  // namespace

Json report_points(const LimitsResult& x, const BenchFiles& files) {
  const std::vector<ReportPoint> points = {
      sample(x, files),
      {.number = 2,
       .title = "Static load, bed horizontal",
       .not_simulated = {"residual deflection against 1/100 and 1/150: frame, bed and boom are "
                         "rigid bodies without strength."}},
      {.number = 3,
       .title = "Static load upright, on the foot platform",
       .not_simulated = {fmt::format("the platform has no strength in the model, and a rigid "
                                     "user's load on it is the weight; 2.5 weights of the rated "
                                     "user are {:.0f} N.",
                                     2.5 * 9.81 * x.range.mass_max)}},
      {.number = 4,
       .title = "Static load inverted, at the ankle clamp",
       .not_simulated = {"one-sided load, partial latch and 50 cycles of the latch before the "
                         "test: left and right are one here, and the latch does not wear."}},
      {.number = 5,
       .title = "Stability",
       .plot = "tipping",
       .not_simulated = {"the folded table: the model does not fold. The frame is held to the "
                         "floor; the margin is where it would lift."}},
      brake_point(x),
      motion_point(x),
      endurance_point(x),
      {.number = 9,
       .title = "Entrapment, edges, marking, instructions",
       .not_simulated = {"pinch points, edge radii, marking and instructions are no matter of a "
                         "simulation of motion."}},
      {.number = 10,
       .title = "Controller",
       .not_simulated = {x.range.motor
                             ? "the motor is commanded by the scenario; a controller and its "
                               "faults are not in the loop of this search. Loss of supply is under "
                               "brake and motion."
                             : fmt::format("the {} has no controller.", type_words(x.range))}},
      {.number = 11,
       .title = "Uncertainty, deviations, traceability",
       .plot = "bars",
       .told = {"Every figure that was not read in a source is set to either end of its range, one "
                "at a time, at the worst case of each criterion; then all of them at the end that "
                "is worse for it, and the worst case is searched again. Holds: even then. Holds "
                "only nominally: with the figures of the file, but not then. Not applicable: it "
                "asks for what this equipment has not, and is counted nowhere."}}};
  Json out = Json::array();
  for (const ReportPoint& p : points) out.push_back(json_of(p, x));
  return out;
}

}  // namespace inversim
