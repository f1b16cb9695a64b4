// SPDX-License-Identifier: Apache-2.0
// The fields of the structs of controller.h by name, to compare two of them and say where they
// differ.
#pragma once

#include <optional>
#include <string>

#include "inversim/plant/controller.h"

namespace inversim {

/// The first field that is not the same, bit for bit.
struct FieldDifference {
  std::string field;     ///< "bed_angle_deg", "imu_rate_deg_per_s[1]"
  std::string expected;  ///< its value, as a number
  std::string found;
};

/// What of a controller's answers is compared.
struct AnswerParts {
  bool brake = true;   ///< its command
  bool motor = true;   ///< mode, and what of rate and torque the mode has
  bool others = true;  ///< indicator, state and fault, and all of the above bit for bit
};

/// All fields but size and abi, in the order of the header.
std::optional<FieldDifference> first_difference(const inversim_sensors& expected,
                                                const inversim_sensors& found);
std::optional<FieldDifference> first_difference(const inversim_actuators& expected,
                                                const inversim_actuators& found,
                                                const AnswerParts& parts = {});

}  // namespace inversim
