// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/packed.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

namespace inversim {

static_assert(std::endian::native == std::endian::little);

std::string base64(std::span<const unsigned char> bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < left ? bytes[i + k] : 0u);
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= left ? kDigits[group >> (18 - 6 * k) & 63u] : '=';
    }
  }
  return out;
}

std::string packed_doubles(std::span<const double> values) {
  std::vector<unsigned char> bytes(values.size_bytes());
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return base64(bytes);
}

std::string packed_singles(std::span<const double> values) {
  std::vector<float> singles(values.size());
  std::transform(values.begin(), values.end(), singles.begin(),
                 [](double v) { return static_cast<float>(v); });
  std::vector<unsigned char> bytes(singles.size() * sizeof(float));
  if (!bytes.empty()) std::memcpy(bytes.data(), singles.data(), bytes.size());
  return base64(bytes);
}

nlohmann::ordered_json packed_shorts(std::span<const double> values) {
  constexpr std::int16_t kNone = std::numeric_limits<std::int16_t>::min();
  constexpr double kMost = 32767.0;
  double least = std::numeric_limits<double>::infinity(), greatest = -least;
  for (const double v : values) {
    if (!std::isfinite(v)) continue;
    least = std::min(least, v);
    greatest = std::max(greatest, v);
  }
  const bool any = least <= greatest;
  const double offset = any ? 0.5 * (least + greatest) : 0.0;
  const double scale = any && greatest > least ? 0.5 * (greatest - least) / kMost : 1.0;
  std::vector<std::int16_t> shorts(values.size());
  std::transform(values.begin(), values.end(), shorts.begin(), [&](double v) {
    if (!std::isfinite(v)) return kNone;
    return static_cast<std::int16_t>(std::lround(std::clamp((v - offset) / scale, -kMost, kMost)));
  });
  std::vector<unsigned char> bytes(shorts.size() * sizeof(std::int16_t));
  if (!bytes.empty()) std::memcpy(bytes.data(), shorts.data(), bytes.size());
  return {{"data", base64(bytes)}, {"scale", scale}, {"offset", offset}};
}

}  // namespace inversim
