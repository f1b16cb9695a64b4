// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/search.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <tuple>

#include "inversim/math/angle.h"
#include "inversim/sweep/batch.h"

namespace inversim {
namespace {

std::vector<double> spread(double from, double to, int count) {
  if (count < 2 || to <= from) return {to};
  std::vector<double> out;
  out.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) out.push_back(from + (to - from) * i / (count - 1));
  return out;
}

/// The height nearest to one at which users are too tall for a hole and do not get the next yet:
/// they are the most head-heavy ones there.
double at_hole_edge(double height, const TableRange& range) {
  constexpr double kShort = 1e-3;  // [m] of the edge
  const double holes = std::round((height - range.height_min) / range.hole_height - 0.5) + 0.5;
  return std::clamp(range.height_min + holes * range.hole_height - kShort, range.height_min,
                    range.height_max);
}

/// Every combination of the lists. A bed at rest finds its angle by itself.
std::vector<LimitCase> grid_of(const Criterion& criterion, const Domain& d) {
  std::vector<LimitCase> cases(1);
  const auto over = [&cases](const auto& values, auto put) {
    std::vector<LimitCase> more;
    more.reserve(cases.size() * values.size());
    for (const LimitCase& c : cases) {
      for (const auto& value : values) {
        more.push_back(c);
        put(more.back(), value);
      }
    }
    cases = std::move(more);
  };
  over(d.sexes, [](LimitCase& c, const std::string& v) { c.sex = v; });
  over(d.masses, [](LimitCase& c, double v) { c.mass = v; });
  over(d.heights, [](LimitCase& c, double v) { c.height = v; });
  over(d.settings, [](LimitCase& c, double v) { c.height_setting = v; });
  over(d.holes, [](LimitCase& c, int v) { c.holes_off = v; });
  over(d.hinges, [](LimitCase& c, const std::string& v) { c.hinge = v; });
  over(d.arms, [](LimitCase& c, const std::string& v) { c.arms = v; });
  over(d.marks, [](LimitCase& c, double v) { c.mark = v; });
  over(d.directions, [](LimitCase& c, double v) { c.slope_direction = v; });
  if (!is_static(criterion.quantity)) {
    over(d.angles, [](LimitCase& c, double v) { c.angle = v; });
  }
  return cases;
}

/// What of a case is no number that a compass can turn.
auto choices_of(const LimitCase& c) {
  return std::tie(c.sex, c.height_setting, c.holes_off, c.hinge, c.arms, c.mark);
}

/// Worst cells to begin from: half of them of different choices, the rest as they come.
std::vector<Point> starts_of(const Criterion& criterion, std::vector<Point> cells, int count) {
  std::stable_sort(cells.begin(), cells.end(), [&criterion](const Point& a, const Point& b) {
    return badness(criterion, a.value) > badness(criterion, b.value);
  });
  std::vector<Point> out;
  const auto add = [&](bool distinct, std::size_t most) {
    for (const Point& p : cells) {
      if (out.size() >= most) return;
      const bool taken = std::any_of(out.begin(), out.end(), [&](const Point& q) {
        const bool same = choices_of(p.where) == choices_of(q.where);
        return same &&
               (distinct || (p.where.height == q.where.height &&
                             p.where.slope_direction == q.where.slope_direction &&
                             p.where.angle == q.where.angle && p.where.mass == q.where.mass));
      });
      if (!taken) out.push_back(p);
    }
  };
  const auto n = static_cast<std::size_t>(count);
  add(true, (n + 1) / 2);
  add(false, n);
  return out;
}

/// A coordinate of the compass search.
struct SearchAxis {
  double LimitCase::*member;
  double low, high;
  double step, least_step;
  bool around;  // an angle that goes round
};

std::vector<SearchAxis> axes_of(const Criterion& criterion, const Domain& d, double fineness) {
  const bool runs = !is_static(criterion.quantity);
  std::vector<SearchAxis> out;
  const auto add = [&out, fineness](double LimitCase::*member, double low, double high, double step,
                                    double least, bool around = false) {
    if (high > low) out.push_back({member, low, high, step, least * fineness, around});
  };
  const double angle_step = d.angles.size() > 1 ? 0.5 * (d.angles[1] - d.angles[0]) : 5.0 * kDegree;
  if (runs && has_angle(criterion.quantity)) {
    add(&LimitCase::angle, d.angle_low, d.angle_high, angle_step, 0.2 * kDegree);
  }
  // half a tooth of one boom hole to begin with
  add(&LimitCase::height, d.height_low, d.height_high, 0.024, runs ? 2e-3 : 1e-4);
  add(&LimitCase::mass, d.mass_low, d.mass_high, 0.25 * (d.mass_high - d.mass_low),
      runs ? 1.0 : 0.05);
  if (d.slopes) {
    add(&LimitCase::slope_direction, -720.0 * kDegree, 720.0 * kDegree, 20.0 * kDegree,
        runs ? 2.0 * kDegree : 0.2 * kDegree, true);
  }
  return out;
}

/// What is reported is what a person can type. A height that is rounded past the edge between two
/// boom holes is taken from the near side of it.
Point as_typed(Bench& bench, const Criterion& criterion, const LimitCase& fine, const Domain& d) {
  Point worst;
  bool any = false;
  for (const double off : {0.0, -1e-4, 1e-4}) {
    LimitCase c = rounded(fine);
    c.height += off;
    if (off != 0.0 && (c.height < d.height_low || c.height > d.height_high)) continue;
    const double value = bench.figure(criterion, c);
    if (any && badness(criterion, value) <= badness(criterion, worst.value)) continue;
    worst = {c, value};
    any = true;
  }
  return worst;
}

}  // namespace

SearchOptions quick_options(int threads) {
  SearchOptions o;
  o.threads = threads;
  o.heights = 8;
  o.heights_of_runs = 2;
  o.angles = 13;
  o.angles_of_runs = 4;
  o.directions = 4;
  o.starts = 2;
  o.both_sexes = false;
  o.fineness = 4.0;
  return o;
}

Domain domain_of(const Criterion& criterion, const TableRange& range, double user_mass,
                 const SearchOptions& options) {
  Domain d;
  d.mass_high = std::max(user_mass, criterion.user_mass_at_least);
  d.mass_low = std::min(criterion.user_mass_from.value_or(d.mass_high), d.mass_high);
  d.masses = d.mass_low < d.mass_high ? std::vector<double>{d.mass_low, d.mass_high}
                                      : std::vector<double>{d.mass_high};
  d.height_low = range.height_min;
  d.height_high = range.height_max;
  const bool rests = is_static(criterion.quantity);
  d.heights =
      spread(d.height_low, d.height_high, rests ? options.heights : options.heights_of_runs);
  if (falls_on_strap(criterion.quantity) && range.boom) {
    // few heights: those that fall fastest
    for (double& height : d.heights) height = at_hole_edge(height, range);
  }
  d.settings = {0.0};
  if (criterion.any_height_setting) d.settings = {range.height_min, range.height_max};
  d.holes = {0};
  if (criterion.holes_off > 0 && range.boom) {
    // for runs the ends alone
    d.holes = rests ? std::vector<int>{-criterion.holes_off, 0, criterion.holes_off}
                    : std::vector<int>{-criterion.holes_off, criterion.holes_off};
  }
  d.sexes = {"male"};
  if (options.both_sexes && rests) d.sexes.emplace_back("female");
  d.hinges = range.hinge_holes;
  d.arms = criterion.arms;
  d.marks = {0.0};
  if (criterion.at_marks || falls_on_strap(criterion.quantity)) d.marks = range.marks;
  d.slopes = criterion.slope > 0.0;
  d.directions = {0.0};
  if (d.slopes) {
    d.directions.clear();
    const int count = rests ? options.directions : 4;
    for (int i = 0; i < count; ++i) d.directions.push_back(2.0 * std::numbers::pi * i / count);
  }
  if (criterion.empty_table) {
    // who is not there has no height, arms or setting
    d = at_height(std::move(d), range.height_max);
    d.sexes = {"male"};
    d.arms.resize(1);
    d.holes = {0};
  }
  d.angle_low = std::max(criterion.from.value_or(range.lower), range.lower);
  d.angle_high = std::min(criterion.to.value_or(range.upper), range.upper);
  // runs that have no angle of their own begin at a stop
  const bool falls =
      criterion.quantity == Quantity::kFallRate || falls_on_strap(criterion.quantity);
  if (falls) d.angle_low = d.angle_high = range.lower;
  if (criterion.quantity == Quantity::kReturnAngle) d.angle_low = d.angle_high = range.upper;
  d.angles = spread(d.angle_low, d.angle_high, rests ? options.angles : options.angles_of_runs);
  return d;
}

Domain at_height(Domain domain, double height) {
  domain.heights = {height};
  domain.height_low = domain.height_high = height;
  return domain;
}

double badness(const Criterion& criterion, double value) {
  return criterion.at_least ? -value : value;
}

Point at_worst_angle(Bench& bench, const Criterion& criterion, LimitCase c, const Domain& domain) {
  if (!is_static(criterion.quantity)) {
    const double value = bench.figure(criterion, c);
    return {std::move(c), value};
  }
  if (criterion.at_marks) {
    c.angle = c.mark;
    const double value = bench.figure(criterion, c);
    return {std::move(c), value};
  }
  Bench::Rest rest = bench.at_rest(criterion, c);
  const double friction = rest.bearing_friction();
  const auto bad = [&](double angle) {
    return badness(criterion, read_at_rest(criterion.quantity, rest.at(angle), friction));
  };
  std::size_t best = 0;
  double most = bad(domain.angles[0]);
  for (std::size_t i = 1; i < domain.angles.size(); ++i) {
    const double x = bad(domain.angles[i]);
    if (x > most) {
      most = x;
      best = i;
    }
  }
  c.angle = domain.angles[best];
  // golden section between its neighbours
  double a = domain.angles[best > 0 ? best - 1 : 0];
  double b = domain.angles[std::min(best + 1, domain.angles.size() - 1)];
  constexpr double kGolden = 0.6180339887498949, kFine = 0.01 * kDegree;
  double x1 = b - kGolden * (b - a), x2 = a + kGolden * (b - a);
  double f1 = bad(x1), f2 = bad(x2);
  while (b - a > kFine) {
    if (f1 > f2) {
      b = x2;
      x2 = x1;
      f2 = f1;
      x1 = b - kGolden * (b - a);
      f1 = bad(x1);
    } else {
      a = x1;
      x1 = x2;
      f1 = f2;
      x2 = a + kGolden * (b - a);
      f2 = bad(x2);
    }
  }
  for (const auto& [x, f] : {std::pair{x1, f1}, std::pair{x2, f2}}) {
    if (f > most) {
      most = f;
      c.angle = x;
    }
  }
  return {std::move(c), criterion.at_least ? -most : most};
}

Point refine(Bench& bench, const Criterion& criterion, const Point& start, const Domain& domain,
             double fineness) {
  Point best = start;
  std::vector<SearchAxis> coordinates = axes_of(criterion, domain, fineness);
  bool coarse = true;
  while (coarse) {
    coarse = false;
    for (SearchAxis& x : coordinates) {
      if (x.step < x.least_step) continue;
      coarse = true;
      bool better = false;
      for (const double sign : {1.0, -1.0}) {
        LimitCase c = best.where;
        const double to = std::clamp(c.*x.member + sign * x.step, x.low, x.high);
        if (to == c.*x.member) continue;
        c.*x.member = to;
        Point p = at_worst_angle(bench, criterion, std::move(c), domain);
        if (badness(criterion, p.value) > badness(criterion, best.value)) {
          best = std::move(p);
          better = true;
          break;
        }
      }
      if (!better) x.step *= 0.5;
    }
  }
  return best;
}

Worst find_worst(const BenchFiles& files, const Overlay& overlay, const Criterion& criterion,
                 const Domain& domain, const SearchOptions& options) {
  Worst out;
  const auto make_bench = [&files, &overlay] { return std::make_shared<Bench>(files, overlay); };
  const auto take = [&](const std::vector<Outcome<Point>>& outcomes) {
    std::vector<Point> points;
    for (const Outcome<Point>& o : outcomes) {
      if (o.result) {
        points.push_back(*o.result);
      } else {
        out.failures.push_back(o.failure);
      }
    }
    return points;
  };
  std::vector<LimitCase> cells = grid_of(criterion, domain);
  if (!is_static(criterion.quantity) && !has_angle(criterion.quantity)) {
    for (LimitCase& c : cells) c.angle = domain.angle_low;
  }
  const std::vector<Point> grid = take(run_batch<Point>(cells, options.threads, [&] {
    return [&, bench = make_bench()](const LimitCase& c) {
      return at_worst_angle(*bench, criterion, c, domain);
    };
  }));
  out.cases += cells.size();
  if (grid.empty()) {
    throw std::runtime_error(criterion.name + ": no case could be computed: " +
                             (out.failures.empty() ? "none" : out.failures.front()));
  }
  const std::vector<Point> starts = starts_of(criterion, grid, options.starts);
  std::atomic<std::size_t> refined = 0;
  out.contenders = take(run_batch<Point>(starts, options.threads, [&] {
    return [&, bench = make_bench()](const Point& p) {
      const std::size_t before = bench->cases();
      const Point fine = refine(*bench, criterion, p, domain, options.fineness);
      Point typed = as_typed(*bench, criterion, fine.where, domain);
      refined += bench->cases() - before;
      return typed;
    };
  }));
  out.cases += refined;
  if (out.contenders.empty()) out.contenders = starts;
  std::stable_sort(out.contenders.begin(), out.contenders.end(),
                   [&criterion](const Point& a, const Point& b) {
                     return badness(criterion, a.value) > badness(criterion, b.value);
                   });
  out.point = out.contenders.front();
  return out;
}

}  // namespace inversim
