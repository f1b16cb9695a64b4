// SPDX-License-Identifier: Apache-2.0
#include "inversim/fmu/component.h"

#include <cmath>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace inversim {

Component::Component(const std::filesystem::path& resources, Log log)
    : log_(std::move(log)), model_(resources) {
  for (const FmuVariable& v : model_.variables()) {
    const std::size_t width = v.labels.empty() ? 1 : v.labels.size();
    for (std::size_t i = 0; i < width; ++i) scalars_.push_back({&v, i});
  }
  model_.listen([this](const Event& e) {
    if (tells_events_) log_(false, fmt::format("{:.3f} s: {}", e.time, e.text));
  });
}

bool Component::attempt(const std::function<void()>& action) noexcept {
  try {
    action();
    return true;
  } catch (const std::exception& e) { log_(true, e.what()); } catch (...) {
    log_(true, "it failed for no reason that is known");
  }
  return false;
}

const FmuVariable& Component::variable(std::size_t number) const {
  if (number >= model_.variables().size())
    throw std::invalid_argument(fmt::format("there is no variable of value reference {}", number));
  return model_.variables()[number];
}

Scalar Component::scalar(std::size_t number) const {
  if (number >= scalars_.size())
    throw std::invalid_argument(fmt::format("there is no variable of value reference {}", number));
  return scalars_[number];
}

double Component::get(const Scalar& s, VariableType type) const {
  const FmuVariable& v = *s.variable;
  if (v.type != type) throw std::invalid_argument(v.name + " is of another type");
  switch (v.causality) {
    case Causality::kParameter:
      return model_.parameter(v);
    case Causality::kInput:
      return input_value(model_.inputs(), v.place);
    case Causality::kOutput:
      if (!model_.has_started())
        throw std::invalid_argument(v.name + " has no value before initialization");
      return model_.outputs()[v.place + s.element];
  }
  return 0.0;
}

void Component::set(const Scalar& s, VariableType type, double value) {
  const FmuVariable& v = *s.variable;
  if (v.type != type) throw std::invalid_argument(v.name + " is of another type");
  if (!std::isfinite(value)) throw std::invalid_argument(v.name + " cannot be set to no number");
  switch (v.causality) {
    case Causality::kOutput:
      throw std::invalid_argument(v.name + " is an output and cannot be set");
    case Causality::kParameter:
      if (model_.has_started())
        throw std::invalid_argument(v.name + " is fixed once the initialization has begun");
      model_.set_parameter(v, value);
      return;
    case Causality::kInput:
      set_input(model_.inputs(), v.place, value);
      return;
  }
}

void Component::go_on(double from, double by) {
  const double h = model_.step_size();
  if (!model_.has_started()) throw std::invalid_argument("there was no initialization");
  if (std::fabs(from - model_.time()) > 1e-6 * h)
    throw std::invalid_argument(
        fmt::format("a step from {} s, and the time is {} s", from, model_.time()));
  const double steps = std::round(by / h);
  if (!(steps >= 1.0) || std::fabs(by - steps * h) > 1e-6 * h)
    throw std::invalid_argument(
        fmt::format("a communication step of {} s is no whole number of steps of {} s", by, h));
  std::string failure;
  const auto count = static_cast<std::int64_t>(steps);
  for (std::int64_t k = 0; k < count; ++k)
    if (!model_.step(failure)) throw std::runtime_error(failure);
}

std::filesystem::path resource_path(const std::string& location) {
  std::string path = location;
  if (path.starts_with("file:")) {
    path.erase(0, 5);
    // file:///x and file:/x, and file://host/x
    if (path.starts_with("//")) {
      path.erase(0, 2);
      path.erase(0, path.find('/'));
    }
  }
  std::string plain;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size()) {
      plain += static_cast<char>(std::strtol(path.substr(i + 1, 2).c_str(), nullptr, 16));
      i += 2;
    } else {
      plain += path[i];
    }
  }
  return plain;
}

}  // namespace inversim
