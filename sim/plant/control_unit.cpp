// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/control_unit.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <type_traits>

#include "inversim/language/fnv1a.h"
#include "inversim/math/angle.h"

namespace inversim {
namespace {

static_assert(std::is_trivially_copyable_v<ControlState>);

constexpr double kRateGain = 5.0;  // of the motor drive

/// A first-order lag on what a drive puts out.
double followed(double output, double wanted, double slowness, double h) {
  if (slowness <= 0.0) return wanted;
  return output + (wanted - output) * (h / (slowness + h));
}

inversim_actuators blank() {
  inversim_actuators a{};
  a.size = sizeof a;
  a.abi = INVERSIM_CONTROLLER_ABI;
  return a;
}

}  // namespace

const char* command_fault_text(CommandFault fault) {
  switch (fault) {
    case CommandFault::kNone:
      return "";
    case CommandFault::kStruct:
      return "size or abi of the actuators is not what the header says";
    case CommandFault::kBrake:
      return "brake_command is not a number from 0 to 1";
    case CommandFault::kMotorMode:
      return "motor_mode is none of inversim_motor_mode";
    case CommandFault::kMotorRate:
      return "motor_rate_deg_per_s is not a number within twice the motor's rate";
    case CommandFault::kMotorTorque:
      return "motor_torque_Nm is not a number within the motor's torque";
    case CommandFault::kNoMotor:
      return "the table has no motor to command";
  }
  return "";
}

ControlUnit::ControlUnit(const ControlModel& model)
    : model_(std::make_shared<const ControlModel>(model)) {}

std::uint64_t state_hash(const ControlState& state) {
  return fnv1a(std::as_bytes(std::span(&state, 1)));  // it has no padding
}

/// Checks a command; a good one goes in front, a bad one makes the default go there.
CommandFault ControlUnit::take(const inversim_actuators& a) noexcept {
  const inversim_config& c = model_->config;
  DriveCommand& newest = state_.command[0];
  newest = {};
  const double brake = a.brake_command, rate = a.motor_rate_deg_per_s, torque = a.motor_torque_Nm;
  const bool has_motor = (c.features & INVERSIM_FEATURE_MOTOR) != 0;
  CommandFault fault = CommandFault::kNone;
  if (a.size != sizeof a || a.abi != INVERSIM_CONTROLLER_ABI) {
    fault = CommandFault::kStruct;
  } else if (!(brake >= 0.0 && brake <= 1.0)) {
    fault = CommandFault::kBrake;
  } else if (a.motor_mode > INVERSIM_MOTOR_SAFE_OFF) {
    fault = CommandFault::kMotorMode;
  } else if (!has_motor &&
             (a.motor_mode == INVERSIM_MOTOR_RATE || a.motor_mode == INVERSIM_MOTOR_TORQUE)) {
    fault = CommandFault::kNoMotor;
  } else if (a.motor_mode == INVERSIM_MOTOR_RATE &&
             !(std::fabs(rate) <= 2.0 * static_cast<double>(c.motor_rate_deg_per_s))) {
    fault = CommandFault::kMotorRate;
  } else if (a.motor_mode == INVERSIM_MOTOR_TORQUE &&
             !(std::fabs(torque) <= static_cast<double>(c.motor_torque_Nm))) {
    fault = CommandFault::kMotorTorque;
  }
  if (fault != CommandFault::kNone) {
    ++state_.refused;
    return fault;
  }
  newest = {brake, static_cast<std::int32_t>(a.motor_mode), 1, rate * kDegree, torque};
  state_.state_code = a.state_code;
  state_.fault_code = a.fault_code;
  state_.indicator = a.indicator;
  return fault;
}

void ControlUnit::drive(Plant& plant) noexcept {
  const DriveCommand& now = state_.command[model_->delay];
  const MotorParams<double>& motor = plant.model().motor;
  PlantInput<double>& in = plant.input();
  const double h = plant.design().step;

  double brake = now.brake;
  if (state_.brake_fault.is_stuck != 0) brake = state_.brake_fault.stuck_at;
  state_.brake_output = followed(state_.brake_output, brake, state_.brake_fault.slowness, h);
  in.brake_command = state_.brake_output;
  in.clamp_lost = 1.0 - state_.brake_fault.strength;

  if (now.mode == INVERSIM_MOTOR_SAFE_OFF) state_.safe_off = 1;
  const double v = plant.state().motor.rate;
  double u = 0.0;
  if (state_.safe_off == 0 && now.mode == INVERSIM_MOTOR_RATE) {
    u = (now.rate + kRateGain * (now.rate - v)) / motor.no_load_rate;
  } else if (state_.safe_off == 0 && now.mode == INVERSIM_MOTOR_TORQUE) {
    u = now.torque / motor.stall_torque + v / motor.no_load_rate;
  }
  if (state_.motor_fault.is_stuck != 0) u = state_.motor_fault.stuck_at;
  state_.motor_output = followed(state_.motor_output, u, state_.motor_fault.slowness, h);
  const double voltage = std::clamp(state_.motor_output, -1.0, 1.0) * state_.motor_fault.strength;
  // safe off takes the torque away behind whatever has failed
  in.motor_voltage = state_.safe_off != 0 ? 0.0 : voltage;
  // the emergency stop takes the supply from both drives, by wire
  const bool cut = (pendant_.buttons & INVERSIM_BUTTON_EMERGENCY_STOP) != 0;
  in.supply = cut ? 0.0 : state_.supply;
}

void ControlUnit::sense(const Plant& plant) noexcept {
  const TrueValues now = true_values(model_->sensors, plant, state_.supply, pendant_);
  const auto step = static_cast<std::uint64_t>(plant.state().step);
  inversim_sensors message{};
  message.size = sizeof message;
  message.abi = INVERSIM_CONTROLLER_ABI;
  read_sensors(model_->sensors, now, plant.time(), step, state_.sensors, message);
  ControlLink& link = state_.link;
  if (is_plain(link)) {
    link.seen = message;
    link.seen_number = step + 1;
    return;
  }
  send(link, message, model_->sensors.seed, step);
  if (link.is_starting != 0 && link.is_off == 0) forget(link);
  // without power too: what comes then is gone
  receive_sensors(link, message.time_ns, step, model_->sensors.step);
}

/// kAnswered if a command has come to the drives, of whichever step.
ExchangeStatus ControlUnit::exchange(ControllerPort& port, std::uint64_t step) noexcept {
  ControlLink& link = state_.link;
  actuators_ = blank();
  if (is_plain(link)) return port.exchange(link.seen, actuators_);
  if (link.is_starting != 0 && link.is_off == 0) {
    link.is_starting = 0;
    state_.safe_off = 0;
    if (!port.start(model_->config).empty()) return ExchangeStatus::kDied;
  }
  if (link.is_off == 0 && link.is_frozen == 0) {
    const ExchangeStatus status = port.exchange(link.seen, actuators_);
    if (status == ExchangeStatus::kDied) return status;
    if (status == ExchangeStatus::kAnswered) send(link, actuators_, model_->sensors.seed, step);
  }
  return receive_commands(link, step, actuators_) ? ExchangeStatus::kAnswered
                                                  : ExchangeStatus::kMissed;
}

ExchangeStatus ControlUnit::act(Plant& plant, ControllerPort* port, CommandFault& fault) noexcept {
  fault = CommandFault::kNone;
  for (int i = kMostDelay; i > 0; --i) state_.command[i] = state_.command[i - 1];
  ExchangeStatus status = ExchangeStatus::kDied;
  if (port != nullptr) status = exchange(*port, static_cast<std::uint64_t>(plant.state().step));
  if (status == ExchangeStatus::kAnswered) {
    state_.silent = 0;
    fault = take(actuators_);
  } else {
    ++state_.missed;
    ++state_.silent;
    const double silent = static_cast<double>(state_.silent) * plant.design().step;
    const bool given_up = model_->drive_timeout > 0.0 && silent > model_->drive_timeout;
    if (status == ExchangeStatus::kDied || given_up) state_.command[0] = {};
  }
  drive(plant);
  return status;
}

}  // namespace inversim
