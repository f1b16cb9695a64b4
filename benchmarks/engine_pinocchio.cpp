// SPDX-License-Identifier: Apache-2.0
#include "engines.h"

#include <memory>

#include <pinocchio/algorithm/aba.hpp>
#include <pinocchio/algorithm/joint-configuration.hpp>
#include <pinocchio/multibody.hpp>

namespace inversim::bench {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

struct Pinocchio {
  pinocchio::Model model;
  std::unique_ptr<pinocchio::Data> data;
  Eigen::VectorXd q, v, tau;
  std::vector<Part> parts;
  Moment moment;
};

Vector3d eigen(const Vec3<double>& a) { return {a.x, a.y, a.z}; }
Matrix3d rotation(const Quat<double>& q) {
  return Eigen::Quaterniond(q.w, q.x, q.y, q.z).toRotationMatrix();
}

}  // namespace

// built twice, with two sets of flags
#ifdef INVERSIM_OWN_FLAGS
#define INVERSIM_ENGINE pinocchio_as_ours_engine
#else
#define INVERSIM_ENGINE pinocchio_at_its_best_engine
#endif

std::optional<Engine> INVERSIM_ENGINE(const std::vector<Part>& parts) {
  auto p = std::make_shared<Pinocchio>();
  p->parts = parts;
  p->model.gravity.linear() = Vector3d(0, 0, -kGravity);
  for (const Part& part : parts) {
    const auto parent = static_cast<pinocchio::JointIndex>(part.parent + 1);
    const pinocchio::SE3 place(Matrix3d::Identity(), Vector3d(part.p_PJ.data()));
    pinocchio::JointIndex joint = 0;
    switch (part.joint) {
      case JointKind::kRevolute:
        joint = p->model.addJoint(parent, pinocchio::JointModelRY(), place, part.name);
        break;
      case JointKind::kSpherical:
        joint = p->model.addJoint(parent, pinocchio::JointModelSpherical(), place, part.name);
        break;
      default:
        joint = p->model.addJoint(parent, pinocchio::JointModelFreeFlyer(), place, part.name);
        break;
    }
    p->model.appendBodyToJoint(
        joint,
        pinocchio::Inertia(part.m, Vector3d(part.com.data()),
                           Matrix3d(Vector3d(part.I_com.data()).asDiagonal())),
        pinocchio::SE3::Identity());
  }
  p->data = std::make_unique<pinocchio::Data>(p->model);
  p->q = pinocchio::neutral(p->model);
  p->v = p->tau = Eigen::VectorXd::Zero(p->model.nv);

  Engine engine;
  engine.name = "Pinocchio";
  engine.version = PINOCCHIO_VERSION;
  engine.built = INVERSIM_ENGINE_FLAGS;
  engine.set = [p](const Moment& moment) {
    p->moment = moment;
    for (std::size_t i = 0; i < p->parts.size(); ++i) {
      const JointState<double>& x = moment.state.joint[i + 1];
      const Wrench<double>& tau = moment.tau[i + 1];
      const Matrix3d R_BP = rotation(x.q_PB).transpose();
      const auto& joint = p->model.joints[i + 1];
      const auto iq = joint.idx_q(), iv = joint.idx_v();
      const Eigen::Vector4d turned(x.q_PB.x, x.q_PB.y, x.q_PB.z, x.q_PB.w);
      switch (p->parts[i].joint) {
        case JointKind::kRevolute:
          p->q[iq] = x.angle, p->v[iv] = x.w.y, p->tau[iv] = tau.n.y;
          break;
        case JointKind::kSpherical:
          p->q.segment<4>(iq) = turned;
          p->v.segment<3>(iv) = R_BP * eigen(x.w);
          p->tau.segment<3>(iv) = R_BP * eigen(tau.n);
          break;
        default:
          p->q.segment<3>(iq) = eigen(x.p_JB);
          p->q.segment<4>(iq + 3) = turned;
          p->v.segment<3>(iv) = R_BP * eigen(x.v);
          p->v.segment<3>(iv + 3) = R_BP * eigen(x.w);
          p->tau.segment<3>(iv) = R_BP * eigen(tau.f);
          p->tau.segment<3>(iv + 3) = R_BP * eigen(tau.n);
          break;
      }
    }
  };
  engine.evaluate = [p] { pinocchio::aba(p->model, *p->data, p->q, p->v, p->tau); };
  engine.accelerations = [p] {
    Accelerations out;
    for (std::size_t i = 0; i < p->parts.size(); ++i) {
      const JointState<double>& x = p->moment.state.joint[i + 1];
      const Matrix3d R_PB = rotation(x.q_PB);
      const auto iv = p->model.joints[i + 1].idx_v();
      const Eigen::VectorXd& a = p->data->ddq;
      Vector3d w = Vector3d::Zero(), v = Vector3d::Zero();
      switch (p->parts[i].joint) {
        case JointKind::kRevolute:
          w.y() = a[iv];
          break;
        case JointKind::kSpherical:
          w = R_PB * a.segment<3>(iv);
          break;
        default:
          w = R_PB * a.segment<3>(iv + 3);
          // derivative by components in the body -> of the velocity in the parent
          v = R_PB * a.segment<3>(iv) + eigen(x.w).cross(eigen(x.v));
          break;
      }
      out.push_back({w.x(), w.y(), w.z(), v.x(), v.y(), v.z()});
    }
    return out;
  };
  return engine;
}

}  // namespace inversim::bench
