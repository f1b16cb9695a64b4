// SPDX-License-Identifier: Apache-2.0
// A bed on two trunnions: with both whole an ideal pivot, with one bolt gone what statics and
// energy say.
#include <cmath>

#include "inversim/multibody/cpu_levels.h"
#include "inversim/plant/energy_balance.h"
#include "inversim/plant/lanes.h"
#include "standing_fixture.h"

namespace inversim {
namespace {

/// A plant that may lose a pivot, without a schedule that makes it.
std::shared_ptr<PlantDesign> on_trunnions(std::vector<std::string> settings) {
  settings.insert(settings.begin(), "settings.circulation=false");
  auto design = std::make_shared<PlantDesign>(*plant_with(settings));
  PlantModel<double>& m = design->model;
  m.has_trunnions = true;
  m.tree.joint[kBedBody] = JointKind::kBushing;
  return design;
}

TEST(PivotBolt, TwoWholeOnesAreAnIdealPivot) {
  for (const char* angle : {"0", "60"}) {
    const std::string start = std::string("settings.start_angle_deg=") + angle;
    Plant ideal(plant_with({"settings.circulation=false", start})), hung(on_trunnions({start}));
    for (Plant* plant : {&ideal, &hung}) hold(*plant, 8.0);
    const Observation a = observe(ideal), b = observe(hung);
    std::printf("at %s deg: ideal %.2f %.2f N, trunnions %.2f %.2f N, roll %.1e\n", angle,
                a.pivot_force_of[0], a.pivot_force_of[1], b.pivot_force_of[0], b.pivot_force_of[1],
                b.bed_roll);
    for (int side = 0; side < 2; ++side) {
      EXPECT_NEAR(a.pivot_force_of[side], 0.5 * a.pivot_force, 0.5);
      EXPECT_NEAR(b.pivot_force_of[side], a.pivot_force_of[side], 1.0);
      EXPECT_NEAR(b.pivot_shift[side], b.pivot_force_of[side] / 4e5, 1e-4);
    }
    EXPECT_NEAR(hung.bed_angle(), ideal.bed_angle(), 1e-4);
    EXPECT_NEAR(b.cuff_pull, a.cuff_pull, 2.0);
    for (int k = 0; k < kLevels; ++k) EXPECT_NEAR(b.section_axial[k], a.section_axial[k], 3.0) << k;
  }
}

TEST(PivotBolt, TheOtherCarriesAllAndHalfTheSpacingTimesTheLoad) {
  for (const double step : {1e-3, 5e-3}) {
    for (const int gone : {0, 1}) {
      const auto design =
          on_trunnions({"settings.rigid_user=true", "table.pivots.catch_gap_mm=900"});
      design->step = step;
      Plant plant(design);
      hold(plant, 2.0);
      const double weight = observe(plant).pivot_force;
      plant.input().trunnion[gone] = 0.0;
      hold(plant, 20.0);
      const Observation o = observe(plant);
      const int left = 1 - gone;
      // the centre of mass z below the pivot moves with the roll: W (b cos + z sin) = kappa sin
      const WholeMass all = whole_mass(*design, plant.state());
      const double frame = design->model.tree.link[kFrameBody].m;
      const Vec3<double> moved = all.mass * all.centre - frame * design->table.frame.centre;
      const double y = moved.y / (all.mass - frame);
      const double side = gone == 0 ? 1.0 : -1.0;
      const double lever = 0.3 * std::cos(o.bed_roll) + side * y;
      std::printf("%g ms, %s gone: roll %.3f deg, %.1f N, %.2f N m; statics %.1f N, %.2f N m\n",
                  step * 1e3, gone == 0 ? "right" : "left", o.bed_roll / kDegree,
                  o.pivot_force_of[left], o.pivot_moment_of[left], weight, weight * lever);
      EXPECT_NEAR(o.pivot_force_of[gone], 0.0, 1e-9);
      EXPECT_NEAR(o.pivot_force_of[left], weight, 0.005 * weight);
      EXPECT_NEAR(o.pivot_moment_of[left], weight * lever, 0.01 * weight * lever);
      EXPECT_NEAR(std::sin(std::fabs(o.bed_roll)), o.pivot_moment_of[left] / 5e3, 1e-3);
      EXPECT_GT(side * o.bed_roll, 2 * kDegree);
    }
  }
}

/// The fall of one side onto the frame, brake locked: what the books miss over what went through.
double missing(double step, bool standing) {
  const auto design = on_trunnions({standing ? "settings.frame=standing" : "settings.frame=welded",
                                    "settings.rigid_user=true", "table.pivots.catch_gap_mm=10"});
  design->step = step;
  Plant plant(design);
  hold(plant, 4.0);
  plant.load_brake();
  plant.input().prescribed = 0.0;
  plant.input().trunnion[0] = 0.0;
  EnergyBalance balance(plant);
  double most = 0;
  for (int n = 0; n < static_cast<int>(1.0 / step); ++n) {
    EXPECT_EQ(balance.step(), StepStatus::kOk);
    most = std::max(most, std::fabs(balance.sheet().residual()));
  }
  const EnergyBalanceSheet& s = balance.sheet();
  std::printf("%g ms%s: height %.2f J, pivots and brake %.2f J, turnover %.1f J, residual %.1e\n",
              step * 1e3, standing ? ", standing" : "", s.gravity, s.pivot, s.turnover,
              s.residual() / s.turnover);
  EXPECT_LT(s.gravity, -3.0);
  EXPECT_GT(observe(plant).pivot_force_of[0], 100);
  return most / s.turnover;
}

TEST(PivotBolt, TheBooksOfTheFallBalance) {
  const double fine = missing(0.5e-3, false), usual = missing(1e-3, false);
  EXPECT_LT(usual, 1e-3);
  EXPECT_LT(fine, 0.7 * usual + 1e-6);
  EXPECT_LT(missing(1e-3, true), 1e-3);
}

// the fall begins with the pull of the weight alone: one side free, the other on its spring
TEST(PivotBolt, RestsBetweenTimesAtAHeldAngle) {
  Plant plant(on_trunnions({}));
  hold(plant, 5.0);
  ASSERT_EQ(plant.hold(30.0), StepStatus::kOk);
  const Observation o = observe(plant);
  EXPECT_NEAR(o.pivot_force_of[0], o.pivot_force_of[1], 1.0);
  EXPECT_NEAR(o.pivot_force_of[0], 0.5 * o.pivot_force, 5.0);
}

TEST(PivotBolt, LanesHaveTheBitsOfOne) {
  const auto design = on_trunnions({"settings.rigid_user=true"});
  constexpr int kSteps = 200;
  const PlantKernels& kernels = plant_kernels();
  auto model = std::make_unique<PlantModel<Lanes4>>();
  auto state = std::make_unique<PlantState<Lanes4>>();
  auto work = std::make_unique<PlantWork<Lanes4, 6>>();
  auto one_work = std::make_unique<PlantWork<double, 6>>();
  PlantInput<Lanes4> input{};
  PlantInput<double> in[4];
  PlantState<double> one[4];
  for (int l = 0; l < 4; ++l) {
    in[l] = design->input;
    in[l].trunnion[0] = l == 1 ? 0.0 : 1.0;
    in[l].trunnion[1] = l == 2 ? 0.0 : 1.0;
    in[l].prescribed = l == 3 ? 1.0 : 0.0;
    one[l] = design->start;
    pack_model(design->model, l, *model);
    pack_lane<Lanes4>(design->start, l, *state);
    pack_input(in[l], l, input);
  }
  for (int n = 0; n < kSteps; ++n) {
    kernels.step4_floating(*model, input, design->step, *state, *work);
    for (int l = 0; l < 4; ++l) {
      kernels.step_floating(design->model, in[l], design->step, one[l], *one_work);
    }
  }
  for (int l = 0; l < 4; ++l) {
    PlantState<double> lane;
    unpack_lane<Lanes4>(*state, l, lane);
    EXPECT_EQ(state_hash(lane), state_hash(one[l])) << l;
  }
  EXPECT_NE(state_hash(one[1]), state_hash(one[2]));
}

}  // namespace
}  // namespace inversim
