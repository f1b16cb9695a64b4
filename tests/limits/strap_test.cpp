// SPDX-License-Identifier: Apache-2.0
// A strap on the bench against closed forms: the energy of the fall, the lever of the strap.
#include <cmath>

#include "bench_fixture.h"

namespace inversim {
namespace {

const BenchFiles& tether_files() {
  static const BenchFiles files = read_bench_files(source_tree(), "tether_136kg");
  return files;
}

// of the table file
constexpr double kBedX = -0.45, kBedZ = -0.25, kFrameX = -0.45;  // [m]
constexpr double kFrameZ = 0.15 - 1.0;                           // [m] below the pivot
constexpr double kStiffness = 35000, kFriction = 5;              // [N/m], [N m]

/// Length of the strap at a bed angle [m].
double reach(double a) {
  const double x = std::cos(a) * kBedX + std::sin(a) * kBedZ;
  const double z = std::cos(a) * kBedZ - std::sin(a) * kBedX;
  return std::hypot(x - kFrameX, z - kFrameZ);
}

LimitCase fallen(double mark, int holes, const char* arms) {
  LimitCase c;
  c.mass = 125;
  c.height = 1.78;
  c.hinge = "A";
  c.arms = arms;
  c.holes_off = holes;
  c.mark = mark;
  c.angle = -75 * kDegree;
  return c;
}

TEST(Strap, PeakIsThatOfTheEnergyOfTheFall) {
  const Criterion peak = shipped_criterion("strap_peak_misuse");
  Criterion past = peak;
  past.quantity = Quantity::kStrapOvershoot;
  for (const double mark : {20 * kDegree, 40 * kDegree, 60 * kDegree}) {
    const LimitCase c = fallen(mark, -2, "overhead");
    Bench bench(tether_files(), {"table.tether.damping_Ns_per_m=0"});
    const double tension = bench.figure(peak, c);
    const double turned = mark + bench.figure(past, c);
    // work of the weight, less that of the bearing, by Simpson's rule over the angle
    const Criterion hold = shipped_criterion("strap_load_1x");
    Bench::Rest rest = bench.at_rest(hold, c);
    const int n = 400;
    double energy = 0.0;
    for (int i = 0; i <= n; ++i) {
      const double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
      energy += weight * (rest.at(c.angle + (turned - c.angle) * i / n).weight_torque - kFriction);
    }
    energy *= (turned - c.angle) / n / 3.0;
    const double stretch = reach(turned) - reach(mark);
    std::printf("%2.0f deg: %.0f N, %.2f deg past; k x %.0f N, sqrt(2 E k) %.0f N, %.0f J\n",
                mark / kDegree, tension, (turned - mark) / kDegree, kStiffness * stretch,
                std::sqrt(2 * energy * kStiffness), energy);
    EXPECT_NEAR(tension, kStiffness * stretch, 0.005 * tension);
    EXPECT_NEAR(tension, std::sqrt(2 * energy * kStiffness), 0.01 * tension);
  }
}

TEST(Strap, LoadAtRestIsTheMomentOverItsLever) {
  for (const auto& [name, weights] :
       {std::pair{"strap_load_1x", 1.0}, {"strap_load_1_5x", 1.5}, {"strap_load_2_5x", 2.5}}) {
    const Criterion load = shipped_criterion(name);
    ASSERT_EQ(load.weights, weights);
    for (const double mark : {20 * kDegree, 40 * kDegree}) {
      LimitCase c = fallen(mark, -2, "overhead");
      c.angle = mark;
      Bench bench(tether_files());
      const double tension = bench.figure(load, c);
      const double lever = (reach(mark + 1e-5) - reach(mark - 1e-5)) / 2e-5;
      const double moment = bench.at_rest(load, c).at(mark).weight_torque;
      EXPECT_NEAR(tension, moment / lever, 1e-5 * tension) << name;
      // 136 N m at horizontal, less towards the equilibrium
      EXPECT_GT(moment, weights * 60) << name;
    }
    // who comes back by himself leaves it slack
    LimitCase light = fallen(60 * kDegree, 2, "sides");
    light.angle = light.mark;
    EXPECT_EQ(Bench(tether_files()).figure(load, light), 0.0);
  }
}

TEST(Strap, RateAtTheMarkIsThatOfTheFallToIt) {
  Criterion rate = shipped_criterion("strap_rate");
  const LimitCase c = fallen(40 * kDegree, -2, "overhead");
  const double at_mark = Bench(tether_files()).figure(rate, c);
  // the same without a strap: the run of a free fall, read as it passes that angle
  const double free =
      Bench(tether_files(), {"table.tether.stiffness_N_per_m=1e-6"}).figure(rate, c);
  std::printf("%.1f deg/s, without strap %.1f\n", at_mark / kDegree, free / kDegree);
  EXPECT_NEAR(at_mark, free, 0.01 * free);
  EXPECT_GT(at_mark, 120 * kDegree);
  // never there
  EXPECT_EQ(Bench(tether_files()).figure(rate, fallen(90 * kDegree, 2, "sides")), 0.0);
}

TEST(Strap, DemandIsThatOfAStrapThatDoesNotBreak) {
  const Criterion peak = shipped_criterion("strap_peak_misuse");
  const LimitCase c = fallen(40 * kDegree, -2, "overhead");
  Bench strong(tether_files()), weak(tether_files(), {"table.tether.strength_N=1000"});
  EXPECT_EQ(strong.figure(peak, c), weak.figure(peak, c));
  EXPECT_EQ(strong.capacity(peak), 8000);
  EXPECT_EQ(weak.capacity(peak), 1000);
}

TEST(Strap, EveryMarkIsSearched) {
  const Criterion peak = shipped_criterion("strap_peak_misuse");
  const TableRange range = Bench(tether_files()).range();
  ASSERT_EQ(range.marks.size(), 4u);
  EXPECT_NEAR(range.marks[1], 40 * kDegree, 1e-12);
  EXPECT_EQ(domain_of(peak, range, range.mass_max, quick_options(0)).marks, range.marks);
  // boots have no boom to set wrong
  const TableRange boots = Bench(read_bench_files(source_tree(), "gravity_boots")).range();
  EXPECT_FALSE(boots.boom);
  EXPECT_EQ(domain_of(shipped_criterion("head_clearance"), boots, 113, quick_options(0)).holes,
            std::vector<int>{0});
}

}  // namespace
}  // namespace inversim
