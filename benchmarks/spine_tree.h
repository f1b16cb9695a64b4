// SPDX-License-Identifier: Apache-2.0
// The reference problem of the benchmarks: a bed that tilts head down under a body of 33 rigid
// parts, 166 degrees of freedom, with linear springs in all joints and a linear spring normal to
// the bed under each part. Every engine can be given exactly this; its end is known (kHeadAtEnd).
//
// Axes: x from feet to head, y the bed's axis, z away from the bed.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "inversim/multibody/integrate.h"

namespace inversim::bench {

inline constexpr double kGravity = 9.81;                 // [m/s^2]
inline constexpr double kEndAngle = 1.0471975511965976;  // [rad] 60 deg
inline constexpr double kRampTime = 10.0;                // [s]
inline constexpr double kEndTime = 12.0;                 // [s]
// [m] skull's origin in W at kEndTime, x and z: where Bullet, MuJoCo, Pinocchio, Simbody and a
// Runge-Kutta run of 10 us agree to 1e-6
inline constexpr double kHeadAtEnd[2] = {0.4104915, -0.5142213};

/// One part: its joint to the parent, its mass, its springs.
struct Part {
  std::string name;
  int parent;  // index of a part, or -1
  JointKind joint;
  std::array<double, 3> p_PJ;   // [m]
  double m;                     // [kg]
  std::array<double, 3> com;    // [m] from the joint
  std::array<double, 3> I_com;  // [kg m^2] about the centre of mass, diagonal
  std::array<double, 3> k_v{};  // [N/m] joint, translation
  std::array<double, 3> d_v{};  // [N s/m]
  double k_w = 0;               // [N m/rad] joint, rotation
  double d_w = 0;               // [N m s/rad]
  double k_bed = 0;             // [N/m] support normal to the bed, at the centre of mass
  double d_bed = 0;             // [N s/m]
  double z_bed = 0;             // [m] height over the bed's axis at which the support is slack
};

/// Parts of the reference problem, the bed first; `stiffness` scales the bushings.
std::vector<Part> spine_parts(double stiffness = 1.0);

/// Target of the bed's servo and its rate at time t.
struct Ramp {
  double angle, rate;  // [rad], [rad/s]
};
Ramp bed_ramp(double t);

/// The parts as a tree below a welded root (body 0): body i + 1 is part i, the bed is the carrier.
TreeModel<double> spine_tree(const std::vector<Part>& parts);

/// Springs of one body.
template <class T>
struct alignas(64) PartSprings {
  Vec3<T> k_v, d_v;
  T k_w, d_w;
  T k_bed, d_bed, z_bed;
  Vec3<T> com;
};

/// The problem in lanes: tree, springs, state and all that a step needs.
template <class T>
struct SpineProblem {
  TreeModel<T> tree;
  PartSprings<T> springs[kMaxBodies];
  TreeState<T> state;
  TreeWork<T, 0> work;
  JointDrive<T> drive[kMaxBodies];
  ContactLoad<T> load[kMaxBodies];
  int head;
  double t;  // [s]
};

/// Fills one lane.
template <class T>
void set_problem_lane(SpineProblem<T>& problem, int lane, const std::vector<Part>& parts) {
  const TreeModel<double> tree = spine_tree(parts);
  problem.tree.body_count = tree.body_count;
  problem.tree.carrier = tree.carrier;
  set_lane(problem.tree.g_W.x, lane, tree.g_W.x);
  set_lane(problem.tree.g_W.y, lane, tree.g_W.y);
  set_lane(problem.tree.g_W.z, lane, tree.g_W.z);
  problem.t = 0;
  for (int i = 0; i < tree.body_count; ++i) {
    problem.tree.parent[i] = tree.parent[i];
    problem.tree.joint[i] = tree.joint[i];
    problem.tree.touches[i] = tree.touches[i];
    const auto copy = [lane](auto& to, const auto& from) {
      constexpr auto n = sizeof(from) / sizeof(double);
      for (std::size_t k = 0; k < n; ++k) {
        set_lane(reinterpret_cast<T*>(&to)[k], lane, reinterpret_cast<const double*>(&from)[k]);
      }
    };
    copy(problem.tree.link[i].p_PJ, tree.link[i].p_PJ);
    copy(problem.tree.link[i].m, tree.link[i].m);
    copy(problem.tree.link[i].mc, tree.link[i].mc);
    copy(problem.tree.link[i].I_o, tree.link[i].I_o);
    problem.state.joint[i] = {identity_quat<T>(), zero3<T>(), broadcast<T>(0), zero3<T>(),
                              zero3<T>()};
    problem.drive[i] = {zero_wrench<T>(), zero3<T>(), zero3<T>()};
    problem.load[i] = {zero_wrench<T>(), zero_inertia<T>()};
    if (i == 0) continue;
    const Part& part = parts[static_cast<std::size_t>(i) - 1];
    PartSprings<T>& s = problem.springs[i];
    copy(s.k_v, part.k_v);
    copy(s.d_v, part.d_v);
    copy(s.com, part.com);
    set_lane(s.k_w, lane, part.k_w);
    set_lane(s.d_w, lane, part.d_w);
    set_lane(s.k_bed, lane, part.k_bed);
    set_lane(s.d_bed, lane, part.d_bed);
    set_lane(s.z_bed, lane, part.z_bed);
    if (part.name == "skull") problem.head = i;
  }
  set_topology(problem.tree);
}

inline namespace INVERSIM_LEVEL {

/// Rotation vector of a unit quaternion with w > 0, below about 60 deg: 2 asin(|v|)/|v| by its
/// series in |v|^2.
template <class T>
INVERSIM_INLINE Vec3<T> rotation_vector(const Quat<T>& q) {
  constexpr double c[] = {1.0,
                          1.0 / 6,
                          3.0 / 40,
                          5.0 / 112,
                          35.0 / 1152,
                          63.0 / 2816,
                          231.0 / 13312,
                          143.0 / 10240,
                          6435.0 / 557056,
                          12155.0 / 1245184,
                          46189.0 / 5505024,
                          88179.0 / 12058624};
  const T s = norm2(vector_part(q));
  T p = broadcast<T>(c[11]);
  for (int k = 10; k >= 0; --k) p = p * s + c[k];
  return (p + p) * vector_part(q);
}

/// Spring forces of the joints, implicit over theta h.
template <class T>
INVERSIM_INLINE void joint_springs(const Ramp& ramp, const T& theta_h, SpineProblem<T>& problem) {
  const T o = broadcast<T>(0);
  {
    // the bed follows its servo
    const PartSprings<T>& s = problem.springs[1];
    const JointState<T>& x = problem.state.joint[1];
    const T turn = (x.angle - ramp.angle) + theta_h * (x.w.y - ramp.rate);
    problem.drive[1].tau.n.y = -(s.k_w * turn + s.d_w * (x.w.y - ramp.rate));
    problem.drive[1].H_w.y = theta_h * (s.d_w + theta_h * s.k_w);
  }
  for (int i = 2; i < problem.tree.body_count; ++i) {
    const PartSprings<T>& s = problem.springs[i];
    const JointState<T>& x = problem.state.joint[i];
    JointDrive<T>& drive = problem.drive[i];
    const Vec3<T> turn = problem.tree.joint[i] == JointKind::kRevolute ? Vec3<T>{o, x.angle, o}
                                                                       : rotation_vector(x.q_PB);
    const Vec3<T> k = {s.k_w, s.k_w, s.k_w}, d = {s.d_w, s.d_w, s.d_w};
    set_implicit(drive.tau.n, drive.H_w, -(s.k_w * turn) - s.d_w * x.w, k, d, x.w, theta_h);
    if (problem.tree.joint[i] != JointKind::kBushing) continue;
    const Vec3<T> f = -scale(s.k_v, x.p_JB) - scale(s.d_v, x.v);
    set_implicit(drive.tau.f, drive.H_v, f, s.k_v, s.d_v, x.v, theta_h);
  }
}

/// Supports under the parts, along the bed's normal, implicit over theta h.
template <class T>
INVERSIM_INLINE void bed_supports(const T& theta_h, SpineProblem<T>& problem) {
  const T bed_rate = problem.state.joint[1].w.y;
  for (int i = 2; i < problem.tree.body_count; ++i) {
    const PartSprings<T>& s = problem.springs[i];
    const BodyWork<T, 0>& b = problem.work.body[i];
    ContactLoad<T>& load = problem.load[i];
    const Vec3<T> n = row_z(b.R_CB);  // the bed's normal in body axes
    const T x_C = b.p_CB.x + dot(row_x(b.R_CB), s.com);
    const T height = (b.p_CB.z + dot(n, s.com)) - s.z_bed;
    const T rate = dot(n, b.V.v + cross(b.V.w, s.com)) + bed_rate * x_C;
    const T G = theta_h * (s.d_bed + theta_h * s.k_bed);
    const T force = -(s.k_bed * (height + theta_h * rate) + s.d_bed * rate);
    const Vec3<T> lever = cross(s.com, n);
    const Vec3<T> Gl = G * lever;
    load.W = {force * lever, force * n};
    load.G = {outer(G, lever),
              {Gl.x * n.x, Gl.x * n.y, Gl.x * n.z, Gl.y * n.x, Gl.y * n.y, Gl.y * n.z, Gl.z * n.x,
               Gl.z * n.y, Gl.z * n.z},
              outer(G, n)};
  }
}

/// One step of the trapezoidal rule.
template <class T>
INVERSIM_INLINE void step(double h, SpineProblem<T>& problem) {
  constexpr double theta = 0.5;
  const T theta_h = broadcast<T>(theta * h);
  // the servo's target at t + theta h, as value and rate at t
  Ramp ramp = bed_ramp(problem.t + theta * h);
  ramp.angle -= theta * h * ramp.rate;
  joint_springs(ramp, theta_h, problem);
  kinematics_pass(problem.tree, problem.state, problem.work);
  bed_supports(theta_h, problem);
  const CarrierDrive<T> free = {broadcast<T>(0), broadcast<T>(0)};
  integrate(problem.tree, problem.drive, problem.load, free, broadcast<T>(h), broadcast<T>(theta),
            problem.work, problem.state);
  problem.t += h;
}

/// The skull's origin in the world, from the last step's kinematics.
template <class T>
INVERSIM_INLINE Vec3<T> head_position(const SpineProblem<T>& problem) {
  return problem.work.body[1].R_PB * problem.work.body[problem.head].p_CB;
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim::bench
