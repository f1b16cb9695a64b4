// SPDX-License-Identifier: Apache-2.0
// inversim report RESULT: a page to look at.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "inversim/report/measured_lines.h"

namespace inversim {

struct ReportRequest {
  std::string result;         ///< result file, finished or NAME.partial
  std::string output;         ///< page to write, "-" for standard output; empty: RESULT with .html
  std::string measured = {};  ///< CSV file of a measurement to lay over the run
  double offset = 0.0;        ///< [s] of the run's clock at the measurement's time 0
  std::vector<std::string> band = {};  ///< results of the same session at other frictions
  std::string beside = {};             ///< a second result to compare with, or empty
};

/// A page, and the measurement that is on it.
struct ReportPage {
  std::string text;
  std::vector<MeasuredLine> measured;
};
/// Throws FileError where a file cannot be read, std::invalid_argument with a sentence for people.
ReportPage make_report(const ReportRequest& request);
/// Writes the page to `request.output`. Throws FileError, and std::invalid_argument where that is
/// the result itself.
void write_report(const ReportRequest& request, const ReportPage& page);

/// Returns the exit code: 0, 2 no result file that can be read, 3 the page cannot be written.
int run_report(const ReportRequest& request);

/// The command `report` of `app`; when it is given, `exit_code` is what run_report returned.
void add_report(CLI::App& app, int& exit_code);

}  // namespace inversim
