// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/page_points.h"

#include <algorithm>
#include <map>
#include <numbers>
#include <vector>

#include <fmt/format.h>

#include "inversim/language/markup.h"
#include "inversim/limits/applies.h"
#include "inversim/limits/page_parts.h"
#include "inversim/limits/plots.h"

namespace inversim {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

std::vector<double> degrees(const std::vector<double>& angles) {
  std::vector<double> out;
  out.reserve(angles.size());
  for (const double a : angles) out.push_back(a / kDegree);
  return out;
}

std::string torque_figure(const LimitsResult& x) {
  if (x.torque_lines.empty()) return "";
  std::vector<PlotLine> lines;
  const std::vector<double> angle = degrees(x.map_angles);
  int colour = 0;
  std::map<std::string, int> colours;
  for (const TorqueLine& line : x.torque_lines) {
    PlotLine p{angle, line.torque, "", 0, false};
    const std::string label =
        fmt::format("arms {}, {:+d} holes", line.where.arms, line.where.holes_off);
    if (!colours.contains(label)) colours[label] = colour++ % 5;
    p.colour = colours[label];
    p.label = label;
    lines.push_back(std::move(p));
  }
  for (const double sign : {1.0, -1.0}) {
    if (!x.range.brake) break;
    lines.push_back({{angle.front(), angle.back()},
                     {sign * x.slip_torque, sign * x.slip_torque},
                     "slip torque of the brake",
                     5,
                     true});
  }
  const LimitCase& c = x.torque_lines.front().where;
  return fmt::format(
      "<figure><figcaption>Moment to be held over the bed angle: {} {:.0f} kg, {:.1f} cm; one line "
      "for each hinge hole</figcaption>{}</figure>",
      c.sex == "male" ? "man" : "woman", c.mass, 100 * c.height,
      line_plot(lines, "bed angle, deg (head down positive)", "moment, N m (head down positive)"));
}

std::string tipping_figure(const LimitsResult& x) {
  if (x.tipping_lines.empty()) return "";
  constexpr const char* kSides[] = {"foot end", "user's right", "head end", "user's left"};
  std::vector<PlotLine> lines;
  int k = 0;
  for (const TippingLine& line : x.tipping_lines) {
    std::vector<double> cm;
    for (const double m : line.margin) cm.push_back(100 * m);
    lines.push_back({degrees(x.map_angles), cm,
                     fmt::format("downhill: {}", kSides[static_cast<std::size_t>(k % 4)]), k % 5,
                     k == 3});
    ++k;
  }
  return "<figure><figcaption>Tipping margin at rest on the slope, worst user</figcaption>" +
         line_plot(lines, "bed angle, deg (head down positive)", "margin, cm") + "</figure>";
}

std::string sensitivity_figure(const LimitsResult& x, const CriterionResult& r) {
  constexpr std::size_t kMost = 12;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < r.sensitivities.size(); ++i) {
    if (r.sensitivities[i].worse_end != 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&r](std::size_t a, std::size_t b) {
    return r.sensitivities[a].worse < r.sensitivities[b].worse;
  });
  if (order.size() > kMost) order.resize(kMost);
  std::vector<Bar> bars;
  const Unit& unit = *r.criterion.unit;
  for (const std::size_t i : order) {
    std::string name = x.figures[i].path;
    if (name.starts_with("table.")) name = name.substr(6);
    bars.push_back({name, unit.from_si(r.sensitivities[i].margin_low),
                    unit.from_si(r.sensitivities[i].margin_high)});
  }
  return fmt::format(
      "<figure><figcaption>{}: margin with one figure at either end of its range"
      "</figcaption>{}</figure>",
      markup_text(r.criterion.name),
      bar_plot(bars, unit.from_si(r.margin), std::string(unit.text)));
}

std::string sensitivity_figures(const LimitsResult& x) {
  std::string out = "<div id=\"plots\">";
  for (const CriterionResult& r : x.results) {
    if (r.judged() && r.failure.empty()) out += sensitivity_figure(x, r);
  }
  return out + "</div>";
}

std::string not_simulated(const std::string& reason) {
  return "<p class=\"missing\"><b>Not simulated:</b> " + reason + "</p>";
}

/// The sample: what the table file says of itself.
std::string sample(const LimitsResult& x, const BenchFiles& files) {
  const Node& t = files.scenario.at("limits/hold").root.at("table");
  std::string out = "<table>";
  const auto row = [&out](const std::string& name, const std::string& value) {
    out += fmt::format("<tr><td>{}</td><td>{}</td></tr>", name, markup_text(value));
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
  out += "</table>";
  return out + not_simulated(
                   "serial number, pad lot, photographs and conditions of a laboratory: a "
                   "model has none. The pads are new but where endurance is asked.");
}

std::string brake_point(const LimitsResult& x) {
  std::string out = criteria_table(x, 6) + torque_figure(x);
  if (!x.range.brake) {
    return out + not_simulated(fmt::format("brake: the {} has none.", type_words(x.range)));
  }
  return out +
         not_simulated(
             "hot pads and drift over ten minutes: this search has cold pads and holds for an "
             "instant; halved friction stands for wet ones, worn ones are under endurance.") +
         (x.range.motor
              ? ""
              : not_simulated("loss of power: the brake is closed by a hand. A cable that "
                              "tears is in scenarios/catalogue/b07_cable_tears.yaml."));
}

std::string motion_point(const LimitsResult& x) {
  return criteria_table(x, 7) +
         (x.range.strap ? "" : not_simulated("peak load of a tether: this equipment has none.")) +
         not_simulated(
             "impact on the end stops and time to upright: they are in the runs, not asked "
             "for.");
}

std::string endurance_point(const LimitsResult& x) {
  return criteria_table(x, 8) +
         (x.range.brake ? "<p><b>Extrapolated:</b> one use cycle is simulated, and its wear of the "
                          "pads is multiplied by the cycles; no run is as long as that. The slip "
                          "torque is then measured with pads worn so far.</p>"
                        : "") +
         not_simulated(
             "fatigue of pivots, rivets, pins, straps and hooks, loosening of bolts and "
             "stretch of cables: the structure has no strength in the model.");
}

std::string stability_point(const LimitsResult& x) {
  return criteria_table(x, 5) + tipping_figure(x) +
         not_simulated(
             "the folded table: the model does not fold. The frame is held to the floor; "
             "the margin is where it would lift.");
}

}  // namespace

std::string report_points(const LimitsResult& x, const BenchFiles& files) {
  std::string out;
  const auto point = [&out](int number, const std::string& title, const std::string& body) {
    out += fmt::format("<section class=\"point\"><h2 id=\"point-{0}\">{0}. {1}</h2>{2}</section>\n",
                       number, title, body);
  };
  point(1, "Sample", sample(x, files));
  point(2, "Static load, bed horizontal",
        criteria_table(x, 2) +
            not_simulated("residual deflection against 1/100 and 1/150: frame, bed "
                          "and boom are rigid bodies without strength."));
  point(3, "Static load upright, on the foot platform",
        not_simulated("the platform has no strength in the model, and a rigid user's load on it is "
                      "the weight; 2.5 weights of the rated user are " +
                      fmt::format("{:.0f} N.", 2.5 * 9.81 * x.range.mass_max)));
  point(
      4, "Static load inverted, at the ankle clamp",
      criteria_table(x, 4) +
          not_simulated("one-sided load, partial latch and 50 cycles of the latch before the test: "
                        "left and right are one here, and the latch does not wear."));
  point(5, "Stability", stability_point(x));
  point(6, "Brake", brake_point(x));
  point(7, "Motion", motion_point(x));
  point(8, "Endurance", endurance_point(x));
  point(9, "Entrapment, edges, marking, instructions",
        criteria_table(x, 9) +
            not_simulated("pinch points, edge radii, marking and instructions are no matter of a "
                          "simulation of motion."));
  point(10, "Controller",
        not_simulated(x.range.motor
                          ? "the motor is commanded by the scenario; a controller and its faults "
                            "are not in the loop of this search. Loss of supply is under brake and "
                            "motion."
                          : fmt::format("the {} has no controller.", type_words(x.range))));
  point(11, "Uncertainty, deviations, traceability",
        "<p>Every figure that was not read in a source is set to either end of its range, one at a "
        "time, at the worst case of each criterion; then all of them at the end that is worse for "
        "it, and the worst case is searched again. <b>Holds</b>: even then. <b>Holds only "
        "nominally</b>: with the figures of the file, but not then. <b>Not applicable</b>: it asks "
        "for what this equipment has not, and is counted nowhere.</p>" +
            sensitivity_figures(x) + "<h3>Unverified figures</h3>" + figures_table(x));
  return out;
}

}  // namespace inversim
