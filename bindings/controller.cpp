// SPDX-License-Identifier: Apache-2.0
// inversim.controllers: what a controller in Python sees and sets, and how it is asked.
#include "controller.h"

#include <array>
#include <memory>

namespace inversim::python {
namespace {

/// An array of three as a tuple.
py::tuple triple(const float (&x)[3]) { return py::make_tuple(x[0], x[1], x[2]); }

void bind_sensors(py::module_& module) {
  using S = inversim_sensors;
  py::class_<S, std::unique_ptr<S>>(module, "Sensors", "What a controller sees in a step.")
      .def_readonly("time_ns", &S::time_ns, "Simulated, absolute [ns].")
      .def_readonly("step", &S::step, "Number of the plant's step.")
      .def_readonly("fresh", &S::fresh, "Bits of Sample: what is new since the last step.")
      .def_readonly("bed_angle_deg", &S::bed_angle_deg,
                    "Encoder; 0 horizontal, positive head down.")
      .def_property_readonly(
          "imu_rate_deg_per_s", [](const S& s) { return triple(s.imu_rate_deg_per_s); },
          "Rate sensor on the bed, about x, y, z; the bed's own rate is the second.")
      .def_property_readonly(
          "imu_acceleration_m_per_s2",
          [](const S& s) { return triple(s.imu_acceleration_m_per_s2); },
          "Accelerometer on the bed, x, y, z; at rest it points up.")
      .def_readonly("brake_current_A", &S::brake_current_A)
      .def_readonly("brake_temperature_C", &S::brake_temperature_C, "Of the pads.")
      .def_readonly("motor_current_A", &S::motor_current_A, "Positive drives the head down.")
      .def_readonly("clamp_load_left_N", &S::clamp_load_left_N, "Pull of the left ankle cuff.")
      .def_readonly("clamp_load_right_N", &S::clamp_load_right_N, "Of the right one.")
      .def_readonly("platform_load_N", &S::platform_load_N, "What the feet stand on.")
      .def_readonly("supply_V", &S::supply_V)
      .def_readonly("height_setting_cm", &S::height_setting_cm)
      .def_readonly("preset_deg", &S::preset_deg, "Bed angle that the user has chosen.")
      .def_readonly("switches", &S::switches, "Bits of Switch.")
      .def_readonly("buttons", &S::buttons, "Bits of Button: held down.")
      .def_readonly("pendant_age_ms", &S::pendant_age_ms, "Of the pendant's last message.")
      .def_readonly("link_age_ms", &S::link_age_ms, "Of all the rest, where a link has faults.");
}

void bind_actuators(py::module_& module) {
  using A = inversim_actuators;
  py::class_<A, std::unique_ptr<A>>(module, "Actuators",
                                    "What a controller sets in a step; all zero at its start.")
      .def_readwrite("brake_command", &A::brake_command, "0 released .. 1 applied.")
      .def_readwrite("motor_mode", &A::motor_mode, "A MotorMode.")
      .def_readwrite("motor_rate_deg_per_s", &A::motor_rate_deg_per_s,
                     "Of the bed, positive turns the head down.")
      .def_readwrite("motor_torque_Nm", &A::motor_torque_Nm, "At the bed, the same sign.")
      .def_readwrite("indicator", &A::indicator, "Bits of Indicator.")
      .def_readwrite("state_code", &A::state_code, "A State, or one's own from 100 on.")
      .def_readwrite("fault_code", &A::fault_code, "One's own; 0 none.");
}

void bind_config(py::module_& module) {
  using C = inversim_config;
  py::class_<C, std::unique_ptr<C>>(module, "ControllerConfig",
                                    "The table, as a controller is commissioned for it.")
      .def_readonly("step_ns", &C::step_ns, "From one step to the next [ns].")
      .def_readonly("features", &C::features, "Bits of Feature.")
      .def_readonly("lower_stop_deg", &C::lower_stop_deg)
      .def_readonly("upper_stop_deg", &C::upper_stop_deg)
      .def_readonly("rated_mass_kg", &C::rated_mass_kg)
      .def_readonly("supply_V", &C::supply_V, "Nominal.")
      .def_readonly("brake_torque_Nm", &C::brake_torque_Nm, "That the brake holds, as bought.")
      .def_readonly("brake_current_A", &C::brake_current_A, "While it is held released.")
      .def_readonly("motor_rate_deg_per_s", &C::motor_rate_deg_per_s, "Of the bed, without load.")
      .def_readonly("motor_torque_Nm", &C::motor_torque_Nm, "At the bed, stalled.")
      .def_readonly("motor_current_A", &C::motor_current_A, "Stalled.")
      .def_readonly("default_preset_deg", &C::default_preset_deg);
}

}  // namespace

PythonController::PythonController(py::object controller) : controller_(std::move(controller)) {
  step_ = controller_.attr("step");
  sensors_ = py::cast(std::make_unique<inversim_sensors>());
  actuators_ = py::cast(std::make_unique<inversim_actuators>());
  seen_ = sensors_.cast<inversim_sensors*>();
  answer_ = actuators_.cast<inversim_actuators*>();
}

// NOLINTNEXTLINE(bugprone-exception-escape): see the header
PythonController::~PythonController() {
  const py::gil_scoped_acquire gil;
  raised_ = nullptr;
  controller_ = step_ = sensors_ = actuators_ = py::object();
}

std::string PythonController::start(const inversim_config& config) {
  const py::gil_scoped_acquire gil;
  try {
    controller_.attr("reset")(config);
  } catch (py::error_already_set& e) {
    // a table that it refuses
    raised_ = std::current_exception();
    return e.what();
  }
  return "";
}

// NOLINTNEXTLINE(bugprone-exception-escape): see the header
ExchangeStatus PythonController::exchange(const inversim_sensors& sensors,
                                          inversim_actuators& actuators) noexcept {
  const py::gil_scoped_acquire gil;
  *seen_ = sensors;
  *answer_ = actuators;
  try {
    step_(sensors_, actuators_);
  } catch (py::error_already_set& e) {
    raised_ = std::current_exception();
    failure_ = e.what();
    return ExchangeStatus::kDied;
  }
  actuators = *answer_;
  return ExchangeStatus::kAnswered;
}

void PythonController::rethrow() const {
  if (!raised_) return;
  const py::gil_scoped_acquire gil;
  std::rethrow_exception(raised_);
}

void bind_controller(py::module_& module) {
  bind_sensors(module);
  bind_actuators(module);
  bind_config(module);
}

}  // namespace inversim::python
