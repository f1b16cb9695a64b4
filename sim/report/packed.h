// SPDX-License-Identifier: Apache-2.0
// Lists of numbers as a page carries them: base64 of little-endian arrays.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

namespace inversim {

/// base64 (RFC 4648) of bytes.
std::string base64(std::span<const unsigned char> bytes);

/// Doubles as they are.
std::string packed_doubles(std::span<const double> values);

/// Numbers as 4-byte floats, to nearest: 7 digits.
std::string packed_singles(std::span<const double> values);

/// Numbers as 16-bit integers with what makes numbers of them again: {"data", "scale", "offset"},
/// value = offset + scale * integer, to 1 / 65534 of the range; -32768 where one is not finite.
nlohmann::ordered_json packed_shorts(std::span<const double> values);

}  // namespace inversim
