// SPDX-License-Identifier: Apache-2.0
// Worn brakes against closed forms: Archard's wear of the friction work, a cable whose travel wear
// takes, a magnet whose gap it opens.
#include "inversim/limits/endurance.h"

#include <gmock/gmock.h>

#include <cmath>

#include "bench_fixture.h"

namespace inversim {
namespace {

// of the table file and the defaults of its wear
constexpr double kMu = 0.40, kRadius = 0.09, kClampForce = 4200;  // [N], [m]
constexpr double kClampRatio = 28, kLeverRatio = 2.6, kHand = 150, kCable = 150e3;
constexpr double kWearPerWork = 1e-13, kPadArea = 4e-4;  // [m2/N], [m2]

/// Slip torque of pads worn so far: the cable has lost 2 w times the ratio of its tension to the
/// clamp force.
double cable_law(double wear) {
  const double stretch = kHand * kLeverRatio / kCable;
  const double share = 1 - 2 * wear * kClampRatio / kLeverRatio / stretch;
  return std::max(0.0, 2 * kMu * share * kClampForce * kRadius);
}

TEST(Endurance, WearIsInProportionToTheHeatOfTheStop) {
  Criterion c = shipped_criterion("endurance_h");
  c.cycle_arms = "sides";
  // one coefficient, so that heat is 2 mu N and wear k N / A of the same way
  const double mu = 0.35;
  const double rates[] = {30 * kDegree, 60 * kDegree};
  CycleWear of[2];
  double off[2];
  for (int i = 0; i < 2; ++i) {
    c.rate = rates[i];
    Bench bench(bench_files(), {"table.brake.mu_kinetic=0.35", "table.brake.mu_static=0.35"});
    of[i] = bench.cycle_wear(c);
    const double archard = kWearPerWork / (2 * mu * kPadArea) * of[i].heat;
    std::printf("%2.0f deg/s: %7.2f J, %.4g m; k E / (2 mu A) %.4g m\n", c.rate / kDegree,
                of[i].heat, of[i].wear, archard);
    // what bristles and structure take is heat too, and is less of it the longer the stop
    EXPECT_NEAR(of[i].wear, archard, 0.03 * archard);
    off[i] = std::fabs(of[i].wear / archard - 1);
  }
  EXPECT_LT(off[1], off[0]);
  EXPECT_GT(of[1].heat, 3 * of[0].heat);
  EXPECT_NEAR(of[1].wear / of[0].wear, of[1].heat / of[0].heat, 0.02 * of[1].heat / of[0].heat);
  c.cycle_stops *= 3;
  const CycleWear more =
      Bench(bench_files(), {"table.brake.mu_kinetic=0.35", "table.brake.mu_static=0.35"})
          .cycle_wear(c);
  EXPECT_NEAR(more.wear, 3 * of[1].wear, 1e-12 * more.wear);
}

TEST(Endurance, WornPadsGiveWayWhereTheCableLetsThem) {
  Bench bench(bench_files());
  for (const double wear : {0.0, 1e-5, 5e-5, 1e-4}) {
    const double slips = bench.slip_torque(1.0, wear);
    std::printf("%.2f mm: %.2f N m, law %.2f\n", 1e3 * wear, slips, cable_law(wear));
    EXPECT_NEAR(slips, cable_law(wear), 0.005 * cable_law(0.0)) << wear;
  }
  EXPECT_LT(bench.slip_torque(1.0, 2e-4), 0.02 * cable_law(0.0)) << "no cable is left";
}

TEST(Endurance, BreaksWhereTheWornBrakeHoldsNoMore) {
  const Criterion c = shipped_criterion("endurance_h");
  const double demand = 90;
  const Endurance e = endure(bench_files(), c, demand);
  EXPECT_NEAR(e.wear, 12000 * e.cycle.wear, 1e-15);
  EXPECT_NEAR(e.new_capacity, cable_law(0.0), 1.0);
  ASSERT_TRUE(e.breaks_after);
  // the wear at which the line of the cable is twice the demand
  const double stretch = kHand * kLeverRatio / kCable;
  const double wear =
      (1 - c.factor * demand / cable_law(0.0)) * stretch * kLeverRatio / (2 * kClampRatio);
  EXPECT_NEAR(*e.breaks_after * e.cycle.wear, wear, 0.02 * wear);
  EXPECT_TRUE(e.opens);
  EXPECT_FALSE(e.shut_after) << "a lever that is let go opens";
  // a brake that holds too little from the start
  EXPECT_EQ(endure(bench_files(), c, 200).breaks_after, 0.0);
  std::string words;
  for (const std::string& s : endurance_words(c, e)) words += s + "\n";
  EXPECT_THAT(words, testing::HasSubstr("mm (extrapolated)"));
  EXPECT_THAT(words, testing::HasSubstr("cycles (extrapolated)"));
}

TEST(Endurance, CapacityOfTheCriterionIsThatOfItsWear) {
  Criterion c = shipped_criterion("endurance_s");
  Bench bench(bench_files());
  const double wear = c.cycles * bench.cycle_wear(c).wear;
  EXPECT_NEAR(bench.capacity(c), cable_law(wear), 0.005 * cable_law(0.0));
  c.cycles = 1;
  EXPECT_NEAR(bench.capacity(c), cable_law(0.0), 0.005 * cable_law(0.0));
}

TEST(Endurance, AMagnetNoLongerOpensAWornGap) {
  const BenchFiles files = read_bench_files(source_tree(), "motorised_136kg");
  // the flux that is needed passes the supply's at pull_in (1 + 2 w / gap) = 1
  const double wear = 0.5 * 0.3e-3 * (1 / 0.65 - 1);
  Bench bench(files);
  EXPECT_TRUE(bench.opens(0.0));
  EXPECT_TRUE(bench.opens(0.97 * wear));
  EXPECT_FALSE(bench.opens(1.01 * wear));
  EXPECT_TRUE(Bench(files, {"table.brake.electromagnet.pull_in_flux=0.5"}).opens(1.01 * wear));
}

}  // namespace
}  // namespace inversim
