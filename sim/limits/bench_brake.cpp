// SPDX-License-Identifier: Apache-2.0
// What the bench measures of the brake alone: slip torque, wear of a use cycle, whether it opens.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "inversim/limits/bench.h"
#include "inversim/scenario/build_plant.h"

namespace inversim {

Criterion cycle_stop(const Criterion& criterion) {
  Criterion stop;
  stop.quantity = Quantity::kStopHeat;
  stop.rate = criterion.rate;
  stop.latency = criterion.latency;
  stop.brake_friction = criterion.brake_friction;
  return stop;
}

LimitCase cycle_user(const Criterion& criterion, const TableRange& range) {
  LimitCase c;
  c.mass = range.mass_max;
  c.height = range.height_max;
  c.hinge = range.hinge_holes.front();
  c.arms = criterion.cycle_arms;
  c.angle = criterion.cycle_angle;
  return c;
}

CycleWear Bench::cycle_wear(const Criterion& criterion, double worn) {
  Criterion stop = cycle_stop(criterion);
  stop.pads_worn = worn;
  const std::vector<Trace> x =
      traces(stop, cycle_user(criterion, range()), {"pad_wear", "brake_heat"});
  return {criterion.cycle_stops * (x[0].last - worn), criterion.cycle_stops * x[1].last};
}

PlantDesign Bench::closed_brake(double wear) {
  LimitCase light;
  light.hinge = range().hinge_holes.front();
  PlantDesign design = *build_plant(laid(Criterion(), light).root);
  design.start.pads.wear = wear;
  return design;
}

bool Bench::opens(double wear) {
  ++cases_;
  Plant plant(std::make_shared<PlantDesign>(closed_brake(wear)));
  constexpr double kLongest = 2.0, kOpen = 0.01;  // [s] of a hand or coil; share of the force
  const double closed = plant.state().actuator.force;
  plant.input().brake_command = 0.0;
  while (plant.time() < kLongest && plant.state().actuator.force > kOpen * closed) {
    if (plant.step() != StepStatus::kOk) throw std::runtime_error(plant.failure());
  }
  return plant.state().actuator.force <= kOpen * closed;
}

double Bench::slip_torque(double brake_friction, double wear) {
  const std::pair key{brake_friction, wear};
  if (const auto known = slip_.find(key); known != slip_.end()) return known->second;
  ++cases_;
  auto design = std::make_shared<PlantDesign>(closed_brake(wear));
  design->model.brake.mu_static *= brake_friction;
  design->model.brake.mu_kinetic *= brake_friction;
  // a closed brake, a bed near balance, and a motor that pulls 200 N m/s harder and harder
  design->start.brake =
      friction_at_rest<double>(design->model.brake, design->start.brake.grip, 0.0);
  Plant plant(std::move(design));
  constexpr double kRamp = 200.0, kSlipped = 0.02, kLongest = 60.0;
  double most = 0.0;
  while (std::fabs(plant.state().brake.slip) < kSlipped && plant.time() < kLongest) {
    plant.input().motor_torque += kRamp * plant.design().step;
    if (plant.step() != StepStatus::kOk) throw std::runtime_error(plant.failure());
    most = std::max(most, std::fabs(plant.state().brake.torque));
  }
  return slip_[key] = most;
}

}  // namespace inversim
