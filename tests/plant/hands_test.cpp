// SPDX-License-Identifier: Apache-2.0
// Hands at grips of frame and bed: what they turn the bed with, and that they make nothing out of
// nothing.
#include <cmath>

#include "inversim/multibody/inverse_dynamics.h"
#include "standing_fixture.h"

namespace inversim {
namespace {

/// Sends a hand to a point of frame or bed that is 30 cm headward of where it is and 30 cm up.
void send(Plant& plant, int side, bool on_bed, double pull) {
  const PlantWork<double, 1>& w = plant.evaluate();
  HandCommand<double>& c = plant.input().hand[side];
  c = {1.0, 1.0, {0, 0, 0}, pull};
  const Vec3<double> x = hand_place(plant.model(), c, side, w).hand + Vec3<double>{0.3, 0, 0.3};
  const BodyWork<double, 1>& bed = w.tree.body[kBedBody];
  c.p_PG = on_bed ? x : bed.r_P + bed.R_PB * x;
  c.on_bed = on_bed ? 1.0 : 0.0;
  plant.input().hands_at_work = true;
}

/// Moment of the hands' force on the bed and the person about the pivot, head down positive.
double moment_of_hands(Plant& plant) {
  const PlantWork<double, 1>& w = plant.evaluate();
  double sum = 0;
  for (int side = 0; side < 2; ++side) {
    const HandCommand<double>& c = plant.input().hand[side];
    if (c.active < 0.5 || c.on_bed > 0.5) continue;
    const HandPlace<double> at = hand_place(plant.model(), c, side, w);
    sum += cross(at.hand, hold_force(plant.model().hand_grip, plant.state().hand[side], at.view)).y;
  }
  return sum;
}

/// A person who rests at 60 deg, held by the brake.
Plant braked_at_60deg() {
  Plant plant(plant_with({"settings.circulation=false", "settings.start_angle_deg=60"}));
  hold(plant, 5.0);
  plant.input().prescribed = 0.0;
  plant.load_brake();
  run(plant, 3.0);
  return plant;
}

TEST(Hands, TurnTheBedByForceTimesLever) {
  Plant plant = braked_at_60deg();
  const Observation before = observe(plant);
  send(plant, 0, false, 120);
  send(plant, 1, true, 120);
  run(plant, 8.0);
  const Observation o = observe(plant);
  const double moment = moment_of_hands(plant);
  for (int side = 0; side < 2; ++side) {
    EXPECT_EQ(plant.state().hand[side].holds, 1) << side;
    // but for what the arm weighs, some 40 N
    EXPECT_NEAR(o.hand_grip_force[side], 120, 60) << side;
  }
  const double rise = (o.brake_torque + o.bearing_torque) -
                      (before.brake_torque + before.bearing_torque) -
                      (o.weight_torque - before.weight_torque);
  std::printf("hands: moment %.1f N m, brake and bearing take %.1f\n", moment, rise);
  EXPECT_GT(std::fabs(moment), 10);
  EXPECT_NEAR(rise, moment, 1.0);
}

// one part alone is no help: pulling the bed towards oneself turns nothing
TEST(Hands, OnTheBedAloneTurnNothing) {
  Plant plant = braked_at_60deg();
  const Observation before = observe(plant);
  send(plant, 0, true, 120);
  send(plant, 1, true, 120);
  run(plant, 8.0);
  const Observation o = observe(plant);
  EXPECT_GT(o.hand_grip_force[0], 60);
  EXPECT_NEAR((o.brake_torque + o.bearing_torque) - (before.brake_torque + before.bearing_torque),
              o.weight_torque - before.weight_torque, 0.5);
}

TEST(Hands, DoNotReachWhatIsFurtherThanTheArm) {
  Plant plant(plant_with({"settings.circulation=false"}));
  hold(plant, 3.0);
  plant.input().hand[0] = {1.0, 1.0, {-1.2, 0.3, 0.0}, 250};  // by the ankles
  plant.input().hands_at_work = true;
  hold(plant, 4.0);
  EXPECT_EQ(plant.state().hand[0].holds, 0);
  const Observation o = observe(plant);
  EXPECT_EQ(o.hand_grip_force[0], 0);
  EXPECT_GT(o.hand_to_grip[0], 0.3);
}

// the hands' forces are between parts of the plant: afloat without weight nothing acts on the whole
TEST(Hands, MakeNoMomentum) {
  auto design = std::make_shared<PlantDesign>(
      *plant_with({"settings.frame=floating", "settings.gravity_m_per_s2=0",
                   "settings.brake=released", "settings.circulation=false"}));
  Plant plant(design);
  send(plant, 0, false, 250);
  send(plant, 1, true, 250);
  double most = 0, force = 0;
  for (int n = 0; n < 4000; ++n) {
    ASSERT_EQ(plant.step(), StepStatus::kOk) << plant.time();
    if (n % 20 != 0) continue;
    const Wrench<double> outside = root_wrench(plant.model().tree, plant.evaluate().tree);
    most = std::max({most, std::sqrt(norm2(outside.f)), std::sqrt(norm2(outside.n))});
    const Observation o = observe(plant);
    force = std::max({force, o.hand_grip_force[0], o.hand_grip_force[1]});
  }
  std::printf("hands afloat: up to %.0f N, %.1e N or N m from outside\n", force, most);
  EXPECT_GT(force, 100);
  EXPECT_LT(most, 1e-7 * force);
}

// a longer step holds the same grip
TEST(Hands, HoldInLongStepsAndOfLightPeople) {
  struct Case {
    const char *step, *mass, *height;
  };
  for (const Case& c :
       {Case{"1", "75", "175"}, {"5", "75", "175"}, {"5", "45", "147"}, {"10", "45", "147"}}) {
    const std::string step = c.step;
    Plant plant(plant_with({"settings.circulation=false", "settings.start_angle_deg=60",
                            "settings.step_ms=" + step, std::string("subject.mass_kg=") + c.mass,
                            std::string("subject.height_cm=") + c.height}));
    hold(plant, 5.0);
    send(plant, 0, false, 200);
    send(plant, 1, true, 200);
    hold(plant, 6.0);
    const Observation o = observe(plant);
    // at 10 ms the hand gives so much that the arm's direction is another
    const double within = step == "10" ? 100 : 60;
    EXPECT_NEAR(o.hand_grip_force[0], 200, within) << step;
    EXPECT_NEAR(o.hand_grip_force[1], 200, within) << step;
  }
}

}  // namespace
}  // namespace inversim
