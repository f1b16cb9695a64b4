// SPDX-License-Identifier: Apache-2.0
// How long something took, over and over: counts in classes an eighth of an octave wide, so that a
// quantile is good to 9 %. Of fixed size; adding allocates nothing.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace inversim {

class LatencyHistogram {
 public:
  static constexpr int kParts = 8;      ///< classes of an octave
  static constexpr int kClasses = 320;  ///< 40 octaves

  void add(std::int64_t nanoseconds) {
    const std::uint64_t ns = nanoseconds < 0 ? 0 : static_cast<std::uint64_t>(nanoseconds);
    ++counts_[static_cast<std::size_t>(class_of(ns))];
    ++total_;
    least_ = std::min(least_, ns);
    most_ = std::max(most_, ns);
  }

  std::uint64_t total() const { return total_; }
  double least() const { return total_ == 0 ? 0.0 : 1e-9 * static_cast<double>(least_); }  ///< [s]
  double most() const { return 1e-9 * static_cast<double>(most_); }                        ///< [s]

  /// Upper edge [s] of the class in which a share of all is reached; the greatest for a share of 1.
  double quantile(double share) const {
    const double wanted = share * static_cast<double>(total_);
    std::uint64_t sum = 0;
    for (int i = 0; i < kClasses; ++i) {
      sum += counts_[static_cast<std::size_t>(i)];
      if (static_cast<double>(sum) >= wanted && sum > 0) return std::min(edge(i + 1), most());
    }
    return most();
  }

  const std::array<std::uint64_t, kClasses>& counts() const { return counts_; }
  /// Lower edge of a class [s].
  static double edge(int i) {
    if (i < 2 * kParts) return 1e-9 * i;
    const int octave = i / kParts - 1, part = i % kParts;
    return 1e-9 * static_cast<double>((std::uint64_t{kParts} + static_cast<std::uint64_t>(part))
                                      << octave);
  }

 private:
  /// Below 16 ns a class each, then by the four highest bits.
  static int class_of(std::uint64_t ns) {
    if (ns < std::uint64_t{2} * kParts) return static_cast<int>(ns);
    const int octave = std::bit_width(ns) - 4;
    const auto part = static_cast<int>((ns >> octave) - kParts);
    return std::min((octave + 1) * kParts + part, kClasses - 1);
  }

  std::array<std::uint64_t, kClasses> counts_{};
  std::uint64_t total_ = 0, least_ = ~std::uint64_t{0}, most_ = 0;
};

}  // namespace inversim
