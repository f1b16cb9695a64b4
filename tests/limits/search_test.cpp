// SPDX-License-Identifier: Apache-2.0
// The worst case by search against every cell of a fine grid, and criteria that break.
#include <cmath>

#include "bench_fixture.h"
#include "inversim/limits/admissible.h"
#include "inversim/limits/assess.h"
#include "inversim/limits/bands.h"
#include "inversim/scenario/session.h"
#include "inversim/sweep/batch.h"

namespace inversim {
namespace {

/// Half a kilogram, a millimetre and a quarter of a degree: slow and stupid.
double brute_force_torque(const Criterion& criterion, const TableRange& range, double from) {
  Bench bench(bench_files());
  double most = 0.0;
  for (const std::string& hinge : range.hinge_holes) {
    for (double height = from; height <= range.height_max + 1e-9; height += 1e-3) {
      LimitCase c;
      c.mass = range.mass_max;
      c.height = height;
      c.hinge = hinge;
      c.arms = "overhead";
      c.holes_off = -2;
      Bench::Rest rest = bench.at_rest(criterion, c);
      for (double a = range.lower; a <= range.upper; a += 0.25 * kDegree) {
        most = std::max(most, std::fabs(rest.at(a).weight_torque));
      }
    }
  }
  return most;
}

TEST(Search, WorstHoldingTorqueIsThatOfAFineGrid) {
  const Criterion hold = shipped_criterion("hold_misuse");
  const TableRange range = Bench(bench_files()).range();
  SearchOptions options;
  options.both_sexes = false;
  const Worst worst =
      find_worst(bench_files(), {}, hold, domain_of(hold, range, range.mass_max, options), options);
  // the last three holes of the boom, where the grid of the search has its worst cells too
  const double brute = brute_force_torque(hold, range, range.height_max - 0.15);
  std::printf("search %.3f N m at %.1f cm, %.2f deg in %zu cases; fine grid %.3f N m\n",
              worst.point.value, 100 * worst.point.where.height, worst.point.where.angle / kDegree,
              worst.cases, brute);
  EXPECT_TRUE(worst.failures.empty());
  EXPECT_GE(worst.point.value, brute * (1 - 1e-3));
  // the grid misses the edge of a hole by up to a millimetre
  EXPECT_LE(worst.point.value, brute * 1.005);
}

TEST(Search, WornBrakeIsJudgedAtTheWorstOfAFineGrid) {
  // all of it by another way: a session of the cycle's stop, Archard's wear added up, the line of
  // the cable, and every cell of the grid
  Criteria criteria;
  criteria.criteria = {shipped_criterion("endurance_h_misuse")};
  AssessOptions options;
  options.search.both_sexes = false;
  options.heights = {1.9};
  options.masses = {100};
  const LimitsResult assessed = assess(bench_files(), criteria, options);
  const CriterionResult& r = assessed.results[0];
  ASSERT_TRUE(r.failure.empty()) << r.failure;

  Document stop = bench_files().scenario.at("limits/stop");
  for (const char* s :
       {"subject.mass_kg=125", "subject.height_cm=198", "settings.height_setting_cm=198",
        "settings.hinge_hole=A", "settings.arms=overhead", "settings.start_rate_deg_per_s=15"}) {
    ASSERT_TRUE(apply_setting(stop, s).empty()) << s;
  }
  // 100 ms until it is closed, the lever's own 150 ms: the command comes at once
  Session session(stop);
  double wear = 0.0;
  const std::size_t place = place_of(session.all_signals(), "pad_wear");
  session.watch([&](double, int, std::span<const double> row) { wear = row[place]; });
  session.settle();
  ASSERT_EQ(session.run({}).status, StepStatus::kOk);
  const double worn = 12000 * wear;
  // 2 mu N r of what the cable, stretched by 150 N times 2.6 over 150 N/mm, has left
  const double stretch = 150 * 2.6 / 150e3;
  const double holds = 2 * 0.40 * 4200 * 0.09 * (1 - 2 * worn * 28 / 2.6 / stretch);
  const double demand = brute_force_torque(criteria.criteria[0], assessed.range, 1.83);
  const double margin = holds - 1.5 * demand;
  std::printf("margin %.2f N m, fine grid %.2f N m; wear %.4g, %.4g m; holds %.1f, %.1f N m\n",
              r.margin, margin, r.endurance->wear, worn, r.capacity, holds);
  EXPECT_NEAR(r.endurance->wear, worn, 1e-3 * worn);
  EXPECT_NEAR(r.capacity, holds, 0.005 * holds);
  // the grid misses the edge of a hole by up to a millimetre
  EXPECT_LE(r.margin, margin + 0.5);
  EXPECT_GE(r.margin, margin - 0.005 * 1.5 * demand - 1.0);
}

TEST(SearchCampaign, WorstStrapPeakIsThatOfAFineGrid) {
  static const BenchFiles files = read_bench_files(source_tree(), "tether_136kg");
  const Criterion peak = shipped_criterion("strap_peak_misuse");
  const TableRange range = Bench(files).range();
  const SearchOptions options;
  const Worst worst =
      find_worst(files, {}, peak, domain_of(peak, range, range.mass_max, options), options);
  // the last hole of the boom, where the energy of the fall is greatest, and every mark
  std::vector<LimitCase> cells;
  for (const std::string& hinge : range.hinge_holes) {
    for (const double mark : range.marks) {
      for (double height = range.height_max - 0.05; height <= range.height_max + 1e-9;
           height += 5e-3) {
        LimitCase c;
        c.mass = range.mass_max;
        c.height = height;
        c.hinge = hinge;
        c.arms = "overhead";
        c.holes_off = -2;
        c.mark = mark;
        c.angle = range.lower;
        cells.push_back(c);
      }
    }
  }
  const auto peaks = run_batch<double>(cells, 0, [&] {
    return [&, bench = std::make_shared<Bench>(files)](const LimitCase& c) {
      return bench->figure(peak, c);
    };
  });
  double brute = 0.0;
  for (const auto& p : peaks) {
    ASSERT_TRUE(p.result);
    brute = std::max(brute, *p.result);
  }
  std::printf("search %.1f N at %.1f cm, strap at %.0f deg in %zu cases; fine grid %.1f N of %zu\n",
              worst.point.value, 100 * worst.point.where.height, worst.point.where.mark / kDegree,
              worst.cases, brute, cells.size());
  EXPECT_TRUE(worst.failures.empty());
  EXPECT_GE(worst.point.value, brute * (1 - 2e-3));
  EXPECT_LE(worst.point.value, brute * 1.01);
}

TEST(Search, WorstTippingMarginIsThatOfAFineGridOverSidesAndAngles) {
  const Criterion tips = shipped_criterion("tipping_static");
  const TableRange range = Bench(bench_files()).range();
  SearchOptions options;
  options.both_sexes = false;
  options.heights = 8;
  const Domain domain = at_height(domain_of(tips, range, range.mass_max, options), 1.80);
  const Worst worst = find_worst(bench_files(), {}, tips, domain, options);
  Bench bench(bench_files());
  double least = 1e9;
  for (const std::string& hinge : range.hinge_holes) {
    for (const std::string arms : {"sides", "overhead"}) {
      for (const int holes : {-2, 2}) {
        for (int d = 0; d < 360; d += 5) {
          LimitCase c = worst.point.where;
          c.hinge = hinge;
          c.arms = arms;
          c.holes_off = holes;
          c.slope_direction = d * kDegree;
          Bench::Rest rest = bench.at_rest(tips, c);
          for (double a = range.lower; a <= range.upper; a += 2.5 * kDegree) {
            least = std::min(least, rest.at(a).tipping_margin);
          }
        }
      }
    }
  }
  std::printf("search %.4f m towards %.0f deg, fine grid %.4f m\n", worst.point.value,
              worst.point.where.slope_direction / kDegree, least);
  EXPECT_LE(worst.point.value, least + 1e-5);
  EXPECT_GE(worst.point.value, least - 1e-3);
}

TEST(Search, TheSameOnAnyNumberOfThreads) {
  const Criterion hold = shipped_criterion("hold_set_right");
  const TableRange range = Bench(bench_files()).range();
  SearchOptions one = quick_options(1), three = quick_options(3);
  const Domain domain = domain_of(hold, range, range.mass_max, one);
  const Worst a = find_worst(bench_files(), {}, hold, domain, one);
  const Worst b = find_worst(bench_files(), {}, hold, domain, three);
  EXPECT_EQ(a.point.value, b.point.value);
  EXPECT_EQ(a.point.where.height, b.point.where.height);
  EXPECT_EQ(a.cases, b.cases);
}

TEST(Search, EachCriterionBreaksForAChangedTable) {
  // what is changed, and the criterion that holds for the shipped table and not for this one
  const struct {
    const char* criterion;
    Overlay overlay;
  } changes[] = {
      {"hold_misuse", {"table.brake.clamp_force_N=3000"}},
      {"hold_set_right", {"table.brake.clamp_force_N=3000"}},
      {"stop_tipping", {"table.frame.base_length_m=0.5"}},
      {"tipping_static", {"table.frame.base_width_m=0.3"}},
      {"tipping_light_user", {"table.frame.base_width_m=0.3"}},
      {"clamp_1x", {"table.ankle_clamp.capacity_N=1000"}},
      {"clamp_1_5x", {"table.ankle_clamp.capacity_N=1700"}},
      {"clamp_2_5x", {"table.ankle_clamp.capacity_N=2450"}},
      {"clamp_4x", {"table.ankle_clamp.capacity_N=4800"}},
      {"head_clearance", {"table.frame.pivot_height_m=0.9"}},
  };
  const SearchOptions options = quick_options(0);
  for (const auto& change : changes) {
    const Criterion c = shipped_criterion(change.criterion);
    const TableRange range = Bench(bench_files()).range();
    const Domain domain = domain_of(c, range, range.mass_max, options);
    const auto margin = [&](const Overlay& overlay) {
      const Worst w = find_worst(bench_files(), overlay, c, domain, options);
      return margin_of(c, w.point.value, Bench(bench_files(), overlay).capacity(c));
    };
    EXPECT_GE(margin({}), 0.0) << change.criterion;
    EXPECT_LT(margin(change.overlay), 0.0) << change.criterion;
  }
}

TEST(Search, CriteriaThatFailHoldForABetterTable) {
  const struct {
    const char* criterion;
    Overlay overlay;
  } changes[] = {
      {"stop_overshoot", {"table.brake.clamp_force_N=5000", "table.brake.lever.hand_force_N=400"}},
      {"return_moment", {"table.hinge.holes.A.surface_offset_m=-0.2"}},
  };
  const SearchOptions options = quick_options(0);
  for (const auto& change : changes) {
    const Criterion c = shipped_criterion(change.criterion);
    const TableRange range = Bench(bench_files()).range();
    const Domain domain = domain_of(c, range, range.mass_max, options);
    const Worst now = find_worst(bench_files(), {}, c, domain, options);
    const Worst better = find_worst(bench_files(), change.overlay, c, domain, options);
    EXPECT_LT(margin_of(c, now.point.value, c.limit), 0.0) << change.criterion;
    EXPECT_GT(margin_of(c, better.point.value, c.limit), 0.0) << change.criterion;
  }
}

TEST(Search, LargestUserIsWhereTheMarginChangesItsSign) {
  const Criterion hold = shipped_criterion("hold_misuse");
  const TableRange range = Bench(bench_files()).range();
  const SearchOptions options = quick_options(0);
  const UserLimit limit =
      largest_user(bench_files(), hold, range, 1.90, {100.0, 240.0}, options, {});
  ASSERT_GT(limit.mass, 100.0);
  ASSERT_LT(limit.mass, 240.0);
  EXPECT_GT(limit.margin[0], 0.0);
  EXPECT_LT(limit.margin[1], 0.0);
  // a search at that height agrees on either side
  for (const double off : {-1.0, 1.0}) {
    const Domain domain = at_height(domain_of(hold, range, limit.mass + off, options), 1.90);
    const Worst worst = find_worst(bench_files(), {}, hold, domain, options);
    const double margin = margin_of(hold, worst.point.value, Bench(bench_files()).capacity(hold));
    EXPECT_GT(-off * margin, 0.0) << limit.mass << " kg " << margin;
  }
}

TEST(Bands, FiguresAreVariedOneByOneAndTogether) {
  Criteria criteria;
  criteria.criteria = {shipped_criterion("hold_misuse")};
  criteria.bands = {{"subject.centre_of_mass_offset_m", -0.035, 0.035, "derived", "test"}};
  const std::vector<Unverified> figures = unverified_figures(bench_files(), criteria);
  ASSERT_GT(figures.size(), 20u);
  const auto find = [&](const std::string& path) {
    for (std::size_t i = 0; i < figures.size(); ++i) {
      if (figures[i].path == path) return i;
    }
    throw std::runtime_error(path);
  };
  const Criterion& c = criteria.criteria[0];
  const TableRange range = Bench(bench_files()).range();
  const SearchOptions options = quick_options(0);
  const Domain domain = domain_of(c, range, range.mass_max, options);
  const Worst worst = find_worst(bench_files(), {}, c, domain, options);
  const double capacity = Bench(bench_files()).capacity(c);
  const auto found = sensitivities(bench_files(), c, worst.point, capacity, domain, figures, 0);

  // the pads' friction: capacity in proportion, and the kinetic one goes along downwards
  const std::size_t mu = find("table.brake.mu_static");
  EXPECT_EQ(figures[mu].at_low.size(), 2u);
  EXPECT_EQ(found[mu].worse_end, -1);
  EXPECT_NEAR(found[mu].worse, capacity * (0.30 / 0.40 - 1), 0.01 * capacity);
  // the centre of mass towards the head: 125 kg g 0.035 m across the lever, times the factor
  const std::size_t com = find("subject.centre_of_mass_offset_m");
  EXPECT_EQ(found[com].worse_end, 1);
  EXPECT_LT(found[com].worse, -30.0);
  // the frame's feet have no part in what a brake holds
  EXPECT_EQ(found[find("table.frame.base_length_m")].worse_end, 0);

  const Overlay together = worse_together(bench_files(), figures, found);
  Bench bad(bench_files(), together);
  EXPECT_LT(bad.capacity(c), 0.5 * capacity);
}

}  // namespace
}  // namespace inversim
