// SPDX-License-Identifier: Apache-2.0
// One session from a resolved scenario to its result file: what `run` and `hil` have in common.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/language/library.h"
#include "inversim/loop/attach.h"
#include "inversim/loop/trace.h"
#include "inversim/recording/pose_track.h"
#include "inversim/recording/recorder.h"
#include "inversim/scenario/session.h"

namespace inversim {

struct RecordingRequest {
  std::string output;                             ///< result file; empty: none is written
  std::vector<std::string> settings;              ///< PATH=VALUE that were laid over the scenario
  std::function<void(std::size_t)> acknowledged;  ///< rows safe on file; may be empty
  std::function<void(double share, double time)> progress;  ///< may be empty
  ControllerOptions controller;
  Trace* trace = nullptr;  ///< is given every sample and event; or null
};

struct RecordedRun {
  SessionResult result;
  std::vector<Event> events;
  double cpu = 0.0;                            ///< [s]
  std::optional<LinkCounts> link;              ///< where the controller was at the other end of one
  std::optional<PaceReport> pace;              ///< of a run that was kept to the wall clock
  std::optional<ReplayDifference> difference;  ///< of a replay: where the plant left the recording
};

/// For the poses of a session, with what its bodies look like.
PoseGatherer poses_of(const Session& session);
/// What stands at the end of a result file: verdicts as events, key figures, poses.
void put_outcome(const SessionResult& result, PoseGatherer& poses, Recorder& recorder);

/// Runs the scenario with its controller, if it names one, and records it. What is not whole keeps
/// the name of what is not. Throws what Session, Recorder and attach_controller() do.
RecordedRun run_recorded(const Document& document, const Library& library,
                         const RecordingRequest& request);

}  // namespace inversim
