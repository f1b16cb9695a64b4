// SPDX-License-Identifier: Apache-2.0
#include "inversim/fmu/co_simulation.h"

#include <cmath>
#include <cstring>
#include <stdexcept>
#include <type_traits>

#include <fmt/format.h>

#include "inversim/fmu/resources.h"
#include "inversim/language/located.h"
#include "inversim/math/angle.h"
#include "inversim/plant/control_signals.h"
#include "inversim/plant/observe.h"
#include "inversim/scenario/build_control.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/session.h"

namespace inversim {
namespace {

/// What is stored beside the faults' progress.
struct Stored {
  std::uint64_t model = 0;  // hash of the start state: of this FMU with these parameters
  PlantState<double> state;
  PlantInput<double> input;
  ControlState control;
  Pendant pendant;
  ProtocolPlace protocol;
  FmuInputs inputs;
  double last_preset = 0.0, fault_angle = 0.0;
  std::uint32_t fault_state = 0, fault_first = 1, protocol_buttons = 0, reserved = 0;
  std::uint64_t faults = 0;
};
static_assert(std::is_trivially_copyable_v<Stored>);

/// Answers with the importer's inputs.
class ImporterPort final : public ControllerPort {
 public:
  explicit ImporterPort(const FmuInputs& inputs) : inputs_(inputs) {}
  std::string start(const inversim_config&) override { return ""; }
  ExchangeStatus exchange(const inversim_sensors&, inversim_actuators& a) noexcept override {
    a.brake_command = static_cast<float>(inputs_.brake);
    a.motor_mode = static_cast<std::uint32_t>(inputs_.motor_mode);
    a.motor_rate_deg_per_s = static_cast<float>(inputs_.motor_rate / kDegree);
    a.motor_torque_Nm = static_cast<float>(inputs_.motor_torque);
    a.indicator = static_cast<std::uint32_t>(inputs_.indicator);
    a.state_code = static_cast<std::uint32_t>(inputs_.state_code);
    a.fault_code = static_cast<std::uint32_t>(inputs_.fault_code);
    return ExchangeStatus::kAnswered;
  }
  std::string failure() const override { return ""; }

 private:
  const FmuInputs& inputs_;
};

SignalTable signals_of(const PlantDesign& design, bool is_controlled) {
  SignalTable table = signal_table(design);
  if (is_controlled) add_control_signals(table);
  return table;
}

}  // namespace

/// A plant that has been built, settled and begun.
struct CoSimulation::Running {
  Running(const Document& resolved, const FmuInputs& inputs, const Listener& listener)
      : told(listener),
        document(resolved),
        session(document),
        design(std::shared_ptr<void>(), &session.design()),
        table(signals_of(*design, session.control() != nullptr)),
        runner(unroll_protocol(document.root, *design), [this](const Event& e) { tell(e); }),
        faults(read_faults(document.root, *design,
                           session.control() != nullptr ? &session.control()->model() : nullptr),
               [this](const Event& e) { tell(e); }),
        port(inputs),
        row(table.row_width) {
    session.settle();
    plant = std::make_unique<Plant>(design);
    plant->restore(session.start_state());
    plant->input().arm_angle = arm_angle(document.root.text("settings.arms"));
    start_hash = state_hash(plant->state());
    if (session.control() == nullptr) return;
    unit.emplace(session.control()->model());
    unit->pendant() = session.control()->pendant();
    runner.operate(&*unit);
    // one that was set before the start is a change already
    last_preset = unit->pendant().preset;
  }

  Listener told;
  Document document;
  Session session;
  std::shared_ptr<const PlantDesign> design;
  SignalTable table;
  std::unique_ptr<Plant> plant;
  std::optional<ControlUnit> unit;
  ProtocolRunner runner;
  FaultSchedule faults;
  ImporterPort port;
  std::vector<double> row;
  double last_preset = 0.0;
  std::uint32_t protocol_buttons = 0;
  std::uint64_t start_hash = 0;

  /// What precedes a step: protocol, faults, sensors; and the row of it.
  void prepare(const FmuInputs& inputs) {
    if (unit) unit->pendant().buttons = protocol_buttons;
    runner.steer(*plant);
    if (unit) protocol_buttons = unit->pendant().buttons;
    faults.apply(*plant, unit ? &*unit : nullptr, runner);
    if (unit) {
      press(inputs);
      unit->sense(*plant);
    }
    observe_row();
  }
  /// The importer's buttons beside the protocol's, and its preset when it changes.
  void press(const FmuInputs& inputs) {
    Pendant& pendant = unit->pendant();
    pendant.buttons = protocol_buttons;
    for (std::uint32_t i = 0; i < 5; ++i)
      if (inputs.button[i] != 0) pendant.buttons |= 1u << i;
    if (inputs.preset != last_preset) pendant.preset = last_preset = inputs.preset;
  }
  void observe_row() {
    const std::span<double> all = row;
    const std::size_t of_plant = unit ? all.size() - control_signals() : all.size();
    write_row(*design, observe(*plant), all.first(of_plant));
    if (unit) write_control_row(*unit, *plant, all.subspan(of_plant));
  }
  void act(const FmuInputs& inputs) {
    if (!unit) return;
    press(inputs);
    CommandFault refused = CommandFault::kNone;
    unit->act(*plant, &port, refused);
    if (refused != told_refusal && refused != CommandFault::kNone) {
      tell({plant->time(), "command_refused",
            fmt::format("a command is refused, brake on and motor off instead: {}",
                        command_fault_text(refused)),
            0.0});
    }
    told_refusal = refused;
  }
  void tell(const Event& e) {
    faults.notice(e);
    if (told) told(e);
  }
  CommandFault told_refusal = CommandFault::kNone;
};

CoSimulation::CoSimulation(const std::filesystem::path& resources)
    : document_(read_resources(resources)) {
  const auto design = build_plant(document_.root);
  const bool is_controlled = document_.root.has("controller");
  if (is_controlled) {
    const ControlModel control = build_control(document_.root, *design);
    first_inputs_.preset = static_cast<double>(control.config.default_preset_deg) * kDegree;
  }
  inputs_ = first_inputs_;
  variables_ =
      fmu_variables(document_, signals_of(*design, is_controlled), is_controlled, first_inputs_);
  for (const FmuVariable& v : variables_)
    if (v.causality == Causality::kParameter) parameters_.emplace_back();
}

CoSimulation::~CoSimulation() = default;

void CoSimulation::set_parameter(const FmuVariable& v, double value) {
  Document probe = document_;
  const auto wrong = apply_override(probe, v.name, number_text(value), {v.name, 0, 0});
  if (!wrong.empty()) refuse(wrong);
  parameters_[v.place] = value;
}

double CoSimulation::parameter(const FmuVariable& v) const {
  return parameters_[v.place].value_or(v.start);
}

void CoSimulation::start() {
  Document document = document_;
  std::vector<Override> overrides;
  for (const FmuVariable& v : variables_) {
    if (v.causality != Causality::kParameter || !parameters_[v.place]) continue;
    overrides.push_back({v.name, number_text(*parameters_[v.place]), {v.name, 0, 0}});
  }
  const auto wrong = apply_overrides(document, overrides);
  if (!wrong.empty()) refuse(wrong);
  running_ = std::make_unique<Running>(document, inputs_, listener_);
  running_->prepare(inputs_);
}

void CoSimulation::stop() {
  running_.reset();
  inputs_ = first_inputs_;
}

double CoSimulation::step_size() const {
  // a parameter too
  return running_ ? running_->design->step : document_.root.real("settings.step_ms");
}
double CoSimulation::time() const { return running_ ? running_->plant->time() : 0.0; }
FmuInputs& CoSimulation::inputs() { return inputs_; }
const FmuInputs& CoSimulation::inputs() const { return inputs_; }
std::span<const double> CoSimulation::outputs() const { return running_->row; }

bool CoSimulation::step(std::string& failure) {
  Running& r = *running_;
  r.act(inputs_);
  if (r.plant->step() != StepStatus::kOk) {
    failure = fmt::format("at {:.4f} s {} is not finite; the state before that step is kept",
                          r.plant->time(), r.plant->failure());
    return false;
  }
  r.prepare(inputs_);
  return true;
}

std::vector<std::byte> CoSimulation::save() const {
  const Running& r = *running_;
  auto stored = std::make_unique<Stored>();
  std::memset(static_cast<void*>(stored.get()), 0, sizeof(Stored));
  stored->model = r.start_hash;
  stored->state = r.plant->state();
  stored->input = r.plant->input();
  if (r.unit) {
    stored->control = r.unit->state();
    stored->pendant = r.unit->pendant();
  }
  stored->protocol = r.runner.place();
  stored->inputs = inputs_;
  stored->last_preset = r.last_preset;
  stored->protocol_buttons = r.protocol_buttons;
  const FaultPlace& faults = r.faults.place();
  stored->fault_angle = faults.last_angle;
  stored->fault_state = faults.last_state;
  stored->fault_first = faults.first ? 1 : 0;
  stored->faults = faults.faults.size();
  const std::size_t more = faults.faults.size() * sizeof(FaultProgress);
  std::vector<std::byte> bytes(sizeof(Stored) + more);
  std::memcpy(bytes.data(), stored.get(), sizeof(Stored));
  if (more > 0) std::memcpy(bytes.data() + sizeof(Stored), faults.faults.data(), more);
  return bytes;
}

void CoSimulation::restore(std::span<const std::byte> bytes) {
  Running& r = *running_;
  auto stored = std::make_unique<Stored>();
  const std::size_t count = r.faults.place().faults.size();
  if (bytes.size() != sizeof(Stored) + count * sizeof(FaultProgress))
    throw std::invalid_argument("a state of another size than this FMU's");
  std::memcpy(static_cast<void*>(stored.get()), bytes.data(), sizeof(Stored));
  if (stored->model != r.start_hash || stored->faults != count)
    throw std::invalid_argument("a state of another FMU, or of other parameters");
  r.plant->restore(stored->state);
  r.plant->input() = stored->input;
  if (r.unit) {
    r.unit->restore(stored->control);
    r.unit->pendant() = stored->pendant;
  }
  r.runner.restore(stored->protocol);
  inputs_ = stored->inputs;
  r.last_preset = stored->last_preset;
  r.protocol_buttons = stored->protocol_buttons;
  FaultPlace faults;
  faults.faults.resize(count);
  if (count > 0)
    std::memcpy(static_cast<void*>(faults.faults.data()), bytes.data() + sizeof(Stored),
                count * sizeof(FaultProgress));
  faults.last_angle = stored->fault_angle;
  faults.last_state = stored->fault_state;
  faults.first = stored->fault_first != 0;
  r.faults.restore(std::move(faults));
  r.observe_row();
}

}  // namespace inversim
