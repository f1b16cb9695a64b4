// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/thinning.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace inversim {

namespace {

constexpr double kAny = std::numeric_limits<double>::infinity();

}  // namespace

Thinning::Thinning(std::vector<double> tolerance)
    : tolerance_(std::move(tolerance)),
      least_(tolerance_.size(), -kAny),
      greatest_(tolerance_.size(), kAny) {}

void Thinning::begin(double time, std::span<const double> values) {
  kept_time_ = time;
  kept_.assign(values.begin(), values.end());
  std::fill(least_.begin(), least_.end(), -kAny);
  std::fill(greatest_.begin(), greatest_.end(), kAny);
}

bool Thinning::inside(double time, std::span<const double> values) const {
  const double dt = time - kept_time_;
  for (std::size_t i = 0; i < values.size(); ++i) {
    // a value that is not finite is kept with the samples beside it
    if (std::isfinite(values[i]) != std::isfinite(kept_[i])) return false;
    const double slope = (values[i] - kept_[i]) / dt;
    if (slope < least_[i] || slope > greatest_[i]) return false;
  }
  return true;
}

void Thinning::narrow(double time, std::span<const double> values) {
  const double dt = time - kept_time_;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    least_[i] = std::max(least_[i], (values[i] - tolerance_[i] - kept_[i]) / dt);
    greatest_[i] = std::min(greatest_[i], (values[i] + tolerance_[i] - kept_[i]) / dt);
  }
}

bool Thinning::add(double time, std::span<const double> values) {
  bool keep = false;
  if (!started_) {
    begin(time, values);
    keep = started_ = true;
  } else if (time > kept_time_) {
    if (!inside(time, values)) {
      begin(last_time_, last_);
      keep = true;
    }
    if (time > kept_time_) narrow(time, values);
  }
  last_time_ = time;
  last_.assign(values.begin(), values.end());
  return keep;
}

}  // namespace inversim
