// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/bench_files.h"

#include <filesystem>
#include <utility>

#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/limits/limit_case.h"

namespace inversim {
namespace {

constexpr const char* kScenarios[] = {"limits/hold",   "limits/stop",   "limits/fall",
                                      "limits/return", "limits/tether", "limits/motor"};

}  // namespace

BenchFiles read_bench_files(const Library& library, const std::string& table,
                            const std::optional<std::string>& text) {
  BenchFiles files{library, table, {}};
  std::string word = table;
  std::error_code failed;
  if (!text && std::filesystem::exists(table, failed))
    word = std::filesystem::absolute(table).string();
  const auto read = [&](const std::string& name) {
    Reading reading = read_resolved(name, library, FileKind::kScenario, {{"table", word, text}});
    if (!reading) {
      // what is wrong with the table is said of the file that was named, not of a scenario
      if (!text) {
        const Reading alone = read_resolved(table, library, FileKind::kTable);
        if (!alone) refuse(alone.diagnostics);
      }
      refuse(reading.diagnostics);
    }
    return reading;
  };
  for (const char* name : kScenarios) {
    Reading reading = read(name);
    const TableRange range = table_range(reading.document->root.at("table"));
    // without a brake something else holds a bed at rest
    if (name == std::string("limits/hold") && !range.brake) reading = read("limits/held");
    if (name == std::string("limits/tether") && !range.strap) continue;
    if (name == std::string("limits/motor") && !range.motor) continue;
    // every path of a case is set once as a file is read, so that it is there and of a kind
    Criterion any;
    for (const Quantity q : {Quantity::kStopMargin, Quantity::kFallRate, Quantity::kReturnAngle,
                             Quantity::kStrapPeak, Quantity::kPowerLossMargin}) {
      if (name == std::string(scenario_of(q))) any.quantity = q;
    }
    LimitCase c;
    c.hinge = range.hinge_holes.front();
    for (const std::string& s :
         settings_of(any, c, *reading.document, base_figures(*reading.document))) {
      const auto wrong = apply_setting(*reading.document, s);
      if (!wrong.empty()) refuse(wrong);
    }
    files.scenario.emplace(name, std::move(*reading.document));
  }
  return files;
}

TableRange table_range(const Node& table) {
  TableRange r;
  r.mass_max = table.real("rating.user_mass_max_kg");
  r.height_min = table.real("rating.user_height_min_cm");
  r.height_max = table.real("rating.user_height_max_cm");
  r.lower = table.real("stops.lower_deg");
  r.upper = table.real("stops.upper_deg");
  for (const Node& hole : table.list("hinge.holes")) r.hinge_holes.push_back(hole.text("name"));
  r.type = table.text("type");
  r.brake = table.real("brake.clamp_force_N") > 0.0;
  r.strap = table.real("tether.stiffness_N_per_m") > 0.0;
  r.motor = table.real("motor.stall_torque_Nm") > 0.0;
  r.boom = !table.has("boom.ankle_distance_m");
  r.hole_height = table.real("boom.hole_pitch_m") / table.real("boom.distance_per_height");
  if (r.strap && table.has("tether.marks_deg")) r.marks = table.reals("tether.marks_deg");
  // a strap without marks has one length
  if (r.strap && r.marks.empty()) r.marks = {r.upper};
  return r;
}

}  // namespace inversim
