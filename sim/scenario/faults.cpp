// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/faults.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace inversim {
namespace {

struct Named {
  const char* name;
  FaultKind kind;
  bool needs_value;
  const char* text;  // with the value as written
};

constexpr Named kKinds[] = {
    {"pads_contaminated", FaultKind::kPadsContaminated, true,
     "the pads are contaminated: {:g} of their friction is left"},
    {"pads_worn", FaultKind::kPadsWorn, true, "each pad is worn by {:g} m"},
    {"pads_hot", FaultKind::kPadsHot, true, "the pads are at {:g} degC"},
    {"cable_torn", FaultKind::kCableTorn, false, "the brake's cable tears"},
    {"supply_lost", FaultKind::kSupplyLost, false, "the supply is lost"},
    {"tether_torn", FaultKind::kTetherTorn, false, "the tether tears, or is not fitted"},
    {"cuffs_latch", FaultKind::kCuffsLatch, true,
     "the cuffs are latched to {:g} of their capacity"},
    {"pivot_bolt", FaultKind::kPivotBolt, false, "the bolt of a pivot fails"},
    {"syncope", FaultKind::kSyncope, false, "the person faints"},
};

Fault read_fault(const Node& n) {
  const auto* const named =
      std::ranges::find_if(kKinds, [&n](const Named& k) { return n.text("what") == k.name; });
  if (named->needs_value && !n.has("value")) {
    throw std::invalid_argument(
        fmt::format("{}:{}: faults: '{}' needs a value", n.where.file, n.where.line, named->name));
  }
  Fault f;
  f.kind = named->kind;
  f.at = n.real("at_s");
  f.by_angle = n.has("at_deg");
  if (f.by_angle) f.angle = n.real("at_deg");
  if (named->needs_value) f.value = n.real("value");
  const std::string& side = n.text("side");
  f.right = side != "left";
  f.left = side != "right";
  f.text = fmt::format(fmt::runtime(named->text), f.value);
  if (f.kind == FaultKind::kPivotBolt) {
    if (f.right && f.left) {
      throw std::invalid_argument(
          fmt::format("{}:{}: faults: 'pivot_bolt' needs a side, 'right' or 'left': a bed without "
                      "either is not simulated",
                      n.where.file, n.where.line));
    }
    f.text = fmt::format("the bolt of the {} pivot fails", side);
  }
  return f;
}

void happen(const Fault& f, Plant& plant) {
  PlantInput<double>& in = plant.input();
  PlantState<double> state = plant.state();
  switch (f.kind) {
    case FaultKind::kPadsContaminated:
      in.mu_share = f.value;
      return;
    case FaultKind::kCableTorn:
      in.cable = 0.0;
      return;
    case FaultKind::kSupplyLost:
      in.supply = 0.0;
      return;
    case FaultKind::kSyncope:
      in.limp = 1.0;
      return;
    case FaultKind::kPivotBolt:
      in.trunnion[f.right ? 0 : 1] = 0.0;
      return;
    case FaultKind::kPadsWorn:
      state.pads.wear = f.value;
      break;
    case FaultKind::kPadsHot:
      state.pads.pads = f.value - plant.model().pads.ambient;
      break;
    case FaultKind::kTetherTorn:
      state.tether.broken = 1.0;
      break;
    case FaultKind::kCuffsLatch:
      if (f.right) state.clamp.latch = f.value;
      if (f.left) state.clamp_l.latch = f.value;
      break;
  }
  plant.restore(state);
}

}  // namespace

std::vector<Fault> read_faults(const Node& scenario) {
  std::vector<Fault> faults;
  const Fault* bolt = nullptr;
  faults.reserve(scenario.list("faults").size());
  for (const Node& n : scenario.list("faults")) {
    faults.push_back(read_fault(n));
    const Fault& f = faults.back();
    if (f.kind != FaultKind::kPivotBolt) continue;
    if (bolt && bolt->right != f.right) {
      throw std::invalid_argument(
          fmt::format("{}:{}: faults: the other pivot's bolt too: a bed without either is not "
                      "simulated",
                      n.where.file, n.where.line));
    }
    bolt = &f;
  }
  return faults;
}

FaultSchedule::FaultSchedule(std::vector<Fault> faults, Report report)
    : faults_(std::move(faults)), done_(faults_.size(), false), report_(std::move(report)) {}

void FaultSchedule::apply(Plant& plant) {
  const double now = plant.time(), angle = plant.bed_angle();
  // half a step of slack, as the protocol has
  const double due = now + 0.5 * plant.design().step;
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    const Fault& f = faults_[i];
    if (done_[i] || due < f.at) continue;
    const bool passed = !first_ && (last_angle_ - f.angle) * (angle - f.angle) <= 0.0;
    if (f.by_angle && !passed) continue;
    happen(f, plant);
    done_[i] = true;
    if (report_) report_({now, "fault", f.text, f.value});
  }
  last_angle_ = angle;
  first_ = false;
}

double FaultSchedule::none_until(double now) const {
  double next = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    if (!done_[i] && !faults_[i].by_angle) next = std::min(next, std::max(now, faults_[i].at));
  }
  return next;
}

}  // namespace inversim
