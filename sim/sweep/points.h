// SPDX-License-Identifier: Apache-2.0
// Points that fill a unit cube evenly: Latin hypercubes and Sobol's sequence. Each point is a
// function of seed and number alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace inversim {

inline constexpr std::size_t kMostSobolAxes = 40;

/// Coordinates in [0, 1), count x axes, row by row. Each axis is cut into `count` equal parts, and
/// every part holds one point, at a random place of it (McKay, Beckman and Conover 1979).
std::vector<double> latin_hypercube(std::size_t count, std::size_t axes, std::uint64_t seed);

/// The first `count` points of Sobol's sequence with the direction numbers of Joe and Kuo 2008, in
/// the order of Gray's code; count x axes, row by row. A seed other than 0 shifts all of them by
/// the same random bits, which keeps how evenly they lie (Owen 2003, random digital shift). At most
/// kMostSobolAxes axes and 2^30 points.
std::vector<double> sobol(std::size_t count, std::size_t axes, std::uint64_t seed);

/// The standard normal distribution's quantile at p in (0, 1) (Wichura 1988, AS 241, 1e-15).
double normal_quantile(double p);

}  // namespace inversim
