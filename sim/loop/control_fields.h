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

/// All fields but size and abi, in the order of the header.
std::optional<FieldDifference> first_difference(const inversim_sensors& expected,
                                                const inversim_sensors& found);
std::optional<FieldDifference> first_difference(const inversim_actuators& expected,
                                                const inversim_actuators& found);

}  // namespace inversim
