// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/recorded_run.h"

#include <fmt/format.h>

#include <ctime>
#include <optional>
#include <span>

#include "inversim/cli/run_provenance.h"
#include "inversim/recording/pose_track.h"
#include "inversim/recording/recorder.h"
#include "inversim/report/scene.h"

namespace inversim {
namespace {

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// The histograms of a paced run, by their classes.
void add_pace(const PaceReport& pace, Recorder& recorder) {
  const auto one = [&recorder](const char* name, const char* units, const char* text, double x) {
    recorder.add_wall({name, units, text, {x}});
  };
  one("pace_steps", "1", "steps that were kept to the wall clock", static_cast<double>(pace.steps));
  one("pace_overruns", "1", "steps that were not ready at their instant",
      static_cast<double>(pace.overruns));
  one("pace_slipped", "s", "by which the schedule was moved", pace.slipped);
  std::vector<double> edges;
  edges.reserve(LatencyHistogram::kClasses);
  for (int i = 0; i < LatencyHistogram::kClasses; ++i) edges.push_back(LatencyHistogram::edge(i));
  recorder.add_wall({"pace_class", "s", "lower edges of the classes of the counts", edges});
  const auto counts = [&recorder](const char* name, const char* text, const LatencyHistogram& h) {
    recorder.add_wall({name, "1", text, {h.counts().begin(), h.counts().end()}});
  };
  counts("pace_work", "from an answer until the next step is ready", pace.work);
  counts("pace_wake", "from the instant of a step until its exchange begins", pace.wake);
  counts("pace_answer", "from sensors out to actuators in", pace.answer);
}

/// For the poses of a session, with what its bodies look like.
PoseGatherer poses_of(const Session& session) {
  return {session.design().body_names, scene_text(session.design())};
}

/// What stands at the end of a result file: verdicts as events, key figures, poses.
void put_outcome(const SessionResult& result, PoseGatherer& poses, Recorder& recorder) {
  for (const Verdict& v : result.verdicts) {
    recorder.add_event({result.simulated, v.holds ? "expectation_holds" : "expectation_fails",
                        fmt::format("{}: measured {:.6g} {}", v.text, v.measured, v.unit),
                        v.measured});
  }
  recorder.set_summary(result.figures);
  recorder.set_poses(poses.take());
}

}  // namespace

RecordedRun run_recorded(const Document& document, const Library& library,
                         const RecordingRequest& request) {
  const auto look = [&request] {
    if (request.interrupt) request.interrupt();
  };
  Session session(document);
  AttachedController controller;
  if (request.own != nullptr) {
    session.attach(request.own);
  } else {
    controller = attach_controller(document, session, request.controller);
  }
  const double before = cpu_seconds();
  session.settle(request.interrupt);
  look();

  std::optional<Recorder> recorder;
  if (!request.output.empty() || request.begins) {
    const RunProvenance provenance = run_provenance(document, library, request.settings,
                                                    session.design(), session.start_state());
    if (request.begins) request.begins(session.signals(), provenance);
    if (!request.output.empty()) {
      RecorderOptions options = recorder_options(document, session.design());
      options.acknowledged = request.acknowledged;
      recorder.emplace(request.output, session.signals(), provenance, options);
    }
  }
  RecordedRun run;
  SessionSink sink;
  sink.sample = [&](double time, std::span<const double> row) {
    if (request.sample) request.sample(time, row);
    if (recorder) recorder->append(time, row);
    look();
  };
  sink.event = [&](const Event& e) {
    if (recorder) recorder->add_event(e);
    if (request.trace != nullptr) request.trace->event(e);
    run.events.push_back(e);
  };
  PoseGatherer poses = poses_of(session);
  if (recorder) {
    sink.poses = [&poses](double time, std::span<const double> all) { poses.add(time, all); };
  }
  sink.progress = [&](double share, double time) {
    look();
    if (request.progress) request.progress(share, time);
  };
  if (request.trace != nullptr) {
    session.watch([&request](double time, int, std::span<const double> row) {
      request.trace->sample(time, row);
    });
  }
  if (controller.pace) controller.pace->report().priority = ask_for_real_time();
  run.result = session.run(sink);
  run.cpu = cpu_seconds() - before;
  look();
  if (const LinkedController* linked = controller.linked()) run.link = linked->counts();
  if (const ReplayedController* replayed = controller.replayed())
    run.difference = replayed->difference();
  if (controller.pace) run.pace = controller.pace->report();
  if (controller.recorder) controller.recorder->close();
  if (recorder) {
    put_outcome(run.result, poses, *recorder);
    if (run.pace) add_pace(*run.pace, *recorder);
    // what is not whole keeps the name of what is not
    if (run.result.status != StepStatus::kOk) {
      recorder->flush();
    } else {
      recorder->finish();
    }
  }
  return run;
}

}  // namespace inversim
