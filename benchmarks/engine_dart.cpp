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
  std::vector<dart::dynamics::BodyNode*> nodes;
  std::vector<dart::dynamics::Joint*> joints;
  std::vector<Part> parts;
  Moment moment;
  std::size_t head = 0;  // node of the skull
  double h = 0, t = 0;   // [s]

  void start(double step);
  void stop();
  void set_supports();
  void step();
};

// DART's own joint springs and dampers, which its articulated-body pass takes at the step's end
void Dart::start(double step) {
  h = step, t = 0;
  skeleton->setTimeStep(h);
  skeleton->resetPositions();
  skeleton->resetVelocities();
  skeleton->resetGeneralizedForces();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    for (std::size_t k = 0; k < joints[i]->getNumDofs(); ++k) {
      const bool slides = k >= 3;
      joints[i]->setSpringStiffness(k, slides ? part.k_v[k - 3] : part.k_w);
      joints[i]->setDampingCoefficient(k, slides ? part.d_v[k - 3] : part.d_w);
      joints[i]->setRestPosition(k, 0);
    }
  }
}

// without springs again
void Dart::stop() {
  for (dart::dynamics::Joint* joint : joints) {
    for (std::size_t k = 0; k < joint->getNumDofs(); ++k) {
      joint->setSpringStiffness(k, 0);
      joint->setDampingCoefficient(k, 0);
    }
  }
  skeleton->clearExternalForces();
}

void Dart::set_supports() {
  skeleton->clearExternalForces();
  const Eigen::Isometry3d& X_WC = nodes[0]->getTransform();
  const Vector3d x_W = X_WC.linear().col(0), n_W = X_WC.linear().col(2);
  const double bed_rate = joints[0]->getVelocity(0);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Eigen::Isometry3d& X_WB = nodes[i]->getTransform();
    const Eigen::Vector6d& V = nodes[i]->getSpatialVelocity();  // in the body's axes
    const Eigen::Map<const Vector3d> com(parts[i].com.data());
    const Vector3d p_W = X_WB * com;
    const Vector3d v_W = X_WB.linear() * (V.tail<3>() + V.head<3>().cross(com));
    const double rate = n_W.dot(v_W) + bed_rate * x_W.dot(p_W);
    const double force = support_force(parts[i], n_W.dot(p_W), rate, h);
    nodes[i]->addExtForce(force * n_W, com);
  }
}

void Dart::step() {
  // the bed follows its servo
  const Ramp ramp = bed_ramp(t + h);
  joints[0]->setRestPosition(0, ramp.angle);
  joints[0]->setForce(0, parts[0].d_w * ramp.rate);
  set_supports();
  skeleton->computeForwardDynamics();
  skeleton->integrateVelocities(h);
  skeleton->integratePositions(h);
  t += h;
}

}  // namespace

std::optional<Engine> dart_engine(const std::vector<Part>& parts) {
  using namespace dart::dynamics;
  auto d = std::make_shared<Dart>();
  d->parts = parts;
  d->skeleton = Skeleton::create("spine");
  d->skeleton->setGravity(Vector3d(0, 0, -kGravity));
  for (const Part& part : parts) {
    BodyNode* parent = part.parent < 0 ? nullptr : d->nodes[static_cast<std::size_t>(part.parent)];
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
      const auto [joint, node] =
          d->skeleton->createJointAndBodyNodePair<Kind>(parent, properties, body);
      d->joints.push_back(joint);
      d->nodes.push_back(node);
    };
    if (part.name == "skull") d->head = d->nodes.size();
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
    d->stop();
    for (std::size_t i = 0; i < d->parts.size(); ++i) {
      const JointState<double>& x = moment.state.joint[i + 1];
      const Wrench<double>& tau = moment.tau[i + 1];
      const Matrix3d R = rotation(x.q_PB);
      Joint* joint = d->joints[i];
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
    for (Joint* joint : d->joints) {
      joint->notifyPositionUpdated();
      joint->notifyVelocityUpdated();
    }
    d->skeleton->computeForwardDynamics();
  };
  engine.accelerations = [d] {
    Accelerations out;
    for (std::size_t i = 0; i < d->parts.size(); ++i) {
      const JointState<double>& x = d->moment.state.joint[i + 1];
      const Matrix3d R = rotation(x.q_PB);
      Joint* joint = d->joints[i];
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
  Simulation simulation;
  simulation.scheme = "semi-implicit Euler; its own implicit joint springs, supports explicit";
  simulation.start = [d](double h) { d->start(h); };
  simulation.advance = [d](int count) {
    for (int i = 0; i < count; ++i) d->step();
  };
  simulation.head = [d] {
    const Vector3d x = d->nodes[d->head]->getTransform().translation();
    return std::array<double, 3>{x.x(), x.y(), x.z()};
  };
  engine.simulation = simulation;
  return engine;
}

}  // namespace inversim::bench
