// SPDX-License-Identifier: Apache-2.0
// The real-time core with a controller and every link fault: so many steps without a call of the
// heap, and as many in a child that may call nothing of the system and read no clock.
#include <gtest/gtest.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

#include "allocations.h"
#include "inversim/loop/library.h"
#include "inversim/scenario/build_control.h"
#include "inversim/scenario/build_plant.h"
#include "tables.h"

namespace inversim {
namespace {

constexpr int kNotPermitted = 77;  // exit code of a child that could not be shut in

/// From here on a clock read of the processor is a fault, and so is any call of the system but
/// read, write and exit.
void shut_in() {
  const bool done =
      prctl(PR_SET_TSC, PR_TSC_SIGSEGV) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) == 0;
  if (!done) syscall(SYS_exit, kNotPermitted);
}

Document with_circulation() {
  Document document = controlled_scenario("protocol:\n  - hold: {duration_s: 1}\n");
  EXPECT_TRUE(apply_setting(document, "settings.circulation=true").empty());
  return document;
}

/// Plant, sensors, reference controller and drives, with the circulation, ready to be stepped.
struct Core {
  Core()
      : document(with_circulation()),
        plant(build_plant(document.root)),
        unit(build_control(document.root, plant.design())),
        controller(ControllerLibrary::load(controller_path("reference", ""))) {
    EXPECT_EQ(controller.start(unit.model().config), "");
    unit.pendant().preset = 1.0;
  }

  /// One step; the user inverts and comes back over and over, and the link has its faults.
  bool step(int k) noexcept {
    const int second = k / 1000 % 100;  // of a session
    unit.pendant().buttons = second > 8 && second < 30        ? INVERSIM_BUTTON_INVERT
                             : second > 40 && second < 42     ? INVERSIM_BUTTON_RETURN
                             : second == 98 && k % 1000 < 500 ? INVERSIM_BUTTON_RESET
                                                              : 0u;
    LinkFault& link = unit.state().link.fault[k / 1000 % kLinkWays];
    link.lost = second % 3 == 0 ? 0.2 : 0.0;
    link.delay = second % 5 == 0 ? 3 : 0;
    CommandFault fault = CommandFault::kNone;
    if (unit.control(plant, &controller, fault) == ExchangeStatus::kDied) return false;
    return plant.step() == StepStatus::kOk;
  }

  std::uint64_t hash() const { return state_hash(plant.state()) ^ state_hash(unit.state()); }

  Document document;
  Plant plant;
  ControlUnit unit;
  ControllerInstance controller;
};

/// What a child that may do nothing but read, write and end has to say.
struct Report {
  std::uint64_t steps = 0, hash = 0;
};

void take_nothing_from_heap_system_or_clock(int wanted) {
  if (!bench::allocations_are_counted())
    GTEST_SKIP() << "a sanitizer has malloc and calls the system";
  Core core;
  ASSERT_TRUE(core.step(0));
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    shut_in();
    Report report;
    for (int k = 1; k < wanted && core.step(k); ++k) ++report.steps;
    report.hash = core.hash();
    const ssize_t written = write(ends[1], &report, sizeof report);
    syscall(SYS_exit, written == static_cast<ssize_t>(sizeof report) ? 0 : 1);
  }
  close(ends[1]);
  const long before = bench::allocations();
  int steps = 1;
  while (steps < wanted && core.step(steps)) ++steps;
  EXPECT_EQ(bench::allocations(), before);
  EXPECT_EQ(steps, wanted);
  EXPECT_GT(core.unit.state().link.sensors.tally.lost, wanted / 100u);
  EXPECT_GT(core.unit.state().link.commands.tally.lost, wanted / 100u);

  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNotPermitted) GTEST_SKIP() << "no seccomp here";
  ASSERT_FALSE(WIFSIGNALED(status))
      << "killed by signal " << WTERMSIG(status)
      << (WTERMSIG(status) == SIGSEGV ? ": a clock was read" : ": the system was called");
  Report report;
  ASSERT_EQ(read(ends[0], &report, sizeof report), static_cast<ssize_t>(sizeof report));
  close(ends[0]);
  EXPECT_EQ(report.steps, static_cast<std::uint64_t>(wanted - 1));
  EXPECT_EQ(report.hash, core.hash()) << "the same bits without the system";
}

TEST(RealTimeCore, TakesNothingFromHeapSystemOrClock) {
  take_nothing_from_heap_system_or_clock(150000);
}
TEST(RealTimeCoreCampaign, AMillionStepsTakeNothingFromHeapSystemOrClock) {
  take_nothing_from_heap_system_or_clock(1000000);
}

/// That the guard is one: a child that does what the core must not is stopped.
TEST(RealTimeCore, TheGuardStopsWhatItIsFor) {
  for (const int what : {0, 1}) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      shut_in();
      if (what == 0) {
        getpid();
        syscall(SYS_getpid);
      } else {
        timespec t{};
        clock_gettime(CLOCK_MONOTONIC, &t);
      }
      syscall(SYS_exit, 0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNotPermitted)
      GTEST_SKIP() << "no seccomp here";
    EXPECT_TRUE(WIFSIGNALED(status)) << (what == 0 ? "a call" : "a clock");
  }
}

}  // namespace
}  // namespace inversim
