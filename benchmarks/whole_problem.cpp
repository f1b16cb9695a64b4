// SPDX-License-Identifier: Apache-2.0
#include "whole_problem.h"

#include <cmath>
#include <limits>

namespace inversim::bench {
namespace {

constexpr double kEvery = 0.1;     // [s] between points of a path
constexpr std::size_t kFirst = 9;  // point at 1 s

double distance(const std::array<double, 3>& a, double x, double z) {
  const double d = std::hypot(a[0] - x, a[2] - z);
  return std::isfinite(d) ? d : std::numeric_limits<double>::infinity();
}

}  // namespace

HeadPath head_path(const Simulation& simulation, double h) {
  HeadPath path;
  simulation.start(h);
  const auto points = std::lround(kEndTime / kEvery);
  for (long i = 0; i < points; ++i) {
    simulation.advance(static_cast<int>(std::lround(kEvery / h)));
    path.push_back(simulation.head());
    // what is lost stays lost
    if (!std::isfinite(path.back()[0])) break;
  }
  path.resize(static_cast<std::size_t>(points), path.back());
  return path;
}

HeadError head_error(const HeadPath& path, const HeadPath& reference) {
  HeadError error = {0, distance(path.back(), kHeadAtEnd[0], kHeadAtEnd[1])};
  for (std::size_t i = kFirst; i < path.size(); ++i) {
    error.path = std::max(error.path, distance(path[i], reference[i][0], reference[i][2]));
  }
  return error;
}

std::vector<Attempt> longest_good_step(const Simulation& simulation, const HeadPath& reference) {
  std::vector<Attempt> attempts;
  for (const double h : kSteps) {
    attempts.push_back({h, head_error(head_path(simulation, h), reference)});
    if (attempts.back().good()) break;
  }
  return attempts;
}

}  // namespace inversim::bench
