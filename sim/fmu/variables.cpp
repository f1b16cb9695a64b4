// SPDX-License-Identifier: Apache-2.0
#include "inversim/fmu/variables.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "inversim/language/parse.h"

namespace inversim {
namespace {

struct InputField {
  const char* name;
  const char* unit;
  VariableType type;
  const char* description;
  double (*get)(const FmuInputs&);
  void (*set)(FmuInputs&, double);
};

#define INVERSIM_INPUT(member)                                                \
  [](const FmuInputs& i) -> double { return static_cast<double>(i.member); }, \
      [](FmuInputs& i, double v) { i.member = static_cast<decltype(i.member)>(v); }
// an element of an array is a reference to decltype
#define INVERSIM_BUTTON(n)                                                       \
  [](const FmuInputs& i) -> double { return static_cast<double>(i.button[n]); }, \
      [](FmuInputs& i, double v) { i.button[n] = v != 0.0 ? 1 : 0; }

constexpr InputField kInputs[] = {
    {"command.brake", "1", VariableType::kReal, "brake: 0 released .. 1 applied",
     INVERSIM_INPUT(brake)},
    {"command.motor_rate", "rad s-1", VariableType::kReal,
     "rate of the bed that the motor's drive holds in mode 1, positive turns the head down",
     INVERSIM_INPUT(motor_rate)},
    {"command.motor_torque", "N m", VariableType::kReal,
     "torque at the bed that the motor's drive holds in mode 2", INVERSIM_INPUT(motor_torque)},
    {"pendant.preset", "rad", VariableType::kReal,
     "bed angle that the user chooses; taken over when it changes", INVERSIM_INPUT(preset)},
    {"command.motor_mode", "1", VariableType::kInteger, "0 off, 1 rate, 2 torque, 3 safe off",
     INVERSIM_INPUT(motor_mode)},
    {"command.indicator", "1", VariableType::kInteger, "bits: 1 ready, 2 moving, 4 alarm, 8 help",
     INVERSIM_INPUT(indicator)},
    {"command.state_code", "1", VariableType::kInteger,
     "state of the controller (inversim_state), or its own from 100 on",
     INVERSIM_INPUT(state_code)},
    {"command.fault_code", "1", VariableType::kInteger, "0 none; the controller's own",
     INVERSIM_INPUT(fault_code)},
    {"pendant.invert", "1", VariableType::kBoolean,
     "button held down, beside what the protocol does", INVERSIM_BUTTON(0)},
    {"pendant.return", "1", VariableType::kBoolean, "button held down", INVERSIM_BUTTON(1)},
    {"pendant.stop", "1", VariableType::kBoolean, "button held down", INVERSIM_BUTTON(2)},
    {"pendant.emergency_stop", "1", VariableType::kBoolean,
     "button held down; also cuts the drives, by wire", INVERSIM_BUTTON(3)},
    {"pendant.reset", "1", VariableType::kBoolean, "button held down", INVERSIM_BUTTON(4)},
};
#undef INVERSIM_INPUT
#undef INVERSIM_BUTTON

// parts of a scenario whose numbers can be set before a run
constexpr const char* kParts[] = {"settings", "subject", "table"};

/// Every number below a node that the language can set by its path.
void add_parameters(const Document& document, const Node& node, const std::string& path,
                    std::vector<FmuVariable>& variables, std::size_t& count) {
  for (const Node& child : node.children) {
    const std::string at = fmt::format("{}.{}", path, child.label);
    const bool is_number =
        child.present && child.field != nullptr &&
        (child.field->type == FieldType::kReal || child.field->type == FieldType::kInteger);
    PathNumber number;
    if (is_number && find_number(document, at, {}, number).empty() && number.value) {
      FmuVariable v{at, number.doc, number.unit.empty() ? "1" : number.unit, Causality::kParameter};
      v.start = *number.value;
      v.place = count++;
      variables.push_back(std::move(v));
    }
    add_parameters(document, child, at, variables, count);
  }
}

}  // namespace

std::vector<FmuVariable> fmu_variables(const Document& document, const SignalTable& signals,
                                       bool is_controlled, const FmuInputs& start) {
  std::vector<FmuVariable> variables;
  std::size_t place = 0;
  for (const Signal& s : signals.signals) {
    FmuVariable v{s.name, s.long_name, s.units};
    const auto axis = std::ranges::find(signals.coordinates, s.coordinate, &Coordinate::name);
    if (axis != signals.coordinates.end()) v.labels = axis->labels;
    v.place = place;
    place += s.width;
    variables.push_back(std::move(v));
  }
  std::size_t parameters = 0;
  for (const char* part : kParts)
    add_parameters(document, document.root.at(part), part, variables, parameters);
  if (!is_controlled) return variables;
  for (std::size_t i = 0; i < std::size(kInputs); ++i) {
    const InputField& field = kInputs[i];
    FmuVariable v{field.name, field.description, field.unit, Causality::kInput, field.type};
    v.start = field.get(start);
    v.place = i;
    variables.push_back(std::move(v));
  }
  return variables;
}

double input_value(const FmuInputs& inputs, std::size_t place) {
  return kInputs[place].get(inputs);
}

void set_input(FmuInputs& inputs, std::size_t place, double value) {
  kInputs[place].set(inputs, value);
}

}  // namespace inversim
