// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/recorded_run.h"

#include <ctime>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "inversim/cli/run_provenance.h"
#include "inversim/recording/recorder.h"

namespace inversim {
namespace {

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

}  // namespace

RecordedRun run_recorded(const Document& document, const Library& library,
                         const RecordingRequest& request) {
  Session session(document);
  const std::unique_ptr<ControllerPort> controller =
      attach_controller(document, session, request.controller);
  const double before = cpu_seconds();
  session.settle();

  // the HDF5 library is one for the process, and not for two threads at a time
  static std::mutex one_at_a_time;
  std::optional<Recorder> recorder;
  // one that is left unfinished closes its file too
  struct Closing {
    std::optional<Recorder>& recorder;
    ~Closing() {
      const std::scoped_lock lock(one_at_a_time);
      recorder.reset();
    }
  };
  const Closing closing{recorder};
  const auto write = [&recorder](const auto& call) {
    if (!recorder) return;
    const std::scoped_lock lock(one_at_a_time);
    call(*recorder);
  };
  if (!request.output.empty()) {
    const std::scoped_lock lock(one_at_a_time);
    RecorderOptions options = recorder_options(document, session.design());
    options.acknowledged = request.acknowledged;
    recorder.emplace(request.output, session.signals(),
                     run_provenance(document, library, request.settings, session.design(),
                                    session.start_state()),
                     options);
  }
  RecordedRun run;
  SessionSink sink;
  sink.sample = [&write](double time, std::span<const double> row) {
    write([&](Recorder& r) { r.append(time, row); });
  };
  sink.event = [&](const Event& e) {
    write([&e](Recorder& r) { r.add_event(e); });
    run.events.push_back(e);
  };
  sink.progress = request.progress;
  run.result = session.run(sink);
  run.cpu = cpu_seconds() - before;
  if (const auto* linked = dynamic_cast<const LinkedController*>(controller.get()))
    run.link = linked->counts();
  write([&run](Recorder& r) {
    r.set_summary(run.result.figures);
    if (run.result.status != StepStatus::kOk) {
      r.flush();
    } else {
      r.finish();
    }
  });
  return run;
}

}  // namespace inversim
