// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/sweep.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/output_file.h"
#include "inversim/cli/run_provenance.h"
#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/report/sweep_data.h"
#include "inversim/sweep/run.h"

namespace inversim {
namespace {

using Clock = std::chrono::steady_clock;

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);
void interrupt(int /*signal*/) { interrupted = true; }

SweepPlan read_plan(const std::string& named, const Library& library) {
  const Reading reading = read_named(named, library, FileKind::kSweep);
  if (!reading) refuse(reading.diagnostics);
  return SweepPlan(*reading.document, library);
}

std::string duration_words(double seconds) {
  if (seconds < 90.0) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400.0) return fmt::format("{:.0f} min", seconds / 60.0);
  return fmt::format("{:.1f} h", seconds / 3600.0);
}

/// One line on a terminal, again and again.
class ProgressLine {
 public:
  void show(const SweepProgress& p) {
    const double took = std::chrono::duration<double>(Clock::now() - start_).count();
    const double rate = took > 0.0 ? static_cast<double>(p.done - p.found) / took : 0.0;
    const double left = rate > 0.0 ? static_cast<double>(p.total - p.done) / rate : 0.0;
    fmt::print(stderr, "\r\033[K  {} of {} cases, {:.1f} a second, {} left{}", p.done, p.total,
               rate, duration_words(left),
               p.failed > 0 ? fmt::format(", {} failed", p.failed) : "");
    std::fflush(stderr);
  }
  static void clear() { fmt::print(stderr, "\r\033[K"); }

 private:
  Clock::time_point start_ = Clock::now();
};

/// Whether both will be one file, whether or not it is there.
bool same_path(const std::string& one, const std::string& other) {
  std::error_code failed;
  return same_file(one, other) || std::filesystem::weakly_canonical(one, failed) ==
                                      std::filesystem::weakly_canonical(other, failed);
}

void list_cases(const SweepPlan& plan) {
  for (std::size_t i = 0; i < plan.count(); ++i) {
    fmt::print("{} {}\n", i, fmt::join(plan.settings_of(i), " "));
  }
}

int sweep(const SweepRequest& request) {
  const Library library = default_library();
  const SweepPlan plan = read_plan(request.file, library);
  if (request.list) {
    list_cases(plan);
    return kHolds;
  }
  const std::string output = request.output.empty()
                                 ? std::filesystem::path(request.file).stem().string() + ".nc"
                                 : request.output;
  if (const std::string why = unwritable(output, plan.scenario()); !why.empty()) {
    throw FileError(why);
  }
  if (!request.report.empty()) {
    std::string why = unwritable(request.report, plan.scenario());
    if (why.empty() && same_path(request.report, output)) {
      why = fmt::format("--report: found the result file '{}' itself, expected another", output);
    }
    if (why.empty() && same_file(request.report, plan.source().path)) {
      why = fmt::format("--report: found the sweep file '{}' itself, expected another",
                        request.report);
    }
    if (!why.empty()) throw FileError(why);
  }
  const RunProvenance provenance = sweep_provenance(plan, library);
  const bool whole = !request.afresh && is_result_of(output, plan, provenance);
  SweepSummary summary;
  double took = 0.0;
  if (whole) {
    summary.found = plan.count();
  } else {
    SweepStore store(output, plan, provenance, request.afresh);
    SweepOptions options;
    options.threads = request.threads;
    options.stop = [] { return interrupted.load(); };
    ProgressLine line;
    const bool shows = !request.json && isatty(STDERR_FILENO) != 0;
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    const Clock::time_point start = Clock::now();
    if (shows) {
      options.progress = [&line](const SweepProgress& p) { line.show(p); };
    }
    summary = run_sweep(plan, store, options);
    took = std::chrono::duration<double>(Clock::now() - start).count();
    if (shows) ProgressLine::clear();
    if (!summary.stopped) summary.failed = store.finish();
  }
  const bool has_page = !request.report.empty() && !summary.stopped;
  if (has_page) {
    const std::string name = std::filesystem::path(output).filename().string();
    write_whole(request.report, sweep_page(load_sweep(output), name));
  }
  if (request.json) {
    const nlohmann::ordered_json json = {{"sweep", plan.name()},     {"cases", plan.count()},
                                         {"found", summary.found},   {"computed", summary.computed},
                                         {"failed", summary.failed}, {"stopped", summary.stopped},
                                         {"wall_s", took},           {"output", output}};
    fmt::print("{}\n", json.dump(2));
  } else if (summary.stopped) {
    fmt::print("{}: stopped; {} of {} cases are kept in {}.parts, and the same command goes on\n",
               plan.name(), summary.found + summary.computed, plan.count(), output);
  } else {
    const std::string rate = summary.computed > 0
                                 ? fmt::format(" in {:.1f} s, {:.1f} a second", took,
                                               static_cast<double>(summary.computed) / took)
                                 : "";
    fmt::print("{}: {} cases, {} of them computed now{}; {} failed\n  {}\n", plan.name(),
               plan.count(), summary.computed, rate, summary.failed, output);
    if (has_page) fmt::print("  {}\n", request.report);
  }
  if (summary.stopped) return kEnvironment;
  return summary.failed > 0 ? kFails : kHolds;
}

}  // namespace

int run_sweep_command(const SweepRequest& request) {
  return exit_code_of([&] { return sweep(request); });
}

void add_sweep(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<SweepRequest>();
  CLI::App* command = app.add_subcommand(
      "sweep", "A scenario again and again with other values; goes on where it was interrupted");
  command->add_option("FILE", request->file, "sweep file, or the name of a shipped one")
      ->required();
  command->add_option("-o,--output", request->output,
                      "result file (netCDF-4/HDF5); left out, the sweep's name with .nc, here");
  command->add_option("--report", request->report,
                      "page with maps, lines and the table of cases (HTML, one self-contained "
                      "page), as `inversim report` makes it of the result");
  command->add_option("--threads", request->threads, "0: as many as the machine has")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->add_flag("--afresh", request->afresh,
                    "throw away what is there of it, and compute all cases");
  command->add_flag("--list", request->list, "only say which cases there are");
  command->add_flag("--json", request->json, "for machines");
  command->footer(
      "Examples: inversim sweep angle_and_duration -o map.nc\n"
      "          inversim sweep my_sweep.yaml --threads 4\n"
      "          inversim sweep angle_and_duration -o map.nc --report map.html\n"
      "Batches of 32 cases are kept in OUTPUT.parts as they are done; whatever ends the program, "
      "the "
      "same command computes the others.\n"
      "Exit codes: 0 every case has a result, 1 some failed (the result says why), 2 input, 3 file "
      "system, or stopped before the end, 5 internal.");
  command->callback([request, &exit_code] { exit_code = run_sweep_command(*request); });
}

}  // namespace inversim
