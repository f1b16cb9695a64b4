// SPDX-License-Identifier: Apache-2.0
// inversim.Plant: the plant of a scenario, step by step.
#include "inversim/plant/plant.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>
#include <optional>

#include <fmt/format.h>

#include "columns.h"
#include "inversim/math/angle.h"
#include "inversim/multibody/cpu_levels.h"
#include "inversim/plant/observe.h"
#include "inversim/scenario/session.h"
#include "python.h"

namespace inversim::python {
namespace {

constexpr std::int64_t kStepsBetweenLooks = 256;  // for Ctrl-C

double finite(double value, const char* name) {
  if (!std::isfinite(value)) throw py::value_error(fmt::format("{} must be finite", name));
  return value;
}

double within(double value, double low, double high, const char* name) {
  if (!(value >= low && value <= high)) {
    throw py::value_error(fmt::format("{} is {}, not from {} to {}", name, value, low, high));
  }
  return value;
}

/// A scenario's files and what is built from them, kept as long as a plant of it lives.
struct Source {
  explicit Source(Document read) : document(std::move(read)), session(document) {}
  Document document;
  Session session;
  SignalTable table = signal_table(session.design());
};

class PlantOfPython {
 public:
  PlantOfPython(std::shared_ptr<const Source> source, Plant plant)
      : source_(std::move(source)),
        plant_(std::make_unique<Plant>(std::move(plant))),
        row_(source_->table.row_width) {}

  /// The plant, unless another thread is stepping it.
  Plant& use() const {
    if (busy_) throw std::runtime_error("another thread is stepping this plant");
    return *plant_;
  }

  void step(std::int64_t n) {
    if (n < 0) throw py::value_error("a plant cannot step back");
    Plant& plant = use();
    // set and reset with the GIL held
    struct Busy {
      bool& flag;
      explicit Busy(bool& f) : flag(f) { flag = true; }
      ~Busy() { flag = false; }
      Busy(const Busy&) = delete;
      Busy& operator=(const Busy&) = delete;
    } busy(busy_);
    const py::gil_scoped_release released;
    Interrupts interrupts;
    for (std::int64_t i = 0; i < n; ++i) {
      if (plant.step() != StepStatus::kOk) {
        throw PlantFailure(
            fmt::format("after {:.4f} s {} is not finite; the plant is as before that step",
                        plant.time(), plant.failure()));
      }
      if (i % kStepsBetweenLooks == kStepsBetweenLooks - 1) interrupts.check();
    }
  }

  py::dict observe() {
    Plant& plant = use();
    const Observation o = inversim::observe(plant);
    write_row(plant.design(), o, row_);
    py::dict out;
    const double* from = row_.data();
    for (const Signal& signal : source_->table.signals) {
      std::vector<py::ssize_t> shape;
      if (!signal.coordinate.empty()) shape.push_back(static_cast<py::ssize_t>(signal.width));
      out[py::str(signal.name)] = to_array({from, from + signal.width}, shape);
      from += signal.width;
    }
    return out;
  }

  py::bytes save() const {
    const PlantState<double>& state = use().state();
    return {reinterpret_cast<const char*>(&state), sizeof state};
  }

  void restore(const py::bytes& saved) {
    Plant& plant = use();
    const std::string_view bytes = saved;
    if (bytes.size() != sizeof(PlantState<double>)) {
      throw py::value_error(fmt::format("a state has {} bytes, this has {}",
                                        sizeof(PlantState<double>), bytes.size()));
    }
    double numbers[kStateSize];
    std::memcpy(numbers, bytes.data(), bytes.size());
    for (const double number : numbers) {
      if (!std::isfinite(number)) throw py::value_error("a number of the state is not finite");
    }
    PlantState<double> state;
    std::memcpy(&state, bytes.data(), bytes.size());
    plant.restore(state);
  }

  PlantOfPython fork() const {
    const Plant& from = use();
    Plant plant(std::shared_ptr<const PlantDesign>(source_, &source_->session.design()));
    plant.restore(from.state());
    plant.input() = from.input();
    return {source_, std::move(plant)};
  }

  void push(const std::string& body, const std::array<double, 3>& force) {
    Plant& plant = use();
    const std::vector<std::string>& names = plant.design().body_names;
    const auto at = std::find(names.begin(), names.end(), body);
    if (at == names.end() || at - names.begin() < kFirstSegment) {
      const std::vector<std::string> known(names.begin() + kFirstSegment, names.end());
      throw py::value_error(fmt::format("there is no part {} of the person; there are {}",
                                        in_quotes(body), fmt::join(known, ", ")));
    }
    const auto i = static_cast<int>(at - names.begin());
    const Link<double>& link = plant.model().tree.link[i];
    PlantInput<double>& input = plant.input();
    input.push_C = {finite(force[0], "force"), finite(force[1], "force"),
                    finite(force[2], "force")};
    input.push_body = i;
    input.push_point = (1.0 / link.m) * link.mc;
  }

  void hands(std::optional<double> angle, double rate) {
    PlantInput<double>& input = use().input();
    if (!(rate > 0.0 && std::isfinite(rate))) throw py::value_error("rate must be above 0");
    if (angle) input.spotter = {1.0, finite(*angle, "angle"), rate};
    if (!angle) input.spotter.active = 0.0;
  }

  const Source& source() const { return *source_; }

 private:
  std::shared_ptr<const Source> source_;
  std::unique_ptr<Plant> plant_;
  std::vector<double> row_;
  bool busy_ = false;  // guarded by the GIL
};

PlantOfPython make_plant(const py::object& scenario, const py::object& overrides, bool settle) {
  const Given given = to_given(scenario, overrides);
  const py::gil_scoped_release released;
  Document document = read_scenario(given);
  const std::string& arms = document.root.text("settings.arms");
  const double arm = arm_angle(arms);
  std::shared_ptr<Source> source;
  try {
    source = std::make_shared<Source>(std::move(document));
    if (settle) source->session.settle();
  } catch (const std::invalid_argument& e) {
    throw InputFailure(std::string(e.what()));
  } catch (const std::runtime_error& e) { throw PlantFailure(e.what()); }
  Plant plant(std::shared_ptr<const PlantDesign>(source, &source->session.design()));
  plant.restore(source->session.start_state());
  plant.input().arm_angle = arm;
  return {source, std::move(plant)};
}

void bind_signal(py::module_& module) {
  py::class_<Signal>(module, "Signal", "A recorded quantity: its name, unit and meaning.")
      .def_readonly("name", &Signal::name, "As in datasets and result files: 'section_axial'.")
      .def_readonly("units", &Signal::units, "As UDUNITS reads it: 'N', 'm', 'rad', 'Pa', '1'.")
      .def_readonly("long_name", &Signal::long_name, "Meaning in words.")
      .def_readonly("status", &Signal::status,
                    "Mark of the weakest figure it rests on: '', 'recalled', 'derived', 'assumed'.")
      .def_readonly("coordinate", &Signal::coordinate, "'level', 'foot', or '' for one value.")
      .def("__repr__",
           [](const Signal& s) {
             return fmt::format("<Signal {} [{}]: {}>", s.name, s.units, s.long_name);
           })
      .attr("__module__") = "inversim";
}

/// A number of the input that Python may read and set, checked by `accept`.
template <class Class, class Accept>
void bind_input(Class& plant, const char* name, double PlantInput<double>::*member, Accept accept,
                const char* doc) {
  plant.def_property(
      name, [member](const PlantOfPython& p) { return p.use().input().*member; },
      [member, accept, name](PlantOfPython& p, double value) {
        p.use().input().*member = accept(value, name);
      },
      doc);
}

void bind_inputs(py::class_<PlantOfPython>& plant) {
  const auto share = [](double x, const char* name) { return within(x, 0.0, 1.0, name); };
  bind_input(plant, "brake_command", &PlantInput<double>::brake_command, share,
             "Of the brake lever: 0 released .. 1 applied.");
  bind_input(plant, "cable", &PlantInput<double>::cable, share, "Of the brake: 1 whole, 0 torn.");
  bind_input(plant, "supply", &PlantInput<double>::supply, share,
             "Of brake and motor: 0 none .. 1 nominal voltage.");
  bind_input(plant, "mu_share", &PlantInput<double>::mu_share, share,
             "What is left of the pads' friction: 1 clean and dry, about 1/2 wet or oily.");
  bind_input(
      plant, "motor_voltage", &PlantInput<double>::motor_voltage,
      [](double x, const char* name) { return within(x, -1.0, 1.0, name); },
      "Share of the motor's full voltage, positive head down.");
  bind_input(plant, "motor_torque", &PlantInput<double>::motor_torque, finite,
             "[N m] on the bed, positive head down.");
  bind_input(
      plant, "arm_angle", &PlantInput<double>::arm_angle,
      [](double x, const char* name) { return within(x, 0.0, std::numbers::pi, name); },
      "[rad] wanted of both arms: 0 at the sides, pi overhead, by way of the front.");
  bind_input(plant, "arm_rate", &PlantInput<double>::arm_rate, finite,
             "[rad/s] at which arm_angle is being moved; 0 while it stands.");
  plant.def_property(
      "bed_acceleration",
      [](const PlantOfPython& p) -> std::optional<double> {
        const PlantInput<double>& input = p.use().input();
        if (input.prescribed < 0.5) return std::nullopt;
        return input.prescribed_acceleration;
      },
      [](PlantOfPython& p, std::optional<double> value) {
        PlantInput<double>& input = p.use().input();
        input.prescribed_acceleration = value ? finite(*value, "bed_acceleration") : 0.0;
        input.prescribed = value ? 1.0 : 0.0;
      },
      "[rad/s^2] that the bed is made to have, whatever acts on it; None: it moves freely.");
}

constexpr const char* kPlantDoc =
    R"(The plant of a scenario: table, brake, body, spine, circulation.

It steps by the scenario's step (1 ms by default); the protocol is left out, the caller steers.
Units are SI. Not for two threads at once; each may have a plant of its own (`fork`), and other
threads run while one steps.)";

constexpr const char* kInitDoc = R"(Build the plant of a scenario.

Args:
    scenario: a scenario file, the name of a shipped one, or a model of `inversim.models`.
    overrides: as for `run`.
    settle: let everything come to rest for settle_time_s with the bed held, as a run does before
        time 0. Without it the person lies as placed, not in balance.

Raises:
    InputError: something in the files or the overrides is wrong.
    PlantError: the motion is not finite while it settles.)";

void bind_plant_class(py::module_& module) {
  py::class_<PlantOfPython> plant(module, "Plant", kPlantDoc);
  plant.attr("__module__") = "inversim";
  plant.def(py::init(&make_plant), py::arg("scenario"), py::arg("overrides") = py::none(),
            py::kw_only(), py::arg("settle") = true, kInitDoc);
  plant.def("step", &PlantOfPython::step, py::arg("n") = 1,
            R"(Advance by n steps.

Raises:
    PlantError: a number of the motion is not finite; the plant is as before that step.
    KeyboardInterrupt: on Ctrl-C; the plant is after the last whole step.)");
  plant.def("observe", &PlantOfPython::observe,
            R"(All signals at this instant, by name: arrays of shape () or (coordinate,).

Units and meanings are in `signals`, labels in `coordinates`. Nothing of the plant changes.)");
  plant.def("save", &PlantOfPython::save,
            R"(All that moves, as bytes: to compare, to keep, to restore into a plant of the same
scenario. The inputs are not in it. A result file has the state before its first step, `start/state`.)");
  plant.def("restore", &PlantOfPython::restore, py::arg("state"),
            R"(Go back to a saved state; from there on the plant repeats itself to the last bit.

Raises:
    ValueError: the bytes are no state.)");
  plant.def(
      "fork", &PlantOfPython::fork,
      "Another plant in the same state with the same inputs, for a what-if or another thread.");
  plant.def("push", &PlantOfPython::push, py::arg("body"), py::arg("force"),
            R"(Push a part of the person at its centre of mass from now on, until the next push.

Args:
    body: a name from `bodies`: 'skull', 'T1', 'pelvis'.
    force: [N] in bed axes: to the head, to the right, out of the surface. (0, 0, 0) ends it.

Raises:
    ValueError: there is no such part, or the force is not finite.)");
  plant.def("hands", &PlantOfPython::hands, py::arg("angle"), py::arg("rate") = 0.1,
            R"(Let a second person turn the bed by hand, within strength and reach.

Args:
    angle: [rad] of the bed to bring it to and hold it at; None lets go.
    rate: [rad/s] at most, above 0.)");
  plant.def(
      "state_hash",
      [](const PlantOfPython& p) {
        return fmt::format("{:016x}", inversim::state_hash(p.use().state()));
      },
      "Of all that moves, 16 hexadecimal digits, as `inversim run` prints it.");
  plant.def_property_readonly(
      "time", [](const PlantOfPython& p) { return p.use().time(); }, "[s] simulated.");
  plant.def_property_readonly(
      "step_size", [](const PlantOfPython& p) { return p.use().design().step; }, "[s].");
  plant.def_property_readonly(
      "bed_angle", [](const PlantOfPython& p) { return p.use().bed_angle(); },
      "[rad] 0 horizontal, positive head down.");
  plant.def_property_readonly(
      "bed_rate", [](const PlantOfPython& p) { return p.use().bed_rate(); },
      "[rad/s] positive head going down.");
  plant.def_property_readonly(
      "signals",
      [](const PlantOfPython& p) {
        py::dict out;
        for (const Signal& s : p.source().table.signals) out[py::str(s.name)] = py::cast(s);
        return out;
      },
      "What `observe` gives, by name.");
  plant.def_property_readonly(
      "coordinates",
      [](const PlantOfPython& p) {
        py::dict out;
        for (const Coordinate& c : p.source().table.coordinates) out[py::str(c.name)] = c.labels;
        return out;
      },
      "Labels of each axis: level ('C0-C1' ... 'L5-S1'), foot.");
  plant.def_property_readonly(
      "bodies",
      [](const PlantOfPython& p) {
        const std::vector<std::string>& names = p.source().session.design().body_names;
        return std::vector<std::string>(names.begin() + kFirstSegment, names.end());
      },
      "Parts of the person, which can be pushed.");
  plant.def("__repr__", [](const PlantOfPython& p) {
    const Plant& at = p.use();
    return fmt::format("<inversim.Plant at {:.3f} s, bed at {:.2f} deg>", at.time(),
                       at.bed_angle() / kDegree);
  });
  bind_inputs(plant);
}

}  // namespace

void bind_plant(py::module_& module) {
  bind_signal(module);
  bind_plant_class(module);
  module.def(
      "cpu_level", [] { return std::string(cpu_level_name(choose_cpu_level())); },
      R"(Level of the x86-64 instruction set whose kernels run: 'x86-64-v3'.

The environment's INVERSIM_CPU_LEVEL sets it. It changes speed, never bits.)");
}

}  // namespace inversim::python
