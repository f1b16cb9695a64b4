// SPDX-License-Identifier: Apache-2.0
// A fingerprint of all rows of a recording, bit by bit: equal runs have equal ones, and a value
// that was changed on disk is found out. Not meant against an adversary.
#pragma once

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace inversim {

class RowHash {
 public:
  void add(double time, std::span<const double> row) {
    mix(lanes_[0], time);
    const std::size_t whole = row.size() / 4 * 4;
    // four lanes, since one would wait for each multiplication
    for (std::size_t i = 0; i < whole; i += 4) {
      for (std::size_t k = 0; k < 4; ++k) mix(lanes_[k], row[i + k]);
    }
    for (std::size_t i = whole; i < row.size(); ++i) mix(lanes_[i - whole], row[i]);
    ++rows_;
  }

  /// 16 hexadecimal digits.
  std::string text() const {
    std::uint64_t sum = rows_;
    for (const std::uint64_t lane : lanes_) sum = spread(sum ^ spread(lane));
    return fmt::format("{:016x}", sum);
  }
  static constexpr std::size_t kTextBytes = 16;

 private:
  static void mix(std::uint64_t& lane, double value) {
    // multiplied on both sides of the rotation: the top bit alone would pass one multiplication
    lane = std::rotl((lane ^ std::bit_cast<std::uint64_t>(value)) * kPrime, 29) * kPrime;
  }
  // every bit onto every bit: the last step of splitmix64
  static std::uint64_t spread(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }
  static constexpr std::uint64_t kPrime = 0x9e3779b185ebca87u;  // PRIME64_1 of xxHash
  std::array<std::uint64_t, 4> lanes_ = {1, 2, 3, 4};
  std::uint64_t rows_ = 0;
};

}  // namespace inversim
