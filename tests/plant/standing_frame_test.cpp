// SPDX-License-Identifier: Apache-2.0
// A frame on its feet alone: it stands as a welded one does, tips where statics says, keeps its
// books and the floor's plane, and comes to rest where it falls.
#include "inversim/contact/refresh.h"
#include "inversim/multibody/cpu_levels.h"
#include "inversim/plant/energy_balance.h"
#include "inversim/plant/lanes.h"
#include "standing_fixture.h"

namespace inversim {
namespace {

/// Slope at which two feet leave the floor, the slope growing slowly; the bed is held.
double tipping_slope(PlantDesign& design, Plant& plant, double from, double direction) {
  slope(design, from, direction);
  hold(plant, 2.0);
  for (int n = 0;; ++n) {
    const double degrees = from + 0.2 * n * design.step;
    if (degrees > from + 5.0) return degrees;
    slope(design, degrees, direction);
    if (plant.step() != StepStatus::kOk) return -1.0;
    if (n % 10 == 0 && on_floor(plant).feet_lifted >= 2.0) return degrees;
  }
}

TEST(StandingFrame, TipsOnTheSlopeThatStaticsSays) {
  for (const bool user : {true, false}) {
    for (const double direction : {0.0, 90.0, 180.0, 270.0}) {
      // rigid feet that do not slide
      const auto design =
          standing_rigid({"table.frame.foot_friction=3", "table.frame.foot_stiffness_N_per_m=1e7",
                          "table.frame.foot_lateral_stiffness_N_per_m=1e7",
                          "table.frame.foot_damping_Ns_per_m=2e4", "subject.mass_kg=125"});
      if (!user) take_user_away(*design);
      const WholeMass whole = whole_mass(*design, design->start);
      const bool fore_aft = direction == 0.0 || direction == 180.0;
      const double side = direction < 100.0 ? 1.0 : -1.0;
      const double half =
          0.5 * (fore_aft ? design->table.model.feet.length : design->table.model.feet.width);
      const double b = half - side * (fore_aft ? whole.centre.x : whole.centre.y);
      const double limit = std::atan2(b, whole.centre.z) / kDegree;
      Plant plant(design);
      const double tips = tipping_slope(*design, plant, limit - 1.0, direction);
      std::printf("%s, downhill %3.0f deg: tips at %.3f deg, atan(b / z) %.3f\n",
                  user ? "125 kg" : "no user", direction, tips, limit);
      EXPECT_NEAR(tips, limit, 0.1) << direction;
      // and then it goes over
      hold(plant, 4.0);
      EXPECT_GT(on_floor(plant).tilt, 30 * kDegree);
    }
  }
}

TEST(StandingFrame, CarriesWhatAWeldedOneCarries) {
  for (const char* angle : {"0", "-60", "60"}) {
    const std::vector<std::string> settings = {
        "settings.circulation=false", std::string("settings.start_angle_deg=") + angle,
        "settings.slope_deg=5", "settings.slope_direction_deg=30"};
    Plant welded(plant_with(settings)), standing(standing_with(settings));
    for (Plant* plant : {&welded, &standing}) { hold(*plant, 8.0); }
    const double slid = on_floor(standing).slid;  // as the user sank on the platform
    for (Plant* plant : {&welded, &standing}) hold(*plant, 6.0);
    const Observation a = observe(welded), b = observe(standing);
    const double weight = a.floor_normal;
    for (int i = 0; i < kFrameFeet; ++i) {
      std::printf("at %s deg foot %d: welded %.3f, standing %.3f N\n", angle, i, a.foot_force[i],
                  b.foot_force[i]);
      EXPECT_NEAR(a.foot_force[i], b.foot_force[i], 1e-3 * weight) << i;
    }
    EXPECT_NEAR(a.tipping_margin, b.tipping_margin, 2e-3);
    EXPECT_NEAR(a.head_clearance, b.head_clearance, 5e-3);
    EXPECT_LT(b.floor.slid - slid, 1e-6);
    for (int k = 0; k < kLevels; ++k) {
      EXPECT_NEAR(a.section_axial[k], b.section_axial[k], 0.02 * 75 * 9.81) << k;
    }
  }
}

TEST(StandingFrame, TurnsTheBedAsAWeldedOneDoes) {
  Plant welded(plant_with({"settings.circulation=false"})), standing(standing_with({}));
  double force = 0;
  for (Plant* plant : {&welded, &standing}) {
    hold(*plant, 5.0);
    tilt(*plant, 60 * kDegree, 8.0);
    hold(*plant, 5.0);
    plant->input().brake_command = 1.0;
    plant->load_brake();
    plant->input().prescribed = 0.0;
    run(*plant, 5.0);
  }
  const Observation a = observe(welded), b = observe(standing);
  for (int k = 0; k < kLevels; ++k) {
    force = std::max(force, std::fabs(a.section_axial[k] - b.section_axial[k]));
  }
  std::printf("60 deg: bed %.4f and %.4f deg, greatest difference of a section %.3f N\n",
              a.bed_angle / kDegree, b.bed_angle / kDegree, force);
  EXPECT_NEAR(a.bed_angle, b.bed_angle, 0.05 * kDegree);
  EXPECT_LT(force, 2.0);
}

TEST(StandingFrame, IsStableWithALightFrameAndLargeSteps) {
  for (const char* brake : {"engaged", "released"}) {
    for (const double step : {1e-3, 5e-3}) {
      const auto design = standing_with(
          {"table.frame.mass_kg=10", "table.frame.roll_inertia_kgm2=1.6",
           "table.frame.pitch_inertia_kgm2=1.8", "table.frame.yaw_inertia_kgm2=1.8",
           "subject.mass_kg=125", std::string("settings.brake=") + brake, "settings.slope_deg=5"});
      design->step = step;
      Plant plant(design);
      hold(plant, 5.0);
      plant.input().prescribed = 0.0;
      run(plant, 15.0);
      const FloorObservation o = on_floor(plant);
      const double weight = -whole_mass(*design, plant.state()).mass * design->model.tree.g_W.z;
      const JointState<double>& frame = plant.state().tree.joint[kFrameBody];
      std::printf("%s, %g ms: %.2f of %.2f N, frame %.1e m/s, slid %.1e m\n", brake, step * 1e3,
                  o.normal, weight, std::sqrt(norm2(frame.v)), o.slid);
      EXPECT_NEAR(o.normal, weight, 3e-3 * weight);
      EXPECT_LT(std::sqrt(norm2(frame.v)), 1e-3);
      EXPECT_LT(o.slid, 1e-3);
      EXPECT_EQ(o.feet_lifted, 0.0);
    }
  }
}

/// Frame, bed and user turn as one about an edge of the feet, downhill or over the head end.
void strike(Plant& plant, double rate, double direction) {
  PlantState<double> s = plant.state();
  const FrameFeetParams<double>& feet = plant.design().table.model.feet;
  const bool over_head_end = direction == 0.0;
  const Vec3<double> edge =
      over_head_end ? Vec3<double>{0.5 * feet.length, 0, 0} : Vec3<double>{0, 0.5 * feet.width, 0};
  JointState<double>& frame = s.tree.joint[kFrameBody];
  frame.w = over_head_end ? Vec3<double>{0, rate, 0} : Vec3<double>{-rate, 0, 0};
  frame.v = -cross(frame.w, edge);
  plant.restore(s);
}

struct Case {
  double slope, direction, rate;
};

struct Fall {
  double tipping;   // greatest residual over turnover until something else than feet is down
  double residual;  // at the end, over turnover
};

Fall fall(const Case& c, double step) {
  const auto design = standing_with({"table.frame.foot_friction=1"});
  design->step = step;
  Plant plant(design);
  hold(plant, 5.0);
  plant.load_brake();
  plant.input().prescribed = 0.0;
  slope(*design, c.slope, c.direction);
  strike(plant, c.rate, c.direction);
  EnergyBalance balance(plant);
  Fall result{};
  bool landed = false;
  const int n = static_cast<int>(10.0 / step);
  for (int i = 0; i < n; ++i) {
    EXPECT_EQ(balance.step(), StepStatus::kOk) << plant.time();
    if (landed) continue;
    landed = on_floor(plant).other_normal > 0.0;
    // of what falls: that the kinetic energy has come from the height
    const EnergyBalanceSheet& s = balance.sheet();
    if (!landed) {
      result.tipping =
          std::max(result.tipping, std::fabs(s.residual()) / (s.turnover + std::fabs(s.gravity)));
    }
  }
  const EnergyBalanceSheet& s = balance.sheet();
  const FloorObservation o = on_floor(plant);
  result.residual = std::fabs(s.residual()) / s.turnover;
  std::printf(
      "%g ms, slope %.0f deg: fell to %.1f deg: gravity %.1f, kinetic %.4f, floor %.1f (heat "
      "%.1f), turnover %.0f, residual %.1e of it, %.1e until the impact; other parts carry %.0f "
      "N\n",
      step * 1e3, c.slope, o.tilt / kDegree, s.gravity, s.kinetic, s.floor, s.floor_heat,
      s.turnover, result.residual, result.tipping, o.other_normal);
  EXPECT_GT(o.tilt, 45 * kDegree);
  EXPECT_GT(s.floor_heat, 100.0);
  EXPECT_GT(o.other_normal, 100.0);
  // at rest, and nothing has fallen through
  EXPECT_LT(kinetic_energy(design->model.tree, plant.evaluate().tree), 0.1);
  const auto world = std::make_unique<WorldKinematics<double>>();
  world_kinematics(design->model.tree, plant.state().tree, *world);
  for (int k = 0; k < design->model.floor.count; ++k) {
    const ContactPoint<double>& p = design->model.floor.point[k];
    EXPECT_GT(point(world->X_WB[design->model.floor.body[k]], p.p_BQ).z - p.radius, -0.03) << k;
  }
  return result;
}

TEST(StandingFrame, BooksOfAFallBalanceAndItComesToRest) {
  // downhill, over the side and over the head end; impacts are of first order in the step
  for (const Case& c : {Case{21, 90, 0.2}, Case{0, 90, 2.0}, Case{0, 0, 2.5}}) {
    const Fall usual = fall(c, 1e-3), fine = fall(c, 0.5e-3);
    EXPECT_LT(usual.tipping, 5e-4);
    EXPECT_LT(usual.residual, 2e-3);
    EXPECT_LT(fine.residual, 1e-3);
  }
}

TEST(StandingFrame, HelperPushesFromTheFloor) {
  // what the helper lifts at the bed's end the feet no longer carry
  Plant welded(plant_with({"settings.circulation=false", "settings.brake=released"})),
      standing(standing_with({"settings.brake=released"}));
  double hands = 0, difference = 0;
  for (int i = 0; i < 5000; ++i) {
    for (Plant* plant : {&welded, &standing}) {
      plant->input().spotter = {1.0, 40 * kDegree, 10 * kDegree};
      ASSERT_EQ(plant->step(), StepStatus::kOk);
    }
    if (i < 3000 || i % 50 != 0) continue;
    const Observation a = observe(welded), b = observe(standing);
    hands = std::max(hands, std::fabs(a.spotter_torque));
    difference = std::max(difference, std::fabs(a.floor_normal - b.floor_normal));
  }
  std::printf("hands up to %.1f N m; normal forces differ by %.2f N\n", hands, difference);
  EXPECT_GT(hands, 5.0);
  EXPECT_LT(difference, 5.0);
}

TEST(StandingFrame, RestsAsItStands) {
  Plant plant(standing_with({"settings.slope_deg=5", "settings.slope_direction_deg=90"}));
  hold(plant, 8.0);
  plant.load_brake();
  plant.input().prescribed = 0.0;
  run(plant, 1.0);
  const Observation before = observe(plant);
  ASSERT_EQ(plant.hold(10.0), StepStatus::kOk);
  run(plant, 0.2);
  const Observation after = observe(plant);
  for (int i = 0; i < kFrameFeet; ++i) {
    EXPECT_NEAR(before.foot_force[i], after.foot_force[i], 2.0) << i;
  }
  EXPECT_NEAR(before.section_axial[kLevelL4L5], after.section_axial[kLevelL4L5], 2.0);
}

// ---- bits

constexpr int kSteps = 1500;

void steer(int n, PlantInput<double>& in) {
  in.prescribed = n < kSteps / 3 ? 1.0 : 0.0;
  in.brake_command = n < kSteps / 2 ? 0.0 : 1.0;
  in.spotter = {n < kSteps / 2 ? 1.0 : 0.0, 0.5, 0.5};
  in.push_body = kPelvisBody;
  in.push_C = {0.0, n > 600 ? 900.0 : 0.0, 0.0};  // over it goes
}

using Designs = std::vector<std::shared_ptr<const PlantDesign>>;

std::uint64_t scalar_run(const std::shared_ptr<const PlantDesign>& design,
                         const PlantKernels& kernels) {
  Plant plant(design, kernels);
  for (int n = 0; n < kSteps; ++n) {
    steer(n, plant.input());
    if (plant.step() != StepStatus::kOk) return 0;
  }
  EXPECT_GT(on_floor(plant).feet_lifted, 1.0);
  return state_hash(plant.state());
}

/// Both designs in turn in four lanes; the hash of each lane.
std::vector<std::uint64_t> lane_run(const Designs& designs, const PlantKernels& kernels) {
  auto model = std::make_unique<PlantModel<Lanes4>>();
  auto state = std::make_unique<PlantState<Lanes4>>();
  auto work = std::make_unique<PlantWork<Lanes4, 6>>();
  PlantInput<Lanes4> input{};
  const auto design = [&](int l) { return designs[static_cast<std::size_t>(l % 2)]; };
  for (int l = 0; l < 4; ++l) {
    pack_model(design(l)->model, l, *model);
    pack_lane<Lanes4>(design(l)->start, l, *state);
  }
  PlantState<double> one;
  for (int n = 0; n < kSteps; ++n) {
    for (int l = 0; l < 4; ++l) {
      PlantInput<double> in = design(l)->input;
      steer(n, in);
      pack_input(in, l, input);
      unpack_lane<Lanes4>(*state, l, one);
      refresh_planes(design(l)->shapes, design(l)->model.contact.count, one.contact);
      pack_lane<Lanes4>(one, l, *state);
    }
    kernels.step4_floating(*model, input, designs[0]->step, *state, *work);
  }
  std::vector<std::uint64_t> hashes;
  for (int l = 0; l < 4; ++l) {
    unpack_lane<Lanes4>(*state, l, one);
    hashes.push_back(state_hash(one));
  }
  return hashes;
}

TEST(Determinism, SameHashOfAStandingFrame) {
  const Designs designs = {
      standing_with({"settings.slope_deg=12", "settings.slope_direction_deg=90"}),
      standing_with({"subject.mass_kg=95", "table.frame.foot_friction=0.2"})};
  const std::uint64_t a = scalar_run(designs[0], plant_kernels());
  const std::uint64_t b = scalar_run(designs[1], plant_kernels());
  ASSERT_NE(a, 0u);
  EXPECT_NE(a, b);
  for (const CpuLevel level : usable_cpu_levels()) {
    const std::string name(cpu_level_name(level));
    const PlantKernels& kernels = plant_kernels(name.c_str());
    EXPECT_EQ(scalar_run(designs[0], kernels), a) << name;
    EXPECT_EQ(lane_run(designs, kernels), (std::vector<std::uint64_t>{a, b, a, b})) << name;
    std::printf("%s: scalar and 4 lanes %016llx\n", name.c_str(),
                static_cast<unsigned long long>(a));
  }
}

}  // namespace
}  // namespace inversim
