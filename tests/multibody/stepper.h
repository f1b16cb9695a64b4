// SPDX-License-Identifier: Apache-2.0
// A tree with linear springs and compliant contact points, and the two ways through a step that
// articulated_body.h describes. For tests.
#pragma once

#include <cmath>
#include <memory>
#include <vector>

#include "inversim/math/elementary.h"
#include "inversim/multibody/energy.h"
#include "inversim/multibody/integrate.h"

namespace inversim::test {

/// Linear springs of a joint, neutral at identity.
struct Spring {
  Vec3<double> k_w{}, d_w{};  // [N m/rad], [N m s/rad]
  Vec3<double> k_v{}, d_v{};  // [N/m], [N s/m]
};

/// A point of a body that the plane z = 0 of the carrier pushes along its normal, by a one-sided
/// spring rounded over `width`, and holds sideways by a dashpot under load.
struct ContactPoint {
  int body;
  Vec3<double> p_B;      // [m]
  double k = 2e4;        // [N/m]
  double d = 50;         // [N s/m]
  double width = 0.002;  // [m]
};

/// 2 atan2(|v|, w) / |v| v
template <class T>
Vec3<T> rotation_vector(const Quat<T>& q) {
  const Vec3<T> v = vector_part(q);
  const T n = sqrt<T>(norm2(v) + 1e-300);
  return (2.0 * atan2<T>(n, q.w) / n) * v;
}

template <class T, int NB>
struct Stepper {
  TreeModel<T> tree;
  TreeState<T> state;
  TreeWork<T, NB> work;
  JointDrive<T> drive[kMaxBodies];
  ContactLoad<T> load[kMaxBodies];
  Motion<T> ydot_last[kMaxBodies];
  CarrierDrive<T> carrier_drive;
  Spring spring[kMaxBodies];
  T stiffness;  // scales all springs
  std::vector<ContactPoint> points;

  static std::unique_ptr<Stepper> make(const TreeModel<double>& model);
  // fills drive and load for coordinates as they are; theta_h_K: how far the spring force is taken
  // ahead explicitly, H = theta h (D + theta h K)
  void laws(const T& theta_h, const T& ahead);
  void step_at_once(double h, double theta);
  void step_by_middle(double h, bool second_order = true);
  double spring_energy(int lane = 0) const;
  double energy();
};

template <class T, int NB>
std::unique_ptr<Stepper<T, NB>> Stepper<T, NB>::make(const TreeModel<double>& model) {
  auto s = std::make_unique<Stepper>();
  const auto spread = [](const auto& from, auto& to) {
    for (std::size_t k = 0; k < sizeof(from) / sizeof(double); ++k) {
      reinterpret_cast<T*>(&to)[k] = broadcast<T>(reinterpret_cast<const double*>(&from)[k]);
    }
  };
  s->tree.body_count = model.body_count;
  s->tree.carrier = model.carrier;
  spread(model.g_W, s->tree.g_W);
  for (int i = 0; i < kMaxBodies; ++i) {
    s->tree.parent[i] = model.parent[i];
    s->tree.joint[i] = model.joint[i];
    s->tree.touches[i] = model.touches[i];
    spread(model.link[i].p_PJ, s->tree.link[i].p_PJ);
    spread(model.link[i].m, s->tree.link[i].m);
    spread(model.link[i].mc, s->tree.link[i].mc);
    spread(model.link[i].I_o, s->tree.link[i].I_o);
    s->drive[i] = {zero_wrench<T>(), zero3<T>(), zero3<T>()};
    s->load[i] = {zero_wrench<T>(), zero_inertia<T>()};
    s->ydot_last[i] = zero_motion<T>();
  }
  set_topology(s->tree);
  set_neutral(s->tree, s->state);
  s->carrier_drive = {broadcast<T>(0), broadcast<T>(0)};
  s->stiffness = broadcast<T>(1);
  return s;
}

template <class T, int NB>
void Stepper<T, NB>::laws(const T& theta_h, const T& ahead) {
  const T &t = theta_h, &a = ahead;
  const auto in_lanes = [](const Vec3<double>& v) { return broadcast3<T>(v.x, v.y, v.z); };
  for (int i = 0; i < tree.body_count; ++i) {
    const JointState<T>& x = state.joint[i];
    const Vec3<T> k_w = stiffness * in_lanes(spring[i].k_w), d_w = in_lanes(spring[i].d_w);
    const Vec3<T> k_v = stiffness * in_lanes(spring[i].k_v), d_v = in_lanes(spring[i].d_v);
    const T o = broadcast<T>(0);
    const Vec3<T> turn =
        tree.joint[i] == JointKind::kRevolute ? Vec3<T>{o, x.angle, o} : rotation_vector(x.q_PB);
    drive[i].tau.n = -scale(k_w, turn + a * x.w) - scale(d_w, x.w);
    drive[i].tau.f = -scale(k_v, x.p_JB + a * x.v) - scale(d_v, x.v);
    drive[i].H_w = t * (d_w + t * k_w);
    drive[i].H_v = t * (d_v + t * k_v);
    load[i] = {zero_wrench<T>(), zero_inertia<T>()};
  }
  if constexpr (NB > 0) {
    const Motion<T> V_C = work.body[tree.carrier].V;
    for (const ContactPoint& point : points) {
      const BodyWork<T, NB>& b = work.body[point.body];
      const Vec3<T> r = in_lanes(point.p_B);
      const Vec3<T> p_C = b.p_CB + b.R_CB * r;
      const Vec3<T> v_C = b.R_CB * (b.V.v + cross(b.V.w, r)) - (V_C.v + cross(V_C.w, p_C));
      // force -(k s(z), d slope v): s a rounded ramp
      const T in = -p_C.z, w = broadcast<T>(point.width);
      const T u = clamp<T>((in + w) / (2.0 * w), broadcast<T>(0), broadcast<T>(1));
      const T ramp = select<T>(in > w, in, w * (u * u));
      const Vec3<T> k = {broadcast<T>(0), broadcast<T>(0), point.k * u};
      const T d = point.d * u;
      const Vec3<T> f_C = {-(d * v_C.x), -(d * v_C.y),
                           point.k * ramp - (d * v_C.z + (a * k.z) * v_C.z)};
      const Sym3<T> C_C = diagonal(Vec3<T>{t * d, t * d, t * (d + t * k.z)});
      const Mat3<T> R_BC = transpose(b.R_CB);
      const Vec3<T> f = R_BC * f_C;
      const SpatialInertia<T> at_point = {zero_sym3<T>(), zero_inertia<T>().B, rotate(R_BC, C_C)};
      load[point.body].W = load[point.body].W + Wrench<T>{cross(r, f), f};
      load[point.body].G = load[point.body].G + shift(at_point, r);
    }
  }
}

template <class T, int NB>
void Stepper<T, NB>::step_at_once(double h, double theta) {
  kinematics_pass(tree, state, work);
  laws(broadcast<T>(theta * h), broadcast<T>(theta * h));
  integrate(tree, drive, load, carrier_drive, broadcast<T>(h), broadcast<T>(theta), work, state);
}

template <class T, int NB>
void Stepper<T, NB>::step_by_middle(double h, bool second_order) {
  const T H = broadcast<T>(h), half = broadcast<T>(0.5 * h);
  drift(tree, half, state);
  kinematics_pass(tree, state, work);
  laws(half, broadcast<T>(0));
  if (second_order) expect_velocity_products(tree, state, ydot_last, H, work);
  forward_dynamics(tree, drive, load, carrier_drive, work);
  for (int i = 0; i < tree.body_count; ++i) ydot_last[i] = work.body[i].ydot;
  kick(tree, work, H, state);
  drift(tree, half, state);
}

template <class T, int NB>
double Stepper<T, NB>::spring_energy(int lane) const {
  double sum = 0;
  const double scaled = get_lane(stiffness, lane);
  for (int i = 0; i < tree.body_count; ++i) {
    const JointState<T>& x = state.joint[i];
    const T o = broadcast<T>(0);
    const Vec3<T> turn =
        tree.joint[i] == JointKind::kRevolute ? Vec3<T>{o, x.angle, o} : rotation_vector(x.q_PB);
    const auto half_k = [&](double k, const T& dx) {
      return 0.5 * scaled * k * get_lane(dx, lane) * get_lane(dx, lane);
    };
    const Spring& s = spring[i];
    sum += half_k(s.k_w.x, turn.x) + half_k(s.k_w.y, turn.y) + half_k(s.k_w.z, turn.z) +
           half_k(s.k_v.x, x.p_JB.x) + half_k(s.k_v.y, x.p_JB.y) + half_k(s.k_v.z, x.p_JB.z);
  }
  return sum;
}

template <class T, int NB>
double Stepper<T, NB>::energy() {
  const auto world = std::make_unique<WorldKinematics<T>>();
  kinematics_pass(tree, state, work);
  world_kinematics(tree, state, *world);
  return get_lane(kinetic_energy(tree, work), 0) + get_lane(gravitational_energy(tree, *world), 0) +
         spring_energy();
}

/// n slices of 1 kg and 0.1 m hanging from the ceiling by bushings.
inline TreeModel<double> hanging_chain(int n) {
  TreeModel<double> tree;
  tree.body_count = n + 1;
  tree.parent[0] = kNoBody;
  tree.joint[0] = JointKind::kWelded;
  tree.link[0] = {{0, 0, 0}, 1.0, {0, 0, 0}, {1, 0, 0, 1, 0, 1}};
  tree.g_W = {0, 0, -9.81};
  for (int i = 1; i <= n; ++i) {
    tree.parent[i] = i - 1;
    tree.joint[i] = JointKind::kBushing;
    tree.link[i] = {
        {0, 0, i == 1 ? 0.0 : -0.1}, 1.0, {0, 0, -0.05}, {0.004, 0, 0, 0.004, 0, 0.001}};
  }
  set_topology(tree);
  return tree;
}

}  // namespace inversim::test
