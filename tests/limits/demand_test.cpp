// SPDX-License-Identifier: Apache-2.0
// Torque to be held: published rows of a 125 kg man, de Leva's segments, the user's share at a = 0,
// and the greatest over the angle.
#include <cmath>

#include "bench_fixture.h"

namespace inversim {
namespace {

constexpr double kGravity = 9.81;
constexpr double kHole = 0.0254;      // [m]
constexpr double kRatedMass = 125.0;  // [kg]

struct Row {
  const char* name;
  double mass, height;  // [kg], [m]
  double setting;       // [m] user height for which the ankles are where they are
  int holes;            // by which the boom is shorter
  const char* arms;
  double torque;  // [N m] published
};

constexpr Row kRows[] = {
    {"one hole", kRatedMass, 1.78, 1.78, 1, "sides", 31},
    {"two holes", kRatedMass, 1.78, 1.78, 2, "sides", 62},
    {"arms overhead", kRatedMass, 1.78, 1.78, 0, "overhead", 74},
    {"arms overhead, tall", kRatedMass, 1.98, 1.98, 0, "overhead", 82},
    {"two holes and arms", kRatedMass, 1.78, 1.78, 2, "overhead", 136},
    {"whole range wrong", kRatedMass, 1.98, 1.47, 0, "sides", 334},
    {"overload on two holes and arms", 187.5, 1.78, 1.78, 2, "overhead", 204},
};

Observation at(const std::vector<std::string>& settings, double angle);

std::vector<std::string> man(double mass, double height) {
  return {"subject.sex=male", "subject.mass_kg=" + text(mass),
          "subject.height_cm=" + text(100 * height), "settings.hinge_hole=A"};
}

/// Ankle to centre of mass over height, arms at the sides: where a man balances. Labels have 0.537.
double above_ankle() {
  static const double share = [] {
    std::vector<std::string> s = man(kRatedMass, 1.78);
    s.emplace_back("settings.clamp_distance_m=0.9");
    return (0.9 + at(s, 0.0).user_com_x) / 1.78;
  }();
  return share;
}

std::vector<std::string> settings_of(const Row& row) {
  std::vector<std::string> s = man(row.mass, row.height);
  s.push_back("settings.clamp_distance_m=" + text(above_ankle() * row.setting - row.holes * kHole));
  s.push_back(std::string("settings.arms=") + row.arms);
  return s;
}

/// The user on the table, held at any angle.
class Held {
 public:
  explicit Held(const std::vector<std::string>& settings)
      : plant_(rigid_plant("limits/hold", settings)), start_(plant_.state()) {
    plant_.input().prescribed = 1.0;
  }
  Observation at(double angle) {
    PlantState<double> s = start_;
    JointState<double>& bed = s.tree.joint[kBedBody];
    bed.angle = angle;
    bed.q_PB = {std::cos(0.5 * angle), 0.0, std::sin(0.5 * angle), 0.0};
    plant_.restore(s);
    return observe(plant_);
  }

 private:
  Plant plant_;
  PlantState<double> start_;
};

Observation at(const std::vector<std::string>& settings, double angle) {
  return Held(settings).at(angle);
}

TEST(Demand, PublishedRowsAtHorizontal) {
  EXPECT_NEAR(above_ankle(), 0.537, 0.001);
  for (const Row& row : kRows) {
    // the bed is balanced along itself: at a = 0 all of it is the user's
    const double torque = at(settings_of(row), 0.0).weight_torque;
    std::printf("%-32s %6.1f N m, published %5.1f (%+.1f %%)\n", row.name, torque, row.torque,
                100 * (torque / row.torque - 1));
    EXPECT_NEAR(torque, row.torque, 0.02 * row.torque) << row.name;
  }
}

TEST(Demand, TheBrakeGivesWayAtItsClampForceTimesFriction) {
  Bench bench(bench_files());
  const double slips = bench.slip_torque(1.0);
  std::printf("slips at %.2f N m, 2 mu N r = 302.4\n", slips);
  EXPECT_NEAR(slips, 2 * 0.40 * 4200 * 0.09, 0.02 * 302);
  EXPECT_NEAR(bench.slip_torque(0.5), 0.5 * slips, 0.02 * 151);
}

/// A bed without weight of its own, the user's centre of mass at s and n.
struct Placed {
  std::vector<std::string> settings;
  double s, n;
};

Placed placed_at(const Row& row, double n) {
  Placed p{settings_of(row), 0.0, 0.0};
  p.settings.emplace_back("table.bed.mass_kg=0.001");
  p.settings.emplace_back("table.bed.centre_of_mass_z_m=0");
  const double off = at(p.settings, 0.0).user_com_z - (-0.155);
  p.settings.push_back("table.hinge.holes.A.surface_offset_m=" + text(n - off));
  const Observation o = at(p.settings, 0.0);
  p.s = o.user_com_x;
  p.n = o.user_com_z;
  return p;
}

TEST(Demand, GreatestOverTheAngleIsThatOfTheLever) {
  const Criterion hold = shipped_criterion("hold_set_right");
  // 136 becomes 141, 155, 175 and 31 becomes 48, 80, 115 for hinge holes A, B, C
  const struct {
    int row;
    double n, published;
  } cases[] = {{4, -0.03, 141}, {4, -0.06, 155}, {4, -0.09, 175},
               {0, -0.03, 48},  {0, -0.06, 80},  {0, -0.09, 115}};
  for (const auto& c : cases) {
    const Row& row = kRows[c.row];
    const Placed p = placed_at(row, c.n);
    EXPECT_NEAR(p.n, c.n, 1e-6);
    double most = 0.0;
    Held held(p.settings);
    for (double a = -75; a <= 90; a += 0.5) {
      most = std::max(most, std::fabs(held.at(a * kDegree).weight_torque));
    }
    const double lever = row.mass * kGravity * std::hypot(p.s, p.n);
    std::printf("%-20s n %.2f m: %.1f N m, m g sqrt(s2 + n2) %.1f, published %.0f\n", row.name, c.n,
                most, lever, c.published);
    EXPECT_NEAR(most, lever, 0.01 * lever);
    EXPECT_NEAR(most, c.published, 0.02 * c.published + 0.5);
  }
}

TEST(Demand, TheSearchOverTheAngleFindsTheLever) {
  // with the bed's own weight, whose place is in the table file
  const Criterion hold = shipped_criterion("hold_misuse");
  Bench bench(bench_files());
  const TableRange range = bench.range();
  const Domain domain = domain_of(hold, range, range.mass_max, {});
  for (const std::string hinge : {"A", "B", "C"}) {
    LimitCase c;
    c.mass = 110;
    c.height = 1.8;
    c.holes_off = -2;
    c.arms = "overhead";
    c.hinge = hinge;
    const Point p = at_worst_angle(bench, hold, c, domain);
    Bench::Rest rest = bench.at_rest(hold, c);
    // the moment is a sine of the angle: two angles say all of it
    const double flat = rest.at(0.0).weight_torque, down = rest.at(90 * kDegree).weight_torque;
    EXPECT_NEAR(p.value, std::hypot(flat, down), 1e-3 * p.value) << hinge;
  }
}

TEST(Demand, ClampPivotAndFeetCarryTheWeight) {
  const Row row = kRows[0];
  const Observation o = at(settings_of(row), 90 * kDegree);
  EXPECT_NEAR(o.cuff_pull, kRatedMass * kGravity, 1e-6 * 1226);
  EXPECT_NEAR(o.pivot_force, (kRatedMass + 12) * kGravity, 1e-6 * 1344);
  EXPECT_NEAR(o.floor_normal, (kRatedMass + 12 + 25) * kGravity, 1e-6 * 1589);
}

TEST(Demand, AnEmptyTableWeighsItsFrameAndBed) {
  std::vector<std::string> s = settings_of(kRows[0]);
  s.emplace_back("settings.empty_table=true");
  const Observation o = at(s, 30 * kDegree);
  EXPECT_NEAR(o.floor_normal, (12 + 25) * kGravity, 1e-9 * 363);
  EXPECT_NEAR(o.weight_torque, 12 * kGravity * -0.15 * std::sin(30 * kDegree), 1e-9);
  EXPECT_EQ(o.user_com_x, 0.0);
  EXPECT_THROW(
      rigid_plant("limits/hold", {"settings.empty_table=true", "settings.rigid_user=false"}),
      std::invalid_argument);
}

TEST(Demand, ASlopeIsGravityThatLeans) {
  // 180: the foot end is downhill
  const std::vector<std::string> base = settings_of(kRows[0]);
  const auto margin = [&](double direction, double slope) {
    std::vector<std::string> s = base;
    s.push_back("settings.slope_deg=" + text(slope));
    s.push_back("settings.slope_direction_deg=" + text(direction));
    return at(s, 0.0);
  };
  const Observation flat = margin(0, 0), foot = margin(180, 10), right = margin(90, 10);
  EXPECT_NEAR(flat.tipping_margin, 0.33, 0.01);
  // the centre of mass of all of it, from what the feet of a flat floor carry
  const double user_z = 1.0 + flat.user_com_z, all = kRatedMass + 12 + 25;
  const double z = (kRatedMass * user_z + 12 * (1.0 - 0.15) + 25 * 0.45) / all;
  EXPECT_NEAR(flat.tipping_margin - right.tipping_margin, z * std::tan(10 * kDegree), 1e-6);
  const double x = kRatedMass * flat.user_com_x / all;
  EXPECT_NEAR(foot.tipping_margin_fore_aft, 0.5 - std::fabs(x - z * std::tan(10 * kDegree)), 1e-6);
  // feet of the foot end carry more: the first two
  EXPECT_GT(foot.foot_force[0], foot.foot_force[2]);
  // the user's right is that of feet 1 and 3
  EXPECT_GT(right.foot_force[1], right.foot_force[0]);
}

}  // namespace
}  // namespace inversim
