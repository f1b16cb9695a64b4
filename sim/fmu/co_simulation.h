// SPDX-License-Identifier: Apache-2.0
// A scenario that an importer steps: its protocol and faults run by themselves, and where it names
// a controller the importer is the controller.
//
//   outputs(t_k): the plant and what the controller sees of it at t_k
//   step():       the importer's commands answer these sensors, the plant goes on to t_k+1
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "inversim/fmu/variables.h"
#include "inversim/plant/control_unit.h"
#include "inversim/plant/plant.h"
#include "inversim/scenario/faults.h"
#include "inversim/scenario/protocol.h"

namespace inversim {

class CoSimulation {
 public:
  /// Reads a folder of resources. Throws std::invalid_argument with sentences for people.
  explicit CoSimulation(const std::filesystem::path& resources);
  /// Is told what happens in the run; before start().
  using Listener = std::function<void(const Event&)>;
  void listen(Listener listener) { listener_ = std::move(listener); }
  CoSimulation(const CoSimulation&) = delete;
  CoSimulation& operator=(const CoSimulation&) = delete;
  ~CoSimulation();

  const std::vector<FmuVariable>& variables() const { return variables_; }

  /// Of a parameter, in the unit of its path; before start(). Throws std::invalid_argument with
  /// what it may be.
  void set_parameter(const FmuVariable& variable, double value);
  double parameter(const FmuVariable& variable) const;

  /// Builds the plant with the parameters as they are and lets it come to rest. Throws
  /// std::invalid_argument or std::runtime_error with a sentence.
  void start();
  bool has_started() const { return running_ != nullptr; }
  /// As before start(); parameters keep their values.
  void stop();

  double step_size() const;  ///< [s]
  double time() const;       ///< [s]
  /// One step. False, with a sentence, if the plant's motion is not finite: it stays as it was.
  bool step(std::string& failure);
  /// The row of all outputs at the time.
  std::span<const double> outputs() const;

  FmuInputs& inputs();
  const FmuInputs& inputs() const;

  /// All that moves, as bytes: with the same FMU it goes on to the same bits.
  std::vector<std::byte> save() const;
  /// Throws std::invalid_argument if the bytes are none of this FMU's.
  void restore(std::span<const std::byte> bytes);

 private:
  struct Running;

  Document document_;
  std::vector<FmuVariable> variables_;
  std::vector<std::optional<double>> parameters_;
  FmuInputs inputs_, first_inputs_;
  Listener listener_;
  std::unique_ptr<Running> running_;
};

}  // namespace inversim
