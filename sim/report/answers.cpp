// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/answers.h"

#include <fmt/format.h>

#include <string>

#include "inversim/math/angle.h"
#include "inversim/report/lookup.h"
#include "inversim/scenario/key_figures.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kBrakeUsed = 0.5;  // [N m]

}  // namespace

Json report_answers(const Recording& recording) {
  Json answers = Json::array();
  const bool has_summary = !recording.summary.empty();
  const std::string none = recording.finished ? "not in this result" : "the run was cut short";
  const auto add = [&](const char* id, const char* label, std::string value, std::string unit,
                       std::string note, const char* mood) {
    answers.push_back({{"id", id},
                       {"label", label},
                       {"value", std::move(value)},
                       {"unit", std::move(unit)},
                       {"note", std::move(note)},
                       {"mood", mood}});
  };
  const auto absent = [&](const char* id, const char* label, const std::string& why) {
    add(id, label, "\u2014", "", why, "absent");
  };

  if (const KeyFigure* f = find_figure(recording, "peak_traction")) {
    add("traction", "Peak traction", fmt::format("{:.0f}", f->value), f->units,
        f->label.empty() ? f->long_name : "lumbar level " + f->label, "");
  } else {
    absent("traction", "Peak traction", none);
  }
  if (const KeyFigure* f = find_figure(recording, "spacing_l4_l5")) {
    add("spacing", "L4-L5 spacing", fmt::format("{:+.2f}", f->value), f->units,
        "most disc height gained, from lying relaxed", "");
  } else {
    absent("spacing", "L4-L5 spacing", none);
  }
  const std::string no_circulation = has_summary ? "the circulation was not simulated" : none;
  // the start is often upright, not lying: its angle belongs to the pair
  std::string way = "start \u2192 steepest angle";
  const auto angle = find_column(recording.table, "bed_angle", "");
  const KeyFigure* greatest = find_figure(recording, "bed_angle_max");
  if (angle && greatest != nullptr && recording.rows() > 0) {
    way = fmt::format("bed at {:.0f} \u2192 {:.0f} deg", recording.row(0)[angle->place] / kDegree,
                      greatest->value);
  }
  const auto pair = [&](const char* id, const char* label, const char* where, const char* start,
                        const char* steepest) {
    const KeyFigure* a = find_figure(recording, start);
    const KeyFigure* b = find_figure(recording, steepest);
    if (a == nullptr || b == nullptr) return absent(id, label, no_circulation);
    add(id, label, fmt::format("{:.0f} \u2192 {:.0f}", a->value, b->value), b->units, where + way,
        "");
  };
  pair("map", "Mean arterial pressure", "at the heart, ", "map_start", "map_steepest");
  pair("heart-rate", "Heart rate", "", "heart_rate_start", "heart_rate_steepest");

  if (const KeyFigure* eye = find_figure(recording, "intraocular_max")) {
    const KeyFigure* brain = find_figure(recording, "intracranial_max");
    add("eye", "Greatest eye pressure", fmt::format("{:.0f}", eye->value), eye->units,
        brain == nullptr ? "intraocular"
                         : fmt::format("intracranial up to {:.0f} {}", brain->value, brain->units),
        "");
  } else {
    absent("eye", "Greatest eye pressure", no_circulation);
  }

  if (const KeyFigure* red = find_figure(recording, "risk_flags_red")) {
    const KeyFigure* amber = find_figure(recording, "risk_flags_amber");
    const double ambers = amber != nullptr ? amber->value : 0.0;
    add("risk", "Risk flags", fmt::format("{:.0f} red, {:.0f} amber", red->value, ambers), "",
        "thresholds of a model, not medical advice", red->value > 0 ? "bad" : "");
  } else {
    absent("risk", "Risk flags", no_circulation);
  }

  const KeyFigure* torque = find_figure(recording, "brake_torque_max");
  if (torque != nullptr && torque->value < kBrakeUsed) {
    add("brake", "Brake", "not used", "", "it took up no torque", "");
  } else if (const KeyFigure* f = find_figure(recording, "brake_slip")) {
    const bool slipped = f->value > kBrakeSlipped;
    add("brake", "Brake", slipped ? "slipped" : "held", "",
        fmt::format("slid {:.2f} {} while engaged", f->value, f->units), slipped ? "bad" : "good");
  } else {
    absent("brake", "Brake", none);
  }
  if (const KeyFigure* f = find_figure(recording, "tipping_margin_min")) {
    const bool tips = f->value < 0;
    add("tipping", "Least tipping margin", fmt::format("{:.1f}", f->value), f->units,
        tips ? "the table tips" : "centre of pressure to edge of the feet", tips ? "bad" : "good");
  } else {
    absent("tipping", "Least tipping margin", none);
  }
  if (const KeyFigure* f = find_figure(recording, "unloading_angle_l4_l5")) {
    add("unloading", "L4-L5 unloads at", fmt::format("{:.0f}", f->value), "deg",
        "where the disc force first turns to tension", "");
  } else if (has_summary) {
    add("unloading", "L4-L5 unloads at", "none", "",
        "the disc force never turns to tension going down", "");
  } else {
    absent("unloading", "L4-L5 unloads at", none);
  }
  if (const KeyFigure* f = find_figure(recording, "bed_angle_max")) {
    add("angle", "Greatest bed angle", fmt::format("{:.1f}", f->value), f->units, "head down", "");
  } else {
    absent("angle", "Greatest bed angle", none);
  }
  return answers;
}

}  // namespace inversim
