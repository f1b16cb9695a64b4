// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/trunnions.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "inversim/math/rotation.h"

namespace inversim {
namespace {

constexpr TrunnionParams<double> kPivots = {0.3, 4e5, 1e5, 5e3, 1200, 300, 15, 0.03, 2e5, 2000};

BedInFrame<double> still(const Vec3<double>& turn, const Vec3<double>& p) {
  const double angle = std::sqrt(norm2(turn)) + 1e-30;
  const double s = std::sin(0.5 * angle) / angle;
  const Quat<double> q = {std::cos(0.5 * angle), s * turn.x, s * turn.y, s * turn.z};
  return {rotation_matrix(q), p, {0, 0, 0}, {0, 0, 0}};
}

TEST(Trunnions, BothCarryHalfAndACoupleTakesTheMoment) {
  // W = 1200 N in the middle and 90 N m of roll: 600 +- 90 / 0.6
  const double z = -1200 / (2 * 4e5);
  const double roll = 90 / (2 * 4e5 * 0.09 + 2 * 5e3);
  const BedInFrame<double> bed = still({-roll, 0, 0}, {0, 0, z});
  const TrunnionSum<double> sum = trunnion_sum(kPivots, bed, 1.0, 1.0);
  EXPECT_NEAR(sum.F.f.z, 1200, 1e-3);
  EXPECT_NEAR(sum.F.n.x, 90, 1e-3);
  const double bending = 2 * 5e3 * roll;
  for (int side = 0; side < 2; ++side) {
    const double share = side == 0 ? 1.0 : -1.0;
    const TrunnionLoad<double> t = trunnion_load(kPivots, bed, side, 1.0);
    EXPECT_NEAR(t.force.z, 600 + share * (90 - bending) / 0.6, 0.01) << side;
    // brackets that give nothing are the ideal pivot
    EXPECT_NEAR(trunnion_share(0.3, Wrench<double>{{90, 0, 0}, {0, 0, 1200}}, side).z,
                600 + share * 150, 1e-9);
  }
}

TEST(Trunnions, OneCarriesTwiceAndBendsItsBracketByHalfTheSpacing) {
  // statics with the right bolt gone: force W on the left, tan(roll) = W b / kappa
  constexpr double kWeight = 1200;
  const double roll = std::atan(kWeight * 0.3 / 5e3);
  const BedInFrame<double> tilted = still({-roll, 0, 0}, {0, 0, 0});
  const Vec3<double> shift = trunnion_load(kPivots, tilted, 1, 1.0).shift;
  TrunnionParams<double> open = kPivots;
  open.gap = 1.0;
  const BedInFrame<double> bed =
      still({-roll, 0, 0}, {-shift.x, -shift.y, -shift.z - kWeight / 4e5});
  const TrunnionSum<double> sum = trunnion_sum(open, bed, 0.0, 1.0);
  EXPECT_NEAR(sum.F.f.z, kWeight, 1e-6);
  EXPECT_NEAR(sum.F.n.x, 0, 1e-9);
  const TrunnionLoad<double> left = trunnion_load(open, bed, 1, 1.0);
  EXPECT_NEAR(left.force.z, kWeight, 1e-6);
  EXPECT_NEAR(std::sqrt(norm2(left.moment)), 5e3 * std::sin(roll), 1e-6);
  EXPECT_EQ(norm2(trunnion_load(open, bed, 0, 0.0).force), 0);
  // the shipped gap is smaller than that drop: the frame catches the loose side
  EXPECT_EQ(trunnion_load(kPivots, bed, 0, 0.0).caught, 1);
  EXPECT_GT(trunnion_load(kPivots, bed, 0, 0.0).force.z, 0);
}

TEST(Trunnions, TurningAboutThePivotMeetsNothing) {
  const TrunnionSum<double> sum = trunnion_sum(kPivots, still({0, 1.2, 0}, {0, 0, 0}), 1.0, 0.0);
  EXPECT_NEAR(norm2(sum.F.f) + norm2(sum.F.n), 0, 1e-18);
}

TEST(Trunnions, ForcesAreTheGradientOfTheirEnergy) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> any(-1, 1);
  for (int n = 0; n < 200; ++n) {
    const double right = n % 3 == 0 ? 0.0 : 1.0, left = n % 3 == 1 ? 0.0 : 1.0;
    const double drop = n % 2 == 0 ? 0.0 : -0.05;  // half of them lie on the frame
    const Vec3<double> p = {0.01 * any(random), 0.01 * any(random), drop + 0.01 * any(random)};
    const BedInFrame<double> bed = still({0, 0, 0}, p);
    const TrunnionSum<double> sum = trunnion_sum(kPivots, bed, right, left);
    const double step = 1e-7;
    const auto energy = [&](const Vec3<double>& turn, const Vec3<double>& moved) {
      return trunnion_energy(kPivots, still(turn, p + moved), right, left);
    };
    const Vec3<double> axes[3] = {{step, 0, 0}, {0, step, 0}, {0, 0, step}};
    const double force[3] = {sum.F.f.x, sum.F.f.y, sum.F.f.z};
    const double moment[3] = {sum.F.n.x, sum.F.n.y, sum.F.n.z};
    const Vec3<double> none = {0, 0, 0};
    for (int k = 0; k < 3; ++k) {
      EXPECT_NEAR(force[k], -(energy(none, axes[k]) - energy(none, -axes[k])) / (2 * step), 0.5);
      EXPECT_NEAR(moment[k], -(energy(axes[k], none) - energy(-axes[k], none)) / (2 * step), 0.5);
    }
  }
}

}  // namespace
}  // namespace inversim
