// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/cpu_levels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace inversim {
namespace {

using testing::HasSubstr;

// the flags that Linux reports for the CPU, by its own names
std::set<std::string> kernel_flags() {
  std::ifstream file("/proc/cpuinfo");
  std::set<std::string> flags;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("flags", 0) != 0) continue;
    std::istringstream words(line.substr(line.find(':') + 1));
    for (std::string word; words >> word;) flags.insert(word);
    break;
  }
  return flags;
}

TEST(CpuLevels, AgreeWithTheKernelOfTheSystem) {
  const std::set<std::string> flags = kernel_flags();
  if (flags.empty()) GTEST_SKIP() << "no flags in /proc/cpuinfo";
  const auto all = [&flags](const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (flags.count(name) == 0) return false;
    }
    return true;
  };
  // abm is LZCNT, pni SSE3, cx16 CMPXCHG16B
  const bool v2 = all({"cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"});
  const bool v3 =
      v2 && all({"avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"});
  const bool v4 = v3 && all({"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"});
  EXPECT_EQ(machine_has(CpuLevel::kV2), v2);
  EXPECT_EQ(machine_has(CpuLevel::kV3), v3);
  EXPECT_EQ(machine_has(CpuLevel::kV4), v4);
}

TEST(CpuLevels, HighestUsableIsChosen) {
  unsetenv("INVERSIM_CPU_LEVEL");
  const std::vector<CpuLevel> usable = usable_cpu_levels();
  ASSERT_FALSE(usable.empty());
  EXPECT_EQ(usable.front(), CpuLevel::kV2);
  EXPECT_EQ(choose_cpu_level(), usable.back());
}

TEST(CpuLevels, CanBeAskedForByArgumentAndEnvironment) {
  EXPECT_EQ(choose_cpu_level("v2"), CpuLevel::kV2);
  EXPECT_EQ(choose_cpu_level("x86-64-v2"), CpuLevel::kV2);
  setenv("INVERSIM_CPU_LEVEL", "v2", 1);
  EXPECT_EQ(choose_cpu_level(), CpuLevel::kV2);
  setenv("INVERSIM_CPU_LEVEL", "sse", 1);
  EXPECT_EQ(choose_cpu_level("v2"), CpuLevel::kV2);  // the argument goes first
  try {
    choose_cpu_level();
    FAIL() << "took 'sse'";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "INVERSIM_CPU_LEVEL is 'sse'; expected v2, v3 or v4");
  }
  unsetenv("INVERSIM_CPU_LEVEL");
}

TEST(CpuLevels, WhatIsNotThereIsRefused) {
  for (CpuLevel level : {CpuLevel::kV2, CpuLevel::kV3, CpuLevel::kV4}) {
    const std::string name(cpu_level_name(level));
    if (built_for(level) && machine_has(level)) {
      EXPECT_EQ(choose_cpu_level(name), level);
      continue;
    }
    try {
      choose_cpu_level(name);
      FAIL() << "took " << name;
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(),
                  HasSubstr(built_for(level) ? "machine does not have" : "not built"));
    }
  }
}

}  // namespace
}  // namespace inversim
