// SPDX-License-Identifier: Apache-2.0
// Keeps of many samples those between which straight lines stay within a tolerance.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace inversim {

/// Swinging door (Bristol 1990): from the sample that was kept last, every value allows a range of
/// slopes that pass within its tolerance of all samples since; when a new sample lies outside one,
/// the sample before it is kept. Samples come in order of time; each is looked at once.
class Thinning {
 public:
  /// tolerance: of each value, in its unit; above 0.
  explicit Thinning(std::vector<double> tolerance);

  /// Whether the sample before this one must be kept, so that it can be: before() still has it. The
  /// first sample must be kept itself, and begins the next line.
  bool add(double time, std::span<const double> values);
  /// The last sample, to be kept at the end.
  double last_time() const { return last_time_; }
  std::span<const double> last() const { return last_; }
  double before_time() const { return kept_time_; }
  std::span<const double> before() const { return kept_; }

 private:
  void begin(double time, std::span<const double> values);
  bool inside(double time, std::span<const double> values) const;
  void narrow(double time, std::span<const double> values);

  std::vector<double> tolerance_, kept_, last_, least_, greatest_;
  double kept_time_ = 0.0, last_time_ = 0.0;
  bool started_ = false;
};

}  // namespace inversim
