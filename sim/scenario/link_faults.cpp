// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/link_faults.h"

#include <cmath>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/language/quantity.h"

namespace inversim {
namespace {

/// The share, delay or cut of the fault's kind, as in `from`.
void copy_kind(FaultKind kind, const LinkFault& from, LinkFault& to) {
  switch (kind) {
    case FaultKind::kLinkLoss:
      to.lost = from.lost;
      return;
    case FaultKind::kLinkCorrupt:
      to.damaged = from.damaged;
      return;
    case FaultKind::kLinkDuplicate:
      to.repeated = from.repeated;
      return;
    case FaultKind::kLinkReorder:
      to.overtaken = from.overtaken;
      return;
    case FaultKind::kLinkDelay:
      to.delay = from.delay;
      return;
    case FaultKind::kLinkCut:
      to.is_cut = from.is_cut;
      return;
    default:
      return;
  }
}

void lay_on(const Fault& f, const LinkFault& from, ControlLink& link) {
  if (f.sensors_way) copy_kind(f.kind, from, link.fault[static_cast<int>(LinkWay::kSensors)]);
  if (f.commands_way) copy_kind(f.kind, from, link.fault[static_cast<int>(LinkWay::kCommands)]);
}

}  // namespace

bool is_link_fault(FaultKind kind) { return kind >= FaultKind::kLinkLoss; }

void read_link_fault(const Node& n, const ControlModel& control, Fault& f) {
  const std::string& direction = n.text("direction");
  f.sensors_way = direction != "commands";
  f.commands_way = direction != "sensors";
  if (f.kind >= FaultKind::kControllerFrozen && direction != "both")
    refuse(n.where, "faults", fmt::format("'{}' has no direction", n.text("what")));
  if (!f.value) return;
  if (f.kind != FaultKind::kLinkDelay) {
    if (*f.value < 0.0 || *f.value > 1.0)
      refuse(n.where, "faults",
             fmt::format("found {:g}, expected a share of the messages from 0 to 1", *f.value));
    return;
  }
  const Unit* unit = unit_by_text(n.text("unit"));
  if (unit == nullptr || unit->family != unit_by_text("s")->family)
    refuse(n.where, "faults",
           fmt::format("'link_delay': found the unit '{}', expected one like ms", n.text("unit")));
  const double most = kMostLinkDelay * control.sensors.step;
  if (*f.value < 0.0 || *f.value > most)
    refuse(n.where, "faults",
           fmt::format("a message can be late by 0 to {:.0f} ms at this step", 1e3 * most));
}

void happen(const Fault& f, const ControlModel& model, ControlLink& link) {
  if (f.kind == FaultKind::kControllerFrozen) {
    link.is_frozen = 1;
  } else if (f.kind == FaultKind::kControllerOff) {
    link.is_off = 1;
  } else {
    const double v = f.value.value_or(0.0);
    const auto steps = static_cast<std::int32_t>(std::lround(v / model.sensors.step));
    lay_on(f, {v, v, v, v, steps, 1}, link);
  }
}

void pass(const Fault& f, ControlLink& link) {
  if (f.kind == FaultKind::kControllerFrozen) {
    link.is_frozen = 0;
  } else if (f.kind == FaultKind::kControllerOff) {
    link.is_off = 0;
    link.is_starting = 1;
  } else {
    lay_on(f, {}, link);
  }
}

}  // namespace inversim
