// SPDX-License-Identifier: Apache-2.0
// A session: the plant of a scenario taken through its protocol, sampled, watched and judged.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "inversim/circulation/rest.h"
#include "inversim/language/document.h"
#include "inversim/plant/control_unit.h"
#include "inversim/plant/observe.h"
#include "inversim/scenario/expectations.h"
#include "inversim/scenario/faults.h"
#include "inversim/scenario/key_figures.h"
#include "inversim/scenario/protocol.h"
#include "inversim/scenario/quasi_static_runner.h"
#include "inversim/scenario/risk.h"

namespace inversim {

/// Where a session's samples, events and progress go; any may be empty.
struct SessionSink {
  std::function<void(double time, std::span<const double> row)> sample;
  std::function<void(const Event&)> event;
  /// poses of all bodies (plant/observe_bodies.h), at samples, ten times a second at most
  std::function<void(double time, std::span<const double> poses)> poses;
  std::function<void(double share, double time)> progress;  ///< about a hundred times a session
};

struct SessionResult {
  StepStatus status = StepStatus::kOk;
  std::string failure;           ///< where and what, if the status is not kOk
  double simulated = 0.0;        ///< [s]
  std::uint64_t steps = 0;       ///< of the dynamics
  std::uint64_t rest_steps = 0;  ///< large steps at rest
  std::uint64_t hash = 0;        ///< of the last state
  std::vector<KeyFigure> figures;
  std::vector<Verdict> verdicts;   ///< of the scenario's expectations
  std::vector<RaisedFlag> flags;   ///< risk flags, in order of time
  std::string controller_failure;  ///< why the controller stopped answering, or empty
};

/// The plant found no rest before time 0. what() says which number is not finite.
class DoesNotSettle : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Session {
 public:
  /// Builds plant and protocol from a resolved scenario, which must outlive the session. Throws
  /// std::invalid_argument with a sentence for people where it cannot be done.
  /// `known`: resting states of the circulation that other sessions have found.
  explicit Session(const Document& document, RestingStates* known = nullptr);
  explicit Session(Document&& document, RestingStates* known = nullptr) = delete;

  /// What a sample holds: all signals, or those that the scenario's `record.signals` names.
  const SignalTable& signals() const { return table_; }
  /// The plant's state before the first recorded step; rests once run() has settled it.
  const PlantState<double>& start_state() const { return start_; }
  const PlantDesign& design() const { return *design_; }
  /// Key figures that a run can have; their values mean nothing.
  std::vector<KeyFigure> figure_catalogue() const;

  /// The controller of a scenario that names one; it must outlive the session. Once, before run().
  /// Throws std::invalid_argument with its sentence if it refuses the table.
  void attach(ControllerPort* port);
  /// What joins it to the plant; null in a scenario without a controller.
  const ControlUnit* control() const { return unit_ ? &*unit_ : nullptr; }

  /// What the scenario expects, in words.
  std::vector<std::string> expected() const { return expectations_->texts(); }

  /// Lets everything come to rest: settle_time_s with the protocol waiting. Once, before run().
  /// `now_and_then` is called every simulated second; what it throws ends it. Throws DoesNotSettle.
  void settle(const std::function<void()>& now_and_then = {});

  /// Every value that there is, in the order of what watch() sees.
  const SignalTable& all_signals() const { return all_; }
  /// Sees every sample, whatever is recorded.
  using FullSample = std::function<void(double time, int step, std::span<const double> row)>;
  void watch(FullSample watcher) { watcher_ = std::move(watcher); }

  /// Runs the protocol to its end.
  SessionResult run(const SessionSink& sink);

 private:
  void sample(const SessionSink& sink);
  bool rest_step(const SessionSink& sink);
  void settle_dynamically(double settle, const std::function<void()>& now_and_then);
  void run_dynamically(const SessionSink& sink, SessionResult& result);
  void run_quasi_statically(const SessionSink& sink, SessionResult& result);
  int protocol_step() const { return slow_ ? slow_->step() : runner_.step(); }
  void exchange();
  FigureTopics topics() const;
  bool runs_on() const;
  void tell(const Event& event);

  const Node* scenario_;
  std::shared_ptr<const PlantDesign> design_;
  SignalTable all_;
  std::vector<std::size_t> picked_;  // places in a full row of the values that are recorded
  SignalTable table_;
  Plant plant_;
  std::optional<ControlUnit> unit_;  // of a scenario with a controller
  ControllerPort* port_ = nullptr;
  std::string controller_failure_;
  double failed_at_ = 0.0, quiet_since_ = 0.0;  // [s] of a controller that stopped answering
  std::uint32_t told_state_ = ~0u, told_fault_ = 0;
  CommandFault told_refusal_ = CommandFault::kNone;
  PlantState<double> start_;
  ProtocolRunner runner_;
  std::optional<QuasiStaticRunner> slow_;  // instead of it, with settings.solver: quasi_static
  FaultSchedule faults_;
  std::vector<double> full_row_, row_, poses_;
  double next_poses_ = 0.0;     // [s]
  double still_since_ = -1.0;   // [s] < 0: something moves
  bool resting_ = false;        // the last step was one of rest
  double no_rest_until_ = 0.0;  // [s] dynamics are needed until then
  std::unique_ptr<KeyFigures> figures_;
  std::unique_ptr<Expectations> expectations_;
  std::unique_ptr<RiskWatch> risk_;  // where the circulation is computed
  std::vector<RaisedFlag> flags_;
  std::function<void(const Event&)> event_sink_;
  FullSample watcher_;
};

}  // namespace inversim
