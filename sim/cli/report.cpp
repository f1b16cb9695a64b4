// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/report.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/output_file.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/reader.h"
#include "inversim/report/page.h"
#include "inversim/report/sweep_data.h"

namespace inversim {
namespace {

/// The channels of the measurement over the run; none where none was given. Throws FileError and
/// std::invalid_argument.
std::vector<MeasuredLine> measured_lines(const Recording& run, const ReportRequest& request) {
  if (request.measured.empty()) return {};
  std::ifstream file(request.measured, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw FileError(fmt::format("{} cannot be read", request.measured));
  const MeasuredReading reading = read_measured(text, request.measured);
  if (!reading.measured) throw std::invalid_argument(mistakes_text(reading.wrong));
  return lay_over(run, *reading.measured, request.offset);
}

void tell(const std::vector<MeasuredLine>& lines) {
  for (const MeasuredLine& x : lines) {
    const std::string unit = x.unit.empty() ? "" : " " + x.unit;
    fmt::print(
        "  {}: measured less simulated, root mean square {:.3g}{}, largest {:.3g}{} at {:.2f} s, "
        "of {} samples\n",
        x.channel, x.rms, unit, x.largest, unit, x.largest_at, x.time.size());
  }
}

}  // namespace

ReportPage make_report(const ReportRequest& request) {
  if (is_sweep_result(request.result)) {
    if (!request.measured.empty() || !request.band.empty() || !request.beside.empty()) {
      throw std::invalid_argument(
          fmt::format("{}: it is the result of a sweep, and a measurement, a band or a second "
                      "result go with that of a session",
                      request.result));
    }
    const std::string name = std::filesystem::path(request.result).filename().string();
    return {sweep_page(load_sweep(request.result), name), {}};
  }
  std::vector<Recording> band;
  for (const std::string& other : request.band) band.push_back(load(other));
  const Recording run = load(request.result);
  std::optional<Recording> beside;
  if (!request.beside.empty()) beside = load(request.beside);
  ReportPage page;
  page.measured = measured_lines(run, request);
  page.text = report_page(run, band, page.measured, beside ? &*beside : nullptr);
  return page;
}

void write_report(const ReportRequest& request, const ReportPage& page) {
  // the result itself is never written over
  for (const std::string& result : {request.result, request.beside}) {
    if (result.empty() || !same_file(request.output, result)) continue;
    throw std::invalid_argument(fmt::format(
        "--output: found the result file '{}' itself, expected another file", request.output));
  }
  write_whole(request.output, page.text);
}

namespace {

/// A file to be read that is not there, or not one, is a matter of the input.
ReportPage page_of_input(const ReportRequest& request) {
  try {
    return make_report(request);
  } catch (const FileError& e) { throw std::invalid_argument(e.what()); }
}

}  // namespace

int run_report(const ReportRequest& given) {
  ReportRequest request = given;
  if (request.output.empty()) {
    request.output = std::filesystem::path(request.result).replace_extension(".html").string();
  }
  return exit_code_of([&] {
    const ReportPage page = page_of_input(request);
    if (request.output == "-") {
      std::cout << page.text << std::flush;
      if (!std::cout) throw FileError("standard output cannot be written");
      return kHolds;
    }
    write_report(request, page);
    fmt::print("{}\n", request.output);
    tell(page.measured);
    return kHolds;
  });
}

void add_report(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<ReportRequest>();
  CLI::App* command = app.add_subcommand(
      "report", "Make a page of a session or of a sweep, with plots and figures");
  command->add_option("RESULT", request->result, "result file of inversim run or of inversim sweep")
      ->required();
  command->add_option("-o,--output", request->output,
                      "HTML file to write; - for standard output; RESULT.html if left out");
  command->add_option(
      "--measured", request->measured,
      "CSV file of a measurement (docs/fit.md): time_s, bed_angle_deg ...; drawn over "
      "the run, and what the two differ by");
  command->add_option("--measured-offset", request->offset,
                      "seconds of the run's clock at the measurement's time 0");
  command->add_option("--band", request->band,
                      "results of the same session at other values of settings.friction: the page "
                      "shows traction against bed angle with their band");
  command->add_option("--beside", request->beside,
                      "a second result: both side by side, moved by one scrubber");
  command->footer(
      "One file that opens in any browser, without a network.\n"
      "Examples: inversim report kim.nc -o report.html\n"
      "          inversim report map.nc          (a sweep: maps, lines, the table of its cases)\n"
      "          inversim report slow.nc --beside fast.nc -o both.html\n"
      "          inversim report run.nc --measured rig.csv --measured-offset 2.5\n"
      "Exit codes: 0 written, 2 input, 3 file system.");
  command->callback([request, &exit_code] { exit_code = run_report(*request); });
}

}  // namespace inversim
