// SPDX-License-Identifier: Apache-2.0
// Forward dynamics by the book and by brute force: joint-space inertia, Jacobians and one dense
// solve. It shares the kinematics pass with the articulated-body algorithm and nothing after it.
#pragma once

#include <Eigen/Dense>
#include <memory>
#include <vector>

#include "inversim/multibody/articulated_body.h"
#include "inversim/multibody/composite_inertia.h"
#include "inversim/multibody/inverse_dynamics.h"

namespace inversim::test {

enum class Border { kNone, kCarrierJoint, kCarrierBody };

class DenseReference {
 public:
  using Vector = Eigen::VectorXd;
  using Matrix = Eigen::MatrixXd;

  DenseReference(const TreeModel<double>& tree, const TreeState<double>& state)
      : tree_(tree),
        offset_(velocity_offsets(tree)),
        n_(offset_.back()),
        work_(std::make_unique<TreeWork<double, 0>>()) {
    kinematics_pass(tree, state, *work_);
    const std::vector<double> M = joint_space_inertia(tree, state);
    M_ = Eigen::Map<const Matrix>(M.data(), n_, n_);
    const Vector zero = Vector::Zero(n_);
    bias_ = torques(zero);
    const std::vector<Motion<double>> A0 = accelerations(zero);
    for (int i = 0; i < tree.body_count; ++i) A0_.push_back(stack(A0[index(i)]));
    J_.assign(index(tree.body_count), Matrix::Zero(6, n_));
    for (int k = 0; k < n_; ++k) {
      const std::vector<Motion<double>> A = accelerations(Vector::Unit(n_, k));
      for (int i = 0; i < tree.body_count; ++i) {
        J_[index(i)].col(k) = stack(A[index(i)]) - A0_[index(i)];
      }
    }
  }

  /// Accelerations of joints under drives and contact loads, in velocity coordinates. With no
  /// border the carrier is taken as fixed to the ground and takes no reaction; otherwise contacts
  /// are internal to the tree. prescribed: the carrier's joint, if it is given.
  Vector solve(const JointDrive<double>* drive, const ContactLoad<double>* load, Border border,
               const double* prescribed = nullptr) const {
    Matrix L = M_;
    Vector r = -bias_;
    for (int i = 0; i < tree_.body_count; ++i) {
      for (int k = offset_[index(i)]; k < offset_[index(i) + 1]; ++k) {
        const int axis = joint_axis(i, k - offset_[index(i)]);
        const Vec3<double>&n = drive[i].tau.n, &f = drive[i].tau.f;
        const double tau[6] = {n.x, n.y, n.z, f.x, f.y, f.z};
        const double H[6] = {drive[i].H_w.x, drive[i].H_w.y, drive[i].H_w.z,
                             drive[i].H_v.x, drive[i].H_v.y, drive[i].H_v.z};
        r(k) += tau[axis];
        L(k, k) += H[axis];
      }
    }
    const int c = tree_.carrier;
    for (int i = 0; c != kNoBody && i < tree_.body_count; ++i) {
      if (!tree_.touches[i]) continue;
      const Matrix X = carrier_to(i), G = dense(load[i].G);
      Matrix J_rel = J_[index(i)];
      Vector a_rel = A0_[index(i)];
      if (border == Border::kNone) {
        // the ground, which only gravity accelerates
        Vector g = Vector::Zero(6);
        const Vec3<double> g_C = to_body(c, -tree_.g_W);
        g.tail(3) << g_C.x, g_C.y, g_C.z;
        a_rel -= X * g;
      } else {
        J_rel -= X * J_[index(c)];
        a_rel -= X * A0_[index(c)];
      }
      // generalised force J_rel^T (W0 - G (J_rel ydot + a_rel))
      r += J_rel.transpose() * (stack(load[i].W) - G * a_rel);
      L += J_rel.transpose() * G * J_rel;
    }
    if (prescribed != nullptr) {
      const int k = offset_[index(c)];
      L.row(k).setZero();
      L(k, k) = 1;
      r(k) = *prescribed;
    }
    return L.partialPivLu().solve(r);
  }

  /// The joint accelerations of a pass in velocity coordinates.
  template <int NB>
  Vector coordinates(const TreeWork<double, NB>& work) const {
    Vector out(n_);
    for (int i = 0; i < tree_.body_count; ++i) {
      const Vector all = stack(work.body[i].ydot);
      for (int k = offset_[index(i)]; k < offset_[index(i) + 1]; ++k) {
        out(k) = all(joint_axis(i, k - offset_[index(i)]));
      }
    }
    return out;
  }

  /// Generalised forces for given accelerations (recursive Newton-Euler).
  Vector torques(const Vector& ydot) const {
    const std::vector<Motion<double>> joint = per_joint(ydot);
    std::vector<Wrench<double>> F(index(tree_.body_count));
    inverse_dynamics(tree_, *work_, joint.data(), F.data());
    Vector out(n_);
    for (int i = 0; i < tree_.body_count; ++i) {
      const Vector all = stack(F[index(i)]);
      for (int k = offset_[index(i)]; k < offset_[index(i) + 1]; ++k) {
        out(k) = all(joint_axis(i, k - offset_[index(i)]));
      }
    }
    return out;
  }

  const Matrix& M() const { return M_; }
  const Vector& bias() const { return bias_; }
  int n() const { return n_; }

  template <class SixVector>
  static Vector stack(const SixVector& s) {
    const double* x = reinterpret_cast<const double*>(&s);
    return Eigen::Map<const Vector>(x, 6);
  }
  static Matrix dense(const SpatialInertia<double>& I) {
    Matrix out(6, 6);
    for (int k = 0; k < 6; ++k) {
      Motion<double> unit = {};
      reinterpret_cast<double*>(&unit)[k] = 1;
      out.col(k) = stack(I * unit);
    }
    return out;
  }

 private:
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
  int joint_axis(int i, int k) const { return tree_.joint[i] == JointKind::kRevolute ? 1 : k; }

  std::vector<Motion<double>> per_joint(const Vector& ydot) const {
    std::vector<Motion<double>> out(index(tree_.body_count), Motion<double>{});
    for (int i = 0; i < tree_.body_count; ++i) {
      for (int k = offset_[index(i)]; k < offset_[index(i) + 1]; ++k) {
        reinterpret_cast<double*>(&out[index(i)])[joint_axis(i, k - offset_[index(i)])] = ydot(k);
      }
    }
    return out;
  }
  std::vector<Motion<double>> accelerations(const Vector& ydot) const {
    std::vector<Motion<double>> A(index(tree_.body_count));
    const std::vector<Motion<double>> joint = per_joint(ydot);
    body_accelerations(tree_, *work_, joint.data(), A.data());
    return A;
  }
  // a vector of the world in the axes of body i
  Vec3<double> to_body(int i, Vec3<double> v) const {
    if (tree_.parent[i] != kNoBody) v = to_body(tree_.parent[i], v);
    return transpose_times(work_->body[i].R_PB, v);
  }
  // motion of the carrier's point at body i, in i's axes
  Matrix carrier_to(int i) const {
    Matrix X(6, 6);
    const BodyWork<double, 0>& b = work_->body[i];
    for (int k = 0; k < 6; ++k) {
      Motion<double> e = {};
      reinterpret_cast<double*>(&e)[k] = 1;
      const Motion<double> at = {transpose_times(b.R_CB, e.w),
                                 transpose_times(b.R_CB, e.v + cross(e.w, b.p_CB))};
      X.col(k) = stack(at);
    }
    return X;
  }

  const TreeModel<double>& tree_;
  std::vector<int> offset_;
  int n_;
  std::unique_ptr<TreeWork<double, 0>> work_;
  Matrix M_;
  Vector bias_;
  std::vector<Vector> A0_;  // accelerations for ydot = 0
  std::vector<Matrix> J_;
};

}  // namespace inversim::test
