// SPDX-License-Identifier: Apache-2.0
#include "inversim/multibody/cpu_levels.h"

#include <cpuid.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

namespace inversim {
namespace {

constexpr std::array kLevels = {CpuLevel::kV2, CpuLevel::kV3, CpuLevel::kV4};

enum Leaf { kLeaf1C, kLeaf7B, kLeafExt1C, kLeafCount };

struct Feature {
  CpuLevel level;
  Leaf leaf;
  int bit;
};

// psABI 1.0, table 3.1; bits as in the manuals of the CPUs. Compilers' __builtin_cpu_supports know
// only some of them.
constexpr Feature kFeatures[] = {
    {CpuLevel::kV2, kLeaf1C, 0},     // SSE3
    {CpuLevel::kV2, kLeaf1C, 9},     // SSSE3
    {CpuLevel::kV2, kLeaf1C, 13},    // CMPXCHG16B
    {CpuLevel::kV2, kLeaf1C, 19},    // SSE4.1
    {CpuLevel::kV2, kLeaf1C, 20},    // SSE4.2
    {CpuLevel::kV2, kLeaf1C, 23},    // POPCNT
    {CpuLevel::kV2, kLeafExt1C, 0},  // LAHF and SAHF
    {CpuLevel::kV3, kLeaf1C, 12},    // FMA
    {CpuLevel::kV3, kLeaf1C, 22},    // MOVBE
    {CpuLevel::kV3, kLeaf1C, 27},    // OSXSAVE
    {CpuLevel::kV3, kLeaf1C, 28},    // AVX
    {CpuLevel::kV3, kLeaf1C, 29},    // F16C
    {CpuLevel::kV3, kLeaf7B, 3},     // BMI1
    {CpuLevel::kV3, kLeaf7B, 5},     // AVX2
    {CpuLevel::kV3, kLeaf7B, 8},     // BMI2
    {CpuLevel::kV3, kLeafExt1C, 5},  // LZCNT
    {CpuLevel::kV4, kLeaf7B, 16},    // AVX512F
    {CpuLevel::kV4, kLeaf7B, 17},    // AVX512DQ
    {CpuLevel::kV4, kLeaf7B, 28},    // AVX512CD
    {CpuLevel::kV4, kLeaf7B, 30},    // AVX512BW
    {CpuLevel::kV4, kLeaf7B, 31},    // AVX512VL
};

// registers that the operating system saves: XCR0
std::uint32_t saved_registers() {
  std::uint32_t low = 0, high = 0;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

}  // namespace

std::string_view cpu_level_name(CpuLevel level) {
  switch (level) {
    case CpuLevel::kV2:
      return "x86-64-v2";
    case CpuLevel::kV3:
      return "x86-64-v3";
    case CpuLevel::kV4:
      return "x86-64-v4";
  }
  return "";
}

bool machine_has(CpuLevel level) {
  std::uint32_t leaf[kLeafCount] = {};
  std::uint32_t a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d)) leaf[kLeaf1C] = c;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d)) leaf[kLeaf7B] = b;
  if (__get_cpuid(0x80000001, &a, &b, &c, &d)) leaf[kLeafExt1C] = c;
  for (const Feature& feature : kFeatures) {
    if (feature.level <= level && !(leaf[feature.leaf] >> feature.bit & 1u)) return false;
  }
  if (level == CpuLevel::kV2) return true;
  // SSE and AVX state; for v4 also mask registers and the upper parts
  const std::uint32_t needed = level == CpuLevel::kV3 ? 0x06 : 0xe6;
  return (saved_registers() & needed) == needed;
}

bool built_for(CpuLevel level) {
  switch (level) {
#ifdef INVERSIM_HAS_LEVEL_v2
    case CpuLevel::kV2:
      return true;
#endif
#ifdef INVERSIM_HAS_LEVEL_v3
    case CpuLevel::kV3:
      return true;
#endif
#ifdef INVERSIM_HAS_LEVEL_v4
    case CpuLevel::kV4:
      return true;
#endif
    default:
      return false;
  }
}

std::vector<CpuLevel> usable_cpu_levels() {
  std::vector<CpuLevel> usable;
  for (CpuLevel level : kLevels) {
    if (built_for(level) && machine_has(level)) usable.push_back(level);
  }
  return usable;
}

CpuLevel choose_cpu_level(std::string_view wanted) {
  std::string_view from = "CPU level";
  if (wanted.empty()) {
    const char* environment = std::getenv("INVERSIM_CPU_LEVEL");
    if (environment != nullptr) wanted = environment, from = "INVERSIM_CPU_LEVEL";
  }
  if (wanted.empty()) {
    const std::vector<CpuLevel> usable = usable_cpu_levels();
    if (usable.empty()) {
      throw std::invalid_argument(
          "this machine's CPU has less than x86-64-v2, the least inversim needs");
    }
    return usable.back();
  }
  for (CpuLevel level : kLevels) {
    const std::string_view name = cpu_level_name(level);
    if (wanted != name && wanted != name.substr(name.size() - 2)) continue;
    if (!built_for(level)) {
      throw std::invalid_argument(
          fmt::format("{} is '{}', but this program is not built for {}", from, wanted, name));
    }
    if (!machine_has(level)) {
      throw std::invalid_argument(
          fmt::format("{} is '{}', but this machine does not have {}", from, wanted, name));
    }
    return level;
  }
  throw std::invalid_argument(fmt::format("{} is '{}'; expected v2, v3 or v4", from, wanted));
}

}  // namespace inversim
