// SPDX-License-Identifier: Apache-2.0
// Four beating chambers on the same vessels, supine, reflex at rest, by small explicit steps: what
// both faces are measured against. Of the network only the vessel laws are shared with them.
#pragma once

#include <cmath>

#include "inversim/circulation/rest.h"

namespace inversim {

/// One side of the heart over a cycle in the steady state. Pressures transmural.
struct BeatingSide {
  double end_diastolic = 0.0;   ///< [m3]
  double end_systolic = 0.0;    ///< [m3]
  double mean_ventricle = 0.0;  ///< time mean of the volume [m3]
  double mean_atrium = 0.0;     ///< [m3]
  double atrial = 0.0;          ///< time mean [Pa]
  double arterial = 0.0;        ///< time mean [Pa]
};

struct BeatingHeart {
  BeatingSide right, left;
  double systolic = 0.0;   ///< highest pressure in the arch, gauge [Pa]
  double diastolic = 0.0;  ///< lowest
  double mean = 0.0;
  double output = 0.0;     ///< [m3/s]
  double pulmonary = 0.0;  ///< mean pulmonary artery pressure, gauge [Pa]
};

/// Elastance of a chamber at `t` after its own onset: half a cosine up over `systole`, half of one
/// twice as fast down (Heldt 2004).
inline double elastance(const ChamberFigures& c, double t, double systole) {
  constexpr double kPi = 3.14159265358979323846;
  const double swing = 0.5 * (c.systolic_elastance - c.diastolic_elastance);
  if (t < 0 || t > 1.5 * systole) return c.diastolic_elastance;
  if (t <= systole) return c.diastolic_elastance + swing * (1 - std::cos(kPi * t / systole));
  return c.diastolic_elastance + swing * (1 + std::cos(2 * kPi * (t - systole) / systole));
}

inline BeatingHeart beat(const CirculationParameters& p, const CirculationModel<double>& model,
                         double duration, double dt) {
  const CirculationInput<double> supine = straight_body(model.landmark, 0.0);
  // the reflex at rest and the averaged model's volumes as a start; hearts split up
  CirculationState<double> state = resting_state(model, supine);
  state.reflex = {};
  double chamber[4] = {};  // right atrium and ventricle, left atrium and ventricle
  const ChamberFigures* figures[4] = {&p.right_atrium, &p.right_ventricle, &p.left_atrium,
                                      &p.left_ventricle};
  for (int side = 0; side < 2; ++side) {
    const double stressed = state.volume[kRightHeart + side] - figures[2 * side]->unstressed -
                            figures[2 * side + 1]->unstressed;
    chamber[2 * side] = figures[2 * side]->unstressed + 0.2 * stressed;
    chamber[2 * side + 1] = figures[2 * side + 1]->unstressed + 0.8 * stressed;
  }
  const double inlet[2] = {p.resistance[kTricuspidValve], p.resistance[kMitralValve]};
  const double outlet[2] = {p.resistance[kPulmonaryValve], p.resistance[kAorticValve]};
  const int artery[2] = {kPulmonaryArteries, kAorticArch};
  const double period = model.reflex.resting_period, root = std::sqrt(period);
  const double delay = p.atrioventricular_delay * root;

  BeatingHeart heart;
  BeatingSide* sides[2] = {&heart.right, &heart.left};
  const long steps = std::lround(duration / dt), beat_steps = std::lround(period / dt);
  const long last = (steps / beat_steps - 1) * beat_steps;  // the last whole beat
  for (BeatingSide* s : sides) s->end_systolic = 1.0;
  heart.diastolic = 1e9;
  for (long n = 0; n < last + beat_steps; ++n) {
    const double t = static_cast<double>(n % beat_steps) * dt;
    CirculationPressures<double> q;
    pressures<Face::kAveraged, double>(model, state, supine, q);
    const double thorax = q.around.external[kLeftHeart];
    double pressure[4];
    for (int c = 0; c < 4; ++c) {
      const bool ventricle = c % 2 == 1;
      const double e = ventricle ? elastance(*figures[c], t - delay, p.ventricular_systole * root)
                                 : elastance(*figures[c], t, p.atrial_systole * root);
      pressure[c] = e * (chamber[c] - figures[c]->unstressed) + thorax;
    }
    double net[kCompartments] = {}, chamber_net[4] = {};
    q.head[kRightHeart] = pressure[0];
    q.head[kLeftHeart] = pressure[2];
    for (int e = 0; e < kEdges; ++e) {
      const EdgeRow& row = kEdgeRows[e];
      if (row.flow == Flow::kPump || row.flow == Flow::kHeartValve) continue;
      const double flow = row.flow == Flow::kBrain ? brain_of<double>(model, state, q).flow
                                                   : edge_flow<double>(model, state, q, e).flow;
      net[row.from] -= flow;
      if (row.to == kRightHeart || row.to == kLeftHeart)
        chamber_net[row.to == kRightHeart ? 0 : 2] += flow;
      else
        net[row.to] += flow;
    }
    double out = 0.0;
    for (int side = 0; side < 2; ++side) {
      const auto through = [&](double drive) {
        return valve<double>(drive, p.valve_width, 0).value;
      };
      const double fill = through(pressure[2 * side] - pressure[2 * side + 1]) / inlet[side];
      out = through(pressure[2 * side + 1] - q.head[artery[side]]) / outlet[side];
      chamber_net[2 * side] -= fill;
      chamber_net[2 * side + 1] += fill - out;
      net[artery[side]] += out;
    }
    if (n >= last) {
      const double share = 1.0 / static_cast<double>(beat_steps);
      for (int side = 0; side < 2; ++side) {
        BeatingSide& s = *sides[side];
        s.end_diastolic = std::fmax(s.end_diastolic, chamber[2 * side + 1]);
        s.end_systolic = std::fmin(s.end_systolic, chamber[2 * side + 1]);
        s.mean_ventricle += share * chamber[2 * side + 1];
        s.mean_atrium += share * chamber[2 * side];
        s.atrial += share * (pressure[2 * side] - thorax);
        s.arterial += share * (q.head[artery[side]] - thorax);
      }
      const double arch = q.head[kAorticArch];
      heart.systolic = std::fmax(heart.systolic, arch);
      heart.diastolic = std::fmin(heart.diastolic, arch);
      heart.mean += share * arch;
      heart.pulmonary += share * q.head[kPulmonaryArteries];
      heart.output += share * out;
    }
    for (int i = 0; i < kVessels; ++i) state.volume[i] += dt * net[i];
    for (int c = 0; c < 4; ++c) chamber[c] += dt * chamber_net[c];
  }
  return heart;
}

}  // namespace inversim
