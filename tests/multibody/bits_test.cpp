// SPDX-License-Identifier: Apache-2.0
// The same bits for any number of lanes and any CPU level (docs/bits.md).
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "inversim/multibody/cpu_levels.h"
#include "level_kernel.h"
#include "random_tree.h"

// one of each level; the kernel's own level is an inline namespace, so they are declared here only
namespace inversim::test {
namespace level_v2 {
LevelRuns level_runs();
}
namespace level_v3 {
LevelRuns level_runs();
}
namespace level_v4 {
LevelRuns level_runs();
}
}  // namespace inversim::test

namespace inversim {
namespace {

using test::ConstantRun;
using test::LevelRuns;
using test::Random;

using Bits = std::vector<std::uint64_t>;

// coordinates, rates and accelerations of one lane
template <class T, class Run>
Bits bits(const Run& run, int lane) {
  Bits out;
  const auto take = [&](const auto& value) {
    for (std::size_t k = 0; k < sizeof(value) / sizeof(T); ++k) {
      out.push_back(
          std::bit_cast<std::uint64_t>(get_lane(reinterpret_cast<const T*>(&value)[k], lane)));
    }
  };
  for (int i = 0; i < run.tree.body_count; ++i) {
    const JointState<T>& x = run.state.joint[i];
    take(x.q_PB), take(x.p_JB), take(x.angle), take(x.w), take(x.v);
    take(run.work.body[i].A), take(run.work.body[i].ydot);
  }
  return out;
}

// copies the doubles of `from` into one lane of the same struct of T
template <class T, class From, class To>
void spread(const From& from, int lane, To& to) {
  for (std::size_t k = 0; k < sizeof(To) / sizeof(T) && k < sizeof(From) / sizeof(double); ++k) {
    set_lane(reinterpret_cast<T*>(&to)[k], lane, reinterpret_cast<const double*>(&from)[k]);
  }
}

// lane 0 of a vector of one lane is the case `seed`; every lane is a case of its own
template <class T, int NB>
void fill(ConstantRun<T, NB>& run, unsigned first_seed) {
  std::memset(static_cast<void*>(&run), 0, sizeof(run));
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    // the shape is drawn from one seed, masses, states and loads from another
    Random shape(77), random(first_seed + static_cast<unsigned>(lane));
    const JointKind root = NB == 6 ? JointKind::kFloating : JointKind::kWelded;
    TreeModel<double> tree = test::random_tree(shape, 16, root);
    for (int i = 0; i < tree.body_count; ++i) tree.link[i] = test::random_link(random);
    const TreeState<double> state = test::random_state(random, tree, 0.5);
    const auto loads = test::random_loads(random, tree, true, true);
    run.tree.body_count = tree.body_count;
    run.tree.carrier = tree.carrier;
    spread<T>(tree.g_W, lane, run.tree.g_W);
    for (int i = 0; i < tree.body_count; ++i) {
      run.tree.parent[i] = tree.parent[i];
      run.tree.joint[i] = tree.joint[i];
      run.tree.touches[i] = tree.touches[i];
      const Link<double>& link = tree.link[i];
      spread<T>(link.p_PJ, lane, run.tree.link[i].p_PJ);
      set_lane(run.tree.link[i].m, lane, link.m);
      spread<T>(link.mc, lane, run.tree.link[i].mc);
      spread<T>(link.I_o, lane, run.tree.link[i].I_o);
      const JointState<double>& x = state.joint[i];
      spread<T>(x.q_PB, lane, run.state.joint[i].q_PB);
      spread<T>(x.p_JB, lane, run.state.joint[i].p_JB);
      set_lane(run.state.joint[i].angle, lane, x.angle);
      spread<T>(x.w, lane, run.state.joint[i].w);
      spread<T>(x.v, lane, run.state.joint[i].v);
      spread<T>(loads->drive[i].tau, lane, run.drive[i].tau);
      spread<T>(loads->drive[i].H_w, lane, run.drive[i].H_w);
      spread<T>(loads->drive[i].H_v, lane, run.drive[i].H_v);
      spread<T>(loads->load[i].W, lane, run.load[i].W);
      spread<T>(loads->load[i].G, lane, run.load[i].G);
    }
  }
  set_topology(run.tree);
}

LevelRuns runs_of(CpuLevel level) {
  switch (level) {
#ifdef INVERSIM_HAS_LEVEL_v3
    case CpuLevel::kV3:
      return test::level_v3::level_runs();
#endif
#ifdef INVERSIM_HAS_LEVEL_v4
    case CpuLevel::kV4:
      return test::level_v4::level_runs();
#endif
    default:
      return test::level_v2::level_runs();
  }
}

constexpr int kSteps = 50;

template <class T, int NB>
void compare_constant(void (*wide)(ConstantRun<T, NB>&, int),
                      void (*scalar)(ConstantRun<double, NB>&, int)) {
  const auto run = std::make_unique<ConstantRun<T, NB>>();
  fill(*run, 5);
  wide(*run, kSteps);
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    const auto one = std::make_unique<ConstantRun<double, NB>>();
    fill(*one, 5 + static_cast<unsigned>(lane));
    scalar(*one, kSteps);
    EXPECT_EQ(bits<T>(*run, lane), bits<double>(*one, 0)) << "lane " << lane << ", border " << NB;
  }
}

template <class T>
void compare_spine(void (*wide)(bench::SpineProblem<T>&, int),
                   void (*scalar)(bench::SpineProblem<double>&, int)) {
  const auto stiffness = [](int lane) { return 1.0 - 0.1 * lane; };
  const auto run = std::make_unique<bench::SpineProblem<T>>();
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    set_problem_lane(*run, lane, bench::spine_parts(stiffness(lane)));
  }
  wide(*run, 500);
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    const auto one = std::make_unique<bench::SpineProblem<double>>();
    set_problem_lane(*one, 0, bench::spine_parts(stiffness(lane)));
    scalar(*one, 500);
    EXPECT_EQ(bits<T>(*run, lane), bits<double>(*one, 0)) << "lane " << lane;
  }
}

class Level : public testing::TestWithParam<CpuLevel> {};

TEST_P(Level, LanesHaveTheBitsOfTheScalarOfTheLowestLevel) {
  const LevelRuns lowest = runs_of(CpuLevel::kV2), here = runs_of(GetParam());
  const auto compare = [&](const auto& wide) {
    compare_constant(wide.border_joint, lowest.scalar.border_joint);
    compare_spine(wide.spine, lowest.scalar.spine);
  };
  compare_constant(here.border_none, lowest.border_none);
  compare_constant(here.border_body, lowest.border_body);
  compare(here.scalar);
  compare(here.lanes4);
  compare(here.lanes8);
}

std::string level_name(const testing::TestParamInfo<CpuLevel>& level) {
  return std::string(cpu_level_name(level.param).substr(7));  // v2 of x86-64-v2
}
INSTANTIATE_TEST_SUITE_P(Bits, Level, testing::ValuesIn(usable_cpu_levels()), level_name);

// and of every compiler: one number for the run of the reference tree
TEST(Bits, SpineHasTheHashOfEveryCompilerAndMachine) {
  const auto run = std::make_unique<bench::SpineProblem<double>>();
  set_problem_lane(*run, 0, bench::spine_parts());
  runs_of(CpuLevel::kV2).scalar.spine(*run, 2000);
  std::uint64_t hash = 14695981039346656037ull;
  for (std::uint64_t word : bits<double>(*run, 0)) hash = (hash ^ word) * 1099511628211ull;
  EXPECT_EQ(hash, 0x1966c6851808dd64ull) << std::hex << "0x" << hash;
}

}  // namespace
}  // namespace inversim
