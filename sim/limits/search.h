// SPDX-License-Identifier: Apache-2.0
// The worst case of a criterion: a grid over users, settings, slope and angle, and from its worst
// cells a compass search over what is continuous, which also climbs to the edge of a step (the boom
// has holes). The angle of a bed at rest is found for every case by a grid and a golden section.
#pragma once

#include <string>
#include <vector>

#include "inversim/limits/bench.h"

namespace inversim {

/// How fine, and on how many threads.
struct SearchOptions {
  int threads = 0;          ///< 0: as many as the machine has
  int heights = 16;         ///< of the grid, for a bed at rest
  int heights_of_runs = 3;  ///< for runs
  int angles = 23;          ///< of a bed at rest
  int angles_of_runs = 5;   ///< at which runs begin
  int directions = 8;       ///< of a slope
  int starts = 4;           ///< worst cells that are refined
  bool both_sexes = true;   ///< else men alone
  double fineness = 1.0;    ///< of the refinement's last step
};

/// Half of the cells, a third of the time.
SearchOptions quick_options(int threads);

/// What is searched: lists make the grid, ranges the refinement.
struct Domain {
  std::vector<double> masses, heights, settings, marks, directions, angles;
  std::vector<std::string> sexes, hinges, arms;
  std::vector<int> holes;
  double mass_low = 0.0, mass_high = 0.0;      ///< [kg]
  double height_low = 0.0, height_high = 0.0;  ///< [m]
  double angle_low = 0.0, angle_high = 0.0;    ///< [rad]
  bool slopes = false;
};

/// The domain of a criterion on a table for users of up to a mass.
Domain domain_of(const Criterion& criterion, const TableRange& range, double user_mass,
                 const SearchOptions& options);

/// All of it for one height alone.
Domain at_height(Domain domain, double height);

/// A case and its quantity.
struct Point {
  LimitCase where;
  double value = 0.0;
};

struct Worst {
  Point point;
  std::vector<Point> contenders;      ///< ends of the refinements, worst first
  std::size_t cases = 0;              ///< evaluated
  std::vector<std::string> failures;  ///< of cases that could not be computed
};

/// How bad a value is: larger is worse.
double badness(const Criterion& criterion, double value);

/// The case at its worst angle; for runs at the angle it has.
Point at_worst_angle(Bench& bench, const Criterion& criterion, LimitCase c, const Domain& domain);

/// Refines a case within the domain's ranges.
Point refine(Bench& bench, const Criterion& criterion, const Point& start, const Domain& domain,
             double fineness);

/// Throws std::runtime_error if no case at all could be computed.
Worst find_worst(const BenchFiles& files, const Overlay& overlay, const Criterion& criterion,
                 const Domain& domain, const SearchOptions& options);

}  // namespace inversim
