// SPDX-License-Identifier: Apache-2.0
// A sweep, read and checked: its scenario, its cases, and what is kept of each.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "inversim/circulation/rest.h"
#include "inversim/language/library.h"
#include "inversim/language/parse.h"
#include "inversim/plant/signals.h"
#include "inversim/scenario/key_figures.h"
#include "inversim/scenario/watch.h"
#include "inversim/sweep/design.h"

namespace inversim {

/// One quantity kept of each case: a number, or one for each label of a coordinate.
struct SweepMetric {
  std::string name, units, long_name, status;
  std::string coordinate;  ///< "level", or empty
  std::size_t offset = 0;  ///< of its first value in a case's values
  std::size_t width = 1;   ///< how many values
  std::string figure;      ///< name of the key figure, or empty
  std::string signal;      ///< or of the signal
  std::size_t label = 0;   ///< first of its labels that is kept
  Window window;
  const Unit* unit = nullptr;  ///< of the values
};

/// A signal kept over time.
struct SweepTrace {
  Signal signal;
  std::size_t offset = 0;  ///< of its first value in a case's values; time by time
};

/// What may stand in place of files that a sweep names.
struct SweepInputs {
  const std::vector<TableColumn>* columns = nullptr;  ///< the table of a design: table
  std::optional<std::string> scenario;                ///< its text
  std::vector<Replacement> replaced;                  ///< files that the scenario names
};

class SweepPlan {
 public:
  /// Reads scenario and design of a sweep file, and tries its first case. Throws
  /// std::invalid_argument with sentences for people.
  SweepPlan(const Document& sweep, const Library& library, const SweepInputs& inputs = {});

  const SweepDesign& design() const { return design_; }
  std::size_t count() const { return design_.count; }
  const std::vector<SweepMetric>& metrics() const { return metrics_; }
  const std::vector<SweepTrace>& traces() const { return traces_; }
  const std::vector<double>& trace_times() const { return trace_times_; }  ///< [s]
  const std::vector<Coordinate>& coordinates() const { return coordinates_; }
  std::size_t values_per_case() const { return values_per_case_; }
  const std::string& name() const { return name_; }

  /// The scenario of a case, all of its values in it. Throws std::invalid_argument where one cannot
  /// be. From any thread.
  Document scenario_of(std::size_t index) const;
  /// "PATH=VALUE" of a case, all of them.
  std::vector<std::string> settings_of(std::size_t index) const;

  /// Resting states that cases share. From any thread.
  RestingStates& resting_states() const { return resting_states_; }

  /// The scenario as the files have it, with what holds for all cases.
  const Document& scenario() const { return base_; }
  const std::string& scenario_file() const { return scenario_file_; }
  /// Text and name of the sweep file.
  const SourceFile& source() const { return source_; }
  const std::vector<std::string>& settings() const { return settings_; }

  /// Hash of all that a result depends on but for the program: files, values, what is kept.
  std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  Document read_scenario(const std::vector<Replacement>& instead) const;
  void describe_axes();
  void choose_metrics(const Node& sweep);
  void choose_traces(const Node& sweep);
  void take_fingerprint();

  Library library_;
  SourceFile source_;
  std::string name_, scenario_file_;
  std::optional<std::string> scenario_text_;  // see SweepInputs
  std::vector<Replacement> replaced_;
  std::vector<std::string> settings_;
  SweepDesign design_;
  Document base_;
  std::vector<SweepMetric> metrics_;
  std::vector<SweepTrace> traces_;
  std::vector<double> trace_times_;
  std::vector<Coordinate> coordinates_;
  std::size_t values_per_case_ = 0;
  std::uint64_t fingerprint_ = 0;
  std::vector<bool> names_file_;  // of each axis: its values are names of files
  // scenarios with other files in place of their own, by those files
  struct Variant {
    std::vector<std::string> files;
    std::shared_ptr<const Document> document;
  };
  mutable RestingStates resting_states_;
  mutable std::mutex variants_mutex_;
  mutable std::vector<Variant> variants_;
};

}  // namespace inversim
