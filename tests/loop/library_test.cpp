// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "allocations.h"
#include "inversim/language/fnv1a.h"
#include "inversim/plant/controller_class.h"
#include "inversim/scenario/build_control.h"
#include "inversim/scenario/build_plant.h"
#include "tables.h"

namespace inversim {
namespace {

using testing::HasSubstr;

std::string refusal(const inversim_controller& table) {
  try {
    ControllerLibrary::of(table);
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "";
}

std::string refusal(const std::string& path) {
  try {
    ControllerLibrary::load(path);
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "";
}

/// Counts its steps.
struct Counter {
  std::uint64_t steps = 0;
  float supply = 0;
  alignas(64) float wide[16] = {};
  bool init(const inversim_config& config) {
    supply = config.supply_V;
    return config.rated_mass_kg > 0;
  }
  void reset() { steps = 0; }
  void step(const inversim_sensors&, inversim_actuators& a) noexcept {
    ++steps;
    a.brake_command = 1;
    a.state_code = static_cast<std::uint32_t>(steps);
  }
};

constexpr inversim_controller kCounter = ControllerClass<Counter>::table("counter", "1");

TEST(Library, SaysWhichSideIsOlder) {
  EXPECT_EQ(refusal(kCounter), "");
  inversim_controller c = kCounter;
  c.abi = 0;
  EXPECT_THAT(refusal(c), HasSubstr("ABI 0"));
  EXPECT_THAT(refusal(c), HasSubstr("the controller is the older side"));
  c.abi = 2;
  EXPECT_THAT(refusal(c), HasSubstr("the simulator is the older side"));
  c = kCounter;
  c.size -= 8;
  EXPECT_THAT(refusal(c), HasSubstr("the controller is the older side"));
  c = kCounter;
  c.step = nullptr;
  EXPECT_THAT(refusal(c), HasSubstr("lacks one of"));
  c = kCounter;
  c.state_align = 24;
  EXPECT_THAT(refusal(c), HasSubstr("power of two"));
  c = kCounter;
  c.state_size = 0;
  EXPECT_THAT(refusal(c), HasSubstr("state_size"));
}

TEST(Library, SaysWhatIsWrongWithAFile) {
  EXPECT_THAT(refusal("/nowhere/at_all.so"), HasSubstr("there is no such file"));
  EXPECT_THAT(refusal(std::string(INVERSIM_SOURCE_DIR) + "/README.md"),
              HasSubstr("cannot be loaded"));
  EXPECT_THAT(refusal(std::string("/proc/self/exe")), HasSubstr("cannot be loaded"));
  EXPECT_THROW(controller_path("no_such_controller", ""), std::invalid_argument);
  EXPECT_EQ(controller_path("./mine.so", "/a/b"), "/a/b/mine.so");
}

TEST(Library, TheHostOwnsAnAlignedState) {
  ControllerInstance one(ControllerLibrary::of(kCounter));
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(one.state().data()) % 64, 0u);
  inversim_config config{};
  EXPECT_THAT(one.start(config), HasSubstr("refuses"));
  config.rated_mass_kg = 100;
  EXPECT_EQ(one.start(config), "");
  inversim_actuators a{};
  for (int i = 0; i < 5; ++i) one.exchange({}, a);
  const std::vector<std::byte> saved(one.state().begin(), one.state().end());
  one.exchange({}, a);
  EXPECT_EQ(a.state_code, 6u);
  one.restore(saved);
  one.exchange({}, a);
  EXPECT_EQ(a.state_code, 6u);
  EXPECT_THROW(one.restore(std::span(saved).first(3)), std::invalid_argument);
}

/// Plant, electronics and the shipped controller.
struct Loop {
  Loop()
      : document(controlled_scenario("protocol:\n  - hold: {duration_s: 1}\n")),
        plant(build_plant(document.root)),
        unit(build_control(document.root, plant.design())),
        controller(ControllerLibrary::load(controller_path("reference", ""))) {
    EXPECT_EQ(controller.start(unit.model().config), "");
    unit.pendant().preset = 1.0;
  }
  void step() {
    CommandFault fault = CommandFault::kNone;
    ASSERT_EQ(unit.control(plant, &controller, fault), ExchangeStatus::kAnswered);
    ASSERT_EQ(fault, CommandFault::kNone);
    ASSERT_EQ(plant.step(), StepStatus::kOk);
  }
  std::uint64_t hash() const {
    return state_hash(plant.state()) ^ (state_hash(unit.state()) * 3) ^
           (fnv1a(std::as_bytes(controller.state())) * 5);
  }
  Document document;
  Plant plant;
  ControlUnit unit;
  ControllerInstance controller;
};

// what-if: state of plant, electronics and controller taken over by another loop, in the middle of
// the motion
TEST(Library, AForkGoesOnToTheSameBits) {
  Loop a;
  a.unit.pendant().buttons = 0;
  for (int i = 0; i < 5000; ++i) {
    if (i == 3500) a.unit.pendant().buttons = INVERSIM_BUTTON_INVERT;
    a.step();
  }
  ASSERT_GT(a.plant.bed_rate(), 0.01) << "it is on its way";
  Loop b;
  b.plant.restore(a.plant.state());
  b.plant.input() = a.plant.input();
  b.unit.restore(a.unit.state());
  b.unit.pendant() = a.unit.pendant();
  b.controller.restore(a.controller.state());
  EXPECT_EQ(a.hash(), b.hash());
  for (int i = 0; i < 2000; ++i) {
    a.step();
    b.step();
  }
  EXPECT_EQ(a.hash(), b.hash());
  // and another future from there
  b.unit.pendant().buttons = 0;
  for (int i = 0; i < 500; ++i) {
    a.step();
    b.step();
  }
  EXPECT_NE(a.hash(), b.hash());
}

TEST(Library, AStepOfTheLoopAllocatesNothing) {
  if (!bench::allocations_are_counted()) GTEST_SKIP() << "a sanitizer has malloc";
  Loop loop;
  for (int i = 0; i < 10; ++i) loop.step();
  const long before = bench::allocations();
  CommandFault fault = CommandFault::kNone;
  for (int i = 0; i < 3000; ++i) {
    loop.unit.control(loop.plant, &loop.controller, fault);
    loop.plant.step();
  }
  EXPECT_EQ(bench::allocations(), before);
}

}  // namespace
}  // namespace inversim
