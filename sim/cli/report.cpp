// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/report.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <system_error>

#include "inversim/cli/exit_code.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/reader.h"
#include "inversim/report/page.h"

namespace inversim {
namespace {

/// Writes beside the target and renames: a full disk leaves no half page in its place.
bool write_whole(const std::string& path, const std::string& text) {
  const std::string partial = path + ".partial";
  {
    std::ofstream file(partial, std::ios::binary);
    file << text;
    if (!file.flush()) {
      std::remove(partial.c_str());
      return false;
    }
  }
  if (std::rename(partial.c_str(), path.c_str()) == 0) return true;
  std::remove(partial.c_str());
  return false;
}

}  // namespace

int run_report(const ReportRequest& request) {
  std::string page;
  try {
    std::vector<Recording> band;
    for (const std::string& other : request.band) band.push_back(load(other));
    page = report_page(load(request.result), band);
  } catch (const FileError& e) {
    fmt::print(stderr, "inversim: {}\n", e.what());
    return kInput;
  }
  if (request.output == "-") {
    std::cout << page << std::flush;
    return std::cout ? kHolds : kEnvironment;
  }
  const std::string output =
      request.output.empty()
          ? std::filesystem::path(request.result).replace_extension(".html").string()
          : request.output;
  // the result itself is never written over
  std::error_code none;
  if (std::filesystem::equivalent(output, request.result, none)) {
    fmt::print(stderr,
               "inversim: --output: found the result file '{}' itself, expected another file\n",
               output);
    return kInput;
  }
  if (!write_whole(output, page)) {
    fmt::print(stderr, "inversim: {} cannot be written\n", output);
    return kEnvironment;
  }
  fmt::print("{}\n", output);
  return kHolds;
}

void add_report(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<ReportRequest>();
  CLI::App* command = app.add_subcommand("report", "Make a page with plots and key figures");
  command->add_option("RESULT", request->result, "result file of inversim run")->required();
  command->add_option("-o,--output", request->output,
                      "HTML file to write; - for standard output; RESULT.html if left out");
  command->add_option("--band", request->band,
                      "results of the same session at other values of settings.friction: the page "
                      "shows traction against bed angle with their band");
  command->footer(
      "One file that opens in any browser, without a network.\n"
      "Example: inversim report kim.nc -o report.html\n"
      "Exit codes: 0 written, 2 input, 3 file system.");
  command->callback([request, &exit_code] { exit_code = run_report(*request); });
}

}  // namespace inversim
