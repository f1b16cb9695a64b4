// SPDX-License-Identifier: Apache-2.0
// What both FMI versions have in common: an instance, its variables by number, and failures that
// become a sentence for the importer's log.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "inversim/fmu/co_simulation.h"

namespace inversim {

/// A single value of a variable.
struct Scalar {
  const FmuVariable* variable;
  std::size_t element;
};

class Component {
 public:
  /// Is given every failure and, if it asks for them, events.
  using Log = std::function<void(bool is_error, const std::string& sentence)>;

  Component(const std::filesystem::path& resources, Log log);

  CoSimulation& model() { return model_; }
  void tell_events(bool tell) { tells_events_ = tell; }

  /// Does it, and says a failure instead of letting it through; whether it went well.
  bool attempt(const std::function<void()>& action) noexcept;

  /// By its place among the variables; throws std::invalid_argument where there is none.
  const FmuVariable& variable(std::size_t number) const;
  /// By its place among all single values, as FMI 2.0 counts them.
  Scalar scalar(std::size_t number) const;

  /// Throws std::invalid_argument for a variable of another type, or before there is a value.
  double get(const Scalar& s, VariableType type) const;
  /// The same for what cannot be set, or not to that.
  void set(const Scalar& s, VariableType type, double value);

  /// Goes on by a whole number of steps, from the time where it is.
  void go_on(double from, double by);

 private:
  Log log_;
  bool tells_events_ = false;
  CoSimulation model_;
  std::vector<Scalar> scalars_;
};

/// A path from a URI such as file:///tmp/x, or the path itself.
std::filesystem::path resource_path(const std::string& location);

}  // namespace inversim
