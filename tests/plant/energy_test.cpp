// SPDX-License-Identifier: Apache-2.0
// The books of a session balance: what forces do is what kinetic energy and height gain.
#include <cmath>

#include "inversim/plant/energy_balance.h"
#include "plant_fixture.h"

namespace inversim {
namespace {

/// Arms overhead turn the bed from the horizontal; the brake stops it after 3 s; then it rests.
EnergyBalanceSheet swing_and_stop(double step) {
  auto design = std::make_shared<PlantDesign>(*plant_with({"settings.circulation=false"}));
  design->step = step;
  Plant plant(design);
  hold(plant, 5);
  plant.input().prescribed = 0.0;
  plant.input().brake_command = 0.0;
  EnergyBalance balance(plant);
  const auto steps = [step](double s) { return static_cast<int>(std::lround(s / step)); };
  for (int n = 0; n < steps(20.0); ++n) {
    const double u = std::min(1.0, (n + 1) * step / 3.0);
    plant.input().arm_angle = std::numbers::pi * u * u * (3 - 2 * u);
    plant.input().arm_rate = std::numbers::pi * 6 * u * (1 - u) / 3.0;
    if (n == steps(5.0)) plant.input().brake_command = 1.0;
    EXPECT_EQ(balance.step(), StepStatus::kOk);
  }
  const EnergyBalanceSheet& s = balance.sheet();
  std::printf(
      "%.2g ms: kinetic %.3f gravity %.3f | spine %.3f (tone %.3f) limbs %.3f cuffs %.3f pivot "
      "%.3f "
      "contact %.3f | turnover %.1f residual %.4f J, %.1e\n",
      step * 1e3, s.kinetic, s.gravity, s.spine, s.tone, s.limbs, s.cuffs, s.pivot, s.contact,
      s.turnover, s.residual(), s.residual() / s.turnover);
  EXPECT_GT(plant.bed_angle(), 20 * kDegree);
  return s;
}

TEST(Energy, BooksOfASessionBalance) {
  const EnergyBalanceSheet fine = swing_and_stop(0.5e-3), usual = swing_and_stop(1e-3);
  EXPECT_LT(std::fabs(usual.residual()), 1e-3 * usual.turnover);
  // an error of the integration goes with the step
  EXPECT_LT(std::fabs(fine.residual()), 0.8 * std::fabs(usual.residual()));
}

}  // namespace
}  // namespace inversim
