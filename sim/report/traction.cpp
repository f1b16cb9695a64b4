// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/traction.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "inversim/math/angle.h"
#include "inversim/report/lookup.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kTurns = 0.05 * kDegree;  // [rad/s] slower than this the bed is held
constexpr const char* kLevel = "L4-L5";

struct Sums {
  double angle = 0.0, section = 0.0, weight = 0.0;
  int count = 0;
};

TractionCurve means(const std::map<int, Sums>& bins, bool weighs) {
  TractionCurve curve;
  for (const auto& [degree, sum] : bins) {
    curve.angle.push_back(sum.angle / sum.count);
    curve.section.push_back(sum.section / sum.count);
    if (weighs) curve.weight.push_back(sum.weight / sum.count);
  }
  return curve;
}

double rounded(double value, double scale) { return std::round(value * scale) / scale; }

Json points(const std::vector<double>& angle, const std::vector<double>& force) {
  Json a = Json::array(), y = Json::array();
  for (std::size_t i = 0; i < angle.size(); ++i) {
    a.push_back(rounded(angle[i] / kDegree, 100));
    y.push_back(rounded(force[i], 10));
  }
  return {{"a", a}, {"y", y}};
}

/// Least and greatest of all loops in one direction, at the angles of the first.
Json band_of(const std::vector<TractionLoop>& loops, TractionCurve TractionLoop::*way) {
  Json a = Json::array(), least = Json::array(), greatest = Json::array();
  for (const double angle : (loops.front().*way).angle) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const TractionLoop& loop : loops) {
      const double force = traction_at(loop.*way, angle);
      if (!std::isfinite(force)) continue;
      low = std::min(low, force);
      high = std::max(high, force);
    }
    a.push_back(rounded(angle / kDegree, 100));
    least.push_back(rounded(low, 10));
    greatest.push_back(rounded(high, 10));
  }
  return {{"a", a}, {"least", least}, {"greatest", greatest}};
}

}  // namespace

std::optional<TractionLoop> traction_loop(const Recording& recording, std::string_view level) {
  const auto angle = find_column(recording.table, "bed_angle", "");
  const auto section = find_column(recording.table, "section_axial", level);
  const auto weight = find_column(recording.table, "weight_axial", level);
  if (!angle || !section) return std::nullopt;
  std::map<int, Sums> bins[2];
  for (std::size_t i = 1; i < recording.rows(); ++i) {
    const auto row = recording.row(i);
    const double a = row[angle->place], force = row[section->place];
    const double rate =
        (a - recording.row(i - 1)[angle->place]) / (recording.time[i] - recording.time[i - 1]);
    if (!(std::fabs(rate) > kTurns) || a < 0 || !std::isfinite(force)) continue;
    Sums& sum = bins[rate > 0 ? 0 : 1][static_cast<int>(a / kDegree)];
    sum.angle += a;
    sum.section += force;
    if (weight) sum.weight += row[weight->place];
    ++sum.count;
  }
  if (bins[0].empty() && bins[1].empty()) return std::nullopt;
  return TractionLoop{means(bins[0], weight.has_value()), means(bins[1], weight.has_value())};
}

double traction_at(const TractionCurve& curve, double angle) {
  const auto after = std::lower_bound(curve.angle.begin(), curve.angle.end(), angle);
  if (after == curve.angle.end()) return std::numeric_limits<double>::quiet_NaN();
  const auto i = static_cast<std::size_t>(after - curve.angle.begin());
  if (*after == angle) return curve.section[i];
  if (i == 0) return std::numeric_limits<double>::quiet_NaN();
  const double share = (angle - curve.angle[i - 1]) / (curve.angle[i] - curve.angle[i - 1]);
  return curve.section[i - 1] + share * (curve.section[i] - curve.section[i - 1]);
}

Json traction_data(const Recording& recording, std::span<const Recording> band) {
  std::vector<TractionLoop> loops;
  if (auto own = traction_loop(recording, kLevel)) {
    loops.push_back(std::move(*own));
  } else {
    return nullptr;
  }
  const TractionLoop own = loops.front();
  for (const Recording& other : band) {
    if (auto loop = traction_loop(other, kLevel)) loops.push_back(std::move(*loop));
  }
  Json data;
  data["title"] = "Gravitational traction through L4-L5 against bed angle";
  data["unit"] = "N";
  data["status"] = find_signal_named(recording.table, "section_axial")->status;
  data["lines"] = Json::array();
  const auto line = [&](const char* legend, const TractionCurve& curve,
                        const std::vector<double>& force) {
    if (force.empty()) return;
    Json one = points(curve.angle, force);
    one["legend"] = legend;
    data["lines"].push_back(std::move(one));
  };
  line("going down", own.down, own.down.section);
  line("coming back", own.back, own.back.section);
  const TractionCurve& either = own.down.angle.empty() ? own.back : own.down;
  line("weight cranial to the level", either, either.weight);
  data["runs_in_band"] = loops.size() - 1;
  data["bands"] = Json::array();
  if (loops.size() > 1) {
    data["bands"] = {band_of(loops, &TractionLoop::down), band_of(loops, &TractionLoop::back)};
  }
  return data;
}

}  // namespace inversim
