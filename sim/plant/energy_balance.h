// SPDX-License-Identifier: Apache-2.0
// Where the energy of a plant goes: the work of every force over each step against the change of
// kinetic energy and of height. A check of the integration, for tests and diagnosis.
#pragma once

#include "inversim/plant/plant.h"

namespace inversim {

/// Work done since the start [J], by those who did it. What discs do includes their creep, their
/// stiffening under preload and the muscles of the trunk; tone is given apart as well.
struct EnergyBalanceSheet {
  double kinetic = 0, gravity = 0;  ///< change of energy
  double spine = 0, tone = 0;       ///< tone is a part of spine
  double limbs = 0;                 ///< muscles and laxity of arms and legs
  double cuffs = 0;                 ///< platform and cuffs
  double pivot = 0;                 ///< brake, bearing, stops, helper and motor
  double contact = 0;               ///< the bed on the body
  double floor = 0;                 ///< the floor on a standing frame, and on what falls with it
  double floor_heat = 0;            ///< of that, lost to friction and damping (and to rounding)
  double turnover = 0;              ///< sum of |power| dt of all of them

  /// What is missing, which is the integration's error [J].
  double residual() const {
    return (kinetic + gravity) - (spine + limbs + cuffs + pivot + contact + floor);
  }
};

/// Steps a plant and keeps its books. The bed must be free or braked, not on a prescribed motion,
/// and the input names no body to push and no pull (step() throws std::logic_error).
class EnergyBalance {
 public:
  explicit EnergyBalance(Plant& plant);
  StepStatus step();
  const EnergyBalanceSheet& sheet() const { return sheet_; }

 private:
  void book(double work, double& account);
  template <int NB>
  void keep_books(const PlantState<double>& before, const PlantWork<double, NB>& w);

  Plant* plant_;
  EnergyBalanceSheet sheet_;
  double start_kinetic_ = 0, start_gravity_ = 0, start_floor_ = 0;
};

}  // namespace inversim
