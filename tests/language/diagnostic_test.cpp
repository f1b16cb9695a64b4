// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/diagnostic.h"

#include <gtest/gtest.h>

namespace inversim {
namespace {

TEST(Diagnostic, IsOneSentence) {
  Diagnostic d{{"t.yaml", 12, 3}, "brake.clamp_force_N", "'much'", "a number of N from 0 to 50000"};
  EXPECT_EQ(
      sentence(d),
      "t.yaml:12:3: brake.clamp_force_N: found 'much', expected a number of N from 0 to 50000");
  d.hint = "did you mean 'x'?";
  d.referred_by = "s.yaml:4:8";
  EXPECT_EQ(
      sentence(d),
      "t.yaml:12:3: brake.clamp_force_N: found 'much', expected a number of N from 0 to 50000 "
      "(did you mean 'x'?) [named in s.yaml:4:8]");
  const Diagnostic whole{{"gone.yaml", 0, 0}, "", "no such file", "a readable file"};
  EXPECT_EQ(sentence(whole), "gone.yaml: found no such file, expected a readable file");
}

TEST(Diagnostic, TheNearestWordIsASlipAway) {
  const std::vector<std::string> keys = {"mass_kg", "mass_lb", "height_cm", "name"};
  EXPECT_EQ(nearest("mas_kg", keys), "mass_kg");       // left out
  EXPECT_EQ(nearest("heihgt_cm", keys), "height_cm");  // swapped
  EXPECT_EQ(nearest("Name", keys), "name");            // capitals are no slip
  EXPECT_EQ(nearest("nmae", keys), "name");
  EXPECT_EQ(nearest("weight", keys), "");  // another word
  EXPECT_EQ(nearest("x", keys), "");
  EXPECT_EQ(nearest("", keys), "");
}

TEST(Diagnostic, WhatWasFoundFitsOneLine) {
  EXPECT_EQ(in_quotes("a\nb\tc"), "'a\\nb\\tc'");
  EXPECT_EQ(in_quotes(std::string_view("\x01\x7F", 2)), "'\\x01\\x7F'");
  EXPECT_EQ(in_quotes(std::string(100, 'x')), "'" + std::string(60, 'x') + "...'");
  // cut between characters: 59 letters and a two-byte one
  const std::string umlaut = std::string(59, 'x') + "\xC3\xA4y";
  EXPECT_EQ(in_quotes(umlaut), "'" + std::string(59, 'x') + "\xC3\xA4...'");
}

}  // namespace
}  // namespace inversim
