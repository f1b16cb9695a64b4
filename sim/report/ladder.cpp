// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/ladder.h"

#include <cmath>
#include <map>

#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"
#include "inversim/report/lookup.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kBin = 2.0;        // [deg]
constexpr double kLeastTurn = 5.0;  // [deg]

struct Rung {
  const char* signal;
  const char* legend;
};

constexpr Rung kRungs[] = {
    {"map_heart", "arterial, heart"},
    {"map_brain", "arterial, ear"},
    {"map_eye", "arterial, eye"},
    {"right_atrial_pressure", "right atrium"},
    {"jugular_pressure", "jugular veins"},
    {"cerebral_venous_pressure", "dural sinus"},
    {"intracranial_pressure", "spinal fluid, ear"},
    {"intraocular_pressure", "eye"},
};

struct Sums {
  double angle = 0.0, value = 0.0;
  int count = 0;
};

double rounded(double x) { return std::round(x * 100) / 100; }

}  // namespace

Json ladder_data(const Recording& recording) {
  const auto angle = find_column(recording.table, "bed_angle", "");
  if (!angle) return nullptr;
  Json data{{"title", "Pressures from heart to eye against bed angle"}, {"unit", "mmHg"}};
  data["lines"] = Json::array();
  data["bands"] = Json::array();
  for (const Rung& rung : kRungs) {
    const auto column = find_column(recording.table, rung.signal, "");
    if (!column) continue;
    if (!data.contains("status"))
      data["status"] = find_signal_named(recording.table, rung.signal)->status;
    std::map<int, Sums> bins;
    for (std::size_t i = 0; i < recording.rows(); ++i) {
      const auto row = recording.row(i);
      const double a = row[angle->place] / kDegree, p = row[column->place] / kMmHg;
      if (!std::isfinite(a) || !std::isfinite(p)) continue;
      Sums& sum = bins[static_cast<int>(std::floor(a / kBin))];
      sum.angle += a;
      sum.value += p;
      ++sum.count;
    }
    Json at = Json::array(), y = Json::array();
    for (const auto& [bin, sum] : bins) {
      at.push_back(rounded(sum.angle / sum.count));
      y.push_back(rounded(sum.value / sum.count));
    }
    if (bins.empty() || at.back().get<double>() - at.front().get<double>() < kLeastTurn)
      return nullptr;
    data["lines"].push_back({{"a", at}, {"y", y}, {"legend", rung.legend}});
  }
  if (data["lines"].empty()) return nullptr;
  return data;
}

}  // namespace inversim
