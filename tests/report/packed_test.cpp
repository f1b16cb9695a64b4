// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/packed.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace inversim {
namespace {

std::string coded(const std::string& text) {
  return base64({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
}

std::vector<unsigned char> decoded(const std::string& text) {
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<unsigned char> bytes;
  unsigned group = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    group = group << 6 | static_cast<unsigned>(digits.find(c));
    bits += 6;
    if (bits >= 8) bytes.push_back(static_cast<unsigned char>(group >> (bits -= 8) & 255u));
  }
  return bytes;
}

TEST(Packed, Base64IsThatOfTheStandard) {
  // RFC 4648, section 10
  const std::vector<std::pair<std::string, std::string>> rows = {{"", ""},
                                                                 {"f", "Zg=="},
                                                                 {"fo", "Zm8="},
                                                                 {"foo", "Zm9v"},
                                                                 {"foob", "Zm9vYg=="},
                                                                 {"fooba", "Zm9vYmE="},
                                                                 {"foobar", "Zm9vYmFy"}};
  for (const auto& [text, code] : rows) EXPECT_EQ(coded(text), code) << text;
  EXPECT_EQ(coded("\xff\xfe\xfd"), "//79");
}

TEST(Packed, ShortsComeBackWithinAStep) {
  std::vector<double> values;
  for (int i = 0; i <= 1000; ++i) values.push_back(-300 + 0.731 * i);
  values[7] = std::numeric_limits<double>::quiet_NaN();
  const auto packed = packed_shorts(values);
  const double scale = packed.at("scale"), offset = packed.at("offset");
  EXPECT_NEAR(scale, 731.0 / 65534, 1e-9);
  const auto bytes = decoded(packed.at("data"));
  ASSERT_EQ(bytes.size(), 2 * values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::int16_t whole = 0;
    std::memcpy(&whole, &bytes[2 * i], 2);
    if (i == 7) {
      EXPECT_EQ(whole, -32768);
    } else {
      EXPECT_NEAR(offset + scale * whole, values[i], 0.51 * scale) << i;
    }
  }
}

TEST(Packed, OneValueAndNone) {
  const std::vector<double> same(5, 42.5), none(3, NAN);
  EXPECT_EQ(packed_shorts(same).at("offset"), 42.5);
  EXPECT_EQ(decoded(packed_shorts(same).at("data")), std::vector<unsigned char>(10, 0));
  EXPECT_EQ(decoded(packed_shorts(none).at("data"))[1], 128);
  EXPECT_EQ(packed_shorts({}).at("data"), "");
}

}  // namespace
}  // namespace inversim
