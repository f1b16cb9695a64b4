// SPDX-License-Identifier: Apache-2.0
// The functions of FMI 3.0 for co-simulation.
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

#include <fmi3Functions.h>
#include "inversim/fmu/component.h"

namespace {

using inversim::Component;
using inversim::FmuVariable;
using inversim::VariableType;
using State = std::vector<std::byte>;

struct Instance {
  fmi3LogMessageCallback logger = nullptr;
  fmi3InstanceEnvironment environment = nullptr;
  std::unique_ptr<Component> component;

  void log(bool is_error, const std::string& sentence) const {
    if (logger != nullptr)
      logger(environment, is_error ? fmi3Error : fmi3OK, is_error ? "error" : "event",
             sentence.c_str());
  }
  fmi3Status attempt(const std::function<void(Component&)>& action) const {
    return component->attempt([&] { action(*component); }) ? fmi3OK : fmi3Error;
  }
};

Instance& of(fmi3Instance i) { return *static_cast<Instance*>(i); }

fmi3Status refuse(fmi3Instance i, const char* what) {
  of(i).log(true, std::string(what) + " is not supported");
  return fmi3Error;
}

/// Reference 0 is the time.
template <class Value>
fmi3Status get(fmi3Instance i, const fmi3ValueReference references[], size_t count, Value values[],
               size_t room, VariableType type) {
  return of(i).attempt([&](Component& x) {
    size_t at = 0;
    for (size_t k = 0; k < count; ++k) {
      if (references[k] == 0 && type == VariableType::kReal && at < room) {
        values[at++] = static_cast<Value>(x.model().time());
        continue;
      }
      const FmuVariable& v = x.variable(references[k] - 1u);
      const size_t width = v.labels.empty() ? 1 : v.labels.size();
      if (at + width > room) throw std::invalid_argument(v.name + " has more values than room");
      for (size_t e = 0; e < width; ++e) values[at++] = static_cast<Value>(x.get({&v, e}, type));
    }
    if (at != room) throw std::invalid_argument("there are fewer values than room for them");
  });
}

template <class Value>
fmi3Status set(fmi3Instance i, const fmi3ValueReference references[], size_t count,
               const Value values[], size_t given, VariableType type) {
  return of(i).attempt([&](Component& x) {
    if (given != count) throw std::invalid_argument("what can be set has one value each");
    for (size_t k = 0; k < count; ++k)
      x.set({&x.variable(references[k] - 1u), 0}, type, static_cast<double>(values[k]));
  });
}

}  // namespace

const char* fmi3GetVersion() { return fmi3Version; }

fmi3Status fmi3SetDebugLogging(fmi3Instance i, fmi3Boolean on, size_t, const fmi3String[]) {
  of(i).component->tell_events(on);
  return fmi3OK;
}

fmi3Instance fmi3InstantiateModelExchange(fmi3String, fmi3String, fmi3String, fmi3Boolean,
                                          fmi3Boolean, fmi3InstanceEnvironment environment,
                                          fmi3LogMessageCallback log) {
  if (log != nullptr) log(environment, fmi3Error, "error", "it is for co-simulation only");
  return nullptr;
}

fmi3Instance fmi3InstantiateScheduledExecution(fmi3String, fmi3String, fmi3String, fmi3Boolean,
                                               fmi3Boolean, fmi3InstanceEnvironment environment,
                                               fmi3LogMessageCallback log, fmi3ClockUpdateCallback,
                                               fmi3LockPreemptionCallback,
                                               fmi3UnlockPreemptionCallback) {
  if (log != nullptr) log(environment, fmi3Error, "error", "it is for co-simulation only");
  return nullptr;
}

fmi3Instance fmi3InstantiateCoSimulation(fmi3String, fmi3String, fmi3String resources, fmi3Boolean,
                                         fmi3Boolean logging, fmi3Boolean, fmi3Boolean,
                                         const fmi3ValueReference[], size_t,
                                         fmi3InstanceEnvironment environment,
                                         fmi3LogMessageCallback log,
                                         fmi3IntermediateUpdateCallback) {
  auto instance = std::make_unique<Instance>();
  instance->logger = log;
  instance->environment = environment;
  try {
    Instance* self = instance.get();
    instance->component = std::make_unique<Component>(
        inversim::resource_path(resources != nullptr ? resources : ""),
        [self](bool is_error, const std::string& sentence) { self->log(is_error, sentence); });
    instance->component->tell_events(logging);
    return instance.release();
  } catch (const std::exception& e) {
    instance->log(true, e.what());
    return nullptr;
  }
}

void fmi3FreeInstance(fmi3Instance i) { delete static_cast<Instance*>(i); }

fmi3Status fmi3EnterInitializationMode(fmi3Instance i, fmi3Boolean, fmi3Float64, fmi3Float64 start,
                                       fmi3Boolean, fmi3Float64) {
  return of(i).attempt([&](Component&) {
    if (start != 0.0) throw std::invalid_argument("a scenario starts at 0 s");
  });
}

fmi3Status fmi3ExitInitializationMode(fmi3Instance i) {
  return of(i).attempt([](Component& x) {
    if (!x.model().has_started()) x.model().start();
  });
}

fmi3Status fmi3Terminate(fmi3Instance) { return fmi3OK; }
fmi3Status fmi3EnterStepMode(fmi3Instance) { return fmi3OK; }
fmi3Status fmi3Reset(fmi3Instance i) {
  return of(i).attempt([](Component& x) { x.model().stop(); });
}

fmi3Status fmi3GetFloat64(fmi3Instance i, const fmi3ValueReference r[], size_t n, fmi3Float64 v[],
                          size_t room) {
  return get(i, r, n, v, room, VariableType::kReal);
}
fmi3Status fmi3GetInt32(fmi3Instance i, const fmi3ValueReference r[], size_t n, fmi3Int32 v[],
                        size_t room) {
  return get(i, r, n, v, room, VariableType::kInteger);
}
fmi3Status fmi3GetBoolean(fmi3Instance i, const fmi3ValueReference r[], size_t n, fmi3Boolean v[],
                          size_t room) {
  return get(i, r, n, v, room, VariableType::kBoolean);
}
fmi3Status fmi3SetFloat64(fmi3Instance i, const fmi3ValueReference r[], size_t n,
                          const fmi3Float64 v[], size_t given) {
  return set(i, r, n, v, given, VariableType::kReal);
}
fmi3Status fmi3SetInt32(fmi3Instance i, const fmi3ValueReference r[], size_t n, const fmi3Int32 v[],
                        size_t given) {
  return set(i, r, n, v, given, VariableType::kInteger);
}
fmi3Status fmi3SetBoolean(fmi3Instance i, const fmi3ValueReference r[], size_t n,
                          const fmi3Boolean v[], size_t given) {
  return set(i, r, n, v, given, VariableType::kBoolean);
}

fmi3Status fmi3GetFMUState(fmi3Instance i, fmi3FMUState* state) {
  return of(i).attempt([&](Component& x) {
    if (!x.model().has_started()) throw std::invalid_argument("there is no state before the start");
    State saved = x.model().save();
    if (*state == nullptr) *state = new State;
    *static_cast<State*>(*state) = std::move(saved);
  });
}
fmi3Status fmi3SetFMUState(fmi3Instance i, fmi3FMUState state) {
  return of(i).attempt([&](Component& x) {
    if (!x.model().has_started()) x.model().start();
    x.model().restore(*static_cast<const State*>(state));
  });
}
fmi3Status fmi3FreeFMUState(fmi3Instance, fmi3FMUState* state) {
  delete static_cast<State*>(*state);
  *state = nullptr;
  return fmi3OK;
}
fmi3Status fmi3SerializedFMUStateSize(fmi3Instance, fmi3FMUState state, size_t* size) {
  *size = static_cast<const State*>(state)->size();
  return fmi3OK;
}
fmi3Status fmi3SerializeFMUState(fmi3Instance i, fmi3FMUState state, fmi3Byte bytes[],
                                 size_t size) {
  const State& s = *static_cast<const State*>(state);
  if (size < s.size()) return refuse(i, "a state in less than its bytes");
  std::memcpy(bytes, s.data(), s.size());
  return fmi3OK;
}
fmi3Status fmi3DeserializeFMUState(fmi3Instance, const fmi3Byte bytes[], size_t size,
                                   fmi3FMUState* state) {
  const auto* first = reinterpret_cast<const std::byte*>(bytes);
  if (*state == nullptr) *state = new State;
  static_cast<State*>(*state)->assign(first, first + size);
  return fmi3OK;
}

fmi3Status fmi3DoStep(fmi3Instance i, fmi3Float64 time, fmi3Float64 step, fmi3Boolean,
                      fmi3Boolean* event, fmi3Boolean* terminate, fmi3Boolean* early,
                      fmi3Float64* last) {
  *event = *terminate = *early = false;
  const fmi3Status status = of(i).attempt([&](Component& x) { x.go_on(time, step); });
  *last = of(i).component->model().time();
  return status;
}

// ---- what is not there: other types, clocks, derivatives, model exchange

fmi3Status fmi3EnterEventMode(fmi3Instance i) { return refuse(i, "fmi3EnterEventMode"); }
fmi3Status fmi3GetFloat32(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3Float32[],
                          size_t) {
  return refuse(i, "fmi3GetFloat32");
}
fmi3Status fmi3GetInt8(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3Int8[], size_t) {
  return refuse(i, "fmi3GetInt8");
}
fmi3Status fmi3GetUInt8(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3UInt8[], size_t) {
  return refuse(i, "fmi3GetUInt8");
}
fmi3Status fmi3GetInt16(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3Int16[], size_t) {
  return refuse(i, "fmi3GetInt16");
}
fmi3Status fmi3GetUInt16(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3UInt16[], size_t) {
  return refuse(i, "fmi3GetUInt16");
}
fmi3Status fmi3GetUInt32(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3UInt32[], size_t) {
  return refuse(i, "fmi3GetUInt32");
}
fmi3Status fmi3GetInt64(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3Int64[], size_t) {
  return refuse(i, "fmi3GetInt64");
}
fmi3Status fmi3GetUInt64(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3UInt64[], size_t) {
  return refuse(i, "fmi3GetUInt64");
}
fmi3Status fmi3GetString(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3String[], size_t) {
  return refuse(i, "fmi3GetString");
}
fmi3Status fmi3GetBinary(fmi3Instance i, const fmi3ValueReference[], size_t, size_t[], fmi3Binary[],
                         size_t) {
  return refuse(i, "fmi3GetBinary");
}
fmi3Status fmi3GetClock(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3Clock[]) {
  return refuse(i, "fmi3GetClock");
}
fmi3Status fmi3SetFloat32(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3Float32[],
                          size_t) {
  return refuse(i, "fmi3SetFloat32");
}
fmi3Status fmi3SetInt8(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3Int8[],
                       size_t) {
  return refuse(i, "fmi3SetInt8");
}
fmi3Status fmi3SetUInt8(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3UInt8[],
                        size_t) {
  return refuse(i, "fmi3SetUInt8");
}
fmi3Status fmi3SetInt16(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3Int16[],
                        size_t) {
  return refuse(i, "fmi3SetInt16");
}
fmi3Status fmi3SetUInt16(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3UInt16[],
                         size_t) {
  return refuse(i, "fmi3SetUInt16");
}
fmi3Status fmi3SetUInt32(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3UInt32[],
                         size_t) {
  return refuse(i, "fmi3SetUInt32");
}
fmi3Status fmi3SetInt64(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3Int64[],
                        size_t) {
  return refuse(i, "fmi3SetInt64");
}
fmi3Status fmi3SetUInt64(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3UInt64[],
                         size_t) {
  return refuse(i, "fmi3SetUInt64");
}
fmi3Status fmi3SetString(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3String[],
                         size_t) {
  return refuse(i, "fmi3SetString");
}
fmi3Status fmi3SetBinary(fmi3Instance i, const fmi3ValueReference[], size_t, const size_t[],
                         const fmi3Binary[], size_t) {
  return refuse(i, "fmi3SetBinary");
}
fmi3Status fmi3SetClock(fmi3Instance i, const fmi3ValueReference[], size_t, const fmi3Clock[]) {
  return refuse(i, "fmi3SetClock");
}
fmi3Status fmi3GetNumberOfVariableDependencies(fmi3Instance i, fmi3ValueReference, size_t*) {
  return refuse(i, "fmi3GetNumberOfVariableDependencies");
}
fmi3Status fmi3GetVariableDependencies(fmi3Instance i, fmi3ValueReference, size_t[],
                                       fmi3ValueReference[], size_t[], fmi3DependencyKind[],
                                       size_t) {
  return refuse(i, "fmi3GetVariableDependencies");
}
fmi3Status fmi3GetDirectionalDerivative(fmi3Instance i, const fmi3ValueReference[], size_t,
                                        const fmi3ValueReference[], size_t, const fmi3Float64[],
                                        size_t, fmi3Float64[], size_t) {
  return refuse(i, "fmi3GetDirectionalDerivative");
}
fmi3Status fmi3GetAdjointDerivative(fmi3Instance i, const fmi3ValueReference[], size_t,
                                    const fmi3ValueReference[], size_t, const fmi3Float64[], size_t,
                                    fmi3Float64[], size_t) {
  return refuse(i, "fmi3GetAdjointDerivative");
}
fmi3Status fmi3EnterConfigurationMode(fmi3Instance i) {
  return refuse(i, "fmi3EnterConfigurationMode");
}
fmi3Status fmi3ExitConfigurationMode(fmi3Instance i) {
  return refuse(i, "fmi3ExitConfigurationMode");
}
fmi3Status fmi3GetIntervalDecimal(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3Float64[],
                                  fmi3IntervalQualifier[]) {
  return refuse(i, "fmi3GetIntervalDecimal");
}
fmi3Status fmi3GetIntervalFraction(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3UInt64[],
                                   fmi3UInt64[], fmi3IntervalQualifier[]) {
  return refuse(i, "fmi3GetIntervalFraction");
}
fmi3Status fmi3GetShiftDecimal(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3Float64[]) {
  return refuse(i, "fmi3GetShiftDecimal");
}
fmi3Status fmi3GetShiftFraction(fmi3Instance i, const fmi3ValueReference[], size_t, fmi3UInt64[],
                                fmi3UInt64[]) {
  return refuse(i, "fmi3GetShiftFraction");
}
fmi3Status fmi3SetIntervalDecimal(fmi3Instance i, const fmi3ValueReference[], size_t,
                                  const fmi3Float64[]) {
  return refuse(i, "fmi3SetIntervalDecimal");
}
fmi3Status fmi3SetIntervalFraction(fmi3Instance i, const fmi3ValueReference[], size_t,
                                   const fmi3UInt64[], const fmi3UInt64[]) {
  return refuse(i, "fmi3SetIntervalFraction");
}
fmi3Status fmi3SetShiftDecimal(fmi3Instance i, const fmi3ValueReference[], size_t,
                               const fmi3Float64[]) {
  return refuse(i, "fmi3SetShiftDecimal");
}
fmi3Status fmi3SetShiftFraction(fmi3Instance i, const fmi3ValueReference[], size_t,
                                const fmi3UInt64[], const fmi3UInt64[]) {
  return refuse(i, "fmi3SetShiftFraction");
}
fmi3Status fmi3EvaluateDiscreteStates(fmi3Instance i) {
  return refuse(i, "fmi3EvaluateDiscreteStates");
}
fmi3Status fmi3UpdateDiscreteStates(fmi3Instance i, fmi3Boolean*, fmi3Boolean*, fmi3Boolean*,
                                    fmi3Boolean*, fmi3Boolean*, fmi3Float64*) {
  return refuse(i, "fmi3UpdateDiscreteStates");
}
fmi3Status fmi3EnterContinuousTimeMode(fmi3Instance i) {
  return refuse(i, "fmi3EnterContinuousTimeMode");
}
fmi3Status fmi3CompletedIntegratorStep(fmi3Instance i, fmi3Boolean, fmi3Boolean*, fmi3Boolean*) {
  return refuse(i, "fmi3CompletedIntegratorStep");
}
fmi3Status fmi3SetTime(fmi3Instance i, fmi3Float64) { return refuse(i, "fmi3SetTime"); }
fmi3Status fmi3SetContinuousStates(fmi3Instance i, const fmi3Float64[], size_t) {
  return refuse(i, "fmi3SetContinuousStates");
}
fmi3Status fmi3GetContinuousStateDerivatives(fmi3Instance i, fmi3Float64[], size_t) {
  return refuse(i, "fmi3GetContinuousStateDerivatives");
}
fmi3Status fmi3GetEventIndicators(fmi3Instance i, fmi3Float64[], size_t) {
  return refuse(i, "fmi3GetEventIndicators");
}
fmi3Status fmi3GetContinuousStates(fmi3Instance i, fmi3Float64[], size_t) {
  return refuse(i, "fmi3GetContinuousStates");
}
fmi3Status fmi3GetNominalsOfContinuousStates(fmi3Instance i, fmi3Float64[], size_t) {
  return refuse(i, "fmi3GetNominalsOfContinuousStates");
}
fmi3Status fmi3GetNumberOfEventIndicators(fmi3Instance i, size_t*) {
  return refuse(i, "fmi3GetNumberOfEventIndicators");
}
fmi3Status fmi3GetNumberOfContinuousStates(fmi3Instance i, size_t*) {
  return refuse(i, "fmi3GetNumberOfContinuousStates");
}
fmi3Status fmi3GetOutputDerivatives(fmi3Instance i, const fmi3ValueReference[], size_t,
                                    const fmi3Int32[], fmi3Float64[], size_t) {
  return refuse(i, "fmi3GetOutputDerivatives");
}
fmi3Status fmi3ActivateModelPartition(fmi3Instance i, fmi3ValueReference, fmi3Float64) {
  return refuse(i, "fmi3ActivateModelPartition");
}
