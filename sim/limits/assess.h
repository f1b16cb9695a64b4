// SPDX-License-Identifier: Apache-2.0
// Limits of a table: every criterion at its worst case, under the bands of unverified figures, and
// the largest user for whom all of them hold.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "inversim/limits/admissible.h"
#include "inversim/limits/bands.h"
#include "inversim/limits/endurance.h"

namespace inversim {

enum class BandVerdict {
  kHolds,         ///< nominally, and with every unverified figure at its worse end
  kNominally,     ///< only with the figures as they are in the files
  kFails,         ///< even then
  kReported,      ///< compared with nothing
  kNotApplicable  ///< asks for what this table has not
};
const char* verdict_words(BandVerdict verdict);

/// Whether a capacity is what was tried, and more than that was not.
bool capacity_is_least(const Criterion& criterion, double capacity);

struct CriterionResult {
  Criterion criterion;
  std::string failure;         ///< why it could not be computed; the rest is empty then
  std::string not_applicable;  ///< why it is not for this table; the rest is empty then
  Domain domain;
  Worst worst;
  double capacity = 0.0;                   ///< or limit; not a number if compared with nothing
  double margin = 0.0;                     ///< in the unit of the quantity; negative: it fails
  std::vector<Sensitivity> sensitivities;  ///< of the unverified figures, in their order
  Overlay worse_together;                  ///< what was set for the two below
  Point worse_point;                       ///< worst case with all figures at their worse ends
  double worse_capacity = 0.0, worse_margin = 0.0;
  std::string worse_failure;  ///< why there is none
  BandVerdict verdict = BandVerdict::kReported;
  std::string replay;                  ///< the command that runs the worst case
  std::optional<Endurance> endurance;  ///< of a worn brake

  /// Whether there are figures.
  bool computed() const { return failure.empty() && not_applicable.empty(); }
  /// Whether the table's verdict hangs on it.
  bool judged() const { return criterion.judged && not_applicable.empty(); }
};

/// Moment of the weight of bed and user over the bed angle, one line for each way to set it up.
struct TorqueLine {
  LimitCase where;
  std::vector<double> torque;  ///< [N m] head down positive
};

/// Least tipping margin at rest over bed angle, one line for each side that is downhill.
struct TippingLine {
  double direction = 0.0;      ///< [rad]
  std::vector<double> margin;  ///< [m]
};

struct LimitsResult {
  std::string table_name;
  TableRange range;
  Criteria criteria;
  std::vector<CriterionResult> results;  ///< in the order of the criteria
  std::vector<Unverified> figures;

  std::vector<double> heights, masses;              ///< [m], [kg] of the map
  std::vector<std::vector<UserLimit>> user_limits;  ///< of each criterion at each height
  std::vector<double> largest_user;                 ///< [kg] at each height
  std::vector<int> binding;        ///< criterion that binds at each height; -1: none
  double admissible_user = 0.0;    ///< [kg] at every height of the rating
  double admissible_height = 0.0;  ///< [m] at which it binds
  int admissible_binding = -1;

  std::vector<double> map_angles;  ///< [rad]
  std::vector<TorqueLine> torque_lines;
  std::vector<TippingLine> tipping_lines;
  /// [N m] of the brake as the table file has it; not a number without one
  double slip_torque = std::numeric_limits<double>::quiet_NaN();

  std::size_t cases = 0;  ///< plants evaluated at rest, or run
  double wall = 0.0;      ///< [s]
  std::vector<std::string> failures;

  /// Of the judged criteria that are applicable: the worst of them; kReported where there is none.
  BandVerdict verdict() const;
  /// In words.
  std::string verdict_text() const;
};

struct AssessOptions {
  SearchOptions search;
  std::vector<double> heights, masses;           ///< [m], [kg]; empty: chosen from the rating
  std::function<void(const std::string&)> tell;  ///< what is being done
};

/// Throws std::invalid_argument with a sentence for people where files do not fit.
LimitsResult assess(const BenchFiles& files, const Criteria& criteria,
                    const AssessOptions& options);

/// `inversim run` with everything that makes the case.
std::string replay_command(const BenchFiles& files, const Criterion& criterion, const LimitCase& c);

}  // namespace inversim
