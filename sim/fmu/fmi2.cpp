// SPDX-License-Identifier: Apache-2.0
// The functions of FMI 2.0 for co-simulation.
#include <cstdarg>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

#include <fmi2Functions.h>
#include "inversim/fmu/component.h"

namespace {

using inversim::Component;
using inversim::VariableType;
using State = std::vector<std::byte>;

struct Instance {
  std::string name;
  fmi2CallbackLogger logger = nullptr;
  fmi2ComponentEnvironment environment = nullptr;
  std::unique_ptr<Component> component;

  void log(bool is_error, const std::string& sentence) const {
    if (logger == nullptr) return;
    logger(environment, name.c_str(), is_error ? fmi2Error : fmi2OK, is_error ? "error" : "event",
           "%s", sentence.c_str());
  }
  fmi2Status attempt(const std::function<void(Component&)>& action) const {
    return component->attempt([&] { action(*component); }) ? fmi2OK : fmi2Error;
  }
  fmi2Status refuse(const char* what) const {
    log(true, std::string(what) + " is not supported");
    return fmi2Error;
  }
};

Instance& of(fmi2Component c) { return *static_cast<Instance*>(c); }

template <class Value>
fmi2Status get(fmi2Component c, const fmi2ValueReference references[], size_t count, Value values[],
               VariableType type) {
  return of(c).attempt([&](Component& x) {
    for (size_t i = 0; i < count; ++i)
      values[i] = static_cast<Value>(x.get(x.scalar(references[i]), type));
  });
}

template <class Value>
fmi2Status set(fmi2Component c, const fmi2ValueReference references[], size_t count,
               const Value values[], VariableType type) {
  return of(c).attempt([&](Component& x) {
    for (size_t i = 0; i < count; ++i)
      x.set(x.scalar(references[i]), type, static_cast<double>(values[i]));
  });
}

}  // namespace

const char* fmi2GetTypesPlatform() { return fmi2TypesPlatform; }
const char* fmi2GetVersion() { return fmi2Version; }

fmi2Status fmi2SetDebugLogging(fmi2Component c, fmi2Boolean on, size_t, const fmi2String[]) {
  of(c).component->tell_events(on != fmi2False);
  return fmi2OK;
}

fmi2Component fmi2Instantiate(fmi2String name, fmi2Type type, fmi2String, fmi2String resources,
                              const fmi2CallbackFunctions* callbacks, fmi2Boolean,
                              fmi2Boolean logging) {
  auto instance = std::make_unique<Instance>();
  instance->name = name != nullptr ? name : "";
  if (callbacks != nullptr) {
    instance->logger = callbacks->logger;
    instance->environment = callbacks->componentEnvironment;
  }
  try {
    if (type != fmi2CoSimulation) throw std::invalid_argument("it is for co-simulation only");
    Instance* self = instance.get();
    instance->component = std::make_unique<Component>(
        inversim::resource_path(resources != nullptr ? resources : ""),
        [self](bool is_error, const std::string& sentence) { self->log(is_error, sentence); });
    instance->component->tell_events(logging != fmi2False);
    return instance.release();
  } catch (const std::exception& e) {
    instance->log(true, e.what());
    return nullptr;
  }
}

void fmi2FreeInstance(fmi2Component c) { delete static_cast<Instance*>(c); }

fmi2Status fmi2SetupExperiment(fmi2Component c, fmi2Boolean, fmi2Real, fmi2Real start, fmi2Boolean,
                               fmi2Real) {
  return of(c).attempt([&](Component&) {
    if (start != 0.0) throw std::invalid_argument("a scenario starts at 0 s");
  });
}

fmi2Status fmi2EnterInitializationMode(fmi2Component) { return fmi2OK; }

fmi2Status fmi2ExitInitializationMode(fmi2Component c) {
  return of(c).attempt([](Component& x) {
    if (!x.model().has_started()) x.model().start();
  });
}

fmi2Status fmi2Terminate(fmi2Component) { return fmi2OK; }

fmi2Status fmi2Reset(fmi2Component c) {
  return of(c).attempt([](Component& x) { x.model().stop(); });
}

fmi2Status fmi2GetReal(fmi2Component c, const fmi2ValueReference r[], size_t n, fmi2Real v[]) {
  return get(c, r, n, v, VariableType::kReal);
}
fmi2Status fmi2GetInteger(fmi2Component c, const fmi2ValueReference r[], size_t n,
                          fmi2Integer v[]) {
  return get(c, r, n, v, VariableType::kInteger);
}
fmi2Status fmi2GetBoolean(fmi2Component c, const fmi2ValueReference r[], size_t n,
                          fmi2Boolean v[]) {
  return get(c, r, n, v, VariableType::kBoolean);
}
fmi2Status fmi2GetString(fmi2Component c, const fmi2ValueReference[], size_t n, fmi2String[]) {
  return n == 0 ? fmi2OK : of(c).refuse("a string variable");
}
fmi2Status fmi2SetReal(fmi2Component c, const fmi2ValueReference r[], size_t n,
                       const fmi2Real v[]) {
  return set(c, r, n, v, VariableType::kReal);
}
fmi2Status fmi2SetInteger(fmi2Component c, const fmi2ValueReference r[], size_t n,
                          const fmi2Integer v[]) {
  return set(c, r, n, v, VariableType::kInteger);
}
fmi2Status fmi2SetBoolean(fmi2Component c, const fmi2ValueReference r[], size_t n,
                          const fmi2Boolean v[]) {
  return set(c, r, n, v, VariableType::kBoolean);
}
fmi2Status fmi2SetString(fmi2Component c, const fmi2ValueReference[], size_t n,
                         const fmi2String[]) {
  return n == 0 ? fmi2OK : of(c).refuse("a string variable");
}

fmi2Status fmi2GetFMUstate(fmi2Component c, fmi2FMUstate* state) {
  return of(c).attempt([&](Component& x) {
    if (!x.model().has_started()) throw std::invalid_argument("there is no state before the start");
    State saved = x.model().save();
    if (*state == nullptr) *state = new State;
    *static_cast<State*>(*state) = std::move(saved);
  });
}
fmi2Status fmi2SetFMUstate(fmi2Component c, fmi2FMUstate state) {
  return of(c).attempt([&](Component& x) {
    if (!x.model().has_started()) x.model().start();
    x.model().restore(*static_cast<const State*>(state));
  });
}
fmi2Status fmi2FreeFMUstate(fmi2Component, fmi2FMUstate* state) {
  delete static_cast<State*>(*state);
  *state = nullptr;
  return fmi2OK;
}
fmi2Status fmi2SerializedFMUstateSize(fmi2Component, fmi2FMUstate state, size_t* size) {
  *size = static_cast<const State*>(state)->size();
  return fmi2OK;
}
fmi2Status fmi2SerializeFMUstate(fmi2Component c, fmi2FMUstate state, fmi2Byte bytes[],
                                 size_t size) {
  const State& s = *static_cast<const State*>(state);
  if (size < s.size()) return of(c).refuse("a state in less than its bytes");
  std::memcpy(bytes, s.data(), s.size());
  return fmi2OK;
}
fmi2Status fmi2DeSerializeFMUstate(fmi2Component, const fmi2Byte bytes[], size_t size,
                                   fmi2FMUstate* state) {
  const auto* first = reinterpret_cast<const std::byte*>(bytes);
  if (*state == nullptr) *state = new State;
  static_cast<State*>(*state)->assign(first, first + size);
  return fmi2OK;
}

fmi2Status fmi2GetDirectionalDerivative(fmi2Component c, const fmi2ValueReference[], size_t,
                                        const fmi2ValueReference[], size_t, const fmi2Real[],
                                        fmi2Real[]) {
  return of(c).refuse("a directional derivative");
}
fmi2Status fmi2SetRealInputDerivatives(fmi2Component c, const fmi2ValueReference[], size_t,
                                       const fmi2Integer[], const fmi2Real[]) {
  return of(c).refuse("a derivative of an input");
}
fmi2Status fmi2GetRealOutputDerivatives(fmi2Component c, const fmi2ValueReference[], size_t,
                                        const fmi2Integer[], fmi2Real[]) {
  return of(c).refuse("a derivative of an output");
}

fmi2Status fmi2DoStep(fmi2Component c, fmi2Real time, fmi2Real step, fmi2Boolean) {
  return of(c).attempt([&](Component& x) { x.go_on(time, step); });
}
fmi2Status fmi2CancelStep(fmi2Component c) { return of(c).refuse("a step that is not done yet"); }
fmi2Status fmi2GetStatus(fmi2Component, const fmi2StatusKind, fmi2Status*) { return fmi2Discard; }
fmi2Status fmi2GetRealStatus(fmi2Component c, const fmi2StatusKind kind, fmi2Real* value) {
  if (kind != fmi2LastSuccessfulTime) return fmi2Discard;
  *value = of(c).component->model().time();
  return fmi2OK;
}
fmi2Status fmi2GetIntegerStatus(fmi2Component, const fmi2StatusKind, fmi2Integer*) {
  return fmi2Discard;
}
fmi2Status fmi2GetBooleanStatus(fmi2Component, const fmi2StatusKind kind, fmi2Boolean* value) {
  if (kind != fmi2Terminated) return fmi2Discard;
  *value = fmi2False;
  return fmi2OK;
}
fmi2Status fmi2GetStringStatus(fmi2Component, const fmi2StatusKind, fmi2String*) {
  return fmi2Discard;
}
