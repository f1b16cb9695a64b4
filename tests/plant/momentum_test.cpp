// SPDX-License-Identifier: Apache-2.0
// A frame that floats keeps the momentum of frame, bed and body, whatever they do to each other.
#include <cmath>

#include "standing_fixture.h"

namespace inversim {
namespace {

/// Momentum of the whole and of the user alone, about the world's origin.
struct Momenta {
  Wrench<double> whole, user;
};
Momenta momenta(const Plant& plant) {
  const TreeModel<double>& tree = plant.model().tree;
  WorldKinematics<double> world;
  world_kinematics(tree, plant.state().tree, world);
  TreeModel<double> table_alone = tree;
  table_alone.body_count = kBedBody + 1;
  const Wrench<double> whole = momentum(tree, world);
  return {whole, whole - momentum(table_alone, world)};
}

double size(const Vec3<double>& v) { return std::sqrt(norm2(v)); }

/// The user lies on the bed; then weight is gone, the bed is struck and meets the body.
void keeps_momentum(double step) {
  auto design = std::make_shared<PlantDesign>(
      *plant_with({"settings.frame=floating", "settings.gravity_m_per_s2=0",
                   "settings.brake=released", "settings.circulation=false"}));
  design->step = step;
  Plant plant(design);
  PlantState<double> struck = plant.state();
  struck.tree.joint[kBedBody].w.y = 1.5;
  struck.tree.joint[kFeetBody].v = {0, 0, -0.5};  // the body comes down on the bed
  struck.tree.joint[kFrameBody].w = {0.1, -0.2, 0.3};
  struck.tree.joint[kFrameBody].v = {0.2, 0.1, -0.1};
  plant.restore(struck);
  const Momenta start = momenta(plant);
  double lost_linear = 0, lost_angular = 0, exchanged_linear = 0, exchanged_angular = 0;
  double touched = 0;
  for (int i = 0; i < static_cast<int>(5.0 / step); ++i) {
    ASSERT_EQ(plant.step(), StepStatus::kOk) << plant.time();
    const Momenta now = momenta(plant);
    lost_linear = std::max(lost_linear, size(now.whole.f - start.whole.f));
    lost_angular = std::max(lost_angular, size(now.whole.n - start.whole.n));
    exchanged_linear = std::max(exchanged_linear, size(now.user.f - start.user.f));
    exchanged_angular = std::max(exchanged_angular, size(now.user.n - start.user.n));
    touched = std::max(touched, observe(plant).bed_normal);
  }
  std::printf(
      "step %g ms: exchanged %.3g kg m/s and %.3g kg m^2/s, contact %.0f N; "
      "lost %.1e and %.1e of it\n",
      step * 1e3, exchanged_linear, exchanged_angular, touched, lost_linear / exchanged_linear,
      lost_angular / exchanged_angular);
  EXPECT_GT(touched, 50.0);
  EXPECT_LT(lost_linear, 1e-9 * exchanged_linear);
  EXPECT_LT(lost_angular, 1e-9 * exchanged_angular);
}

TEST(Momentum, OfAFloatingPlantIsKept) {
  keeps_momentum(1e-3);
  keeps_momentum(5e-3);
}

TEST(Momentum, WeightGivesAFallingPlantWhatItWeighs) {
  Plant plant(plant_with({"settings.frame=floating", "settings.circulation=false"}));
  double mass = 0;
  for (int i = 0; i < kPlantBodies; ++i) mass += plant.model().tree.link[i].m;
  run(plant, 1.0);
  const Momenta now = momenta(plant);
  EXPECT_NEAR(now.whole.f.z, mass * plant.model().tree.g_W.z, 1e-6 * mass);
  EXPECT_NEAR(size({now.whole.f.x, now.whole.f.y, 0.0}), 0.0, 1e-6);
}

TEST(Momentum, AlongTheFloorIsKeptByFeetWithoutFriction) {
  const auto design = standing_with({"settings.brake=released"});
  for (int c = 0; c < design->model.floor.count; ++c) design->model.floor.point[c].mu = 0.0;
  Plant plant(design);
  hold(plant, 5.0);
  plant.input().prescribed = 0.0;
  PlantState<double> struck = plant.state();
  struck.tree.joint[kBedBody].w.y += 0.8;
  struck.tree.joint[kFrameBody].v.y += 0.3;
  plant.restore(struck);
  const auto horizontal = [&] {
    WorldKinematics<double> world;
    world_kinematics(design->model.tree, plant.state().tree, world);
    return momentum(design->model.tree, world).f;
  };
  const Vec3<double> start = horizontal();
  double lost = 0, moved = 0;
  for (int i = 0; i < 4000; ++i) {
    ASSERT_EQ(plant.step(), StepStatus::kOk);
    const Vec3<double> now = horizontal();
    lost = std::max(lost, std::hypot(now.x - start.x, now.y - start.y));
    const double frame = design->model.tree.link[kFrameBody].m;
    moved = std::max(moved, frame * std::fabs(plant.state().tree.joint[kFrameBody].v.x));
  }
  std::printf("momentum: frame took up to %.2f kg m/s, lost %.1e\n", moved, lost);
  EXPECT_GT(moved, 0.5);
  EXPECT_LT(lost, 1e-9);
}

}  // namespace
}  // namespace inversim
