// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/criteria.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inversim/language/fields.h"
#include "inversim/language/located.h"

namespace inversim {
namespace {

constexpr std::array<std::pair<const char*, Quantity>, 17> kQuantities = {{
    {"holding_torque", Quantity::kHoldingTorque},
    {"stop_overshoot", Quantity::kStopOvershoot},
    {"stop_margin", Quantity::kStopMargin},
    {"stop_heat", Quantity::kStopHeat},
    {"static_margin", Quantity::kStaticMargin},
    {"clamp_pull", Quantity::kClampPull},
    {"pivot_force", Quantity::kPivotForce},
    {"fall_rate", Quantity::kFallRate},
    {"return_moment", Quantity::kReturnMoment},
    {"return_angle", Quantity::kReturnAngle},
    {"head_clearance", Quantity::kHeadClearance},
    {"strap_peak", Quantity::kStrapPeak},
    {"strap_overshoot", Quantity::kStrapOvershoot},
    {"strap_rate", Quantity::kStrapRate},
    {"strap_load", Quantity::kStrapLoad},
    {"power_loss_travel", Quantity::kPowerLossTravel},
    {"power_loss_margin", Quantity::kPowerLossMargin},
}};

Quantity quantity_of(const std::string& word) {
  return std::find_if(kQuantities.begin(), kQuantities.end(),
                      [&word](const auto& q) { return word == q.first; })
      ->second;
}

const char* unit_family(Quantity quantity) {
  switch (quantity) {
    case Quantity::kHoldingTorque:
    case Quantity::kReturnMoment:
      return "N m";
    case Quantity::kStopOvershoot:
    case Quantity::kReturnAngle:
    case Quantity::kStrapOvershoot:
    case Quantity::kPowerLossTravel:
      return "deg";
    case Quantity::kStopHeat:
      return "J";
    case Quantity::kClampPull:
    case Quantity::kPivotForce:
    case Quantity::kStrapPeak:
    case Quantity::kStrapLoad:
      return "N";
    case Quantity::kFallRate:
    case Quantity::kStrapRate:
      return "deg/s";
    default:
      return "m";
  }
}

constexpr std::array<std::pair<const char*, Against>, 10> kAgainst = {{
    {"slip_torque", Against::kSlipTorque},
    {"worn_slip_torque", Against::kWornSlipTorque},
    {"slip_torque_less_motor", Against::kSlipLessMotor},
    {"clamp_capacity", Against::kClampCapacity},
    {"strap_strength", Against::kStrapStrength},
    {"bearing_friction", Against::kBearingFriction},
    {"motor_torque", Against::kMotorTorque},
    {"gear_torque", Against::kGearTorque},
    {"limit", Against::kLimit},
    {"nothing", Against::kNothing},
}};

Against against_of(const std::string& word) {
  return std::find_if(kAgainst.begin(), kAgainst.end(),
                      [&word](const auto& a) { return word == a.first; })
      ->second;
}

/// What a quantity must be to be compared so, in words; empty: it is.
std::string misfit(Against against, Quantity quantity) {
  switch (against) {
    case Against::kSlipTorque:
    case Against::kWornSlipTorque:
    case Against::kSlipLessMotor:
      return quantity == Quantity::kHoldingTorque
                 ? ""
                 : "only a holding torque is compared with the slip torque";
    case Against::kBearingFriction:
    case Against::kMotorTorque:
    case Against::kGearTorque:
      return quantity == Quantity::kHoldingTorque
                 ? ""
                 : "only a holding torque is compared with a torque of hinge, motor or gear";
    case Against::kClampCapacity:
      return quantity == Quantity::kClampPull
                 ? ""
                 : "only a clamp pull is compared with the clamp's capacity";
    case Against::kStrapStrength:
      return quantity == Quantity::kStrapPeak || quantity == Quantity::kStrapLoad
                 ? ""
                 : "only a strap's peak or load is compared with its strength";
    default:
      return "";
  }
}

[[noreturn]] void refuse_key(const Node& n, std::string_view key, const std::string& why) {
  refuse(n.where, fmt::format("criteria.{}.{}", n.name(), key), why);
}

Criterion read_criterion(const Node& n) {
  Criterion c;
  c.name = n.name();
  c.what = n.text("what");
  c.quantity_word = n.text("quantity");
  c.quantity = quantity_of(c.quantity_word);
  c.at_least = n.text("side") == "at_least";
  const std::string& against = n.text("against");
  c.against = against_of(against);
  c.unit = unit_by_text(n.text("unit"));
  const Unit* wanted = unit_by_text(unit_family(c.quantity));
  if (c.unit == nullptr || (wanted != nullptr && c.unit->family != wanted->family)) {
    refuse_key(n, "unit",
               fmt::format("found '{}', expected a unit like {}", n.text("unit"),
                           unit_family(c.quantity)));
  }
  if (n.has("limit") != (c.against == Against::kLimit)) {
    refuse_key(n, "limit",
               "is there when, and only when, the quantity is compared with it (against: limit)");
  }
  c.limit = n.real_or("limit", 0.0);
  const bool worn = c.against == Against::kWornSlipTorque;
  const std::string unfit = misfit(c.against, c.quantity);
  if (!unfit.empty()) refuse_key(n, "against", unfit);
  c.factor = n.real("factor");
  c.weights = n.real("weights");
  c.judged = n.text("role") == "judged";
  if (c.judged && c.against == Against::kNothing) {
    refuse_key(n, "role", "what is compared with nothing is reported, not judged");
  }
  c.empty_table = n.boolean("empty_table");
  c.user_mass_at_least = n.real("user_mass_at_least_kg");
  if (n.has("user_mass_from_kg")) c.user_mass_from = n.real("user_mass_from_kg");
  c.holes_off = static_cast<int>(n.integer("holes_off"));
  c.any_height_setting = n.boolean("any_height_setting");
  c.arms = n.texts("arms");
  for (const std::string& arms : c.arms) {
    constexpr std::array<const char*, 4> kPostures = {"sides", "thighs", "chest", "overhead"};
    if (std::find(kPostures.begin(), kPostures.end(), arms) == kPostures.end()) {
      refuse_key(n, "arms",
                 fmt::format("found '{}', expected of sides, thighs, chest, overhead", arms));
    }
  }
  if (n.has("from_deg")) c.from = n.real("from_deg");
  if (n.has("to_deg")) c.to = n.real("to_deg");
  if (c.from && c.to && *c.from > *c.to) refuse_key(n, "from_deg", "is above to_deg");
  c.slope = n.real("slope_deg");
  c.rate = n.real("rate_deg_per_s");
  c.latency = n.real("latency_s");
  c.brake_friction = n.real("brake_friction");
  c.at_marks = n.boolean("at_marks") || c.quantity == Quantity::kStrapLoad;
  if (c.at_marks && !is_static(c.quantity)) {
    refuse_key(n, "at_marks",
               "is for a bed at rest; a bed that falls on its strap is tried at each");
  }
  c.without_brake = n.boolean("without_brake");
  if (c.without_brake && !loses_power(c.quantity)) {
    refuse_key(n, "without_brake", "is for a motor that loses its supply");
  }
  if (n.has("equipment")) c.equipment = n.texts("equipment");
  c.otherwise = n.has("otherwise") ? n.text("otherwise") : "";
  const std::vector<std::string>& types = find_field(FileKind::kTable, "type")->choices;
  for (const std::string& type : c.equipment) {
    if (std::find(types.begin(), types.end(), type) == types.end()) {
      refuse_key(n, "equipment",
                 fmt::format("found '{}', expected of {}", type, fmt::join(types, ", ")));
    }
  }
  if (c.equipment.empty() != c.otherwise.empty()) {
    refuse_key(n, "otherwise",
               "says why other equipment is left out, where 'equipment' names some");
  }
  if (n.has("cycles") != worn) {
    refuse_key(n, "cycles", "is there when, and only when, the brake is worn (worn_slip_torque)");
  }
  c.cycles = n.real_or("cycles", 0.0);
  c.cycle_stops = static_cast<int>(n.integer("cycle_stops"));
  c.cycle_angle = n.real("cycle_angle_deg");
  c.cycle_arms = n.text("cycle_arms");
  if (worn && c.rate == 0.0) refuse_key(n, "rate_deg_per_s", "a stop from rest wears nothing");
  c.report_item = static_cast<int>(n.integer("report_item"));
  c.clause = n.text("clause");
  c.status = n.text("status");
  c.source = n.text("source");
  return c;
}

}  // namespace

bool is_static(Quantity quantity) {
  switch (quantity) {
    case Quantity::kStopOvershoot:
    case Quantity::kStopMargin:
    case Quantity::kStopHeat:
    case Quantity::kFallRate:
    case Quantity::kReturnAngle:
      return false;
    default:
      return !falls_on_strap(quantity) && !loses_power(quantity);
  }
}

bool falls_on_strap(Quantity quantity) {
  return quantity == Quantity::kStrapPeak || quantity == Quantity::kStrapOvershoot ||
         quantity == Quantity::kStrapRate;
}

bool loses_power(Quantity quantity) {
  return quantity == Quantity::kPowerLossTravel || quantity == Quantity::kPowerLossMargin;
}

bool has_angle(Quantity quantity) {
  return quantity != Quantity::kFallRate && quantity != Quantity::kReturnAngle &&
         !falls_on_strap(quantity);
}

const char* scenario_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::kStopOvershoot:
    case Quantity::kStopMargin:
    case Quantity::kStopHeat:
      return "limits/stop";
    case Quantity::kFallRate:
      return "limits/fall";
    case Quantity::kReturnAngle:
      return "limits/return";
    case Quantity::kStrapPeak:
    case Quantity::kStrapOvershoot:
    case Quantity::kStrapRate:
      return "limits/tether";
    case Quantity::kPowerLossTravel:
    case Quantity::kPowerLossMargin:
      return "limits/motor";
    default:
      return "limits/hold";
  }
}

Criteria read_criteria(const Document& limits) {
  Criteria all;
  all.name = limits.root.text("name");
  for (const Node& n : limits.root.list("criteria")) all.criteria.push_back(read_criterion(n));
  if (limits.root.has("bands")) {
    for (const Node& n : limits.root.list("bands")) {
      all.bands.push_back(
          {n.text("path"), n.real("low"), n.real("high"), n.text("status"), n.text("source")});
    }
  }
  return all;
}

}  // namespace inversim
