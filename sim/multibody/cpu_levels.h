// SPDX-License-Identifier: Apache-2.0
// Levels of the x86-64 instruction set (x86-64 psABI, "microarchitecture levels"): kernels are
// built once for each, and the highest that the machine has runs. The level changes speed, never
// bits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inversim {

enum class CpuLevel : int { kV2 = 2, kV3 = 3, kV4 = 4 };

/// "x86-64-v2" ...
std::string_view cpu_level_name(CpuLevel level);

/// True if the CPU and the operating system have every feature of the level and of those below.
bool machine_has(CpuLevel level);

/// True if this program has kernels for the level.
bool built_for(CpuLevel level);

/// The levels that are built and that the machine has, lowest first.
std::vector<CpuLevel> usable_cpu_levels();

/// The level to run at: `wanted` if given, else the environment's INVERSIM_CPU_LEVEL, else the
/// highest usable. Written "v3" or "x86-64-v3". Throws std::invalid_argument with a sentence for
/// people on any other word, on a level that is not built or that the machine does not have, and if
/// none is usable.
CpuLevel choose_cpu_level(std::string_view wanted = "");

}  // namespace inversim
