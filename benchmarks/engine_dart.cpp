// SPDX-License-Identifier: Apache-2.0
#include "engines.h"

#include <dart/dart.hpp>

namespace inversim::bench {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

Vector3d eigen(const Vec3<double>& a) { return {a.x, a.y, a.z}; }
Matrix3d rotation(const Quat<double>& q) {
  return Eigen::Quaterniond(q.w, q.x, q.y, q.z).toRotationMatrix();
}

struct Dart {
  dart::dynamics::SkeletonPtr skeleton;
  std::vector<Part> parts;
  Moment moment;
};

}  // namespace

std::optional<Engine> dart_engine(const std::vector<Part>& parts) {
  using namespace dart::dynamics;
  auto d = std::make_shared<Dart>();
  d->parts = parts;
  d->skeleton = Skeleton::create("spine");
  d->skeleton->setGravity(Vector3d(0, 0, -kGravity));
  std::vector<BodyNode*> nodes;
  for (const Part& part : parts) {
    BodyNode* parent = part.parent < 0 ? nullptr : nodes[static_cast<std::size_t>(part.parent)];
    BodyNode::Properties body;
    body.mName = part.name;
    body.mInertia = Inertia(part.m, Vector3d(part.com.data()),
                            Matrix3d(Vector3d(part.I_com.data()).asDiagonal()));
    Eigen::Isometry3d place = Eigen::Isometry3d::Identity();
    place.translation() = Vector3d(part.p_PJ.data());
    const auto add = [&](auto properties, auto* kind) {
      using Kind = std::remove_pointer_t<decltype(kind)>;
      properties.mName = part.name + "_joint";
      properties.mT_ParentBodyToJoint = place;
      nodes.push_back(
          d->skeleton->createJointAndBodyNodePair<Kind>(parent, properties, body).second);
    };
    switch (part.joint) {
      case JointKind::kRevolute: {
        RevoluteJoint::Properties revolute;
        revolute.mAxis = Vector3d::UnitY();
        add(revolute, static_cast<RevoluteJoint*>(nullptr));
        break;
      }
      case JointKind::kSpherical:
        add(BallJoint::Properties(), static_cast<BallJoint*>(nullptr));
        break;
      default:
        add(FreeJoint::Properties(), static_cast<FreeJoint*>(nullptr));
        break;
    }
  }

  Engine engine;
  engine.name = "DART";
  engine.version = DART_VERSION;
  engine.built = "Debian's library, baseline x86-64; caller at baseline x86-64";
  engine.set = [d](const Moment& moment) {
    d->moment = moment;
    for (std::size_t i = 0; i < d->parts.size(); ++i) {
      const JointState<double>& x = moment.state.joint[i + 1];
      const Wrench<double>& tau = moment.tau[i + 1];
      const Matrix3d R = rotation(x.q_PB);
      Joint* joint = d->skeleton->getJoint(i);
      switch (d->parts[i].joint) {
        case JointKind::kRevolute:
          joint->setPosition(0, x.angle);
          joint->setVelocity(0, x.w.y);
          joint->setForce(0, tau.n.y);
          break;
        case JointKind::kSpherical:
          joint->setPositions(BallJoint::convertToPositions(R));
          joint->setVelocities(R.transpose() * eigen(x.w));
          joint->setForces(R.transpose() * eigen(tau.n));
          break;
        default: {
          Eigen::Isometry3d T = Eigen::Isometry3d::Identity();
          T.linear() = R;
          T.translation() = eigen(x.p_JB);
          joint->setPositions(FreeJoint::convertToPositions(T));
          Eigen::Matrix<double, 6, 1> V, F;
          V << R.transpose() * eigen(x.w), R.transpose() * eigen(x.v);
          F << R.transpose() * eigen(tau.n), R.transpose() * eigen(tau.f);
          static_cast<FreeJoint*>(joint)->setRelativeSpatialVelocity(V);
          joint->setForces(F);
          break;
        }
      }
    }
  };
  engine.evaluate = [d] {
    // all that depends on positions and velocities is to be computed anew, as in a step
    d->skeleton->dirtyArticulatedInertia(0);
    for (std::size_t i = 0; i < d->parts.size(); ++i) {
      d->skeleton->getJoint(i)->setPositions(d->skeleton->getJoint(i)->getPositions());
      d->skeleton->getJoint(i)->setVelocities(d->skeleton->getJoint(i)->getVelocities());
    }
    d->skeleton->computeForwardDynamics();
  };
  engine.accelerations = [d] {
    Accelerations out;
    for (std::size_t i = 0; i < d->parts.size(); ++i) {
      const JointState<double>& x = d->moment.state.joint[i + 1];
      const Matrix3d R = rotation(x.q_PB);
      Joint* joint = d->skeleton->getJoint(i);
      Vector3d w = Vector3d::Zero(), v = Vector3d::Zero();
      switch (d->parts[i].joint) {
        case JointKind::kRevolute:
          w.y() = joint->getAcceleration(0);
          break;
        default: {
          const Eigen::Matrix<double, 6, 1> A = joint->getRelativeSpatialAcceleration();
          w = R * A.head<3>();
          if (d->parts[i].joint == JointKind::kBushing) {
            v = R * A.tail<3>() + eigen(x.w).cross(eigen(x.v));
          }
          break;
        }
      }
      out.push_back({w.x(), w.y(), w.z(), v.x(), v.y(), v.z()});
    }
    return out;
  };
  return engine;
}

}  // namespace inversim::bench
