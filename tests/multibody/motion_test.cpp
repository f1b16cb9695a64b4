// SPDX-License-Identifier: Apache-2.0
// Trees in motion: periods, energy, momentum, rest.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "random_tree.h"
#include "stepper.h"

namespace inversim {
namespace {

using test::hanging_chain;
using test::Spring;
using test::Stepper;

constexpr double kPi = 3.14159265358979323846;

TreeModel<double> pendulum(double length) {
  TreeModel<double> tree;
  tree.body_count = 2;
  tree.parent[0] = kNoBody;
  tree.parent[1] = 0;
  tree.joint[0] = JointKind::kWelded;
  tree.joint[1] = JointKind::kRevolute;
  tree.g_W = {0, 0, -9.81};
  tree.link[0] = {{0, 0, 0}, 1, {0, 0, 0}, {1, 0, 0, 1, 0, 1}};
  const double I = length * length;
  tree.link[1] = {{0, 0, 0}, 1, {0, 0, -length}, {I, 0, 0, I, 0, 0.001}};
  set_topology(tree);
  return tree;
}

void start_pendulum(double angle, TreeState<double>& state) {
  state.joint[1].angle = angle;
  state.joint[1].q_PB = {std::cos(angle / 2), 0, std::sin(angle / 2), 0};
}

// time of `swings` periods, from passages through zero, interpolated
template <class Step>
double period(Stepper<double, 0>& pendulum, double h, int swings, const Step& step) {
  double first = 0, last = 0;
  int seen = 0;
  for (long i = 1; seen <= swings; ++i) {
    const double before = pendulum.state.joint[1].angle;
    step(pendulum, h);
    const double after = pendulum.state.joint[1].angle;
    if (before < 0 && after >= 0) {
      const double t = h * (static_cast<double>(i) - after / (after - before));
      if (seen++ == 0) first = t;
      last = t;
    }
  }
  return (last - first) / swings;
}

TEST(Motion, PendulumKeepsItsPeriodAtLargeAmplitude) {
  const double length = 0.8, start = 1.2;
  // T = 2 pi sqrt(l/g) / agm(1, cos(start/2))
  double a = 1, g = std::cos(start / 2);
  for (int i = 0; i < 6; ++i) {
    const double mean = (a + g) / 2;
    g = std::sqrt(a * g);
    a = mean;
  }
  const double exact = 2 * kPi * std::sqrt(length / 9.81) / a;
  const auto s = Stepper<double, 0>::make(pendulum(length));
  start_pendulum(start, s->state);
  const double measured =
      period(*s, 1e-3, 30, [](Stepper<double, 0>& p, double h) { p.step_by_middle(h); });
  EXPECT_NEAR(measured / exact, 1, 1e-6);
}

// what articulated_body.h says of the two ways through a step
TEST(Motion, PendulumEnergyStaysByTheMiddleAndGrowsAtOnce) {
  const double length = 0.8, w2 = 9.81 / length, h = 1e-3, time = 20;
  const auto middle = Stepper<double, 0>::make(pendulum(length));
  const auto once = Stepper<double, 0>::make(pendulum(length));
  start_pendulum(0.01, middle->state);
  start_pendulum(0.01, once->state);
  const double rest = -9.81 * length, start = middle->energy() - rest;
  double lost = 0, gained = 0;
  for (int i = 0; i < std::lround(time / h); ++i) {
    middle->step_by_middle(h);
    once->step_at_once(h, 0.5);
    const double ratio = (middle->energy() - rest) / start;
    lost = std::min(lost, ratio - 1), gained = std::max(gained, ratio - 1);
  }
  EXPECT_GT(lost, -1e-5);
  EXPECT_LT(gained, 1e-5);
  EXPECT_NEAR(std::log((once->energy() - rest) / start), h * w2 / 2 * time, 0.002);
}

void bend(Stepper<double, 0>& chain) {
  chain.state.joint[1].q_PB = {std::cos(0.3), std::sin(0.3), 0, 0};
  chain.state.joint[3].q_PB = {std::cos(0.1), 0, std::sin(0.1), 0};
}

TEST(Motion, UndampedChainKeepsItsEnergy) {
  const auto chain = Stepper<double, 0>::make(hanging_chain(6));
  for (int i = 1; i <= 6; ++i) {
    chain->spring[i] = {{20, 20, 20}, {0, 0, 0}, {2e4, 2e4, 2e4}, {0, 0, 0}};
  }
  const double rest = chain->energy();
  bend(*chain);
  const double start = chain->energy();
  ASSERT_GT(start - rest, 7.0);  // [J]
  const double h = 5e-5;
  double worst = 0, fastest = 0;
  for (int i = 0; i < std::lround(60 / h); ++i) {
    chain->step_by_middle(h);
    if (i % 100 != 0) continue;
    worst = std::max(worst, std::fabs(chain->energy() - start));
    fastest = std::max(fastest, kinetic_energy(chain->tree, chain->work));
  }
  EXPECT_GT(fastest, 3.0);  // it swings
  EXPECT_LT(worst, 1e-3 * (start - rest));
}

TEST(Motion, DampedChainLosesEnergyMonotonically) {
  const auto chain = Stepper<double, 0>::make(hanging_chain(6));
  for (int i = 1; i <= 6; ++i) {
    chain->spring[i] = {{20, 20, 20}, {1, 1, 1}, {2e4, 2e4, 2e4}, {40, 40, 40}};
  }
  bend(*chain);
  const double start = chain->energy(), h = 1e-3;
  double last = start, rise = 0;
  for (int i = 0; i < std::lround(60 / h); ++i) {
    chain->step_by_middle(h);
    const double now = chain->energy();
    rise = std::max(rise, now - last);
    last = now;
  }
  EXPECT_LT(rise, 1e-10 * std::fabs(start));
  // hangs straight, stretched by its weight
  double rest = 0;
  for (int i = 1; i <= 6; ++i) {
    const double below = (7 - i) * 9.81;  // [N] weight
    EXPECT_NEAR(chain->state.joint[i].p_JB.z, -below / 2e4, 1e-9) << "joint " << i;
    rest += -0.5 * below * below / 2e4 - 9.81 * (0.1 * (i - 1) + 0.05);
  }
  EXPECT_NEAR(last, rest, 1e-6);
}

TEST(Motion, RestDoesNotDependOnTheStep) {
  // a chain lying on a tilted carrier whose joint is sprung, in contact
  TreeModel<double> tree = hanging_chain(6);
  tree.carrier = 1;
  tree.joint[1] = JointKind::kRevolute;
  tree.link[1] = {{0, 0, 1}, 20, {0.5, 0, 0}, {1, 0, 0, 8, 0, 8}};
  for (int i = 2; i <= 6; ++i) {
    tree.link[i] = {{0.12, 0, i == 2 ? 0.05 : 0}, 2, {0.12, 0, 0}, {0.01, 0, 0, 0.012, 0, 0.012}};
    tree.touches[i] = true;
  }
  set_topology(tree);
  std::vector<double> rest[2];
  int k = 0;
  for (const double h : {1e-3, 5e-3}) {
    const auto s = Stepper<double, 1>::make(tree);
    s->spring[1] = {{0, 3000, 0}, {0, 300, 0}, {}, {}};
    for (int i = 2; i <= 6; ++i) {
      s->spring[i] = {{50, 50, 50}, {3, 3, 3}, {1e5, 5e4, 5e4}, {200, 200, 200}};
      s->points.push_back({.body = i, .p_B = {0.05, 0.1, -0.05}, .d = 200});
      s->points.push_back({.body = i, .p_B = {0.05, -0.1, -0.05}, .d = 200});
    }
    for (int i = 0; i < std::lround(60 / h); ++i) s->step_by_middle(h);
    for (int i = 1; i <= 6; ++i) {
      const JointState<double>& x = s->state.joint[i];
      EXPECT_LT(std::sqrt(norm2(x.w)), 1e-5) << "still moving";
      for (double q : {x.angle, x.q_PB.x, x.q_PB.y, x.q_PB.z, x.p_JB.x, x.p_JB.y, x.p_JB.z}) {
        rest[k].push_back(q);
      }
    }
    ++k;
  }
  for (std::size_t i = 0; i < rest[0].size(); ++i) EXPECT_NEAR(rest[0][i], rest[1][i], 1e-7) << i;
}

// frame, free bed, and a body of two parts thrown onto the bed, adrift without gravity
std::unique_ptr<Stepper<double, 6>> adrift() {
  TreeModel<double> tree;
  tree.body_count = 4;
  tree.carrier = 1;
  const JointKind kinds[] = {JointKind::kFloating, JointKind::kRevolute, JointKind::kBushing,
                             JointKind::kSpherical};
  for (int i = 0; i < 4; ++i) tree.parent[i] = i - 1, tree.joint[i] = kinds[i];
  tree.link[0] = {{0, 0, 0}, 20, {0, 0.2, -6}, {3, 0, 0, 3, 0, 2}};
  tree.link[1] = {{0, 0, 0.3}, 15, {1.5, 0, -0.3}, {0.6, 0, 0, 5, 0, 5}};
  tree.link[2] = {{-0.3, 0, 0.05}, 40, {12, 0.4, 0}, {0.8, 0, 0, 5, 0, 5}};
  tree.link[3] = {{0.6, 0, 0}, 30, {9, 0, 0}, {0.6, 0, 0, 4, 0, 4}};
  tree.touches[2] = tree.touches[3] = true;
  set_topology(tree);
  auto s = Stepper<double, 6>::make(tree);
  s->spring[2] = {{20, 20, 20}, {1, 1, 1}, {3e3, 3e3, 3e3}, {20, 20, 20}};
  s->spring[3] = {{60, 60, 60}, {1, 1, 1}, {}, {}};
  for (int body : {2, 3}) {
    for (double x : {0.1, 0.5}) {
      for (double y : {-0.15, 0.15}) s->points.push_back({.body = body, .p_B = {x, y, -0.05}});
    }
  }
  JointState<double>* joint = s->state.joint;
  joint[0].w = {0.3, -0.5, 0.2};
  joint[0].v = {0.1, 0.05, -0.2};
  joint[1].w = {0, 1.5, 0};
  joint[2].v = {0.1, 0.05, -0.8};
  joint[2].w = {0.2, 0.1, -0.1};
  joint[3].w = {0.3, 0.5, 0.2};
  return s;
}

double size(const Wrench<double>& P) { return std::sqrt(norm2(P.n) + norm2(P.f)); }

struct Exchange {
  double drift;       // largest change of momentum [kg m/s, kg m^2/s]
  double exchanged;   // largest momentum that passed through the contacts since the start
  double unbalanced;  // largest root wrench of largest contact wrench
  double correction;  // sum of what set_momentum changed
};

Exchange run_adrift(double h, bool hold) {
  const auto s = adrift();
  const auto world = std::make_unique<WorldKinematics<double>>();
  const auto now = [&] {
    world_kinematics(s->tree, s->state, *world);
    return momentum(s->tree, *world);
  };
  const Wrench<double> start = now();
  Wrench<double> passed = zero_wrench<double>();
  Exchange result = {};
  double largest_contact = 0, largest_root = 0;
  Wrench<double> W[kMaxBodies];
  for (int i = 0; i < std::lround(5 / h); ++i) {
    s->step_by_middle(h);
    contact_wrenches(s->tree, s->load, s->work, W);
    largest_contact = std::max(largest_contact, size(W[1]));
    largest_root = std::max(largest_root, size(root_wrench(s->tree, s->work)));
    passed = passed + h * W[1];
    result.exchanged = std::max(result.exchanged, size(passed));
    if (hold) {
      result.correction += size(now() - start);
      set_momentum(s->tree, start, s->state, s->work);
    }
    result.drift = std::max(result.drift, size(now() - start));
  }
  result.unbalanced = largest_root / largest_contact;
  return result;
}

TEST(Motion, ContactsAndTheirReactionsBalance) {
  const Exchange free = run_adrift(1e-3, false);
  EXPECT_GT(free.exchanged, 10);
  EXPECT_LT(free.unbalanced, 1e-12);
}

TEST(Motion, MomentumIsKept) {
  const Exchange held = run_adrift(1e-3, true);
  EXPECT_LT(held.drift, 1e-9 * held.exchanged);
  // what has to be put right is of the step's order, and no more
  const Exchange free = run_adrift(1e-3, false), finer = run_adrift(2.5e-4, false);
  EXPECT_LT(free.drift, 1e-3 * free.exchanged);
  EXPECT_LT(held.correction, 1e-2 * held.exchanged);
  EXPECT_LT(finer.drift, free.drift / 3);
}

TEST(Motion, LightFreeCarrierIsStableAtLargeSteps) {
  // a bed of 2 kg m^2 under 23 kg, brake open
  for (const double h : {1e-3, 5e-3, 2e-2}) {
    TreeModel<double> tree = hanging_chain(2);
    tree.carrier = 1;
    tree.joint[1] = JointKind::kRevolute;
    tree.link[1] = {{0, 0, 1}, 5, {0, 0, 0}, {2, 0, 0, 2, 0, 2}};
    tree.link[2] = {{0, 0, 0.05}, 23, {0, 0, 0}, {1, 0, 0, 1, 0, 1}};
    tree.touches[2] = true;
    set_topology(tree);
    const auto s = Stepper<double, 1>::make(tree);
    s->spring[2] = {{5, 5, 5}, {0.5, 0.5, 0.5}, {2e3, 2e3, 0}, {50, 50, 5}};
    for (double x : {-0.4, 0.4}) {
      s->points.push_back({.body = 2, .p_B = {x, 0.1, -0.05}, .k = 1e5, .d = 500});
      s->points.push_back({.body = 2, .p_B = {x, -0.1, -0.05}, .k = 1e5, .d = 500});
    }
    s->state.joint[1].w.y = 0.3;
    double fastest = 0;
    for (int i = 0; i < std::lround(0.5 / h); ++i) {
      s->step_by_middle(h);
      for (int j : {1, 2}) fastest = std::max(fastest, std::sqrt(norm2(s->state.joint[j].w)));
    }
    EXPECT_LT(fastest, 5) << "h " << h;
  }
}

}  // namespace
}  // namespace inversim
