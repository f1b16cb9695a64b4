// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/bench.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/math/angle.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/session.h"
#include "inversim/scenario/watch.h"

namespace inversim {
namespace {

const char* signal_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::kStopMargin:
    case Quantity::kPowerLossMargin:
      return "tipping_margin";
    case Quantity::kStopHeat:
      return "brake_heat";
    case Quantity::kFallRate:
    case Quantity::kStrapRate:
      return "bed_rate";
    case Quantity::kStrapPeak:
      return "tether_tension";
    default:
      return "bed_angle";
  }
}

double read_trace(Quantity quantity, const Trace& x) {
  switch (quantity) {
    case Quantity::kStopOvershoot:
      return std::max(x.greatest - x.first, x.first - x.least);
    case Quantity::kStopMargin:
    case Quantity::kPowerLossMargin:
      return x.least;
    case Quantity::kPowerLossTravel:
      return x.greatest - x.least;
    case Quantity::kStrapPeak:
    case Quantity::kStrapOvershoot:
      return x.greatest;
    case Quantity::kStrapRate:
      return x.any ? x.first : 0.0;
    case Quantity::kFallRate:
      return std::max(x.greatest, -x.least);
    default:
      return x.last;
  }
}

}  // namespace

Bench::Bench(const BenchFiles& files, Overlay overlay)
    : files_(&files), overlay_(std::move(overlay)) {}

Bench::Laid& Bench::document(const std::string& scenario) {
  const auto found = documents_.find(scenario);
  if (found != documents_.end()) return found->second;
  Laid& made = documents_[scenario];
  made.document = files_->scenario.at(scenario);
  for (const std::string& setting : overlay_) {
    const auto wrong = apply_setting(made.document, setting);
    if (!wrong.empty()) refuse(wrong);
  }
  made.base = base_figures(made.document);
  return made;
}

const Document& Bench::laid(const Criterion& criterion, const LimitCase& c) {
  Laid& laid = document(scenario_of(criterion.quantity));
  // pads as they are, then as the criterion has them
  if (laid.friction != 1.0) {
    lay(pad_settings(laid.base, 1.0, 1.0 / laid.friction), laid.document);
  }
  laid.friction = criterion.brake_friction;
  lay(settings_of(criterion, c, laid.document, laid.base), laid.document);
  return laid.document;
}

TableRange Bench::range() const {
  return table_range(files_->scenario.at("limits/hold").root.at("table"));
}

Bench::Rest::Rest(std::shared_ptr<const PlantDesign> design, const PlantKernels& kernels)
    : plant_(std::move(design), kernels), start_(plant_.state()) {
  // at rest, whatever the brake can do
  plant_.input().prescribed = 1.0;
  plant_.input().prescribed_acceleration = 0.0;
}

AtRest Bench::Rest::at(double angle) {
  PlantState<double> s = start_;
  JointState<double>& bed = s.tree.joint[kBedBody];
  bed.angle = angle;
  bed.q_PB = {std::cos(0.5 * angle), 0.0, std::sin(0.5 * angle), 0.0};
  plant_.restore(s);
  const Observation o = observe(plant_);
  return {o.weight_torque, o.tipping_margin, o.cuff_pull,
          o.pivot_force,   o.head_clearance, o.tether_hold};
}

double Bench::Rest::bearing_friction() const { return plant_.model().bearing_grip; }

Bench::Rest Bench::at_rest(const Criterion& criterion, const LimitCase& c) {
  ++cases_;
  return Rest(build_plant(laid(criterion, c).root), *kernels_);
}

double read_at_rest(Quantity quantity, const AtRest& rest, double bearing_friction) {
  switch (quantity) {
    case Quantity::kHoldingTorque:
      return std::fabs(rest.weight_torque);
    case Quantity::kStaticMargin:
      return rest.tipping_margin;
    case Quantity::kClampPull:
      return rest.cuff_pull;
    case Quantity::kPivotForce:
      return rest.pivot_force;
    case Quantity::kReturnMoment:
      return -rest.weight_torque - bearing_friction;
    case Quantity::kHeadClearance:
      return rest.head_clearance;
    case Quantity::kStrapLoad:
      return rest.tether_hold;
    default:
      throw std::logic_error("not a quantity at rest");
  }
}

double Bench::figure(const Criterion& criterion, const LimitCase& c) {
  if (!is_static(criterion.quantity)) {
    const Trace x = traces(criterion, c, {signal_of(criterion.quantity)}).front();
    const double value = read_trace(criterion.quantity, x);
    // past the mark, or not that far
    return criterion.quantity == Quantity::kStrapOvershoot ? std::max(0.0, value - c.mark) : value;
  }
  Rest rest = at_rest(criterion, c);
  return read_at_rest(criterion.quantity, rest.at(c.angle), rest.bearing_friction());
}

std::vector<Trace> Bench::traces(const Criterion& criterion, const LimitCase& c,
                                 const std::vector<std::string>& signals) {
  ++cases_;
  const Document& d = laid(criterion, c);
  Session session(d);
  std::vector<Trace> out(signals.size());
  std::vector<std::size_t> places;
  places.reserve(signals.size());
  for (const std::string& s : signals) places.push_back(place_of(session.all_signals(), s));
  const double from = loses_power(criterion.quantity) ? kPowerLossTime : 0.0;
  // else from the first sample after the strap is taut
  bool there = criterion.quantity != Quantity::kStrapRate, taut = false;
  session.watch([&](double time, int, std::span<const double> row) {
    if (!there) {
      there = taut;
      return;
    }
    if (time < from) return;
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double value = row[places[i]];
      Trace& x = out[i];
      if (!x.any) x.first = value;
      x.any = true;
      x.last = value;
      x.least = std::min(x.least, value);
      x.greatest = std::max(x.greatest, value);
    }
  });
  session.settle();
  SessionSink sink;
  sink.event = [&taut](const Event& e) { taut = taut || e.kind == "tether_taut"; };
  const SessionResult result = session.run(sink);
  if (result.status != StepStatus::kOk) throw std::runtime_error(result.failure);
  return out;
}

double Bench::capacity(const Criterion& criterion) {
  switch (criterion.against) {
    case Against::kSlipTorque:
      return slip_torque(criterion.brake_friction);
    case Against::kWornSlipTorque:
      return slip_torque(criterion.brake_friction, criterion.cycles * cycle_wear(criterion).wear);
    case Against::kSlipLessMotor:
      return slip_torque(criterion.brake_friction) - motor_torque();
    case Against::kMotorTorque:
      return motor_torque();
    case Against::kGearTorque:
      return gear_torque();
    case Against::kBearingFriction:
      return document("limits/hold").document.root.real("table.bearing.friction_torque_Nm");
    case Against::kClampCapacity:
      return document("limits/hold").document.root.real("table.ankle_clamp.capacity_N");
    case Against::kStrapStrength:
      return document("limits/hold").document.root.real("table.tether.strength_N");
    case Against::kLimit:
      return criterion.limit;
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace inversim
