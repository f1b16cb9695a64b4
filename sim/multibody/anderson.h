// SPDX-License-Identifier: Apache-2.0
// Anderson's acceleration (1965; Walker and Ni 2011) of a sequence of moves of a tree's joints: of
// the last moves and their residuals it makes the combination that leaves the least residual.
// Kernel code.
#pragma once

#include "inversim/math/lanes.h"
#include "inversim/math/spatial.h"
#include "inversim/multibody/tree.h"

namespace inversim {

inline constexpr int kAndersonDepth = 6;  ///< earlier moves that are combined

inline namespace INVERSIM_LEVEL {

/// A move of all joints, number by number; four at a time are worked on.
template <class T>
struct TreeMove {
  static constexpr int kWidth = 4;
  T x[6 * kMaxBodies];

  void set(int body, const Motion<T>& m) {
    T* at = x + 6 * body;
    at[0] = m.w.x, at[1] = m.w.y, at[2] = m.w.z, at[3] = m.v.x, at[4] = m.v.y, at[5] = m.v.z;
  }
  Motion<T> of(int body) const {
    const T* at = x + 6 * body;
    return {{at[0], at[1], at[2]}, {at[3], at[4], at[5]}};
  }
};
static_assert(6 * kMaxBodies % TreeMove<double>::kWidth == 0);

/// Numbers of so many bodies, rounded up; the rest is zero.
constexpr int move_size(int bodies) {
  constexpr int kWidth = TreeMove<double>::kWidth;
  return (6 * bodies + kWidth - 1) / kWidth * kWidth;
}

/// Four sums side by side: a compiler may take them at once without changing a bit.
template <class T>
INVERSIM_INLINE T dot(const TreeMove<T>& a, const TreeMove<T>& b, int size) {
  constexpr int kWidth = TreeMove<T>::kWidth;
  T sum[kWidth];
  for (int k = 0; k < kWidth; ++k) sum[k] = broadcast<T>(0);
  for (int i = 0; i < size; i += kWidth) {
    for (int k = 0; k < kWidth; ++k) sum[k] = sum[k] + a.x[i + k] * b.x[i + k];
  }
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// Differences of residuals over the last iterations, what was moved for them, and what follows
/// from both. Each lane has its own memory, so that none depends on what the others do.
template <class T>
struct AndersonMemory {
  TreeMove<T> residual[kAndersonDepth];  ///< r_k+1 - r_k
  TreeMove<T> sum[kAndersonDepth];       ///< q_k+1 - q_k + r_k+1 - r_k
  T product[kAndersonDepth][kAndersonDepth];
  T alive[kAndersonDepth];  ///< 1 where the pair counts, 0 where it is forgotten
  int count = 0;            ///< pairs that are there
  int next = 0;             ///< the one that is written next

  /// Takes in a pair: `from` is the residual before `r`, `moved` what was done in between. Lanes
  /// that are not `sound` forget all pairs, this one as well.
  void remember(const Mask<T>& sound, const TreeMove<T>& from, const TreeMove<T>& r,
                const TreeMove<T>& moved, int size) {
    const T zero = broadcast<T>(0), one = broadcast<T>(1);
    TreeMove<T>& difference = residual[next];
    for (int i = 0; i < size; ++i) {
      difference.x[i] = r.x[i] - from.x[i];
      sum[next].x[i] = moved.x[i] + difference.x[i];
    }
    count = count < kAndersonDepth ? count + 1 : count;
    alive[next] = one;
    for (int k = 0; k < count; ++k) {
      alive[k] = select<T>(sound, alive[k], zero);
      product[next][k] = product[k][next] = dot(difference, residual[k], size);
    }
    next = (next + 1) % kAndersonDepth;
  }

  /// Forgets all pairs; slots go on turning as if one had been taken in.
  void forget() {
    count = count < kAndersonDepth ? count + 1 : count;
    for (int k = 0; k < count; ++k) alive[k] = broadcast<T>(0);
    next = (next + 1) % kAndersonDepth;
  }

  /// Shares of the differences that leave the least of r: normal equations by Cholesky's method,
  /// damped so that what is nearly parallel does not count twice.
  void shares(const TreeMove<T>& r, int size, T (&share)[kAndersonDepth]) const {
    constexpr double kDamping = 1e-10;
    const T zero = broadcast<T>(0), one = broadcast<T>(1);
    T L[kAndersonDepth][kAndersonDepth];
    T trace = broadcast<T>(1e-300);
    for (int i = 0; i < count; ++i) trace = trace + alive[i] * product[i][i];
    for (int j = 0; j < count; ++j) {
      for (int i = j; i < count; ++i) {
        T left = alive[i] * alive[j] * product[i][j];
        for (int k = 0; k < j; ++k) left = left - L[i][k] * L[j][k];
        if (i == j) {
          const T square = max<T>(left + kDamping * trace, kDamping * trace);
          L[i][i] = select<T>(alive[i] > zero, sqrt(square), one);
        } else {
          L[i][j] = left / L[j][j];
        }
      }
    }
    for (int i = 0; i < count; ++i) {
      T left = alive[i] * dot(residual[i], r, size);
      for (int k = 0; k < i; ++k) left = left - L[i][k] * share[k];
      share[i] = left / L[i][i];
    }
    for (int i = count - 1; i >= 0; --i) {
      for (int k = i + 1; k < count; ++k) share[i] = share[i] - L[k][i] * share[k];
      share[i] = share[i] / L[i][i];
    }
  }
};

/// The next move: r, and what the last moves teach. `moved` holds the last move, then the next.
template <class T>
void next_move(AndersonMemory<T>& memory, const Mask<T>& sound, const TreeMove<T>& last,
               const TreeMove<T>& r, int size, TreeMove<T>& moved) {
  if (!any<T>(sound)) {
    memory.forget();
    for (int i = 0; i < size; ++i) moved.x[i] = r.x[i];
    return;
  }
  memory.remember(sound, last, r, moved, size);
  T share[kAndersonDepth];
  memory.shares(r, size, share);
  for (int i = 0; i < size; ++i) moved.x[i] = r.x[i];
  for (int k = 0; k < memory.count; ++k) {
    for (int i = 0; i < size; ++i) moved.x[i] = moved.x[i] - share[k] * memory.sum[k].x[i];
  }
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
