// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/link.h"

#include <dirent.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "inversim/loop/library.h"
#include "questions.h"

namespace inversim {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

const std::string kHost = controller_path("reference", "")
                              .replace(controller_path("reference", "").rfind(".so"), 3, "_host");

LinkOptions quick() {
  LinkOptions o;
  o.patience = milliseconds(5000);
  return o;
}

std::string socket_path() { return "/tmp/inversim_link_" + std::to_string(getpid()); }

int open_files() {
  int n = 0;
  DIR* d = opendir("/proc/self/fd");
  while (readdir(d) != nullptr) ++n;
  closedir(d);
  return n;
}

/// Firmware of the reference controller; built where the cross compiler is there.
std::string firmware(const char* suffix) {
  return controller_path("reference", "")
      .replace(controller_path("reference", "").rfind(".so"), 3, suffix);
}

class EveryTransport : public testing::TestWithParam<const char*> {
 protected:
  static std::unique_ptr<LinkedController> open() {
    const std::string place = GetParam();
    if (place == "qemu") return link_controller("qemu:" + firmware(".elf"), "", quick());
    if (place == "exec") return link_controller("exec:" + kHost + " stdio", "", quick());
    if (place == "unix") return link_controller("unix:" + socket_path(), kHost + " {}", quick());
    return link_controller(place, kHost + " {}", quick());
  }
};

TEST_P(EveryTransport, AnswersAsInThisProcess) {
  constexpr int kSteps = 2000;
  auto link = open();
  EXPECT_EQ(answers(*link, kSteps), in_process(kSteps));
  const LinkCounts c = link->counts();
  EXPECT_EQ(c.damaged, 0u);
  EXPECT_THAT(link->name(), HasSubstr("reference"));
}

// killed in the middle: found at once, and said
TEST_P(EveryTransport, TellsThatItDied) {
  auto link = open();
  answers(*link, 10);
  kill(link->child()->pid(), SIGKILL);
  std::mt19937 random(1);
  inversim_actuators a = blank();
  const auto began = std::chrono::steady_clock::now();
  ExchangeStatus status = ExchangeStatus::kAnswered;
  for (int k = 10; k < 13 && status == ExchangeStatus::kAnswered; ++k)
    status = link->exchange(some_sensors(random, k), a);
  EXPECT_EQ(status, ExchangeStatus::kDied);
  EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds(4000));
  EXPECT_THAT(link->failure(), HasSubstr("killed by signal 9"));
}

TEST_P(EveryTransport, ComesAgainAndAgain) {
  const std::string expected = in_process(3);
  answers(*open(), 3);
  const int files = open_files();
  const int times = std::string(GetParam()) == "qemu" ? 20 : 100;
  for (int n = 0; n < times; ++n) {
    auto link = open();
    ASSERT_EQ(answers(*link, 3), expected) << n;
  }
  EXPECT_EQ(open_files(), files);
}

INSTANTIATE_TEST_SUITE_P(Loop, EveryTransport,
                         testing::Values("exec", "unix", "tcp:127.0.0.1:0", "udp:127.0.0.1:0",
                                         "pty", "qemu"),
                         [](const auto& p) {
                           return std::string(p.param).substr(0, std::string(p.param).find(':'));
                         });

// as slow as a byte at a time is; what is shown is the driver
TEST(Link, UartOfTheBoardAnswersTheSame) {
  auto link = link_controller("qemu-uart:" + firmware("_uart.elf"), "", quick());
  EXPECT_EQ(answers(*link, 300), in_process(300));
}

TEST(Link, FrozenControllerIsGivenUpAfterItsPatience) {
  LinkOptions options;
  options.patience = milliseconds(300);
  auto link = link_controller("exec:" + kHost + " stdio", "", options);
  answers(*link, 5);
  kill(link->child()->pid(), SIGSTOP);
  std::mt19937 random(1);
  inversim_actuators a = blank();
  EXPECT_EQ(link->exchange(some_sensors(random, 5), a), ExchangeStatus::kDied);
  EXPECT_THAT(link->failure(), HasSubstr("did not answer within 0.3 s"));
  kill(link->child()->pid(), SIGCONT);
}

/// Whether a program has been started, and now waits of its own accord: `host` does before it has
/// connected only where it has tried in vain.
bool is_waiting(pid_t pid, const std::string& program) {
  const std::string of = "/proc/" + std::to_string(pid);
  std::error_code none;
  if (std::filesystem::read_symlink(of + "/exe", none) != std::filesystem::canonical(program)) {
    return false;
  }
  std::string stat;
  std::getline(std::ifstream(of + "/stat"), stat);
  const std::size_t name_ends = stat.rfind(") ");
  return name_ends != std::string::npos && stat.substr(name_ends + 2, 1) == "S";
}

// the controller may be there first, or come later
TEST(Link, OrderOfStartDoesNotMatter) {
  const std::string path = "unix:" + socket_path() + "_order";
  Child first(kHost + " " + path, false);
  while (!is_waiting(first.pid(), kHost)) {
    ASSERT_FALSE(first.ended()) << *first.ended();
    std::this_thread::yield();
  }
  auto link = link_controller(path, "", quick());
  EXPECT_EQ(answers(*link, 20), in_process(20));
}

// one that dies and comes again is greeted anew and goes on from its reset
TEST(Link, AnotherOneMayTakeOver) {
  const std::string path = "unix:" + socket_path() + "_again";
  auto link = link_controller(path, "", quick());
  auto first = std::make_unique<Child>(kHost + " " + path, false);
  answers(*link, 20);
  kill(first->pid(), SIGKILL);
  first->wait_until(std::chrono::steady_clock::now() + milliseconds(2000));
  Child second(kHost + " " + path, false);
  std::mt19937 random(5);
  inversim_actuators a = blank();
  EXPECT_EQ(link->exchange(some_sensors(random, 21), a), ExchangeStatus::kAnswered);
  EXPECT_EQ(a.state_code, static_cast<std::uint32_t>(INVERSIM_STATE_BOOT));
  EXPECT_GE(link->counts().connections, 2u);
}

TEST(Link, RefusalOfTheTableIsSaid) {
  auto link = link_controller("exec:" + kHost + " stdio", "", quick());
  inversim_config c = some_config();
  c.size = 0;  // no config
  EXPECT_THAT(link->start(c), HasSubstr("refuses this table"));
}

TEST(Link, NobodyThereIsSaid) {
  LinkOptions options;
  options.patience = milliseconds(100);
  auto link = link_controller("tcp:127.0.0.1:0", "", options);
  EXPECT_THAT(link->start(some_config()),
              HasSubstr("nobody is at the other end of tcp:127.0.0.1:"));
  auto ends = link_controller("exec:/bin/false", "", options);
  EXPECT_THAT(ends->start(some_config()), HasSubstr("ended with code 1"));
}

TEST(Link, AddressesAreChecked) {
  for (const char* wrong : {"tcp:", "tcp:127.0.0.1:x", "udp:host.invalid:1", "serial:/dev/null@17",
                            "unix:", "carrier-pigeon:1"})
    EXPECT_THROW(open_transport(wrong), std::invalid_argument) << wrong;
}

}  // namespace
}  // namespace inversim
