// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/applies.h"

#include <algorithm>

#include <fmt/format.h>

namespace inversim {
namespace {

bool needs_brake(const Criterion& c) {
  switch (c.against) {
    case Against::kSlipTorque:
    case Against::kWornSlipTorque:
    case Against::kSlipLessMotor:
      return true;
    default:
      return std::string(scenario_of(c.quantity)) == "limits/stop";
  }
}

bool needs_strap(const Criterion& c) {
  return falls_on_strap(c.quantity) || c.at_marks || c.against == Against::kStrapStrength;
}

bool needs_motor(const Criterion& c) {
  return loses_power(c.quantity) || c.against == Against::kSlipLessMotor ||
         c.against == Against::kMotorTorque || c.against == Against::kGearTorque;
}

}  // namespace

std::string type_words(const TableRange& table) {
  std::string words = table.type;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string why_not(const Criterion& c, const TableRange& table) {
  const char* lacks = needs_brake(c) && !table.brake   ? "brake"
                      : needs_strap(c) && !table.strap ? "strap"
                      : needs_motor(c) && !table.motor ? "motor"
                                                       : nullptr;
  if (lacks != nullptr) return fmt::format("there is no {}", lacks);
  const bool meant = c.equipment.empty() || std::find(c.equipment.begin(), c.equipment.end(),
                                                      table.type) != c.equipment.end();
  return meant ? "" : c.otherwise;
}

}  // namespace inversim
