// SPDX-License-Identifier: Apache-2.0
// The 25 intervertebral levels, C0-C1 to L5-S1, counted from the head.
#pragma once

#include <array>
#include <string_view>

namespace inversim {

inline constexpr int kLevels = 25;

inline constexpr std::array<std::string_view, kLevels> kLevelNames = {
    "C0-C1",   "C1-C2",  "C2-C3", "C3-C4", "C4-C5", "C5-C6", "C6-C7", "C7-T1",  "T1-T2",
    "T2-T3",   "T3-T4",  "T4-T5", "T5-T6", "T6-T7", "T7-T8", "T8-T9", "T9-T10", "T10-T11",
    "T11-T12", "T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"};

inline constexpr int kLevelC7T1 = 7;
inline constexpr int kLevelT12L1 = 19;
inline constexpr int kLevelL4L5 = 23;
inline constexpr int kLevelL5S1 = 24;

}  // namespace inversim
