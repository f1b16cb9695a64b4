// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/state_watch.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inversim/language/located.h"
#include "inversim/plant/control_signals.h"

namespace inversim {

StateWatch::StateWatch(const Node& n, bool has_controller) {
  if (!has_controller)
    refuse(n.where, "expect", "states are those of a controller; the scenario names none");
  if (n.has("signal"))
    refuse(n.where, "expect", "a signal and states of the controller are two expectations");
  must_come_ = n.has("reaches_states");
  if (must_come_ && n.has("never_states")) {
    refuse(n.where, "expect", "never_states and reaches_states are two expectations");
  }
  names_ = n.texts(must_come_ ? "reaches_states" : "never_states");
  for (const std::string& name : names_) {
    const auto code = controller_state_by_name(name);
    if (!code) refuse(n.where, "expect", fmt::format("'{}' is no state of a controller", name));
    states_.push_back(code.value_or(0));
  }
  if (n.has("after_event")) after_ = n.text("after_event");
  if (n.has("step")) step_ = static_cast<int>(n.integer("step"));
  start_ = after_.empty() && step_ == 0 ? 0.0 : -1.0;
  from_ = n.real_or("from_s", 0.0);
  until_ = n.real_or("until_s", std::numeric_limits<double>::infinity());
  if (must_come_ && n.has("max")) until_ = std::min(until_, n.real("max"));
}

void StateWatch::notice(const Event& event) {
  if (start_ < 0.0 && !after_.empty() && event.kind == after_) start_ = event.time;
}

void StateWatch::state(double time, int step, std::uint32_t code) {
  if (step_ > 0) {
    if (step != step_) return;
    if (start_ < 0.0 && after_.empty()) start_ = time;
  }
  if (start_ < 0.0) return;
  const double since = time - start_;
  if (since < from_ - 1e-9 || since > until_ + 1e-9) return;
  looked_ = true;
  last_look_ = time;
  if (entered_ < 0.0 && std::ranges::count(states_, code) > 0) entered_ = since;
}

std::string StateWatch::text() const {
  std::string text = fmt::format("controller {} {}", must_come_ ? "comes to" : "is never in",
                                 fmt::join(names_, " or "));
  if (!after_.empty()) text += fmt::format(" after '{}'", after_);
  if (step_ > 0) text += fmt::format(" in step {}", step_);
  if (from_ > 0.0) text += fmt::format(" from {:g} s", from_);
  if (until_ < std::numeric_limits<double>::infinity())
    text += fmt::format(" within {:g} s", until_);
  return text;
}

StateVerdict StateWatch::judge() const {
  StateVerdict v;
  v.text = text();
  v.measured = entered_;
  v.time = entered_ >= 0.0 ? start_ + entered_ : last_look_;
  v.holds = looked_ && must_come_ == (entered_ >= 0.0);
  if (must_come_ && until_ < std::numeric_limits<double>::infinity()) v.latest = until_;
  if (!looked_) v.text += " (it did not begin)";
  if (looked_ && must_come_ && !v.holds) v.text += " (it does not)";
  return v;
}

}  // namespace inversim
