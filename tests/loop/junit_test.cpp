// SPDX-License-Identifier: Apache-2.0
// Results of a suite as XML, and the words that they are told in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inversim/loop/suite.h"

namespace inversim {
namespace {

using testing::HasSubstr;
using testing::Not;

CaseResult refused(const std::string& message) {
  CaseResult r;
  r.name = "a<b";
  r.controller = "reference";
  r.status = CaseStatus::kInvalid;
  r.message = message;
  return r;
}

TEST(Junit, WhatMeansSomethingInMarkupIsEscaped) {
  const std::string xml = junit("s", {refused("'x' & \"y\" > 1")});
  EXPECT_THAT(xml, HasSubstr("name=\"a&lt;b\""));
  EXPECT_THAT(xml, HasSubstr("message=\"&#39;x&#39; &amp; &quot;y&quot; &gt; 1\""));
}

TEST(Junit, ALineEndsAndWhatIsNoCharacterIsLeftOut) {
  const std::string xml = junit("s", {refused("one\ntwo\x1b[0m\tthree\r\n\x01")});
  EXPECT_THAT(xml, HasSubstr("message=\"one&#10;two[0m\tthree&#10;\""));
  EXPECT_THAT(xml, Not(HasSubstr("\x1b")));
}

TEST(Suite, StatesOfACaseInWords) {
  EXPECT_EQ(status_word(CaseStatus::kPassed), "pass");
  EXPECT_EQ(status_word(CaseStatus::kFailed), "fail");
  EXPECT_EQ(status_word(CaseStatus::kDied), "died");
  EXPECT_EQ(status_word(CaseStatus::kSkipped), "skip");
  for (const CaseStatus s :
       {CaseStatus::kInvalid, CaseStatus::kRefused, CaseStatus::kNoLink, CaseStatus::kBroken}) {
    EXPECT_EQ(status_word(s), "error");
  }
}

TEST(Suite, ATimeThatNeverCameIsTold) {
  Verdict v;
  v.text = "controller never in fault_lock";
  v.unit = "s";
  v.measured = -1.0;
  v.time = 2.5;
  v.holds = true;
  EXPECT_EQ(verdict_sentence(v), "controller never in fault_lock: measured never at 2.500 s");
  v.holds = false;
  EXPECT_EQ(verdict_sentence(v), "controller never in fault_lock");
}

}  // namespace
}  // namespace inversim
