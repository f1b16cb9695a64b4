// SPDX-License-Identifier: Apache-2.0
#include "engines.h"

#include <memory>

#include <pinocchio/algorithm/aba.hpp>
#include <pinocchio/algorithm/joint-configuration.hpp>
#include <pinocchio/algorithm/kinematics.hpp>
#include <pinocchio/multibody.hpp>

namespace inversim::bench {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector3d;

// springs are taken at t + theta h
constexpr double kTheta = 0.5;

struct Pinocchio {
  pinocchio::Model model;
  std::unique_ptr<pinocchio::Data> data;
  Eigen::VectorXd q, v, tau, dq, q_next;
  std::vector<pinocchio::Force> supports;
  std::vector<Part> parts;
  Moment moment;
  std::size_t head = 0;  // joint of the skull
  double h = 0, t = 0;   // [s]

  void evaluate() { pinocchio::aba(model, *data, q, v, tau, pinocchio::Convention::WORLD); }
  void start(double step);
  void set_springs();
  void set_supports();
  void step();
};

Vector3d eigen(const Vec3<double>& a) { return {a.x, a.y, a.z}; }
Matrix3d rotation(const Quat<double>& q) {
  return Eigen::Quaterniond(q.w, q.x, q.y, q.z).toRotationMatrix();
}

// at rest; what the springs add to the inertias, as armature of the joints (in the child's axes,
// which is right for joints that turn little)
void Pinocchio::start(double step) {
  h = step, t = 0;
  q = pinocchio::neutral(model);
  v.setZero();
  const double theta_h = kTheta * h;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    const auto& joint = model.joints[i + 1];
    const auto iv = joint.idx_v();
    const double H = theta_h * (part.d_w + theta_h * part.k_w);
    model.armature.segment(iv, joint.nv()).setConstant(H);
    if (part.joint != JointKind::kBushing) continue;
    for (int k = 0; k < 3; ++k) {
      const auto axis = static_cast<std::size_t>(k);
      model.armature[iv + k] = theta_h * (part.d_v[axis] + theta_h * part.k_v[axis]);
    }
  }
}

void Pinocchio::set_springs() {
  const double theta_h = kTheta * h;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    const auto& joint = model.joints[i + 1];
    const auto iq = joint.idx_q(), iv = joint.idx_v();
    const double d_w = part.d_w + theta_h * part.k_w;
    if (part.joint == JointKind::kRevolute) {
      // the bed follows its servo
      const Ramp ramp = i == 0 ? bed_ramp(t + theta_h) : Ramp{0, 0};
      tau[iv] = -(part.k_w * (q[iq] - ramp.angle) + part.d_w * (v[iv] - ramp.rate) +
                  theta_h * part.k_w * v[iv]);
      continue;
    }
    const bool slides = part.joint == JointKind::kBushing;
    const Eigen::Map<const Eigen::Quaterniond> turned(q.data() + iq + (slides ? 3 : 0));
    // a rotation vector has the same components in the axes of parent and child
    const Vector3d turn = pinocchio::quaternion::log3(turned);
    auto w = v.segment<3>(iv + (slides ? 3 : 0));
    tau.segment<3>(iv + (slides ? 3 : 0)) = -(part.k_w * turn + d_w * w);
    if (!slides) continue;
    const Eigen::Map<const Eigen::Array3d> k_v(part.k_v.data()), d_v(part.d_v.data());
    const Matrix3d R = turned.toRotationMatrix();
    const Vector3d rate = R * v.segment<3>(iv);
    const Vector3d f = -(k_v * q.segment<3>(iq).array() + (d_v + theta_h * k_v) * rate.array());
    tau.segment<3>(iv) = R.transpose() * f;
  }
}

void Pinocchio::set_supports() {
  pinocchio::forwardKinematics(model, *data, q, v);
  const Matrix3d& R_WC = data->oMi[1].rotation();
  const Vector3d x_W = R_WC.col(0), n_W = R_WC.col(2);
  const double bed_rate = v[0];
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const pinocchio::SE3& X_WB = data->oMi[i + 1];
    const pinocchio::Motion& V = data->v[i + 1];  // in the body's axes
    const Vector3d com = Eigen::Map<const Vector3d>(parts[i].com.data());
    const Vector3d n = X_WB.rotation().transpose() * n_W;
    const Vector3d p_W = X_WB.act(com);
    const double rate = n.dot(V.linear() + V.angular().cross(com)) + bed_rate * x_W.dot(p_W);
    const Vector3d f = support_force(parts[i], n_W.dot(p_W), rate, kTheta * h) * n;
    supports[i + 1].linear() = f;
    supports[i + 1].angular() = com.cross(f);
  }
}

void Pinocchio::step() {
  set_springs();
  set_supports();
  const auto& a = pinocchio::aba(model, *data, q, v, tau, supports, pinocchio::Convention::WORLD);
  dq = h * (v + kTheta * h * a);
  v += h * a;
  pinocchio::integrate(model, q, dq, q_next);
  q.swap(q_next);
  t += h;
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
    if (part.name == "skull") p->head = joint;
  }
  p->data = std::make_unique<pinocchio::Data>(p->model);
  p->q = p->q_next = pinocchio::neutral(p->model);
  p->v = p->tau = p->dq = Eigen::VectorXd::Zero(p->model.nv);
  p->supports.assign(p->model.joints.size(), pinocchio::Force::Zero());

  Engine engine;
  engine.name = "Pinocchio";
  engine.version = PINOCCHIO_VERSION;
  engine.built = INVERSIM_ENGINE_FLAGS;
  engine.set = [p](const Moment& moment) {
    p->moment = moment;
    p->model.armature.setZero();
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
  engine.evaluate = [p] { p->evaluate(); };
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
  Simulation simulation;
  simulation.scheme = "trapezoid; springs implicit by way of the armature, supports explicit";
  simulation.start = [p](double h) { p->start(h); };
  simulation.advance = [p](int count) {
    for (int i = 0; i < count; ++i) p->step();
  };
  simulation.head = [p] {
    pinocchio::forwardKinematics(p->model, *p->data, p->q);
    const Vector3d& x = p->data->oMi[p->head].translation();
    return std::array<double, 3>{x.x(), x.y(), x.z()};
  };
  engine.simulation = simulation;
  return engine;
}

}  // namespace inversim::bench
