// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/hil.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/output_file.h"
#include "inversim/cli/recorded_run.h"
#include "inversim/cli/suite_run.h"
#include "inversim/language/parse.h"
#include "inversim/loop/attach.h"
#include "inversim/loop/library.h"
#include "inversim/loop/link.h"
#include "inversim/loop/suite.h"
#include "inversim/loop/suite_list.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/report/suite_data.h"
#include "inversim/sweep/batch.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

/// What does not pass stands out.
std::string shown_status(CaseStatus status) {
  std::string word = status_word(status);
  if (status == CaseStatus::kPassed || status == CaseStatus::kSkipped) return word;
  for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return word;
}

/// One line for a case, and one for each expectation that does not hold.
void print_case(const CaseResult& r, bool quiet) {
  if (quiet && r.status == CaseStatus::kPassed) return;
  fmt::print("  {:<5} {}  ({:.0f} s simulated)\n", shown_status(r.status), r.name, r.simulated);
  if (!r.message.empty()) fmt::print("        {}\n", r.message);
  for (const Verdict& v : r.verdicts) {
    if (v.holds) continue;
    fmt::print("        {}\n", verdict_sentence(v));
  }
  if (r.status != CaseStatus::kPassed && !r.recording.empty()) {
    fmt::print("        {}\n", r.recording);
  }
  if (!r.failing.empty()) fmt::print("        {}.{{csv,vcd,exchanges}}\n", r.failing);
}

/// A file of a case in a folder, without an ending: its name, made fit for one.
std::string file_of(const std::string& folder, const SuiteCase& c) {
  std::string name = c.name;
  std::ranges::replace(name, '/', '-');
  return (fs::path(folder) / name).string();
}

void make_folder(const std::string& folder) {
  std::error_code failed;
  if (!folder.empty()) fs::create_directories(folder, failed);
  if (failed) throw FileError(fmt::format("{}: {}", folder, failed.message()));
}

/// A case that failed runs again, the same to the bit: the second around what went wrong, every
/// step of it. `exchanges`: file for all of its exchanges, or empty.
Trace failing_second(const SuiteCase& c, const Library& library, ControllerOptions controller,
                     const CaseResult& failed, const std::string& exchanges) {
  const double at = failing_time(failed);
  Document document = c.document;
  apply_setting(document, "record.every_step=true");
  const Session session(document);
  Trace trace(session.all_signals(), at - 0.5, at + 0.5);
  controller.exchanges = exchanges;
  RecordingRequest request;
  request.controller = std::move(controller);
  request.trace = &trace;
  run_recorded(document, library, request);
  return trace;
}

void write_failing_second(const Trace& trace, const std::string& stem) {
  const auto write = [&stem](const char* ending, const auto& writer) {
    std::ostringstream text;
    writer(text);
    write_whole(stem + ending, text.str());
  };
  write(".csv", [&trace](std::ostream& out) { trace.write_csv(out); });
  write(".vcd", [&trace](std::ostream& out) { trace.write_vcd(out); });
}

/// Where files of a case go; each empty for none.
struct CaseFiles {
  std::string recording, exchanges, failing;
};

/// A case, and the second in which it failed, for a page; null if it passed or no page is asked
/// for.
struct CaseRun {
  CaseResult result;
  std::unique_ptr<nlohmann::ordered_json> second;
};

CaseRun run_case(const SuiteCase& c, const Library& library, ControllerOptions controller,
                 const CaseFiles& files, bool has_page) {
  CaseRun run_of_case;
  CaseResult& r = run_of_case.result;
  r.name = c.name;
  r.controller = c.controller;
  const auto start = std::chrono::steady_clock::now();
  controller.exchanges = files.exchanges;
  try {
    RecordingRequest request;
    request.output = files.recording;
    request.controller = controller;
    RecordedRun run = run_recorded(c.document, library, request);
    judge(run.result, r);
    r.events = std::move(run.events);
    r.recording = files.recording;
    const bool told = r.status == CaseStatus::kFailed || r.status == CaseStatus::kDied;
    if (told && (has_page || !files.failing.empty())) {
      const bool keeps = !files.failing.empty();
      const Trace second = failing_second(c, library, controller, r,
                                          keeps ? files.failing + ".exchanges" : std::string());
      if (keeps) write_failing_second(second, files.failing);
      r.failing = files.failing;
      if (has_page) {
        run_of_case.second = std::make_unique<nlohmann::ordered_json>(second_data(second, r));
      }
    }
  } catch (const TableRefused& e) {
    r.status = c.may_refuse ? CaseStatus::kSkipped : CaseStatus::kRefused;
    r.message = fmt::format("case '{}': {}", c.name, e.what());
  } catch (const std::invalid_argument& e) {
    r.status = CaseStatus::kInvalid;
    r.message = fmt::format("case '{}': {}", c.name, e.what());
  } catch (const LinkError& e) {
    r.status = CaseStatus::kNoLink;
    r.message = fmt::format("case '{}': {}", c.name, e.what());
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  r.wall = wall.count();
  return run_of_case;
}

int exit_code_of(const std::vector<CaseResult>& results) {
  const auto any = [&results](CaseStatus status) {
    return std::ranges::count(results, status, &CaseResult::status) > 0;
  };
  if (any(CaseStatus::kBroken)) return kInternal;
  if (any(CaseStatus::kDied)) return kControllerDied;
  if (any(CaseStatus::kNoLink)) return kEnvironment;
  if (any(CaseStatus::kInvalid) || any(CaseStatus::kRefused)) return kInput;
  if (any(CaseStatus::kFailed)) return kFails;
  // of cases that are all left out nothing was shown
  return any(CaseStatus::kSkipped) && !any(CaseStatus::kPassed) ? kInput : kHolds;
}

/// A controller that somebody else starts is one, and takes one case at a time; so does a clock.
int jobs_for(const std::vector<SuiteCase>& cases, const HilRequest& request) {
  const bool one_for_all = std::ranges::any_of(cases, [&request](const SuiteCase& c) {
    return request.link.start.empty() && is_link_address(c.controller);
  });
  return one_for_all || request.link.paced ? 1 : request.jobs;
}

int run_cases(const HilRequest& request) {
  if (request.json && !request.list) throw std::invalid_argument("--json goes with --list");
  const Library library = default_library();
  const std::vector<SuiteCase> cases =
      read_suite(request.suite, library, request.controllers, request.only);
  if (request.list) {
    fmt::print("{}", request.json ? list_json(cases) : list_text(cases));
    return kHolds;
  }
  // said once, and not for each case
  for (const std::string& named : request.controllers) {
    if (is_linked(named) || named.starts_with("replay:")) continue;
    if (!fs::exists(controller_path(named, ""))) {
      throw std::invalid_argument(fmt::format(
          "controller '{}': there is no such file, and no shipped controller of that name", named));
    }
  }
  if (!request.report.empty()) {
    for (const SuiteCase& c : cases) {
      if (const std::string why = unwritable(request.report, c.document); !why.empty())
        throw FileError(why);
    }
    if (same_file(request.report, request.suite)) {
      throw FileError(fmt::format("{}: it is the suite itself", request.report));
    }
  }
  make_folder(request.recordings);
  make_folder(request.exchanges);
  make_folder(request.failing);
  const ControllerOptions controller = request.link.options();
  std::mutex printing;
  const bool has_page = !request.report.empty();
  const auto outcomes = run_batch<CaseRun>(cases, jobs_for(cases, request), [&] {
    return [&](const SuiteCase& c) {
      const auto place = [&c](const std::string& folder, const char* ending) {
        return folder.empty() ? "" : file_of(folder, c) + ending;
      };
      CaseRun r = run_case(c, library, controller,
                           {place(request.recordings, ".nc"),
                            place(request.exchanges, ".exchanges"), place(request.failing, "")},
                           has_page);
      const std::scoped_lock lock(printing);
      print_case(r.result, request.quiet);
      std::fflush(stdout);
      return r;
    };
  });
  std::vector<CaseResult> results;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (outcomes[i].result) {
      results.push_back(outcomes[i].result->result);
    } else {
      results.push_back({cases[i].name,
                         cases[i].controller,
                         CaseStatus::kBroken,
                         outcomes[i].failure,
                         {},
                         {},
                         0.0,
                         0.0,
                         0,
                         "",
                         ""});
      print_case(results.back(), request.quiet);
    }
  }
  const auto passed = std::ranges::count(results, CaseStatus::kPassed, &CaseResult::status);
  const auto skipped = std::ranges::count(results, CaseStatus::kSkipped, &CaseResult::status);
  fmt::print(
      "  {} of {} cases pass{}\n", passed, results.size(),
      skipped == 0 ? "" : fmt::format(", {} left out: the controller refuses the table", skipped));
  if (!request.junit.empty()) {
    write_whole(request.junit, junit(fs::path(request.suite).stem().string(), results));
  }
  if (has_page) {
    std::vector<nlohmann::ordered_json> seconds;
    seconds.reserve(outcomes.size());
    for (const auto& outcome : outcomes) {
      const bool has = outcome.result && outcome.result->second;
      seconds.push_back(has ? *outcome.result->second : nullptr);
    }
    write_whole(request.report,
                suite_page(gather_suite(request.suite, cases, results, std::move(seconds),
                                        request.link, library)));
    fmt::print("  {}\n", request.report);
  }
  return exit_code_of(results);
}

}  // namespace

int run_hil(const HilRequest& request) {
  return exit_code_of([&] { return run_cases(request); });
}

void add_hil(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<HilRequest>();
  CLI::App* hil = app.add_subcommand("hil", "Run a controller against a suite of cases");
  hil->add_option("SUITE", request->suite, "suite file, or the name of a shipped one")->required();
  hil->add_option(
         "--controller", request->controllers,
         "'reference', the path of a shared library, or a link (see below); several run one "
         "after another; left out, what the scenarios name")
      ->take_all();
  add_link_options(*hil, request->link);
  hil->add_option("--junit", request->junit, "file for the results as JUnit's XML");
  hil->add_option("--record", request->recordings, "folder for a result file of each case");
  hil->add_option("--exchanges", request->exchanges,
                  "folder for a log of the sensors and commands of each case, which replay reads");
  hil->add_option("--failing", request->failing,
                  "folder for the second around the first failure of a case, every step of it, as "
                  "CSV and VCD, with a log of its exchanges; such a case runs twice");
  hil->add_option("--report", request->report,
                  "page with the verdict, the table of cases, and of those that fail the second "
                  "around it, drawn (HTML, one self-contained page); such a case runs twice");
  hil->add_option("--only", request->only, "names of cases; left out, all")
      ->take_all()
      ->delimiter(',');
  hil->add_option("-j,--jobs", request->jobs, "cases at a time; left out, one for each processor");
  hil->add_flag("--list", request->list,
                "run none; a line for each case: its name, scenario, faults with their time or "
                "trigger, and what is demanded");
  hil->add_flag("--json", request->json, "with --list: the same for machines");
  hil->add_flag("-q,--quiet", request->quiet, "what does not pass only");
  hil->footer(
      std::string(
          "Example: inversim hil tests/hil/faults.yaml --controller ./mine.so --junit out.xml\n") +
      "         inversim hil tests/hil/faults.yaml --controller ./mine.so --report faults.html\n" +
      "         inversim hil tests/hil/faults.yaml --controller qemu:firmware.elf\n" +
      std::string(kLinkHelp) +
      "Exit codes: 0 every case passes, 1 an expectation fails, 2 input, or a controller refuses a "
      "table, 3 file system or link, 4 "
      "a "
      "controller stopped answering, 5 internal.");
  hil->callback([request, &exit_code] { exit_code = run_hil(*request); });
}

}  // namespace inversim
