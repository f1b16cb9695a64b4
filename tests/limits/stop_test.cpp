// SPDX-License-Identifier: Apache-2.0
// Falling and stopping: published rows of one degree of freedom, from the plant.
#include <cmath>

#include "bench_fixture.h"
#include "inversim/multibody/composite_inertia.h"

namespace inversim {
namespace {

double pivot_inertia(const PlantDesign& design) {
  return joint_space_inertia(design.model.tree, design.start.tree)[0];
}

/// A 125 kg man whose centre of mass is at s along the bed and in the pivot's height, on a bed that
/// makes the whole turn with an inertia.
std::shared_ptr<const PlantDesign> plant_of(const std::string& scenario, double s, double inertia,
                                            std::vector<std::string> settings) {
  settings.insert(
      settings.end(),
      {"subject.sex=male", "subject.mass_kg=125", "subject.height_cm=178", "settings.hinge_hole=A",
       "settings.clamp_distance_m=0.95", "table.bed.mass_kg=0.001",
       "table.bed.centre_of_mass_z_m=0", "table.bed.pitch_inertia_kgm2=0.01"});
  const auto place = [&] {
    Plant plant(rigid_plant(scenario, settings));
    return observe(plant);
  };
  const Observation o = place();
  settings.push_back("settings.clamp_distance_m=" + text(0.95 - (s - o.user_com_x)));
  // where the bed's surface is moves the user as much
  settings.push_back("table.hinge.holes.A.surface_offset_m=" + text(-0.155 - o.user_com_z));
  const Observation there = place();
  EXPECT_NEAR(there.user_com_x, s, 1e-9);
  EXPECT_NEAR(there.user_com_z, 0.0, 1e-9);
  const double user = pivot_inertia(*rigid_plant(scenario, settings)) - 0.01;
  EXPECT_GT(inertia, user) << "the user alone turns with more";
  settings.push_back("table.bed.pitch_inertia_kgm2=" + text(inertia - user));
  auto design = rigid_plant(scenario, settings);
  EXPECT_NEAR(pivot_inertia(*design), inertia, 1e-6);
  return design;
}

TEST(Stop, FreeFallEndSpeeds) {
  const struct {
    const char* name;
    double s, inertia, published;  // [m], [kg m2], [deg/s]
    const char* arms;
  } rows[] = {{"one hole", 0.0254, 23.0, 116, "sides"},
              {"two holes", 0.0508, 23.3, 175, "sides"},
              {"arms overhead", 0.0603, 29.8, 171, "sides"},
              {"two holes and arms", 0.1111, 30.8, 233, "sides"},
              {"whole range wrong", 0.272, 37.2, 338, "sides"}};
  for (const auto& row : rows) {
    Plant plant(plant_of("limits/fall", row.s, row.inertia,
                         {std::string("settings.arms=") + row.arms, "table.stops.lower_deg=-80",
                          "settings.start_angle_deg=-80", "table.bearing.friction_torque_Nm=5"}));
    double fastest = 0.0;
    while (plant.bed_angle() < 90 * kDegree && plant.time() < 20.0) {
      ASSERT_EQ(plant.step(), StepStatus::kOk);
      fastest = std::max(fastest, plant.bed_rate());
    }
    std::printf("%-20s %6.1f deg/s, published %.0f (%+.2f %%), after %.2f s\n", row.name,
                fastest / kDegree, row.published, 100 * (fastest / kDegree / row.published - 1),
                plant.time());
    EXPECT_NEAR(fastest / kDegree, row.published, 0.01 * row.published) << row.name;
  }
}

TEST(Stop, OvershootOfABrakeAfterALatency) {
  // gravity torque is held constant in the published rows: a balanced bed and a constant motor
  const struct {
    double load, brake, latency, inertia, published;  // [N m], [N m], [s], [kg m2], [deg]
  } rows[] = {{62, 300, 0.05, 23.3, 1.4},  {62, 300, 0.1, 23.3, 3.0},  {62, 300, 0.2, 23.3, 7.8},
              {136, 300, 0.05, 30.8, 2.3}, {136, 300, 0.1, 30.8, 5.4}, {136, 300, 0.2, 30.8, 15},
              {136, 168, 0.05, 30.8, 7.5}, {136, 168, 0.1, 30.8, 16},  {334, 450, 0.05, 37.2, 6.0},
              {334, 450, 0.1, 37.2, 16}};
  for (const auto& row : rows) {
    Plant plant(
        plant_of("limits/stop", 0.0, row.inertia,
                 {"table.bearing.friction_torque_Nm=0", "table.brake.mu_static=0.35",
                  "table.brake.mu_kinetic=0.35", "table.brake.series_stiffness_Nm_per_rad=100000",
                  "table.brake.lever.engage_time_s=0.001", "table.brake.lever.hand_force_N=400",
                  "table.brake.clamp_force_N=" + text(row.brake / (2 * 0.35 * 0.09))}));
    PlantState<double> s = plant.state();
    s.tree.joint[kBedBody].w.y = 15 * kDegree;
    plant.restore(s);
    plant.input().motor_torque = row.load;
    double farthest = 0.0;
    while (plant.time() < row.latency + 2.0 && plant.bed_rate() > 0.0) {
      plant.input().brake_command = plant.time() >= row.latency - 0.5e-3 ? 1.0 : 0.0;
      ASSERT_EQ(plant.step(), StepStatus::kOk);
      farthest = std::max(farthest, plant.bed_angle());
    }
    // ballistic until the brake is closed, then a constant deceleration
    const double w = 15 * kDegree + row.load / row.inertia * row.latency;
    const double rigid = 15 * kDegree * row.latency +
                         0.5 * row.load / row.inertia * row.latency * row.latency +
                         0.5 * w * w * row.inertia / (row.brake - row.load);
    std::printf("%3.0f/%3.0f N m, %3.0f ms: %5.2f deg, rigid %5.2f, published %4.1f\n", row.load,
                row.brake, 1e3 * row.latency, farthest / kDegree, rigid / kDegree, row.published);
    // published to two digits
    const double digit = row.published < 10 ? 0.05 : 0.5;
    EXPECT_NEAR(farthest / kDegree, row.published, 0.05 * row.published + digit);
    EXPECT_NEAR(farthest, rigid, 0.05 * rigid);
  }
}

TEST(Stop, AStopOfTheBenchIsThatOfThePlantStepByStep) {
  Criterion stop = shipped_criterion("stop_overshoot");
  LimitCase c;
  c.mass = 100;
  c.height = 1.75;
  c.hinge = "B";
  c.arms = "overhead";
  c.holes_off = -1;
  c.angle = 10 * kDegree;
  Bench bench(bench_files());
  const double overshoot = bench.figure(stop, c);
  Document document = bench_files().scenario.at("limits/stop");
  for (const std::string& s : settings_of(stop, c, document, {0.40, 0.35, 0.0, 9.81})) {
    ASSERT_TRUE(apply_setting(document, s).empty()) << s;
  }
  Plant plant(build_plant(document.root));
  PlantState<double> s = plant.state();
  s.tree.joint[kBedBody].w.y = 15 * kDegree;
  plant.restore(s);
  double farthest = 0.0;
  for (int i = 0; i < 1000; ++i) {
    if (i == 1) plant.input().brake_command = 1.0;
    ASSERT_EQ(plant.step(), StepStatus::kOk);
    farthest = std::max(farthest, plant.bed_angle() - 10 * kDegree);
  }
  EXPECT_NEAR(overshoot, farthest, 1e-3 * farthest);
}

}  // namespace
}  // namespace inversim
