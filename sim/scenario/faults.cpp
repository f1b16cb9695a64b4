// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/faults.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "inversim/scenario/electrical_faults.h"

namespace inversim {
namespace {

void happen(const Fault& f, Plant& plant, ControlUnit* unit) {
  if (unit != nullptr && is_electrical(f.kind)) return happen(f, plant.time(), *unit);
  PlantInput<double>& in = plant.input();
  PlantState<double> state = plant.state();
  switch (f.kind) {
    case FaultKind::kPadsContaminated:
      in.mu_share = *f.value;
      return;
    case FaultKind::kCableTorn:
      in.cable = 0.0;
      return;
    case FaultKind::kSupplyLost:
      in.supply = 0.0;
      return;
    case FaultKind::kSupplyDip:
      in.supply = *f.value;
      return;
    case FaultKind::kSyncope:
      in.limp = 1.0;
      return;
    case FaultKind::kPivotBolt:
      in.trunnion[f.right ? 0 : 1] = 0.0;
      return;
    case FaultKind::kPadsWorn:
      state.pads.wear = *f.value;
      break;
    case FaultKind::kPadsHot:
      state.pads.pads = *f.value - plant.model().pads.ambient;
      break;
    case FaultKind::kTetherTorn:
      state.tether.broken = 1.0;
      break;
    case FaultKind::kCuffsLatch:
      if (f.right) state.clamp.latch = *f.value;
      if (f.left) state.clamp_l.latch = *f.value;
      break;
    default:
      return;
  }
  plant.restore(state);
}

void pass(const Fault& f, Plant& plant, ControlUnit* unit) {
  if (unit != nullptr && is_electrical(f.kind)) return pass(f, *unit);
  plant.input().supply = 1.0;
}

}  // namespace

FaultSchedule::FaultSchedule(std::vector<Fault> faults, Report report)
    : faults_(std::move(faults)), report_(std::move(report)) {
  at_.faults.resize(faults_.size());
}

void FaultSchedule::notice(const Event& event) {
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    if (faults_[i].event == event.kind) at_.faults[i].event_came = 1;
  }
}

void FaultSchedule::apply(Plant& plant, ControlUnit* unit, ProtocolRunner& person) {
  const double now = plant.time(), angle = plant.bed_angle();
  const std::uint32_t state = unit != nullptr ? unit->state().state_code : 0;
  // half a step of slack, as the protocol has
  const double due = now + 0.5 * plant.design().step;
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    const Fault& f = faults_[i];
    FaultProgress& p = at_.faults[i];
    if (p.done != 0 && f.lasts && p.passed == 0 && due >= p.since + *f.lasts) {
      pass(f, plant, unit);
      p.passed = 1;
      if (report_) report_({now, "fault_over", f.text + ": over", 0.0});
    }
    if (p.done != 0 || due < f.at) continue;
    const bool passes =
        !at_.first && f.angle && (at_.last_angle - *f.angle) * (angle - *f.angle) <= 0.0;
    const bool enters = !at_.first && f.state && state == *f.state && at_.last_state != state;
    if ((f.angle && !passes) || (f.state && !enters)) continue;
    if (!f.event.empty() && p.event_came == 0) continue;
    if (f.kind == FaultKind::kArmsThrown) {
      person.throw_arms(f.arms_to, *f.value, plant);
    } else {
      happen(f, plant, unit);
    }
    p.done = 1;
    p.since = now;
    if (report_) report_({now, "fault", f.text, f.value.value_or(0.0)});
  }
  at_.last_angle = angle;
  at_.last_state = state;
  at_.first = false;
}

double FaultSchedule::none_until(double now) const {
  double next = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    const Fault& f = faults_[i];
    const FaultProgress& p = at_.faults[i];
    if (p.done != 0 && f.lasts && p.passed == 0) next = std::min(next, p.since + *f.lasts);
    if (p.done == 0 && !f.angle && (f.event.empty() || p.event_came != 0)) {
      next = std::min(next, std::max(now, f.at));
    }
  }
  return next;
}

}  // namespace inversim
