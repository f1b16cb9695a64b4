// SPDX-License-Identifier: Apache-2.0
// What a step of the plant works with.
#pragma once

#include "inversim/multibody/tree_work.h"
#include "inversim/plant/state.h"

namespace inversim {

/// Intermediate results of a step; holds nothing that the next step needs.
template <class T, int NB>
struct PlantWork {
  TreeWork<T, NB> tree;
  JointDrive<T> drive[kMaxBodies];
  ContactLoad<T> load[kMaxBodies];
  Vec3<T> g_C;       ///< [m/s^2] gravity in bed axes
  T sin_a;           ///< sine of the bed angle
  T upright;         ///< share of active posture
  Wrench<T> helper;  ///< of a helper on a standing frame's table, frame axes about its origin
  SectionMotion<T> section[kSections];
  T voluntary[kSections];  ///< [N] what trunk muscles at work press the discs with
};

}  // namespace inversim
