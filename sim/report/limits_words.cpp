// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/limits_words.h"

#include <cmath>

#include <fmt/format.h>

#include "inversim/math/angle.h"

namespace inversim {
namespace {

/// To a tenth, which {:g} writes without a zero behind the point.
double shortened(double x) { return std::round(10.0 * x) / 10.0; }

}  // namespace

std::string downhill_words(double direction) {
  constexpr const char* kSides[] = {"the head end", "the user's right", "the foot end",
                                    "the user's left"};
  const double quarters = direction / (90.0 * kDegree), before = std::floor(quarters + 1e-6);
  const auto side = static_cast<std::size_t>(std::fmod(std::fmod(before, 4.0) + 4.0, 4.0));
  const double past = 90.0 * (quarters - before);  // [deg] beyond that side
  if (past < 0.05) return fmt::format("{} downhill", kSides[side]);
  return fmt::format("downhill {:g} deg from {} to {}", shortened(past), kSides[side],
                     kSides[(side + 1) % 4]);
}

std::string case_words(const Criterion& criterion, const LimitCase& c) {
  const auto slope = [&] {
    return fmt::format("slope {:g} deg, {}", shortened(criterion.slope / kDegree),
                       downhill_words(c.slope_direction));
  };
  if (criterion.empty_table) {
    return fmt::format("empty table, hinge {}, bed at {:.1f} deg, {}", c.hinge, c.angle / kDegree,
                       slope());
  }
  std::string out = fmt::format("{} {:g} kg {:g} cm", c.sex == "male" ? "man" : "woman",
                                shortened(c.mass), shortened(100.0 * c.height));
  if (c.height_setting > 0.0) {
    out += fmt::format(", set to {:g} cm", shortened(100.0 * c.height_setting));
  }
  if (c.holes_off != 0) out += fmt::format(", {:+d} holes", c.holes_off);
  out += fmt::format(", hinge {}, arms {}, bed at {:.1f} deg", c.hinge, c.arms, c.angle / kDegree);
  if (c.mark > 0.0) out += fmt::format(", strap at {:.0f} deg", c.mark / kDegree);
  if (criterion.weights != 1.0) out += fmt::format(", {:g} weights", criterion.weights);
  if (criterion.slope > 0.0) out += ", " + slope();
  return out;
}

std::string compared_with(const Criterion& c) {
  const char* side = c.at_least ? "at least" : "at most";
  switch (c.against) {
    case Against::kSlipTorque:
      return fmt::format("{} slip torque", side);
    case Against::kWornSlipTorque:
      return fmt::format("{} slip torque after {:.0f} cycles, extrapolated", side, c.cycles);
    case Against::kSlipLessMotor:
      return fmt::format("{} slip torque less the motor's", side);
    case Against::kClampCapacity:
      return fmt::format("{} clamp capacity", side);
    case Against::kStrapStrength:
      return fmt::format("{} strap strength", side);
    case Against::kBearingFriction:
      return fmt::format("{} friction of the hinge", side);
    case Against::kMotorTorque:
      return fmt::format("{} motor torque at standstill", side);
    case Against::kGearTorque:
      return fmt::format("{} torque that the gear holds", side);
    case Against::kLimit:
      return fmt::format("{} limit", side);
    default:
      return "";
  }
}

std::string binding_name(const LimitsResult& x) {
  if (x.admissible_binding < 0) return "none";
  return x.results[static_cast<std::size_t>(x.admissible_binding)].criterion.name;
}

}  // namespace inversim
