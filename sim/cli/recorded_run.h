// SPDX-License-Identifier: Apache-2.0
// One session from a resolved scenario to its result file: what `run`, `hil` and Python have in
// common.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/language/library.h"
#include "inversim/loop/attach.h"
#include "inversim/loop/trace.h"
#include "inversim/plant/control_unit.h"
#include "inversim/plant/signals.h"
#include "inversim/recording/provenance.h"
#include "inversim/scenario/session.h"

namespace inversim {

struct RecordingRequest {
  std::string output;                             ///< result file; empty: none is written
  std::vector<std::string> settings;              ///< PATH=VALUE that were laid over the scenario
  std::function<void(std::size_t)> acknowledged;  ///< rows safe on file; may be empty
  std::function<void(double share, double time)> progress;  ///< may be empty
  ControllerOptions controller;
  Trace* trace = nullptr;         ///< is given every sample and event; or null
  ControllerPort* own = nullptr;  ///< works brake and motor in place of `controller`; or null
  /// Told what will be recorded, and of what, before the first sample; may be empty.
  std::function<void(const SignalTable&, const RunProvenance&)> begins;
  /// Given what is recorded; may be empty.
  std::function<void(double time, std::span<const double> row)> sample;
  /// Called now and then from before the plant settles until before the file is finished; what it
  /// throws ends the run. May be empty.
  std::function<void()> interrupt;
};

struct RecordedRun {
  SessionResult result;
  std::vector<Event> events;
  double cpu = 0.0;                            ///< [s]
  std::optional<LinkCounts> link;              ///< where the controller was at the other end of one
  std::optional<PaceReport> pace;              ///< of a run that was kept to the wall clock
  std::optional<ReplayDifference> difference;  ///< of a replay: where the plant left the recording
};

/// Runs the scenario with its controller, if it names one, and records it. What is not whole keeps
/// the name of what is not. Throws what Session, Recorder, attach_controller() and the functions of
/// the request do. Several threads may run at once.
RecordedRun run_recorded(const Document& document, const Library& library,
                         const RecordingRequest& request);

}  // namespace inversim
