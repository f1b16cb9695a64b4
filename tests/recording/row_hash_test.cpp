// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/row_hash.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace inversim {
namespace {

std::string hash_of(const std::vector<std::vector<double>>& rows) {
  RowHash hash;
  for (std::size_t i = 0; i < rows.size(); ++i) hash.add(0.5 * static_cast<double>(i), rows[i]);
  return hash.text();
}

TEST(RowHash, ChangesWithEveryBitOfEveryPlace) {
  const std::vector<double> row = {1.0, -0.0, 3.5, 1e-300, 7.0, 8.0};
  std::set<std::string> seen = {hash_of({row, row})};
  for (std::size_t k = 0; k < row.size(); ++k) {
    for (int bit = 0; bit < 64; ++bit) {
      std::vector<double> changed = row;
      changed[k] = std::bit_cast<double>(std::bit_cast<std::uint64_t>(row[k]) ^ (1ull << bit));
      EXPECT_TRUE(seen.insert(hash_of({changed, row})).second) << k << " " << bit;
      EXPECT_TRUE(seen.insert(hash_of({row, changed})).second) << k << " " << bit;
    }
  }
  EXPECT_EQ(seen.size(), 1 + 2 * 6 * 64u);
}

TEST(RowHash, KnowsOrderAndNumber) {
  const std::vector<double> a = {1.0, 2.0, 3.0, 4.0, 5.0};
  const std::vector<double> b = {1.0, 2.0, 3.0, 4.0, 6.0};
  EXPECT_NE(hash_of({a, b}), hash_of({b, a}));
  EXPECT_NE(hash_of({a}), hash_of({a, a}));
  EXPECT_NE(hash_of({{1.0, 2.0}}), hash_of({{2.0, 1.0}}));
  EXPECT_NE(hash_of({{0.0, 0.0, 0.0, 0.0, 9.0}}), hash_of({{9.0, 0.0, 0.0, 0.0, 0.0}}));
  EXPECT_EQ(hash_of({a, b}), hash_of({a, b}));
  EXPECT_EQ(hash_of({a, b}).size(), RowHash::kTextBytes);
}

}  // namespace
}  // namespace inversim
