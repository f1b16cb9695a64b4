// SPDX-License-Identifier: Apache-2.0
// The same bits over runs, threads, lanes and CPU levels; and nothing allocated on the way.
#include <cstdlib>
#include <thread>

#include "allocations.h"
#include "inversim/contact/refresh.h"
#include "inversim/multibody/cpu_levels.h"
#include "inversim/plant/lanes.h"
#include "plant_fixture.h"

namespace inversim {
namespace {

constexpr int kSteps = 3000;

/// What the bed and the user do at a step: brake, a tilt, arms, a push.
void steer(int n, PlantInput<double>& in) {
  const double u = (n + 0.5) / kSteps;
  in.prescribed = n < kSteps / 2 ? 1.0 : 0.0;
  in.prescribed_acceleration = n < kSteps / 2 ? 0.8 * (1.0 - 4.0 * u) : 0.0;
  in.brake_command = n < 2 * kSteps / 3 ? 0.0 : 1.0;
  in.arm_angle = 2.0 * u * u * (3.0 - 2.0 * u);
  in.arm_rate = 2.0 * 6.0 * u * (1.0 - u) / (kSteps * 1e-3);
  in.push_body = body_of_level(8);
  in.push_C = {0.0, n > 1000 && n < 1200 ? 10.0 : 0.0, 0.0};
}

std::uint64_t scalar_run(const std::shared_ptr<const PlantDesign>& design,
                         const PlantKernels& kernels) {
  Plant plant(design, kernels);
  for (int n = 0; n < kSteps; ++n) {
    steer(n, plant.input());
    if (plant.step() != StepStatus::kOk) return 0;
  }
  return state_hash(plant.state());
}

/// The designs, one a lane (repeated as needed); hash of the state of `lane`.
template <class T>
std::uint64_t lane_run(const std::vector<std::shared_ptr<const PlantDesign>>& designs, int lane,
                       void (*step)(const PlantModel<T>&, const PlantInput<T>&, double,
                                    PlantState<T>&, PlantWork<T, 1>&)) {
  auto model = std::make_unique<PlantModel<T>>();
  auto state = std::make_unique<PlantState<T>>();
  auto work = std::make_unique<PlantWork<T, 1>>();
  PlantInput<T> input{};
  const auto design = [&](int l) { return designs[static_cast<std::size_t>(l) % designs.size()]; };
  for (int l = 0; l < kLanes<T>; ++l) {
    pack_model(design(l)->model, l, *model);
    pack_lane<T>(design(l)->start, l, *state);
  }
  for (int n = 0; n < kSteps; ++n) {
    for (int l = 0; l < kLanes<T>; ++l) {
      PlantInput<double> in = design(l)->input;
      steer(n, in);
      pack_input(in, l, input);
      PlantState<double> one;
      unpack_lane<T>(*state, l, one);
      refresh_planes(design(l)->shapes, design(l)->model.contact.count, one.contact);
      pack_lane<T>(one, l, *state);
    }
    step(*model, input, design(0)->step, *state, *work);
  }
  PlantState<double> one;
  unpack_lane<T>(*state, lane, one);
  return state_hash(one);
}

void same_hash_everywhere(const std::vector<std::shared_ptr<const PlantDesign>>& designs) {
  const std::uint64_t expected = scalar_run(designs[0], plant_kernels());
  const std::uint64_t other = scalar_run(designs[1], plant_kernels());
  ASSERT_NE(expected, 0u);
  EXPECT_NE(expected, other);

  for (int i = 0; i < 2; ++i) EXPECT_EQ(scalar_run(designs[0], plant_kernels()), expected);
  std::uint64_t from_threads[2] = {};
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t& hash : from_threads) {
      threads.emplace_back([&] { hash = scalar_run(designs[0], plant_kernels()); });
    }
  }
  EXPECT_EQ(from_threads[0], expected);
  EXPECT_EQ(from_threads[1], expected);

  for (const CpuLevel level : usable_cpu_levels()) {
    const std::string name(cpu_level_name(level));
    const PlantKernels& kernels = plant_kernels(name.c_str());
    EXPECT_EQ(kernels.level, name);
    EXPECT_EQ(scalar_run(designs[0], kernels), expected) << name;
    EXPECT_EQ(lane_run<Lanes4>(designs, 2, kernels.step4), expected) << name << ", 4 lanes";
    EXPECT_EQ(lane_run<Lanes8>(designs, 6, kernels.step8), expected) << name << ", 8 lanes";
    EXPECT_EQ(lane_run<Lanes8>(designs, 1, kernels.step8), other) << name << ", 8 lanes";
    std::printf("%s: scalar, 4 and 8 lanes %016llx\n", name.c_str(),
                static_cast<unsigned long long>(expected));
  }
}

// the second lane is another person on a slipperier bed
TEST(Determinism, SameHashOverRunsThreadsLanesAndLevels) {
  same_hash_everywhere(
      {plant_with({}), plant_with({"subject.mass_kg=95", "settings.friction=0.15"})});
}

TEST(Determinism, SameHashWithTwoLegs) {
  same_hash_everywhere(
      {plant_with({"settings.legs=two"}),
       plant_with({"settings.legs=two", "subject.mass_kg=95", "settings.cuffs=right"})});
}

TEST(Determinism, SaveAndRestoreForks) {
  const auto design = plant_with({});
  Plant a(design);
  run(a, 0.3);
  const PlantState<double> saved = a.state();
  run(a, 0.2);
  const std::uint64_t expected = state_hash(a.state());
  Plant b(design);
  b.restore(saved);
  run(b, 0.2);
  EXPECT_EQ(state_hash(b.state()), expected);
}

void allocate_nothing(int lumped, int two) {
  if (!bench::allocations_are_counted()) GTEST_SKIP() << "a sanitizer has malloc";
  // the counter sees what malloc and new take
  const long at_first = bench::allocations();
  void* volatile taken = std::malloc(1);
  std::free(taken);
  int* volatile made = new int;
  delete made;
  EXPECT_EQ(bench::allocations(), at_first + 2);

  for (const char* legs : {"lumped", "two"}) {
    Plant plant(plant_with({std::string("settings.legs=") + legs}));
    for (int n = 0; n < 10; ++n) ASSERT_EQ(plant.step(), StepStatus::kOk);
    const int steps = legs[0] == 'l' ? lumped : two;
    const long before = bench::allocations();
    for (int n = 0; n < steps; ++n) {
      if (n % 10 == 0) steer(n % kSteps, plant.input());
      // the bed swings freely: no prescribed motion that would carry it away in the end
      plant.input().prescribed = 0.0;
      if (plant.step() != StepStatus::kOk) break;
    }
    const long after = bench::allocations();
    EXPECT_EQ(plant.state().step, steps + 10.0) << legs;
    EXPECT_EQ(after - before, 0) << legs;
  }
}

TEST(RealTime, StepsAllocateNothing) { allocate_nothing(150000, 50000); }
TEST(RealTimeCampaign, AMillionStepsAllocateNothing) { allocate_nothing(1000000, 100000); }

}  // namespace
}  // namespace inversim
