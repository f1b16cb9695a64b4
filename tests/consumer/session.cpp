// SPDX-License-Identifier: Apache-2.0
// session SCENARIO RESULT [PATH=VALUE ...]: runs a scenario, records it, prints the hash of its
// last state and the number of rows in the result file.
#include <cinttypes>
#include <cstdio>
#include <exception>

#include "inversim/inversim.h"

namespace {

using namespace inversim;

int run(const char* scenario, const char* result_file, int settings, char** setting) {
  Reading reading = read_resolved(scenario, Library{{SHIPPED}}, FileKind::kScenario);
  for (int i = 0; i < settings && reading; ++i) {
    const auto wrong = apply_setting(*reading.document, setting[i]);
    reading.diagnostics.insert(reading.diagnostics.end(), wrong.begin(), wrong.end());
  }
  if (!reading || !reading.diagnostics.empty()) {
    std::fputs(sentences(reading.diagnostics).c_str(), stderr);
    return 2;
  }

  Session session(*reading.document);
  const AttachedController controller = attach_controller(*reading.document, session);
  session.settle();

  RunProvenance provenance;
  provenance.step_size = session.design().step;
  Recorder recorder(result_file, session.signals(), provenance);
  SessionSink sink;
  sink.sample = [&](double time, std::span<const double> row) { recorder.append(time, row); };
  sink.event = [&](const Event& event) { recorder.add_event(event); };
  const SessionResult result = session.run(sink);
  recorder.set_summary(result.figures);
  recorder.finish();
  if (result.status != StepStatus::kOk)
    return std::fprintf(stderr, "%s\n", result.failure.c_str()), 5;

  std::printf("%016" PRIx64 " %zu\n", result.hash, load(result_file).rows());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("usage: session SCENARIO RESULT [PATH=VALUE ...]\n", stderr), 2;
  try {
    return run(argv[1], argv[2], argc - 3, argv + 3);
  } catch (const std::exception& e) { return std::fprintf(stderr, "%s\n", e.what()), 2; }
}
