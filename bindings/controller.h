// SPDX-License-Identifier: Apache-2.0
// A controller that is an object of Python, asked once a step.
#pragma once

#include <exception>
#include <string>

#include "inversim/plant/control_unit.h"
#include "python.h"

namespace inversim::python {

/// Calls reset(config) and step(sensors, actuators) of an object, with the GIL that it takes for
/// it.
class PythonController final : public ControllerPort {
 public:
  /// With the GIL held.
  explicit PythonController(py::object controller);
  /// Without it.
  // taking the GIL ends the program where it cannot: NOLINTNEXTLINE(bugprone-exception-escape)
  ~PythonController() override;

  std::string start(const inversim_config& config) override;
  // as above: NOLINTNEXTLINE(bugprone-exception-escape)
  ExchangeStatus exchange(const inversim_sensors& sensors,
                          inversim_actuators& actuators) noexcept override;
  std::string failure() const override { return failure_; }
  /// Raises what the object raised, if it did; with or without the GIL.
  void rethrow() const;

 private:
  py::object controller_, step_, sensors_, actuators_;
  inversim_sensors* seen_ = nullptr;      // in sensors_
  inversim_actuators* answer_ = nullptr;  // in actuators_
  std::exception_ptr raised_;
  std::string failure_;
};

}  // namespace inversim::python
