// SPDX-License-Identifier: Apache-2.0
// Runs of the dynamics that are compiled once per CPU level.
#pragma once

#include "inversim/multibody/integrate.h"
#include "spine_tree.h"

namespace inversim::test {

/// A tree under constant drives and loads.
template <class T, int NB>
struct ConstantRun {
  TreeModel<T> tree;
  TreeState<T> state;
  TreeWork<T, NB> work;
  JointDrive<T> drive[kMaxBodies];
  ContactLoad<T> load[kMaxBodies];
};

template <class T>
struct Runs {
  void (*border_joint)(ConstantRun<T, 1>& run, int steps);
  void (*spine)(bench::SpineProblem<T>& problem, int steps);
};

/// The widths and borders that the plant is stepped with, and no border at all.
struct LevelRuns {
  void (*border_none)(ConstantRun<double, 0>& run, int steps);
  void (*border_body)(ConstantRun<double, 6>& run, int steps);
  Runs<double> scalar;
  Runs<Lanes4> lanes4;
  Runs<Lanes8> lanes8;
};

}  // namespace inversim::test
