// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/rest.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <utility>

#include <Eigen/LU>

namespace inversim {
namespace {

constexpr double kFilling = 600.0;    // [Pa] venous pressure of the first guess
constexpr double kStep = 0.1;         // [s] averaged
constexpr double kTolerance = 1e-12;  // [m3/s] of any volume
constexpr int kMostSteps = 30000;
constexpr double kBeatingStep = 1e-3;  // [s]
constexpr double kBeatingTime = 60.0;  // [s] for the beating face to settle from the averaged one

// volumes near rest, total exact
CirculationState<double> first_guess(const CirculationModel<double>& model,
                                     const CirculationInput<double>& input, double since) {
  CirculationState<double> state{};
  double total = 0.0;
  const double arrived = 1.0 - std::exp(-since / model.interstitium.time);
  for (int k = 0; k < kTissues; ++k) {
    state.tissue[k] = arrived * tissue_target<double>(model.interstitium, input, k);
    total += state.tissue[k];
  }
  for (int i = 0; i < kVessels; ++i) {
    const double pressure = i < kFirstVein ? model.reflex.set_point : kFilling;
    state.volume[i] = model.unstressed[i] + model.compliance[i] * pressure;
    total += state.volume[i];
  }
  for (const Compartment c : {kRightHeart, kLeftHeart}) {
    const VentricleModel<double>& side = c == kRightHeart ? model.right : model.left;
    state.volume[c] = side.unstressed + 2.0 * side.diastolic_compliance * kFilling;
    total += state.volume[c];
  }
  state.volume[kSplanchnicVeins] += model.blood_volume - total;
  return state;
}

/// Pressures and the brain's flow of an averaged state.
struct Look {
  CirculationPressures<double> p;
  BrainFlow<double> brain;
  double atrium;  // [Pa]
};

Look look_at(const CirculationModel<double>& model, const CirculationState<double>& state,
             const CirculationInput<double>& input) {
  Look l;
  pressures<Face::kAveraged, double>(model, state, input, l.p);
  l.brain = brain_of<double>(model, state, l.p);
  l.atrium = l.p.head[kRightHeart];
  return l;
}

// fluid and eye where they would be after hours
void settle_slow(const CirculationModel<double>& model, const CirculationInput<double>& input,
                 CirculationState<double>& state) {
  const Look l = look_at(model, state, input);
  const BrainModel<double>& b = model.brain;
  const double fluid = l.brain.sinus + b.formation * b.outflow - fluid_column<double>(b, input);
  const double least = 0.05 * b.rest_pressure;
  const double taken_up = std::log(std::fmax(fluid, least) / b.rest_pressure) / b.elastance;
  state.brain.fluid = taken_up - (state.volume[kHeadArteries] - b.rest_arteries) -
                      (state.volume[kHeadVeins] - b.rest_veins);
  const EyeModel<double>& e = model.eye;
  const double evp =
      episcleral_pressure<double>(e, input, l.atrium, model.surroundings.blood_weight);
  state.eye.choroid = filled_choroid<double>(e, evp);
  state.eye.aqueous =
      std::log((e.rest_pressure + evp - e.rest_episcleral) / e.rest_pressure) / e.rigidity -
      state.eye.choroid;
}

double fastest(const CirculationState<double>& a, const CirculationState<double>& b) {
  double most = 0.0;
  for (int i = 0; i < kCompartments; ++i)
    most = std::fmax(most, std::fabs(a.volume[i] - b.volume[i]) / kStep);
  return most;
}

// what comes to rest: all of a state but its beat, and one number beside it
constexpr int kUnknowns =
    static_cast<int>(offsetof(CirculationState<double>, beat) / sizeof(double)) + 1;
using Unknowns = Eigen::Matrix<double, kUnknowns, 1>;
using Jacobian = Eigen::Matrix<double, kUnknowns, kUnknowns>;

// blood and fluid come first [m3]; the others are pressures and shares
constexpr int kFluids =
    static_cast<int>(offsetof(CirculationState<double>, reflex) / sizeof(double));

Unknowns unknowns_of(const CirculationState<double>& state, double beside) {
  Unknowns x;
  std::memcpy(x.data(), &state, offsetof(CirculationState<double>, beat));
  x[kUnknowns - 1] = beside;
  return x;
}

void set_state(const Unknowns& x, CirculationState<double>& state) {
  std::memcpy(&state, x.data(), offsetof(CirculationState<double>, beat));
}

/// Takes x near to where a step leaves it as it is, by Newton's method with differences for
/// derivatives, small beside how far flows are from where their laws bend (the brain's regulation
/// bends at rest itself): `step(x)` is what it becomes. A step keeps the sum of all volumes, so
/// that what is solved for keeps it too. Some steps come first, and a move is shortened until it
/// leads nearer; where none does it stops, and how near is for the caller to see.
template <class Step>
void approach(const Step& step, Unknowns& x) {
  constexpr int kMost = 20, kFirstSteps = 100, kHalvings = 8;
  constexpr double kStill = 1e-10;  // [Pa] in a step
  for (int n = 0; n < kFirstSteps; ++n) x = step(x);
  const auto size = [](const Unknowns& r) {
    constexpr double kVolume = 1e-4;  // [m3] that counts as much as a pascal
    return std::max(r.head<kFluids>().cwiseAbs().maxCoeff() / kVolume,
                    r.tail<kUnknowns - kFluids>().cwiseAbs().maxCoeff());
  };
  const double all = x.head<kFluids>().sum();
  Unknowns r = step(x) - x;
  for (int n = 0; n < kMost && size(r) > kStill; ++n) {
    Jacobian A = Jacobian::Identity();
    for (int k = 0; k < kUnknowns; ++k) {
      const double d = 1e-9 * std::fabs(x[k]) + (k < kFluids ? 1e-12 : 1e-7);
      Unknowns y = x;
      y[k] += d;
      A.col(k) -= (step(y) - y - r) / d + Unknowns::Unit(k);
    }
    // what no step moves stays, and so does the sum of volumes
    for (int k = 0; k < kUnknowns; ++k) {
      if (A.row(k).cwiseAbs().maxCoeff() < 1e-9) A(k, k) = 1.0;
    }
    A.topLeftCorner<kCompartments, kCompartments>().array() += 1.0 / kCompartments;
    const Unknowns way = A.partialPivLu().solve(r);
    double share = 1.0;
    for (int k = 0;; ++k, share *= 0.5) {
      if (k > kHalvings) return;
      Unknowns moved = x + share * way;
      moved[kSplanchnicVeins] += all - moved.head<kFluids>().sum();  // what rounding lost
      const Unknowns left = step(moved) - moved;
      if (!left.allFinite() || size(left) >= size(r)) continue;
      x = moved;
      r = left;
      break;
    }
  }
}

}  // namespace

CirculationInput<double> straight_body(const double (&upright)[kLandmarks], double sine) {
  CirculationInput<double> input{};
  for (int i = 0; i < kLandmarks; ++i) input.height[i] = -upright[i] * sine;
  input.thorax_sine = sine;
  return input;
}

void set_rest(double intraocular, CirculationModel<double>& model) {
  const CirculationInput<double> supine = straight_body(model.landmark, 0.0);
  // the brain neither regulates nor gives way, so that its flow can be taken as the resting one
  CirculationModel<double> passive = model;
  BrainModel<double>& b = passive.brain;
  b.passive = b.dilating_gain = b.narrowing_gain = b.elastance = 0.0;
  b.rest_flow = b.rest_perfusion = b.rest_pressure = 1.0;
  passive.eye.rest_episcleral = passive.eye.rest_atrium = 0.0;
  CirculationState<double> state = first_guess(passive, supine, 0.0);
  const auto pressure_of = [&](const CirculationState<double>& at) {
    return look_at(passive, at, supine).brain.sinus + b.formation * b.outflow;
  };
  Unknowns x = unknowns_of(state, b.rest_pressure);
  approach(
      [&](const Unknowns& from) {
        CirculationState<double> s = state;
        set_state(from, s);
        b.rest_pressure = from[kUnknowns - 1];
        step<Face::kAveraged, double>(passive, s, supine, kStep);
        s.brain = {};
        s.eye = {};
        return unknowns_of(s, pressure_of(s));
      },
      x);
  set_state(x, state);
  b.rest_pressure = x[kUnknowns - 1];
  for (int n = 0; n < kMostSteps; ++n) {
    const CirculationState<double> before = state;
    step<Face::kAveraged, double>(passive, state, supine, kStep);
    state.brain = {};
    state.eye = {};
    if (n % 20 != 19) continue;
    const double pressure = pressure_of(state);
    const bool still = std::fabs(pressure - b.rest_pressure) < 1e-9 * pressure;
    b.rest_pressure = pressure;
    if (still && fastest(state, before) < kTolerance) break;
  }
  const Look l = look_at(passive, state, supine);
  BrainModel<double>& to = model.brain;
  to.rest_pressure = b.rest_pressure;
  to.rest_flow = l.brain.flow;
  to.rest_perfusion = l.p.head[kHeadArteries] - std::fmax(b.rest_pressure, l.p.head[kHeadVeins]);
  to.rest_arteries = state.volume[kHeadArteries];
  to.rest_veins = state.volume[kHeadVeins];
  for (int i = 0; i < kCompartments; ++i) model.rest_volume[i] = state.volume[i];
  EyeModel<double>& eye = model.eye;
  eye.rest_atrium = l.atrium;
  eye.rest_episcleral = softmax<double>(eye.floor, eye.venous, eye.width);
  eye.rest_pressure = intraocular > 0 ? intraocular : eye.rest_pressure + eye.rest_episcleral;
}

CirculationOutputs<double> lying_at_rest(const CirculationModel<double>& model,
                                         RestingStates* known) {
  const CirculationInput<double> supine = straight_body(model.landmark, 0.0);
  const CirculationState<double> state =
      known != nullptr ? known->find(model, supine) : resting_state(model, supine);
  CirculationOutputs<double> out;
  read_outputs<Face::kAveraged, double>(model, state, supine, out);
  return out;
}

CirculationState<double> resting_state(const CirculationModel<double>& model,
                                       const CirculationInput<double>& input, Face face,
                                       double since) {
  CirculationState<double> state = first_guess(model, input, since);
  const CirculationState<double> fluid = state;
  const auto advance = [&](CirculationState<double>& s) {
    step<Face::kAveraged, double>(model, s, input, kStep);
    for (int k = 0; k < kTissues; ++k) {  // fluid waits
      const double moved = s.tissue[k] - fluid.tissue[k];
      s.tissue[k] = fluid.tissue[k];
      s.volume[kTissueVein[k]] += moved;
    }
    settle_slow(model, input, s);
  };
  Unknowns x = unknowns_of(state, 0.0);
  approach(
      [&](const Unknowns& from) {
        CirculationState<double> s = state;
        set_state(from, s);
        advance(s);
        return unknowns_of(s, 0.0);
      },
      x);
  set_state(x, state);
  // what rounding has put into the chambers that only beat, and lost of the blood
  for (const Compartment c : {kRightVentricle, kLeftVentricle}) state.volume[c] = fluid.volume[c];
  double total = 0.0;
  for (const double v : state.volume) total += v;
  for (const double v : state.tissue) total += v;
  state.volume[kSplanchnicVeins] += model.blood_volume - total;
  // the slowest pathway takes half a minute; what is left after ten of them is rounding
  for (int n = 0; n < kMostSteps; ++n) {
    const CirculationState<double> before = state;
    advance(state);
    if (n % 100 == 99 && fastest(state, before) < kTolerance) break;
  }
  if (face == Face::kAveraged) return state;

  // atria and ventricles share what the sides hold, as their compliances in diastole do
  for (int side = 0; side < 2; ++side) {
    const auto& atrium = model.heart.chamber[kRightAtrialChamber + side];
    const auto& ventricle = model.heart.chamber[kRightVentricularChamber + side];
    const double stressed =
        state.volume[kRightHeart + side] - atrium.unstressed - ventricle.unstressed;
    const double part = ventricle.diastolic_elastance /
                        (ventricle.diastolic_elastance + atrium.diastolic_elastance);
    state.volume[kRightHeart + side] = atrium.unstressed + part * stressed;
    state.volume[kRightVentricle + side] = ventricle.unstressed + (1 - part) * stressed;
  }
  const CirculationPressures<double> p = look_at(model, state, input).p;
  BeatState<double>& beat = state.beat;
  beat.period = heart_period<double>(model.reflex, state.reflex);
  beat.length = beat.since_ventricular = beat.period;
  beat.mean[kMeanBrainFlow] = model.brain.rest_flow;
  beat.mean[kMeanFilling] = model.reflex.filling_set;
  beat.mean[kMeanRightAtrium] = p.head[kRightHeart];
  for (int s = 0; s < kPulseSites; ++s) beat.low[s] = beat.high[s] = model.reflex.set_point;
  const long steps = std::lround(kBeatingTime / kBeatingStep);
  for (long n = 0; n < steps; ++n) step<Face::kBeating, double>(model, state, input, kBeatingStep);
  return state;
}

CirculationState<double> RestingStates::find(const CirculationModel<double>& model,
                                             const CirculationInput<double>& input, Face face,
                                             double since) {
  const auto bytes = [](const auto& value) {
    return std::string_view(reinterpret_cast<const char*>(&value), sizeof value);
  };
  std::string key(bytes(model));
  key += bytes(input);
  key += bytes(since);
  key += face == Face::kBeating ? 'b' : 'a';
  {
    const std::scoped_lock lock(mutex_);
    const auto known = states_.find(key);
    if (known != states_.end()) return known->second;
  }
  const CirculationState<double> state = resting_state(model, input, face, since);
  const std::scoped_lock lock(mutex_);
  if (states_.size() >= kMost) states_.clear();
  states_.emplace(std::move(key), state);
  return state;
}

}  // namespace inversim
