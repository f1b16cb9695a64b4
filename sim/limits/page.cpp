// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/page.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include <fmt/format.h>

#include "inversim/language/markup.h"
#include "inversim/limits/page_parts.h"
#include "inversim/limits/plots.h"

namespace inversim {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

std::string binding_name(const LimitsResult& x) {
  if (x.admissible_binding < 0) return "none";
  return x.results[static_cast<std::size_t>(x.admissible_binding)].criterion.name;
}

std::string answer(const std::string& kind, const std::string& label, const std::string& value,
                   const std::string& hint) {
  return fmt::format(
      "<div class=\"answer {}\"><div class=\"label\">{}</div><div class=\"value\">{}</div><div "
      "class=\"hint\">{}</div></div>",
      kind, label, markup_text(value), hint);
}

/// What a person who signs wants to know first.
std::string answers(const LimitsResult& x) {
  const BandVerdict verdict = x.verdict();
  int judged = 0, holding = 0, nominal = 0;
  std::string failing;
  for (const CriterionResult& r : x.results) {
    if (!r.criterion.judged) continue;
    ++judged;
    holding += r.verdict == BandVerdict::kHolds;
    nominal += r.verdict == BandVerdict::kNominally;
    if (r.verdict == BandVerdict::kFails) {
      failing += (failing.empty() ? "" : ", ") + markup_text(r.criterion.name);
    }
  }
  const char* kind = verdict == BandVerdict::kHolds       ? "good long"
                     : verdict == BandVerdict::kNominally ? "middling long"
                                                          : "bad long";
  std::string out = "<section id=\"answers\" aria-label=\"Verdict\">";
  out += answer(kind, fmt::format("Verdict, rated user {:.0f} kg", x.range.mass_max),
                verdict_words(verdict), failing.empty() ? "" : "fails: " + failing);
  const std::string user = x.admissible_user <= 0.0 ? "none"
                           : x.admissible_user >= kGreatestUser
                               ? fmt::format("over {:.0f} kg", kGreatestUser)
                               : fmt::format("{:.1f} kg", x.admissible_user);
  out += answer("", "Largest admissible user, any height", user,
                "every judged criterion holds with the figures of the file");
  out += answer(
      "long", "Binding criterion", binding_name(x),
      fmt::format("breaks first as users get heavier, at {:.1f} cm", 100 * x.admissible_height));
  out += answer(
      "long", "Criteria",
      fmt::format("{} hold, {} nominally, {} fail", holding, nominal, judged - holding - nominal),
      fmt::format("of {} judged, under the bands of {} unverified figures", judged,
                  x.figures.size()));
  return out + "</section>";
}

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

std::string users_figure(const LimitsResult& x) {
  std::vector<double> height;
  for (const double h : x.heights) height.push_back(100 * h);
  std::vector<PlotLine> lines = {{height, x.largest_user, "every judged criterion", 5, false}};
  int colour = 0;
  for (std::size_t k = 0; k < x.results.size(); ++k) {
    if (!x.results[k].criterion.judged) continue;
    std::vector<double> mass;
    bool limits = false;
    for (const UserLimit& u : x.user_limits[k]) {
      mass.push_back(u.mass);
      limits = limits || u.mass < kGreatestUser;
    }
    if (limits) {
      lines.push_back({height, mass, x.results[k].criterion.name, colour++ % 5, false});
    }
  }
  lines.push_back(
      {{height.front(), height.back()}, {x.range.mass_max, x.range.mass_max}, "rated", 5, true});
  if (height.size() < 2) return "";
  return "<figure><figcaption>Largest user over height</figcaption>" +
         line_plot(lines, "user height, cm", "largest user, kg") + "</figure>";
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
    if (r.criterion.judged && r.failure.empty()) out += sensitivity_figure(x, r);
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
  row("brake slips at", fmt::format("{:.1f} N m", x.slip_torque));
  out += "</table>";
  return out + not_simulated(
                   "serial number, pad lot, photographs and conditions of a laboratory: a "
                   "model has none. The pads are new but where endurance is judged.");
}

std::string points(const LimitsResult& x, const BenchFiles& files) {
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
  point(5, "Stability",
        criteria_table(x, 5) + tipping_figure(x) +
            not_simulated("the folded table: the model does not fold. The frame is held to the "
                          "floor; the margin is where it would lift."));
  point(6, "Brake",
        criteria_table(x, 6) + torque_figure(x) +
            not_simulated("hot pads, drift over ten minutes, and loss of power or cable: this "
                          "search has cold pads; halved friction stands for wet ones, worn ones "
                          "are under endurance."));
  point(
      7, "Motion",
      criteria_table(x, 7) + not_simulated("peak load of a tether: this table has none. Impact on "
                                           "the end stops and time to upright are in the runs, "
                                           "not judged."));
  point(
      8, "Endurance",
      criteria_table(x, 8) +
          "<p><b>Extrapolated:</b> one use cycle is simulated, and its wear of the pads is "
          "multiplied by the cycles; no run is as long as that. The slip torque is then measured "
          "with pads worn so far.</p>" +
          not_simulated("fatigue of pivots, rivets and pins, loosening of bolts and stretch of the "
                        "cable: the structure has no strength in the model."));
  point(9, "Entrapment, edges, marking, instructions",
        criteria_table(x, 9) +
            not_simulated("pinch points, edge radii, marking and instructions are no matter of a "
                          "simulation of motion."));
  point(
      10, "Controller",
      not_simulated("this table has a lever and no controller; faults of one are injected by other "
                    "tools of this program."));
  point(11, "Uncertainty, deviations, traceability",
        "<p>Every figure that was not read in a source is set to either end of its range, one at a "
        "time, at the worst case of each criterion; then all of them at the end that is worse for "
        "it, and the worst case is searched again. <b>Holds</b>: even then. <b>Holds only "
        "nominally</b>: with the figures of the file, but not then.</p>" +
            sensitivity_figures(x) + "<h3>Unverified figures</h3>" + figures_table(x));
  return out;
}

std::string failures(const LimitsResult& x) {
  if (x.failures.empty()) return "";
  std::string out = fmt::format(
      "<h2>Cases that failed</h2><p>{} cases could not be computed; the "
      "search went on without them.</p><ul>",
      x.failures.size());
  for (std::size_t i = 0; i < std::min<std::size_t>(20, x.failures.size()); ++i) {
    out += "<li>" + markup_text(x.failures[i]) + "</li>";
  }
  return out + "</ul>";
}

}  // namespace

std::string limits_page(const LimitsResult& x, const BenchFiles& files,
                        const RunProvenance& provenance) {
  std::string page = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light "
      "dark\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; img-src data:\"><link rel=\"icon\" href=\"data:,\"><title>Limits of {0} - "
      "inversim</title><style>{1}</style></head><body><header><h1>Limits of {0}</h1><p "
      "id=\"subtitle\">{2}; {3} cases of the simulated table, a rigid user, in {4:.0f} s. A "
      "model's "
      "test report, not a test of a product and not medical advice.</p></header>\n<main>{5}",
      markup_text(x.table_name), limits_style(), markup_text(x.criteria.name), x.cases, x.wall,
      answers(x));
  page += "<h2>Users</h2><div id=\"users\">" + users_figure(x) +
          "<figure><figcaption>Users of a height and a mass: judged criteria that fail"
          "</figcaption>" +
          user_map(x) + "</figure></div>";
  page += points(x, files);
  page +=
      "<h2>Worst cases again</h2><p>Each command runs the worst case and prints its figure.</p>" +
      replay_table(x);
  page += failures(x);
  page += "<h2>Provenance</h2>" + provenance_table(x, provenance);
  page +=
      "<h2>Signatures</h2><table class=\"signature\"><tr><td>simulated by</td><td>checked "
      "by</td><td>released by</td></tr><tr><td>date</td><td>date</td><td>date</td></tr></table>";
  return page + "</main></body></html>\n";
}

}  // namespace inversim
