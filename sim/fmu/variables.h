// SPDX-License-Identifier: Apache-2.0
// The variables of an FMU: outputs from the table of signals, parameters from the numbers of the
// resolved scenario, inputs from the structs of controller.h where the importer is the controller.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/plant/signals.h"

namespace inversim {

enum class Causality { kOutput, kParameter, kInput };
enum class VariableType { kReal, kInteger, kBoolean };

/// What an importer sets as the controller and at its pendant; SI, plain data.
struct FmuInputs {
  double brake = 1.0;         ///< 0 released .. 1 applied
  double motor_rate = 0.0;    ///< [rad/s]
  double motor_torque = 0.0;  ///< [N m]
  double preset = 0.0;        ///< [rad]
  std::int32_t motor_mode = 0, indicator = 0, state_code = 0, fault_code = 0;
  std::int32_t button[5] = {};  ///< invert, return, stop, emergency stop, reset
  std::int32_t reserved = 0;
};

struct FmuVariable {
  std::string name;
  std::string description;
  std::string unit;  ///< "N", "m s-2", "deg"; "1" for none
  Causality causality = Causality::kOutput;
  VariableType type = VariableType::kReal;
  double start = 0.0;               ///< of inputs and parameters
  std::vector<std::string> labels;  ///< of an array along a coordinate, or empty
  std::size_t place = 0;            ///< of an output: in the row; of the others: in their own order
};

/// All of them: outputs, then parameters, then inputs. `start`: what the inputs are at first.
std::vector<FmuVariable> fmu_variables(const Document& document, const SignalTable& signals,
                                       bool is_controlled, const FmuInputs& start);

/// The real, integer or boolean input of that place in their order.
double input_value(const FmuInputs& inputs, std::size_t place);
void set_input(FmuInputs& inputs, std::size_t place, double value);

}  // namespace inversim
