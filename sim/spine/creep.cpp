// SPDX-License-Identifier: Apache-2.0
#include "inversim/spine/creep.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace inversim {
namespace {

/// Follows compliance times force for a time.
double follow(double from, double target, double duration, double tau) {
  return target + (from - target) * (1.0 - creep_share<double>(duration, tau));
}

}  // namespace

Creep<double> make_creep(const CreepFigures& figures, const std::array<double, kLevels>& height,
                         const std::array<double, kLevels>& area, double standing_load) {
  Creep<double> creep{};
  for (int u = 0; u < kCreepUnits; ++u) {
    const CreepUnit& unit = figures.unit[static_cast<std::size_t>(u)];
    creep.loading_time[u] = unit.loading_time;
    creep.unloading_time[u] = unit.unloading_time;
    for (int i = 0; i < kLevels; ++i) {
      const auto at = static_cast<std::size_t>(i);
      if (!(area[at] > 0)) continue;
      const double shape = height[at] / area[at] / figures.reference_shape;
      const bool thoracic = i > kLevelC7T1 && i < kLevelT12L1;
      creep.compliance[i][u] = unit.compliance * std::min(shape, figures.greatest_scale) *
                               (thoracic ? figures.thoracic_factor : 1.0) * figures.age_factor;
    }
  }
  creep.below_sacrum = figures.below_sacrum;
  creep.below_sacrum_time = figures.below_sacrum_time;
  creep.standing_load = standing_load;
  creep.enabled = 1.0;
  return creep;
}

CreepState<double> periodic_creep(const Creep<double>& creep, const Day& day, double clock) {
  if (!(day.rise >= 0 && day.rise < day.to_bed && day.to_bed <= kDay)) {
    throw std::invalid_argument("a day's time to rise must lie before its time to go to bed");
  }
  const double up = day.to_bed - day.rise, down = kDay - up;
  const double since_rise = std::fmod(clock - day.rise + 2 * kDay, kDay);
  // where a unit with both times is, between its two long-time values
  const auto at_clock = [&](double target_up, double target_down, double tau_up, double tau_down) {
    const double e_up = 1.0 - creep_share<double>(up, tau_up);
    const double e_down = 1.0 - creep_share<double>(down, tau_down);
    // evening = target_up + (morning - target_up) e_up, morning likewise from the evening
    const double morning =
        (target_down * (1 - e_down) + e_down * target_up * (1 - e_up)) / (1 - e_up * e_down);
    const double evening = follow(morning, target_up, up, tau_up);
    return since_rise <= up ? follow(morning, target_up, since_rise, tau_up)
                            : follow(evening, target_down, since_rise - up, tau_down);
  };
  CreepState<double> state{};
  for (int i = 0; i < kLevels; ++i) {
    const auto level = static_cast<std::size_t>(i);
    const bool pressed_by_day = day.upright[level] <= day.lying[level];
    for (int u = 0; u < kCreepUnits; ++u) {
      const double loading = creep.loading_time[u], unloading = creep.unloading_time[u];
      state.unit[i][u] = at_clock(
          creep.compliance[i][u] * day.upright[level], creep.compliance[i][u] * day.lying[level],
          pressed_by_day ? loading : unloading, pressed_by_day ? unloading : loading);
    }
  }
  state.below_sacrum =
      at_clock(-creep.below_sacrum, 0.0, creep.below_sacrum_time, creep.below_sacrum_time);
  return state;
}

void lie_down(const Creep<double>& creep, const Day& day, double duration,
              CreepState<double>& state) {
  const CreepShares<double> share = creep_shares(creep, duration);
  for (int i = 0; i < kLevels; ++i) {
    step_creep(creep, share, i, day.lying[static_cast<std::size_t>(i)], state);
  }
  step_below_sacrum(creep, 0.0, duration, state);
}

}  // namespace inversim
