// SPDX-License-Identifier: Apache-2.0
#include "engines.h"

#include <BulletDynamics/Featherstone/btMultiBody.h>
#include <LinearMath/btScalar.h>

#include <memory>

namespace inversim::bench {
namespace {

// Bullet has no joint of six freedoms: three slides on bodies next to nothing, then a ball
constexpr double kDummyMass = 1e-6;     // [kg]
constexpr double kDummyInertia = 1e-6;  // [kg m^2]

struct Bullet {
  std::unique_ptr<btMultiBody> body;
  std::vector<Part> parts;
  std::vector<int> last_link;  // of each part
  std::vector<double> velocity;
  Moment moment;
  btAlignedObjectArray<btScalar> numbers;
  btAlignedObjectArray<btVector3> vectors;
  btAlignedObjectArray<btMatrix3x3> matrices;

  // accelerations times dt are added to the velocities
  void evaluate(double dt) {
    body->computeAccelerationsArticulatedBodyAlgorithmMultiDof(dt, numbers, vectors, matrices,
                                                               false, false, false);
  }
};

btVector3 bt(const std::array<double, 3>& a) { return {a[0], a[1], a[2]}; }

}  // namespace

std::optional<Engine> bullet_engine(const std::vector<Part>& parts) {
  auto b = std::make_shared<Bullet>();
  b->parts = parts;
  int links = 0;
  for (const Part& part : parts) links += part.joint == JointKind::kBushing ? 4 : 1;
  b->body = std::make_unique<btMultiBody>(links, 1.0, btVector3(1, 1, 1), true, false);
  const btQuaternion aligned = btQuaternion::getIdentity();
  const btVector3 dummy(kDummyInertia, kDummyInertia, kDummyInertia), zero(0, 0, 0);
  int link = 0;
  for (const Part& part : parts) {
    int parent = part.parent < 0 ? -1 : b->last_link[static_cast<std::size_t>(part.parent)];
    // from the parent's centre of mass
    btVector3 place = bt(part.p_PJ);
    if (part.parent >= 0) place -= bt(parts[static_cast<std::size_t>(part.parent)].com);
    const btVector3 com = bt(part.com), I = bt(part.I_com);
    switch (part.joint) {
      case JointKind::kRevolute:
        b->body->setupRevolute(link, part.m, I, parent, aligned, btVector3(0, 1, 0), place, com);
        break;
      case JointKind::kSpherical:
        b->body->setupSpherical(link, part.m, I, parent, aligned, place, com);
        break;
      default:
        for (int axis = 0; axis < 3; ++axis) {
          btVector3 along(0, 0, 0);
          along[axis] = 1;
          b->body->setupPrismatic(link, kDummyMass, dummy, parent, aligned, along,
                                  axis == 0 ? place : zero, zero, true);
          parent = link++;
        }
        b->body->setupSpherical(link, part.m, I, parent, aligned, zero, com);
        break;
    }
    b->last_link.push_back(link++);
  }
  b->body->finalizeMultiDof();
  b->body->setLinearDamping(0);
  b->body->setAngularDamping(0);
  b->body->setMaxCoordinateVelocity(1e300);

  Engine engine;
  engine.name = "Bullet btMultiBody";
  engine.version = std::to_string(btGetVersion());
  engine.built = "Debian's bullet-float64, baseline x86-64; caller at baseline x86-64";
  engine.agreement = 1e-4;  // the dummies weigh something
  engine.set = [b](const Moment& moment) {
    b->moment = moment;
    btMultiBody& body = *b->body;
    body.clearForcesAndTorques();
    for (std::size_t i = 0; i < b->parts.size(); ++i) {
      const Part& part = b->parts[i];
      const JointState<double>& x = moment.state.joint[i + 1];
      const Wrench<double>& tau = moment.tau[i + 1];
      const int last = b->last_link[i];
      body.addLinkForce(last, btVector3(0, 0, -kGravity * part.m));
      if (part.joint == JointKind::kRevolute) {
        body.setJointPos(last, x.angle);
        body.setJointVel(last, x.w.y);
        body.addJointTorque(last, tau.n.y);
        continue;
      }
      const Mat3<double> R = rotation_matrix(x.q_PB);
      const Vec3<double> w = transpose_times(R, x.w), n = transpose_times(R, tau.n);
      const double q[4] = {x.q_PB.x, x.q_PB.y, x.q_PB.z, x.q_PB.w};
      const double rate[3] = {w.x, w.y, w.z}, torque[3] = {n.x, n.y, n.z};
      body.setJointPosMultiDof(last, q);
      body.setJointVelMultiDof(last, rate);
      for (int k = 0; k < 3; ++k) body.addJointTorqueMultiDof(last, k, torque[k]);
      if (part.joint != JointKind::kBushing) continue;
      const double p[3] = {x.p_JB.x, x.p_JB.y, x.p_JB.z}, v[3] = {x.v.x, x.v.y, x.v.z};
      const double f[3] = {tau.f.x, tau.f.y, tau.f.z};
      for (int k = 0; k < 3; ++k) {
        const int slide = last - 3 + k;
        body.addLinkForce(slide, btVector3(0, 0, -kGravity * kDummyMass));
        body.setJointPos(slide, p[k]);
        body.setJointVel(slide, v[k]);
        body.addJointTorque(slide, f[k]);
      }
    }
    const double* velocity = body.getVelocityVector();
    b->velocity.assign(velocity, velocity + 6 + body.getNumDofs());
  };
  engine.evaluate = [b] { b->evaluate(1e-12); };
  engine.accelerations = [b] {
    btMultiBody& body = *b->body;
    b->evaluate(1.0);
    const double* after = body.getVelocityVector();
    Accelerations out;
    std::size_t k = 6;
    for (std::size_t i = 0; i < b->parts.size(); ++i) {
      const Mat3<double> R = rotation_matrix(b->moment.state.joint[i + 1].q_PB);
      const auto next = [&] { return after[k] - b->velocity[k]; };
      std::array<double, 6> a{};
      if (b->parts[i].joint == JointKind::kRevolute) {
        a[1] = next(), ++k;
      } else {
        if (b->parts[i].joint == JointKind::kBushing) {
          for (std::size_t axis = 3; axis < 6; ++axis) a[axis] = next(), ++k;
        }
        double local[3];
        for (double& component : local) component = next(), ++k;
        const Vec3<double> w = R * Vec3<double>{local[0], local[1], local[2]};
        a[0] = w.x, a[1] = w.y, a[2] = w.z;
      }
      out.push_back(a);
    }
    return out;
  };
  return engine;
}

}  // namespace inversim::bench
