// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/run.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/output_file.h"
#include "inversim/cli/recorded_run.h"
#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/loop/attach.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/scenario/session.h"

namespace inversim {
namespace {

/// What happened, a line each; of discs that unload and load again and again the first times.
void print_events(const std::vector<Event>& events) {
  std::set<std::string> told;
  int more = 0;
  for (const Event& e : events) {
    if (e.kind == "protocol_step") continue;
    const bool disc = e.kind == "disc_unloaded" || e.kind == "disc_loaded";
    if (disc && !told.insert(e.kind + e.text.substr(0, e.text.find(' '))).second) {
      ++more;
      continue;
    }
    fmt::print("  {:>8.2f} s  {}\n", e.time, e.text);
  }
  if (more > 0) fmt::print("  {:>8}    discs unload and load {} times more\n", "", more);
}

void print_figures(const SessionResult& result) {
  for (const KeyFigure& f : result.figures) {
    const bool counts = f.units == "1" && f.value == std::round(f.value);
    const int digits = counts || std::fabs(f.value) >= 100 ? 0 : std::fabs(f.value) >= 10 ? 1 : 2;
    fmt::print("  {:<26} {:>9.{}f} {:<7} {}\n", f.name, f.value, digits,
               f.units == "1" ? "" : f.units, f.long_name);
  }
}

void print_json(const SessionResult& result, const std::string& output, double cpu) {
  nlohmann::json j;
  j["simulated_s"] = result.simulated;
  j["steps"] = result.steps;
  j["rest_steps"] = result.rest_steps;
  j["state_hash"] = fmt::format("{:016x}", result.hash);
  j["cpu_s"] = cpu;
  j["real_time_factor"] = result.simulated / cpu;
  if (!output.empty()) j["output"] = output;
  for (const KeyFigure& f : result.figures) {
    j["figures"][f.name] = {
        {"value", f.value}, {"units", f.units}, {"meaning", f.long_name}, {"status", f.status}};
  }
  j["expectations"] = nlohmann::json::array();
  for (const Verdict& v : result.verdicts) {
    j["expectations"].push_back(
        {{"text", v.text}, {"measured", v.measured}, {"unit", v.unit}, {"holds", v.holds}});
  }
  fmt::print("{}\n", j.dump(2));
}

int simulate(const Document& document, const Library& library, const RunRequest& request) {
  const bool shows_progress = !request.json && !request.quiet && isatty(STDERR_FILENO) != 0;
  if (!request.json && !request.quiet) {
    fmt::print("{}\n", document.root.text("name"));
    std::fflush(stdout);
  }
  RecordingRequest recording;
  recording.output = request.output;
  recording.settings = request.settings;
  if (request.acknowledge) {
    recording.acknowledged = [](std::size_t rows) {
      fmt::print("acknowledged {}\n", rows);
      std::fflush(stdout);
    };
  }
  if (shows_progress) {
    recording.progress = [](double share, double time) {
      fmt::print(stderr, "\r  {:3.0f} %  {:.0f} s simulated", 100 * share, time);
      std::fflush(stderr);
    };
  }
  recording.controller = request.link.options();
  recording.controller.exchanges = request.exchanges;
  const auto [result, events, cpu, link, pace, difference] =
      run_recorded(document, library, recording);
  if (shows_progress) fmt::print(stderr, "\r\033[K");
  const bool failed = result.status != StepStatus::kOk;

  if (request.json) {
    print_json(result, request.output, cpu);
  } else {
    if (!request.quiet) print_events(events);
    print_figures(result);
    for (const Verdict& v : result.verdicts) {
      fmt::print("  {} {}: measured {}\n", v.holds ? "holds:" : "FAILS:", v.text, measured_text(v));
    }
    fmt::print(
        "  {:.1f} s simulated in {:.2f} s of CPU time: {:.0f} times real time, state {:016x}\n",
        result.simulated, cpu, result.simulated / cpu, result.hash);
    if (link) {
      fmt::print("  link: {} frames out, {} of them again, {} in, {} damaged, {} connections\n",
                 link->sent, link->again, link->received, link->damaged, link->connections);
    }
    if (pace) print_pace(*pace);
    if (!request.output.empty()) fmt::print("  {}{}\n", request.output, failed ? ".partial" : "");
  }
  if (failed) {
    fmt::print(stderr, "inversim: {}\n", result.failure);
    return kInternal;
  }
  if (!result.controller_failure.empty()) {
    fmt::print(stderr, "inversim: the controller stopped answering: {}\n",
               result.controller_failure);
    return kControllerDied;
  }
  if (difference) {
    fmt::print(stderr, "inversim: the plant leaves the recording: {}\n", sentence(*difference));
    return kFails;
  }
  for (const Verdict& v : result.verdicts) {
    if (!v.holds) return kFails;
  }
  return kHolds;
}

}  // namespace

std::vector<Replacement> table_instead(const std::string& table) {
  if (table.empty()) return {};
  // a path is one from here, not from the scenario's folder
  std::error_code failed;
  if (!std::filesystem::exists(table, failed)) return {{"table", table}};
  return {{"table", std::filesystem::absolute(table).string()}};
}

int run_session(const RunRequest& request) {
  return exit_code_of([&] {
    const Library library = default_library();
    Reading reading =
        read_resolved(request.scenario, library, FileKind::kScenario, table_instead(request.table));
    name_controller(reading, request.controller);
    apply_settings(reading, request.settings);
    if (!reading.diagnostics.empty()) refuse(reading.diagnostics);
    if (!request.output.empty()) {
      const std::string why_not = unwritable(request.output, *reading.document);
      if (!why_not.empty()) throw FileError(why_not);
    }
    return simulate(*reading.document, library, request);
  });
}

void add_run(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<RunRequest>();
  CLI::App* run = app.add_subcommand("run", "Simulate a scenario and record it");
  run->add_option("SCENARIO", request->scenario, "scenario file, or the name of a shipped one")
      ->required();
  run->add_option("-o,--output", request->output, "result file (netCDF-4/HDF5); none if left out");
  run->add_option("--table", request->table,
                  "table file, or the name of a shipped one, in place of the scenario's own");
  run->add_option(
      "--controller", request->controller,
      "what works brake and motor: 'reference', the path of a shared library, or a link "
      "(see below)");
  add_link_options(*run, request->link);
  run->add_option("--exchanges", request->exchanges,
                  "file for a log of all sensors and commands; `replay` and replay:FILE read it");
  run->add_option("--set", request->settings,
                  "PATH=VALUE, a value of the scenario or of a file it names")
      ->take_all();
  run->add_flag("--json", request->json, "key figures for machines");
  run->add_flag("-q,--quiet", request->quiet, "key figures only");
  run->add_flag("--acknowledge", request->acknowledge,
                "print the number of rows that are safe on file after each flush");
  run->footer(std::string("Example: inversim run scenarios/kim_2013_60deg.yaml -o kim.nc --set "
                          "subject.mass_kg=90\n") +
              std::string(kLinkHelp) +
              "Exit codes: 0 all expectations hold, 1 one fails or a replay differs, 2 input, 3 "
              "file system or link, 4 the "
              "controller stopped answering, 5 internal.");
  run->callback([request, &exit_code] { exit_code = run_session(*request); });
}

}  // namespace inversim
