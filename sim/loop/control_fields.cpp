// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/control_fields.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include <fmt/format.h>

namespace inversim {
namespace {

enum class FieldType { kFloat, kU32, kU64, kI64 };

struct ControlField {
  const char* name;
  FieldType type;
  std::size_t offset;
  std::size_t count;  // of an array, else 0
};

#define INVERSIM_FIELD(structure, field, type) \
  { #field, FieldType::type, offsetof(structure, field), 0 }
#define INVERSIM_ARRAY(structure, field, type, count) \
  { #field, FieldType::type, offsetof(structure, field), count }

constexpr ControlField kSensorFields[] = {
    INVERSIM_FIELD(inversim_sensors, time_ns, kI64),
    INVERSIM_FIELD(inversim_sensors, step, kU64),
    INVERSIM_FIELD(inversim_sensors, fresh, kU32),
    INVERSIM_FIELD(inversim_sensors, bed_angle_deg, kFloat),
    INVERSIM_ARRAY(inversim_sensors, imu_rate_deg_per_s, kFloat, 3),
    INVERSIM_ARRAY(inversim_sensors, imu_acceleration_m_per_s2, kFloat, 3),
    INVERSIM_FIELD(inversim_sensors, brake_current_A, kFloat),
    INVERSIM_FIELD(inversim_sensors, brake_temperature_C, kFloat),
    INVERSIM_FIELD(inversim_sensors, motor_current_A, kFloat),
    INVERSIM_FIELD(inversim_sensors, clamp_load_left_N, kFloat),
    INVERSIM_FIELD(inversim_sensors, clamp_load_right_N, kFloat),
    INVERSIM_FIELD(inversim_sensors, platform_load_N, kFloat),
    INVERSIM_FIELD(inversim_sensors, supply_V, kFloat),
    INVERSIM_FIELD(inversim_sensors, height_setting_cm, kFloat),
    INVERSIM_FIELD(inversim_sensors, preset_deg, kFloat),
    INVERSIM_FIELD(inversim_sensors, switches, kU32),
    INVERSIM_FIELD(inversim_sensors, buttons, kU32),
    INVERSIM_FIELD(inversim_sensors, pendant_age_ms, kU32),
    INVERSIM_FIELD(inversim_sensors, link_age_ms, kU32),
    INVERSIM_FIELD(inversim_sensors, reserved, kU32),
};

constexpr ControlField kActuatorFields[] = {
    INVERSIM_FIELD(inversim_actuators, brake_command, kFloat),
    INVERSIM_FIELD(inversim_actuators, motor_mode, kU32),
    INVERSIM_FIELD(inversim_actuators, motor_rate_deg_per_s, kFloat),
    INVERSIM_FIELD(inversim_actuators, motor_torque_Nm, kFloat),
    INVERSIM_FIELD(inversim_actuators, indicator, kU32),
    INVERSIM_FIELD(inversim_actuators, state_code, kU32),
    INVERSIM_FIELD(inversim_actuators, fault_code, kU32),
    INVERSIM_FIELD(inversim_actuators, reserved, kU32),
};

#undef INVERSIM_FIELD
#undef INVERSIM_ARRAY

constexpr std::size_t size_of(FieldType type) {
  return type == FieldType::kFloat || type == FieldType::kU32 ? 4 : 8;
}

// every byte after size and abi belongs to a field: what the header gains must come here too
constexpr std::size_t bytes_of(std::span<const ControlField> fields) {
  std::size_t sum = 0;
  for (const ControlField& f : fields) sum += size_of(f.type) * (f.count == 0 ? 1 : f.count);
  return sum;
}
static_assert(bytes_of(kSensorFields) + 8 == sizeof(inversim_sensors));
static_assert(bytes_of(kActuatorFields) + 8 == sizeof(inversim_actuators));

template <class T>
std::string number_at(const std::byte* bytes) {
  T value{};
  std::memcpy(&value, bytes, sizeof value);
  return fmt::format("{}", value);
}

std::string value_at(FieldType type, const std::byte* bytes) {
  switch (type) {
    case FieldType::kFloat:
      return number_at<float>(bytes);
    case FieldType::kU32:
      return number_at<std::uint32_t>(bytes);
    case FieldType::kU64:
      return number_at<std::uint64_t>(bytes);
    case FieldType::kI64:
      return number_at<std::int64_t>(bytes);
  }
  return "";
}

template <class Wanted>
std::optional<FieldDifference> compare(std::span<const ControlField> fields, const void* expected,
                                       const void* found, const Wanted& wanted) {
  const auto *a = static_cast<const std::byte*>(expected),
             *b = static_cast<const std::byte*>(found);
  for (const ControlField& f : fields) {
    if (!wanted(f)) continue;
    const std::size_t size = size_of(f.type);
    for (std::size_t i = 0; i < (f.count == 0 ? 1 : f.count); ++i) {
      const std::size_t at = f.offset + i * size;
      if (std::memcmp(a + at, b + at, size) == 0) continue;
      return FieldDifference{f.count == 0 ? f.name : fmt::format("{}[{}]", f.name, i),
                             value_at(f.type, a + at), value_at(f.type, b + at)};
    }
  }
  return std::nullopt;
}

/// Whether a field is one of the parts; where only some are compared, what a motor's mode does not
/// use is none.
bool is_of(const AnswerParts& parts, std::uint32_t mode, std::string_view field) {
  if (parts.others) return true;
  if (field == "brake_command") return parts.brake;
  if (field == "motor_mode") return parts.motor;
  if (field == "motor_rate_deg_per_s") return parts.motor && mode == INVERSIM_MOTOR_RATE;
  if (field == "motor_torque_Nm") return parts.motor && mode == INVERSIM_MOTOR_TORQUE;
  return false;
}

}  // namespace

std::optional<FieldDifference> first_difference(const inversim_sensors& expected,
                                                const inversim_sensors& found) {
  return compare(kSensorFields, &expected, &found, [](const ControlField&) { return true; });
}

std::optional<FieldDifference> first_difference(const inversim_actuators& expected,
                                                const inversim_actuators& found,
                                                const AnswerParts& parts) {
  return compare(kActuatorFields, &expected, &found,
                 [&](const ControlField& f) { return is_of(parts, expected.motor_mode, f.name); });
}

}  // namespace inversim
