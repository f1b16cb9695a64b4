// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/anderson.h"

#include <gtest/gtest.h>

#include <cmath>

namespace inversim {
namespace {

constexpr int kNumbers = move_size(2);
// what a plain move leaves of each number's distance: four slow modes, the others gone at once
constexpr double kLeft[kNumbers] = {0.97, 0.9, -0.8, 0.6};

/// Moves of a linear sequence q -> q + r(q), whose end is 1 in every number.
template <class T>
struct Sequence {
  TreeMove<T> q, r, last, moved;
  AndersonMemory<T> memory = {};

  explicit Sequence(double scale) {
    for (int i = 0; i < kNumbers; ++i) q.x[i] = broadcast<T>(scale * (i + 2));
    last = moved = q;
  }
  void look() {
    for (int i = 0; i < kNumbers; ++i) r.x[i] = (1.0 - kLeft[i]) * (1.0 - q.x[i]);
  }
  void step(const Mask<T>& sound) {
    look();
    next_move(memory, sound, last, r, kNumbers, moved);
    for (int i = 0; i < kNumbers; ++i) q.x[i] = q.x[i] + moved.x[i];
    last = r;
  }
};

const Mask<double> kSound = broadcast<double>(1) > broadcast<double>(0);

TEST(Anderson, TakesOutSlowModes) {
  Sequence<double> plain(1), combined(1);
  for (int n = 0; n < 12; ++n) {
    combined.step(n == 0 ? !kSound : kSound);
    plain.step(!kSound);
  }
  // plain moves leave 0.97^12 = 0.69 of the slowest
  EXPECT_NEAR(plain.q.x[0], 1 + std::pow(0.97, 12), 1e-12);
  for (int i = 0; i < kNumbers; ++i) EXPECT_NEAR(combined.q.x[i], 1, 1e-5) << i;
}

TEST(Anderson, ForgetsWhatIsNotSound) {
  Sequence<double> s(1);
  for (int n = 0; n < 4; ++n) s.step(n == 0 ? !kSound : kSound);
  s.step(!kSound);
  for (int i = 0; i < kNumbers; ++i) EXPECT_EQ(s.moved.x[i], s.r.x[i]) << i;
  // and nothing of it comes back: the next move of one pair is that of a memory with this pair
  // alone
  Sequence<double> fresh = s;
  fresh.memory = {};
  fresh.memory.forget();
  s.step(kSound);
  fresh.step(kSound);
  for (int i = 0; i < kNumbers; ++i) EXPECT_NEAR(s.moved.x[i], fresh.moved.x[i], 1e-12) << i;
}

TEST(Anderson, EachLaneIsAsItIsAlone) {
  Sequence<Lanes4> lanes(1);
  for (int i = 0; i < kNumbers; ++i) {
    for (int lane = 0; lane < 4; ++lane) lanes.q.x[i][lane] *= lane + 1;
  }
  // the second lane loses its memory on the way, the others do not
  const Lanes4 all = broadcast<Lanes4>(1);
  Lanes4 not_second = all;
  not_second[1] = 0;
  const Lanes4 none = broadcast<Lanes4>(0);
  for (int n = 0; n < 6; ++n) lanes.step((n == 0 ? none : n == 3 ? not_second : all) > none);
  for (int lane = 0; lane < 4; ++lane) {
    Sequence<double> alone(lane + 1);
    for (int n = 0; n < 6; ++n) alone.step(n == 0 || (n == 3 && lane == 1) ? !kSound : kSound);
    for (int i = 0; i < kNumbers; ++i) EXPECT_EQ(lanes.q.x[i][lane], alone.q.x[i]) << lane << i;
  }
}

}  // namespace
}  // namespace inversim
