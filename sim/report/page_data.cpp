// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/page_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"
#include "inversim/report/answers.h"
#include "inversim/report/envelope.h"
#include "inversim/report/ladder.h"
#include "inversim/report/lookup.h"
#include "inversim/report/provenance_data.h"
#include "inversim/report/replay_data.h"
#include "inversim/report/traction.h"
#include "inversim/scenario/key_figures.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPlotColumns = 1000;  // of a plot's width
constexpr std::size_t kMostMarks = 120;     // of zero crossings; beyond, the page says how many
constexpr double kCrossingBand = 1.0;       // [N]

// ---- what is plotted

struct PlotLine {
  std::string_view signal;
  std::string_view label;  ///< of its coordinate, or empty
  std::string_view legend;
};

struct Plot {
  std::string_view id;
  std::string_view title;
  std::string_view unit;
  double factor;  ///< from SI to `unit`
  bool marks;     ///< of zero crossings
  std::vector<PlotLine> lines;
};

std::vector<PlotLine> levels(std::string_view signal, bool with_neck) {
  std::vector<PlotLine> lines;
  for (const std::string_view level : {"L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"}) {
    lines.push_back({signal, level, level});
  }
  if (with_neck) lines.push_back({signal, "C7-T1", "C7-T1"});
  return lines;
}

std::vector<Plot> plots() {
  return {
      {"bed-angle",
       "Bed angle",
       "deg",
       1.0 / kDegree,
       false,
       {{"bed_angle", "", "head down positive"}}},
      {"traction", "Gravitational traction through the section", "N", 1, false,
       levels("section_axial", true)},
      {"disc-force", "Disc force (section less muscle tone)", "N", 1, true,
       levels("disc_axial", true)},
      {"spacing",
       "Spacing",
       "mm",
       1e3,
       false,
       {{"disc_height_change", "L4-L5", "disc height L4-L5"},
        {"lumbar_length_change", "", "lumbar length, L1-L2 to L5-S1"}}},
      {"pressure",
       "Mean arterial pressure",
       "mmHg",
       1.0 / kMmHg,
       false,
       {{"map_heart", "", "heart"},
        {"map_carotid", "", "carotid sinus"},
        {"map_brain", "", "brain"}}},
      {"head-pressure",
       "Pressures in the head",
       "mmHg",
       1.0 / kMmHg,
       false,
       {{"intracranial_pressure", "", "intracranial"},
        {"cerebral_venous_pressure", "", "dural sinus"},
        {"intraocular_pressure", "", "intraocular"}}},
      {"brain-flow",
       "Cerebral blood flow",
       "%",
       100,
       false,
       {{"cerebral_flow_change", "", "change from lying at rest"}}},
      {"heart-rate", "Heart rate", "1/min", 60, false, {{"heart_rate", "", "heart rate"}}},
      {"brake", "Brake torque", "N m", 1, false, {{"brake_torque", "", "resisting torque"}}},
      {"clamp", "Clamp pull", "N", 1, false, {{"cuff_pull", "", "ankle cuffs, both feet"}}},
      {"tipping",
       "Tipping margin",
       "cm",
       100,
       false,
       {{"tipping_margin", "", "centre of pressure to edge of the feet; below 0 it tips"}}},
  };
}

// ---- numbers, as short as the eye needs them

/// Rounds to a power of ten that is no more than a 5000th of the range: a fraction of a pixel.
struct Rounding {
  double scale = 1.0;
  explicit Rounding(const std::vector<double>& values) {
    double least = INFINITY, greatest = -INFINITY;
    for (const double v : values) {
      if (!std::isfinite(v)) continue;
      least = std::min(least, v);
      greatest = std::max(greatest, v);
    }
    const double range = std::max(greatest - least, 1e-6 * std::fabs(greatest));
    if (range > 0 && std::isfinite(range)) {
      scale = std::pow(10.0, std::clamp(std::ceil(std::log10(5000.0 / range)), -12.0, 12.0));
    }
  }
  Json operator()(double v) const {
    if (!std::isfinite(v)) return nullptr;
    const double rounded = std::round(v * scale) / scale;
    // whole numbers without ".0"
    if (rounded == std::trunc(rounded) && std::fabs(rounded) < 1e15) {
      return static_cast<std::int64_t>(rounded);
    }
    return rounded;
  }
};

Json list(const std::vector<double>& values, double factor, double digits) {
  std::vector<double> scaled(values);
  for (double& v : scaled) v *= factor;
  Rounding rounding(scaled);
  if (digits >= 0) rounding.scale = std::pow(10.0, digits);
  Json out = Json::array();
  for (const double v : scaled) out.push_back(rounding(v));
  return out;
}

Json number(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }

// ---- parts of the page

Json plot_data(const Recording& recording, const Plot& plot, Json& left_out) {
  Json lines = Json::array(), marks = Json::array(), missing = Json::array();
  std::string status;
  std::size_t crossings = 0;
  for (const PlotLine& wanted : plot.lines) {
    const std::string name = wanted.label.empty()
                                 ? std::string(wanted.signal)
                                 : fmt::format("{} at {}", wanted.signal, wanted.label);
    const auto column = find_column(recording.table, wanted.signal, wanted.label);
    if (!column || recording.rows() == 0) {
      missing.push_back(name);
      continue;
    }
    status = column->signal->status;
    const Line line = envelope(recording, column->place, kPlotColumns);
    lines.push_back({{"legend", wanted.legend},
                     {"t", list(line.time, 1.0, 3)},
                     {"y", list(line.value, plot.factor, -1)}});
    if (!plot.marks) continue;
    for (const Crossing& crossing : zero_crossings(recording, column->place, kCrossingBand)) {
      ++crossings;
      if (marks.size() < kMostMarks) {
        marks.push_back(
            {{"line", lines.size() - 1}, {"t", crossing.time}, {"up", crossing.upwards}});
      }
    }
  }
  if (lines.empty()) {
    left_out.push_back({{"title", plot.title}, {"missing", missing}});
    return nullptr;
  }
  return {{"id", plot.id},  {"title", plot.title}, {"unit", plot.unit},      {"status", status},
          {"lines", lines}, {"marks", marks},      {"crossings", crossings}, {"missing", missing}};
}

/// A measured channel as points over the line of the run, and what the two differ by.
Json measured_plot(const Recording& recording, const MeasuredLine& line, std::size_t number) {
  const auto column = find_column(recording.table, line.signal, line.label);
  const Line simulated = envelope(recording, column->place, kPlotColumns);
  // every so many samples, no more than there are columns; the statistics are of all
  const std::size_t every = (line.time.size() + kPlotColumns - 1) / kPlotColumns;
  std::vector<double> t, y;
  for (std::size_t i = 0; i < line.time.size(); i += every) {
    t.push_back(line.time[i]);
    y.push_back(line.measured[i]);
  }
  Json lines = Json::array();
  lines.push_back({{"legend", "simulated"},
                   {"t", list(simulated.time, 1.0, 3)},
                   {"y", list(simulated.value, line.factor, -1)}});
  lines.push_back(
      {{"legend", "measured"}, {"points", true}, {"t", list(t, 1.0, 3)}, {"y", list(y, 1.0, -1)}});
  const std::string unit = line.unit.empty() ? "" : " " + line.unit;
  std::string note = fmt::format(
      "Measured less simulated: root mean square {:.3g}{}, mean {:.3g}{}, largest {:.3g}{} at "
      "{:.2f} s, "
      "of {} samples",
      line.rms, unit, line.bias, unit, line.largest, unit, line.largest_at, line.time.size());
  note += every > 1 ? fmt::format("; one of {} is drawn.", every) : ".";
  return {{"id", fmt::format("measured-{}", number)},
          {"title", fmt::format("{}, measured and simulated", line.channel)},
          {"unit", line.unit},
          {"status", column->signal->status},
          {"note", note},
          {"lines", lines},
          {"marks", Json::array()},
          {"crossings", 0},
          {"missing", Json::array()}};
}

/// Last row at the greatest angle, as the key figures take it.
std::optional<std::size_t> steepest_row(const Recording& recording) {
  const auto angle = find_column(recording.table, "bed_angle", "");
  if (!angle) return std::nullopt;
  double greatest = -INFINITY;
  for (std::size_t i = 0; i < recording.rows(); ++i) {
    greatest = std::max(greatest, recording.row(i)[angle->place]);
  }
  std::optional<std::size_t> steepest;
  for (std::size_t i = 0; i < recording.rows(); ++i) {
    if (recording.row(i)[angle->place] > greatest - kSteepestBand) steepest = i;
  }
  return steepest;
}

Json profile_data(const Recording& recording, Json& left_out) {
  const std::string title = "Spine profile at the steepest angle";
  const auto row = steepest_row(recording);
  if (!row) {
    left_out.push_back({{"title", title}, {"missing", Json::array({"bed_angle"})}});
    return nullptr;
  }
  struct Part {
    const char* signal;
    const char* legend;
    double factor;
    bool force;
  };
  constexpr Part kParts[] = {{"section_axial", "section (traction)", 1, true},
                             {"disc_axial", "disc", 1, true},
                             {"weight_axial", "weight cranial to the level", 1, true},
                             {"disc_height_change", "disc height change", 1e3, false}};
  Json forces = Json::array(), heights = Json::array(), labels = Json::array(),
       missing = Json::array();
  for (const Part& part : kParts) {
    const Signal* signal = find_signal_named(recording.table, part.signal);
    const auto axis = std::find_if(
        recording.table.coordinates.begin(), recording.table.coordinates.end(),
        [&](const Coordinate& c) { return signal != nullptr && c.name == signal->coordinate; });
    if (signal == nullptr || axis == recording.table.coordinates.end()) {
      missing.push_back(part.signal);
      continue;
    }
    if (labels.empty()) labels = axis->labels;
    const std::size_t offset =
        find_column(recording.table, part.signal, axis->labels.front())->place;
    const auto values = recording.row(*row).subspan(offset, signal->width);
    (part.force ? forces : heights)
        .push_back({{"legend", part.legend},
                    {"y", list({values.begin(), values.end()}, part.factor, -1)}});
  }
  if (labels.empty()) {
    left_out.push_back({{"title", title}, {"missing", missing}});
    return nullptr;
  }
  const double angle =
      recording.row(*row)[find_column(recording.table, "bed_angle", "")->place] / kDegree;
  return {
      {"title", title},   {"time", recording.time[*row]}, {"angle", angle},    {"levels", labels},
      {"forces", forces}, {"heights", heights},           {"missing", missing}};
}

Json figures_data(const Recording& recording) {
  Json figures = Json::array();
  for (const KeyFigure& f : recording.summary) {
    figures.push_back({{"name", f.name},
                       {"value", number(f.value)},
                       {"unit", f.units == "1" ? "" : f.units},
                       {"meaning", f.long_name},
                       {"status", f.status}});
  }
  return figures;
}

}  // namespace

std::string report_title(const Recording& recording) {
  const std::string name = word_of(recording.attributes, "scenario", "name");
  return name.empty() ? "Session without a name" : name;
}

Json report_data(const Recording& recording, std::span<const Recording> band,
                 std::span<const MeasuredLine> measured) {
  Json data;
  data["kind"] = "session";
  data["title"] = report_title(recording);
  data["description"] = word_of(recording.attributes, "scenario", "description");
  data["subject"] = word_of(recording.attributes, "subject", "name");
  data["table"] = word_of(recording.attributes, "table", "name");
  data["finished"] = recording.finished;
  data["rows"] = recording.rows();
  data["begin"] = recording.rows() == 0 ? 0.0 : recording.time.front();
  data["end"] = recording.rows() == 0 ? 0.0 : recording.time.back();
  data["columns"] = kPlotColumns;
  data["answers"] = report_answers(recording);
  Json left_out = Json::array();
  data["plots"] = Json::array();
  for (std::size_t k = 0; k < measured.size(); ++k) {
    data["plots"].push_back(measured_plot(recording, measured[k], k + 1));
  }
  for (const Plot& plot : plots()) {
    Json one = plot_data(recording, plot, left_out);
    if (!one.is_null()) data["plots"].push_back(std::move(one));
  }
  data["profile"] = profile_data(recording, left_out);
  data["traction"] = traction_data(recording, band);
  data["ladder"] = ladder_data(recording);
  data["replay"] = replay_data(recording);
  data["left_out"] = std::move(left_out);
  data["events"] = Json::array();
  for (const Event& event : recording.events) {
    data["events"].push_back(
        {{"time", number(event.time)}, {"kind", event.kind}, {"text", event.text}});
  }
  data["figures"] = figures_data(recording);
  data["provenance"] = provenance_data(recording.attributes, recording.wall);
  return data;
}

}  // namespace inversim
