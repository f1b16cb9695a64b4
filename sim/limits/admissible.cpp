// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/admissible.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "inversim/limits/bands.h"

namespace inversim {

namespace {

/// Worst settings at a height for users of a mass.
std::vector<Point> search_settings(const BenchFiles& files, const Criterion& criterion,
                                   const TableRange& range, double height, double mass,
                                   const SearchOptions& options, std::size_t& cases) {
  SearchOptions here = options;
  here.starts = std::min(options.starts, 3);
  here.threads = 1;  // heights and criteria are in parallel
  const Domain domain = at_height(domain_of(criterion, range, mass, here), height);
  const Worst worst = find_worst(files, {}, criterion, domain, here);
  cases += worst.cases;
  return worst.contenders;
}

}  // namespace

UserLimit largest_user(const BenchFiles& files, const Criterion& criterion, const TableRange& range,
                       double height, const std::vector<double>& masses,
                       const SearchOptions& options, const std::vector<Point>& known) {
  constexpr double kLadder = 20.0;  // [kg]
  constexpr double kFine = 0.1;     // [kg]
  constexpr int kMostRounds = 4;    // of settings that turn out worse at another mass
  UserLimit out;
  Bench bench(files);
  const Domain domain = at_height(domain_of(criterion, range, range.mass_max, options), height);
  const double capacity = bench.capacity(criterion);

  std::vector<Point> active;
  if (is_static(criterion.quantity)) {
    active = search_settings(files, criterion, range, height, range.mass_max, options, out.cases);
  } else {
    for (std::size_t i = 0; i < std::min<std::size_t>(2, known.size()); ++i) {
      LimitCase c = known[i].where;
      c.height = height;
      const Point start = at_worst_angle(bench, criterion, c, domain);
      active.push_back(refine(bench, criterion, start, domain, 4.0));
    }
  }
  const auto margin = [&](double user_mass) {
    const double mass = std::max(user_mass, criterion.user_mass_at_least);
    double least = std::numeric_limits<double>::infinity();
    for (const Point& p : active) {
      LimitCase c = p.where;
      // users down to the lightest of the search stay in it
      const bool lightest = criterion.user_mass_from && c.mass < domain.mass_high;
      c.mass = lightest ? std::min(c.mass, mass) : mass;
      const double value = at_worst_angle(bench, criterion, std::move(c), domain).value;
      least = std::min(least, margin_of(criterion, value, capacity));
    }
    return least;
  };
  const auto largest = [&] {
    if (margin(kLeastUser) < 0.0) return 0.0;
    // upwards, because who is much heavier may be better balanced again
    double holds = kLeastUser, fails = holds;
    while (fails == holds) {
      if (holds >= kGreatestUser) return kGreatestUser;
      const double next = std::min(holds + kLadder, kGreatestUser);
      if (margin(next) >= 0.0) holds = next;
      fails = next;
    }
    while (fails - holds > kFine) {
      const double middle = 0.5 * (holds + fails);
      (margin(middle) >= 0.0 ? holds : fails) = middle;
    }
    return holds;
  };
  out.mass = largest();
  for (int round = 0; round < kMostRounds && is_static(criterion.quantity) && out.mass > 0.0;
       ++round) {
    const std::vector<Point> there =
        search_settings(files, criterion, range, height, out.mass, options, out.cases);
    if (margin_of(criterion, there.front().value, capacity) >= 0.0) break;
    active.push_back(there.front());
    out.mass = largest();
  }
  for (const double m : masses) out.margin.push_back(margin(m));
  out.cases += bench.cases();
  return out;
}

}  // namespace inversim
