// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/located.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace inversim {
namespace {

std::string refused(const Location& where, const std::string& key) {
  try {
    refuse(where, key, "why");
  } catch (const std::invalid_argument& e) { return e.what(); }
}

TEST(Located, ASentenceBeginsWithItsPlaceAndItsKey) {
  EXPECT_EQ(refused({"a.yaml", 3, 5}, "settings.heart"), "a.yaml:3:5: settings.heart: why");
  EXPECT_EQ(refused({"a.yaml", 3, 5}, ""), "a.yaml:3:5: why");
}

TEST(Located, ALineAsAWholeHasNoColumn) {
  EXPECT_EQ(refused({"rows.csv", 7, 0}, ""), "rows.csv:7: why");
}

TEST(Located, TheCommandLineHasNeitherLineNorColumn) {
  EXPECT_EQ(refused({"--set", 0, 0}, "settings.heart"), "--set: settings.heart: why");
  EXPECT_EQ(place_prefix({"--set", 0, 0}), "--set: ");
}

TEST(Located, OfNoPlaceThereIsNothingBeforeIt) {
  EXPECT_EQ(refused({}, "controller"), "controller: why");
  EXPECT_EQ(place_prefix({}), "");
}

}  // namespace
}  // namespace inversim
