// SPDX-License-Identifier: Apache-2.0
// What is between a plant and a controller: sensors one way, the other way the check of commands,
// their delay, and the drives of brake and motor.
//
//   sensors(t_k) -> exchange -> command(k) acts from t_k + delay on, until the next one does
// The drives: a command above what the brake knows is refused, never clipped; the rate loop of the
// motor drive is u = (v* + 5 (v* - v)) / V on the rotor's own rate, its torque loop
// u = T*/S + v/V, the inverse of the motor's line (table/motor.h).
// All that changes is in ControlState, plain data. Allocates nothing, reads no clock.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "inversim/plant/control_link.h"
#include "inversim/plant/sensors.h"

namespace inversim {

/// What a drive holds on to: a command that was found good, or the safe default.
struct DriveCommand {
  double brake = 1.0;      ///< 0 released .. 1 applied
  std::int32_t mode = 0;   ///< inversim_motor_mode
  std::int32_t given = 0;  ///< 1: by the controller, 0: the default
  double rate = 0.0;       ///< [rad/s] of the bed
  double torque = 0.0;     ///< [N m] at the bed
};

inline constexpr int kMostDelay = 32;  ///< [steps] of a command

/// What may be wrong with one of the two drives.
struct DriveFault {
  double stuck_at = 0.0;  ///< output: 0..1 of the brake, -1..1 of full voltage
  double slowness = 0.0;  ///< [s] time constant with which the output follows
  double strength = 1.0;  ///< share of clamp force, or of voltage
  std::int32_t is_stuck = 0;
  std::int32_t reserved = 0;
};

struct ControlState {
  SensorState sensors;
  ControlLink link;
  DriveCommand command[kMostDelay + 1];  ///< the newest first
  DriveFault brake_fault, motor_fault;
  double brake_output = 1.0, motor_output = 0.0;  ///< of the drives, faults included
  double supply = 1.0;                            ///< share of the nominal voltage
  std::uint64_t refused = 0;                      ///< commands
  std::uint64_t missed = 0;                       ///< steps without an answer
  std::uint64_t silent = 0;                       ///< the last of them, in a row
  std::int32_t safe_off = 0;                      ///< the motor has been cut until a reset
  std::int32_t reserved = 0;
  std::uint32_t state_code = 0, fault_code = 0, indicator = 0, reserved_2 = 0;
};

struct ControlModel {
  SensorModel sensors;
  int delay = 1;               ///< [steps] 0 .. kMostDelay
  double drive_timeout = 0.1;  ///< [s] without a command, then the default acts; 0: never
  inversim_config config{};
};

/// What was found wrong with a command.
enum class CommandFault {
  kNone,
  kStruct,       ///< size or ABI
  kBrake,        ///< not a number from 0 to 1
  kMotorMode,    ///< no such mode
  kMotorRate,    ///< not a number, or beyond twice the motor's rate without load
  kMotorTorque,  ///< not a number, or beyond the motor's torque
  kNoMotor,      ///< the table has none
};
const char* command_fault_text(CommandFault fault);

/// How an exchange ended.
enum class ExchangeStatus {
  kAnswered,
  kMissed,  ///< no answer in simulated time: the last command stays
  kDied     ///< the controller has given up, died or stopped answering, which nobody planned
};

/// One way of giving a controller its sensors and having its actuators: a library in the process, a
/// link to another process or board, a recording.
class ControllerPort {
 public:
  ControllerPort() = default;
  ControllerPort(const ControllerPort&) = delete;
  ControllerPort& operator=(const ControllerPort&) = delete;
  virtual ~ControllerPort() = default;

  /// Once before the first exchange of a run: the table, and power coming on. Returns an empty
  /// sentence, or why the controller refuses.
  virtual std::string start(const inversim_config& config) = 0;
  /// `actuators` comes with size and abi set and the rest zero.
  virtual ExchangeStatus exchange(const inversim_sensors& sensors,
                                  inversim_actuators& actuators) noexcept = 0;
  /// After kDied: what happened, in a sentence.
  virtual std::string failure() const = 0;
};

class ControlUnit {
 public:
  explicit ControlUnit(const ControlModel& model);

  const ControlModel& model() const { return *model_; }
  const ControlState& state() const { return state_; }
  ControlState& state() { return state_; }
  void restore(const ControlState& state) { state_ = state; }
  Pendant& pendant() { return pendant_; }
  const Pendant& pendant() const { return pendant_; }
  /// As the controller sees them.
  const inversim_sensors& sensors() const { return state_.link.seen; }
  const inversim_actuators& actuators() const { return actuators_; }

  /// Reads the sensors and sends them; sensors() are then what the controller has.
  void sense(const Plant& plant) noexcept;
  /// Has them answered by the port (the safe default without one), checks the answer, and sets the
  /// plant's input for the step that comes.
  ExchangeStatus act(Plant& plant, ControllerPort* port, CommandFault& fault) noexcept;
  /// Both.
  ExchangeStatus control(Plant& plant, ControllerPort* port, CommandFault& fault) noexcept {
    sense(plant);
    return act(plant, port, fault);
  }

 private:
  ExchangeStatus exchange(ControllerPort& port, std::uint64_t step) noexcept;
  CommandFault take(const inversim_actuators& a) noexcept;
  void drive(Plant& plant) noexcept;

  std::shared_ptr<const ControlModel> model_;
  ControlState state_;
  Pendant pendant_;
  inversim_actuators actuators_{};
};

/// Hash of all that moves in it.
std::uint64_t state_hash(const ControlState& state);

/// Whether the brake is worked by a drive that a controller can command.
inline bool can_be_controlled(const PlantDesign& design) {
  return design.model.actuation != Actuator::kLever;
}

}  // namespace inversim
