// SPDX-License-Identifier: Apache-2.0
// Engines that are given the same tree, state and joint forces, and asked for accelerations.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "spine_tree.h"

namespace inversim::bench {

/// A moment of the reference problem: state and joint wrenches of the tree of spine_tree(), in
/// parent axes. Springs and supports are in the wrenches, or nowhere.
struct Moment {
  TreeState<double> state;
  Wrench<double> tau[kMaxBodies];
};

/// Joint accelerations, parent axes: w', v' of each part.
using Accelerations = std::vector<std::array<double, 6>>;

/// An engine's own way through the whole problem: springs of the joints, supports under the parts,
/// the bed's ramp. Where the engine has means against stiff springs it uses them (`scheme`).
struct Simulation {
  std::string scheme;
  std::function<void(double h)> start;     // at rest at t = 0; to be advanced by steps of h [s]
  std::function<void(int count)> advance;  // by so many steps
  std::function<std::array<double, 3>()> head;  // [m] skull's origin in W, at the present time
};

struct Engine {
  std::string name;
  std::string version;
  std::string built;  // by whom and for which CPU
  std::function<void(const Moment&)> set;
  std::function<void()> evaluate;  // kinematics and forward dynamics of what was set, once
  std::function<Accelerations()> accelerations;
  std::optional<Simulation> simulation;
  double agreement = 1e-8;  // relative to the largest acceleration
};

/// Force of the support under a part, along the bed's normal, taken `ahead` [s] of now.
inline double support_force(const Part& part, double height, double rate, double ahead) {
  return -(part.k_bed * (height - part.z_bed + ahead * rate) + part.d_bed * rate);
}

// Each is a shared library that shows nothing else: they carry inline functions of Eigen that were
// compiled for different CPUs. Absent where the build did not find the engine.
#define INVERSIM_SHOWN __attribute__((visibility("default")))

/// With the flags of this tree's kernels.
INVERSIM_SHOWN std::optional<Engine> pinocchio_as_ours_engine(const std::vector<Part>& parts);
/// With contraction, vectorised Eigen and all that this machine's CPU has.
INVERSIM_SHOWN std::optional<Engine> pinocchio_at_its_best_engine(const std::vector<Part>& parts);
INVERSIM_SHOWN std::optional<Engine> dart_engine(const std::vector<Part>& parts);
INVERSIM_SHOWN std::optional<Engine> bullet_engine(const std::vector<Part>& parts);
INVERSIM_SHOWN std::optional<Engine> mujoco_engine(const std::vector<Part>& parts);

}  // namespace inversim::bench
