// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/wire.h"

#include <gtest/gtest.h>

#include <random>
#include <string_view>
#include <vector>

namespace inversim {
namespace {

using Bytes = std::vector<std::uint8_t>;

inversim_frame some_frame(std::mt19937& random, std::uint32_t sequence) {
  inversim_frame f{};
  f.type = static_cast<std::uint8_t>(1 + random() % 7);
  f.length = static_cast<std::uint16_t>(random() % (INVERSIM_WIRE_PAYLOAD + 1));
  f.session = random();
  f.sequence = sequence;
  f.time_ns = static_cast<std::int64_t>(random()) * 1000003;
  // rich in what begins a frame
  for (int i = 0; i < f.length; ++i)
    f.payload[i] = static_cast<std::uint8_t>(random() % 4 == 0 ? (i % 2 ? 0x5A : 0xA5) : random());
  return f;
}

Bytes written(const inversim_frame& f) {
  Bytes b(INVERSIM_WIRE_FRAME);
  b.resize(inversim_frame_write(&f, b.data()));
  return b;
}

bool same(const inversim_frame& a, const inversim_frame& b) { return written(a) == written(b); }

/// All frames in bytes that come in pieces.
std::vector<inversim_frame> decoded(inversim_decoder& d, const Bytes& bytes, std::size_t piece) {
  std::vector<inversim_frame> frames;
  for (std::size_t begin = 0; begin < bytes.size(); begin += piece) {
    std::size_t at = begin;
    const std::size_t end = std::min(begin + piece, bytes.size());
    inversim_frame f{};
    for (;;) {
      std::size_t used = 0;
      const bool whole = inversim_decode(&d, bytes.data() + at, end - at, &used, &f) != 0;
      at += used;
      if (!whole) break;
      frames.push_back(f);
    }
    EXPECT_EQ(at, end);
  }
  return frames;
}

TEST(Wire, CrcIsThatOfISCSI) {
  const std::string_view digits = "123456789";
  EXPECT_EQ(inversim_crc32c(reinterpret_cast<const std::uint8_t*>(digits.data()), digits.size()),
            0xE3069283u);
  const Bytes zeros(32, 0), ones(32, 0xff);  // RFC 3720, B.4
  EXPECT_EQ(inversim_crc32c(zeros.data(), 32), 0x8A9136AAu);
  EXPECT_EQ(inversim_crc32c(ones.data(), 32), 0x62A8AB43u);
}

// the layout that docs/wire.md prints, byte by byte
TEST(Wire, LiesAsDocumented) {
  inversim_frame f{};
  f.type = INVERSIM_FRAME_REFUSAL;
  f.length = 8;
  f.session = 0x04030201;
  f.sequence = 7;
  f.time_ns = 1000000;
  f.payload[0] = INVERSIM_REFUSAL_STEP;
  f.payload[4] = 0xfe;
  f.payload[5] = f.payload[6] = f.payload[7] = 0xff;
  Bytes expected = {0xA5, 0x5A, 1,    4, 8, 0, 0xf7, 0xff, 1, 2, 3, 4, 7,    0,    0,    0,
                    0x40, 0x42, 0x0f, 0, 0, 0, 0,    0,    3, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff};
  const std::uint32_t crc = inversim_crc32c(expected.data(), expected.size());
  for (int i = 0; i < 4; ++i) expected.push_back(static_cast<std::uint8_t>(crc >> (8 * i)));
  EXPECT_EQ(written(f), expected);
}

TEST(Wire, ComesBackInPiecesOfAnySize) {
  std::mt19937 random(1);
  Bytes bytes;
  std::vector<inversim_frame> sent;
  for (std::uint32_t n = 0; n < 200; ++n) {
    sent.push_back(some_frame(random, n));
    const Bytes b = written(sent.back());
    bytes.insert(bytes.end(), b.begin(), b.end());
  }
  for (const std::size_t piece : {1u, 7u, 64u, 1000u, 100000u}) {
    inversim_decoder d{};
    const auto got = decoded(d, bytes, piece);
    ASSERT_EQ(got.size(), sent.size()) << piece;
    for (std::size_t n = 0; n < sent.size(); ++n) EXPECT_TRUE(same(got[n], sent[n])) << n;
    EXPECT_EQ(d.skipped, 0u);
    EXPECT_EQ(d.damaged, 0u);
  }
}

// a byte wrong, missing or too many: the frame is lost and no other one
TEST(Wire, OneBadFrameCostsOneFrame) {
  std::mt19937 random(2);
  for (int trial = 0; trial < 3000; ++trial) {
    Bytes bytes;
    std::vector<inversim_frame> sent;
    for (std::uint32_t n = 0; n < 5; ++n) {
      sent.push_back(some_frame(random, n));
      Bytes b = written(sent.back());
      if (n == 1) {
        const std::size_t at = random() % b.size();
        switch (trial % 4) {
          case 0:
            b[at] = static_cast<std::uint8_t>(b[at] ^ (1 + random() % 255));
            break;
          case 1:
            b.erase(b.begin() + static_cast<std::ptrdiff_t>(at));
            break;
          case 2:
            b.insert(b.begin() + static_cast<std::ptrdiff_t>(at),
                     static_cast<std::uint8_t>(random()));
            break;
          default:
            b.resize(at);  // cut short
        }
      }
      bytes.insert(bytes.end(), b.begin(), b.end());
    }
    // a frame that was cut short takes what comes for its rest, until there is enough to tell
    bytes.resize(bytes.size() + INVERSIM_WIRE_FRAME);
    inversim_decoder d{};
    const auto got = decoded(d, bytes, 1 + random() % 300);
    std::size_t found = 0;
    for (const std::size_t n : {0u, 2u, 3u, 4u}) {
      while (found < got.size() && !same(got[found], sent[n])) ++found;
      EXPECT_LT(found, got.size()) << "trial " << trial << ": frame " << n << " was lost";
    }
  }
}

// no bytes whatever make a frame by chance, and none stop the decoder
TEST(Wire, RubbishIsSkipped) {
  std::mt19937 random(3);
  inversim_decoder d{};
  Bytes bytes(200000);
  for (auto& b : bytes)
    b = static_cast<std::uint8_t>(random() % 3 == 0 ? (random() % 2 ? 0xA5 : 0x5A) : random() % 3);
  EXPECT_TRUE(decoded(d, bytes, 977).empty());
  EXPECT_GE(d.skipped + d.have, bytes.size());
  const inversim_frame f = some_frame(random, 9);
  Bytes then = written(f);
  const Bytes flush(INVERSIM_WIRE_FRAME, 0);
  then.insert(then.end(), flush.begin(), flush.end());
  const auto got = decoded(d, then, 1);
  ASSERT_EQ(got.size(), 1u);
  EXPECT_TRUE(same(got[0], f));
}

}  // namespace
}  // namespace inversim
