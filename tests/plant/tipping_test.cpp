// SPDX-License-Identifier: Apache-2.0
// What tips a standing frame: torque on the pivot against M g (b cos theta - z sin theta), a
// slammed brake, and a fall against the same fall in a world of Bullet's rigid bodies.
#include <btBulletDynamicsCommon.h>

#include <Eigen/Eigenvalues>

#include "inversim/multibody/articulated_body.h"
#include "inversim/multibody/composite_inertia.h"
#include "standing_fixture.h"

namespace inversim {
namespace {

/// Bed and a rigid user of 125 kg whose common centre of mass is on the pivot, so that their weight
/// enters there however the bed turns; 162 kg in all, 0.90 m high.
std::shared_ptr<PlantDesign> balanced_table(double base_length, double foot_stiffness) {
  auto design = standing_rigid(
      {"subject.mass_kg=125", "settings.brake=released", "table.bearing.friction_torque_Nm=0",
       "table.frame.foot_friction=2", "table.frame.centre_of_mass_height_m=0.352",
       "table.frame.base_length_m=" + std::to_string(base_length),
       "table.frame.foot_stiffness_N_per_m=" + std::to_string(foot_stiffness)});
  PlantModel<double>& m = design->model;
  WorldKinematics<double> world;
  world_kinematics(m.tree, design->start.tree, world);
  MassCentre<double> sum[kMaxBodies];
  subtree_mass_centres(m.tree, world, sum);
  const MassCentre<double>& bed = sum[kBedBody];
  m.tree.link[kBedBody].mc -= bed.mp - bed.m * world.X_WB[kBedBody].p;
  m.stops.lower = -1e9;
  m.stops.upper = 1e9;
  return design;
}

/// Whether a torque between frame and bed, which turns freely, takes the frame over its foot end.
bool tips_under(PlantDesign& design, double torque) {
  Plant plant(std::make_shared<PlantDesign>(design));
  hold(plant, 2.0);
  plant.input().prescribed = 0.0;
  for (int n = 0; n < 4500; ++n) {
    const double u = std::min(1.0, n / 2000.0);
    plant.input().motor_torque = torque * u * u * (3 - 2 * u);
    EXPECT_EQ(plant.step(), StepStatus::kOk);
    if (n % 20 == 0 && on_floor(plant).tilt > 6 * kDegree) return true;
  }
  return false;
}

TEST(Tipping, TorqueOnThePivotThatTheFrameStands) {
  for (const auto& [base, stiffness] : {std::pair{1.0, 1e6}, {0.8, 1e6}, {1.0, 3e5}, {0.8, 3e5}}) {
    const auto design = balanced_table(base, stiffness);
    slope(*design, 10.0, 180.0);  // the torque's reaction lifts the head end
    const WholeMass whole = whole_mass(*design, design->start);
    const double weight = whole.mass * 9.81, theta = 10 * kDegree;
    const double b = 0.5 * base + whole.centre.x;
    const double limit = weight * (b * std::cos(theta) - whole.centre.z * std::sin(theta));
    double low = 0.8 * limit, high = 1.2 * limit;
    ASSERT_FALSE(tips_under(*design, low));
    ASSERT_TRUE(tips_under(*design, high));
    while (high - low > 0.5) {
      const double middle = 0.5 * (low + high);
      (tips_under(*design, middle) ? high : low) = middle;
    }
    // the feet that carry all sink in and lean the frame: z delta / length less
    const double sunk = weight * std::cos(theta) / (2 * stiffness);
    const double leaning = weight * whole.centre.z * sunk / base;
    std::printf(
        "%.1f kg at %.3f m, b %.3f m, feet %.0f kN/m: tips at %.1f N m, M g (b cos - z sin) "
        "%.1f N m, %.1f less for feet that give\n",
        whole.mass, whole.centre.z, b, 1e-3 * stiffness, high, limit, leaning);
    EXPECT_NEAR(whole.mass, 162.0, 1e-6);
    EXPECT_NEAR(limit, base == 1.0 ? 534.0 : 378.0, 2.0);
    EXPECT_NEAR(high, limit - leaning, 0.01 * limit);
    EXPECT_NEAR(high, limit, 0.02 * limit);
  }
}

struct Slam {
  double torque = 0, margin = 1e9, lifted = 0, tilt = 0;
};

/// The brake closes on a bed that turns head down at 180 deg/s; downhill is the head end.
Slam slam_brake(double clamp_force, double degrees) {
  const auto design = balanced_table(1.0, 3e5);
  design->model.brake_grip_per_force *= clamp_force / 4200.0;
  slope(*design, degrees, 0.0);
  Plant plant(design);
  hold(plant, 2.0);
  plant.input().prescribed_acceleration = 360 * kDegree;
  run(plant, 0.5);
  plant.input().prescribed = 0.0;
  plant.input().brake_command = 1.0;
  Slam slam;
  for (int n = 0; n < 2500; ++n) {
    EXPECT_EQ(plant.step(), StepStatus::kOk);
    const FloorObservation o = on_floor(plant);
    slam.torque = std::max(slam.torque, std::fabs(plant.state().brake.torque));
    slam.margin = std::min(slam.margin, o.margin_fore_aft);
    slam.lifted = std::max(slam.lifted, o.feet_lifted);
    slam.tilt = std::max(slam.tilt, o.tilt);
  }
  return slam;
}

TEST(Tipping, BrakeSlam) {
  double margin[2][2] = {};
  for (const int strong : {0, 1}) {
    for (const int sloping : {0, 1}) {
      const Slam s = slam_brake(strong ? 9000.0 : 4200.0, sloping ? 10.0 : 0.0);
      margin[strong][sloping] = s.margin;
      const double quasi_static = 0.5 - s.torque / (162 * 9.81) - (sloping ? 0.158 : 0.0);
      std::printf(
          "%s brake, %s: %.0f N m, margin %.3f m (by the torque alone %.3f), %.0f feet "
          "lifted, tilt %.2f deg\n",
          strong ? "strong" : "usual", sloping ? "10 deg" : "level", s.torque, s.margin,
          quasi_static, s.lifted, s.tilt / kDegree);
      if (strong == 0) {
        EXPECT_EQ(s.lifted, sloping ? s.lifted : 0.0);
        EXPECT_GT(s.margin, 0.0);
        EXPECT_LT(s.tilt, 1 * kDegree);
      } else if (sloping != 0) {
        EXPECT_GE(s.lifted, 2.0);
      }
    }
  }
  EXPECT_LT(margin[0][1], margin[0][0]);
  EXPECT_LT(margin[1][0], margin[0][0]);
}

// ---- Bullet

/// Frame, bed and user as one rigid body on four feet, on a floor, in Bullet.
class BulletTable {
 public:
  BulletTable(const PlantDesign& design, double friction) {
    const TreeModel<double>& tree = design.model.tree;
    TreeState<double> start = design.start.tree;
    start.joint[kFrameBody].p_JB = zero3<double>();
    TreeWork<double, 6> work;
    kinematics_pass(tree, start, work);
    SpatialInertia<double> I[kMaxBodies];
    composite_inertias(tree, work, I);
    const double mass = I[0].C.xx;
    const WholeMass whole = [&] {
      PlantState<double> s = design.start;
      s.tree = start;
      return whole_mass(design, s);
    }();
    const Eigen::Vector3d c(whole.centre.x, whole.centre.y, whole.centre.z);
    Eigen::Matrix3d about_origin;
    const Sym3<double>& A = I[0].A;
    about_origin << A.xx, A.xy, A.xz, A.xy, A.yy, A.yz, A.xz, A.yz, A.zz;
    const Eigen::Matrix3d central =
        about_origin - mass * (c.squaredNorm() * Eigen::Matrix3d::Identity() - c * c.transpose());
    const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> principal(central);
    Eigen::Matrix3d R = principal.eigenvectors();
    if (R.determinant() < 0) R.col(0) *= -1.0;
    const btMatrix3x3 R_WB(R(0, 0), R(0, 1), R(0, 2), R(1, 0), R(1, 1), R(1, 2), R(2, 0), R(2, 1),
                           R(2, 2));
    upright_ = btTransform(R_WB, btVector3(c.x(), c.y(), c.z()));
    foot_.setMargin(0);
    for (int i = 0; i < kFrameFeet; ++i) {
      const Vec3<double> at = foot_position(design.table.model.feet, i);
      const btTransform X(btMatrix3x3::getIdentity(), btVector3(at.x, at.y, kRadius));
      shape_.addChildShape(upright_.inverse() * X, &foot_);
    }
    const btVector3 inertia(principal.eigenvalues()(0), principal.eigenvalues()(1),
                            principal.eigenvalues()(2));
    btRigidBody::btRigidBodyConstructionInfo info(mass, nullptr, &shape_, inertia);
    info.m_startWorldTransform = upright_;
    info.m_friction = friction;
    table_ = std::make_unique<btRigidBody>(info);
    table_->setActivationState(DISABLE_DEACTIVATION);
    btRigidBody::btRigidBodyConstructionInfo ground(0, nullptr, &plane_);
    ground.m_friction = 1.0;
    floor_ = std::make_unique<btRigidBody>(ground);
    world_.addRigidBody(floor_.get());
    world_.addRigidBody(table_.get());
    set_gravity(tree.g_W);
    table_->setDamping(0, 0);
    world_.getSolverInfo().m_numIterations = 200;
  }
  ~BulletTable() {
    world_.removeRigidBody(table_.get());
    world_.removeRigidBody(floor_.get());
  }
  BulletTable(const BulletTable&) = delete;
  BulletTable& operator=(const BulletTable&) = delete;

  void set_gravity(const Vec3<double>& g) { table_->setGravity({g.x, g.y, g.z}); }
  void step(double h) { world_.stepSimulation(h, 0, h); }
  double tilt() const {
    const btMatrix3x3 turned =
        table_->getWorldTransform().getBasis() * upright_.getBasis().transpose();
    return std::acos(std::min(1.0, turned[2][2]));
  }
  btVector3 centre() const { return table_->getWorldTransform().getOrigin(); }

 private:
  static constexpr double kRadius = 0.002;
  btDefaultCollisionConfiguration configuration_;
  btCollisionDispatcher dispatcher_{&configuration_};
  btDbvtBroadphase broadphase_;
  btSequentialImpulseConstraintSolver solver_;
  btDiscreteDynamicsWorld world_{&dispatcher_, &broadphase_, &solver_, &configuration_};
  btSphereShape foot_{kRadius};
  btStaticPlaneShape plane_{btVector3(0, 0, 1), 0};
  btCompoundShape shape_;
  btTransform upright_;
  std::unique_ptr<btRigidBody> table_, floor_;
};

/// Instants at which the fall passes some tilts, and where the centre of mass is then.
struct Fall {
  std::vector<double> time;
  std::vector<Vec3<double>> centre;
};
constexpr double kTilts[] = {5, 10, 20, 30, 40, 50};  // deg

TEST(Tipping, FallsAsInAWorldOfRigidBodies) {
  for (const double direction : {90.0, 0.0}) {
    for (const double beyond : {-1.0, 2.0}) {
      const auto design = standing_rigid({"table.frame.foot_friction=3", "subject.mass_kg=100",
                                          "table.frame.foot_stiffness_N_per_m=3e6",
                                          "table.frame.foot_lateral_stiffness_N_per_m=3e6",
                                          "table.frame.foot_damping_Ns_per_m=1e4"});
      const WholeMass whole = whole_mass(*design, design->start);
      const FrameFeetParams<double>& feet = design->table.model.feet;
      const double b = direction == 0.0 ? 0.5 * feet.length - whole.centre.x : 0.5 * feet.width;
      const double limit = std::atan2(b, whole.centre.z) / kDegree;
      slope(*design, limit - 1.0, direction);
      // nothing but feet meets the floor before the tilts compared
      design->model.floor.count = kFrameFeet;

      Plant plant(design);
      plant.input().prescribed = 1.0;
      BulletTable bullet(*design, 3.0);
      for (int n = 0; n < 2000; ++n) {
        ASSERT_EQ(plant.step(), StepStatus::kOk);
        bullet.step(1e-3);
      }
      slope(*design, limit + beyond, direction);
      bullet.set_gravity(design->model.tree.g_W);
      Fall ours, theirs;
      const auto note = [](double tilt, double time, const Vec3<double>& centre, Fall& fall) {
        while (fall.time.size() < std::size(kTilts) && tilt > kTilts[fall.time.size()] * kDegree) {
          fall.time.push_back(time);
          fall.centre.push_back(centre);
        }
      };
      for (int n = 1; n <= 4000; ++n) {
        ASSERT_EQ(plant.step(), StepStatus::kOk);
        const Mat3<double> R = rotation_matrix(plant.state().tree.joint[kFrameBody].q_PB);
        note(std::acos(std::min(1.0, R.zz)), n * 1e-3, whole_mass(*design, plant.state()).centre,
             ours);
        bullet.step(1e-3);
        const btVector3 c = bullet.centre();
        note(bullet.tilt(), n * 1e-3, {c.x(), c.y(), c.z()}, theirs);
        if (ours.time.size() == std::size(kTilts) && theirs.time.size() == ours.time.size()) break;
      }
      if (beyond < 0) {
        EXPECT_TRUE(ours.time.empty());
        EXPECT_TRUE(theirs.time.empty());
        std::printf("downhill %.0f deg, 1 deg short of the limit: both stand\n", direction);
        continue;
      }
      ASSERT_EQ(ours.time.size(), std::size(kTilts));
      ASSERT_EQ(theirs.time.size(), std::size(kTilts));
      for (std::size_t k = 0; k < std::size(kTilts); ++k) {
        const double apart = std::sqrt(norm2(ours.centre[k] - theirs.centre[k]));
        std::printf(
            "downhill %.0f deg, tilt %2.0f: %.3f s, Bullet %.3f s; centres of mass %.1f mm "
            "apart\n",
            direction, kTilts[k], ours.time[k], theirs.time[k], 1e3 * apart);
        EXPECT_NEAR(ours.time[k], theirs.time[k], 0.03 * theirs.time[k]);
        EXPECT_LT(apart, 0.01);
      }
    }
  }
}

}  // namespace
}  // namespace inversim
