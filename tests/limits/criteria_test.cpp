// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/criteria.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "bench_fixture.h"
#include "inversim/language/parse.h"

namespace inversim {
namespace {

using testing::HasSubstr;

Criteria criteria_with(const std::string& lines) {
  const std::string text =
      "kind: limits\nname: t\nsource: t\ncriteria:\n  - name: one\n    what: w\n    arms: [sides]\n"
      "    report_item: 6\n    clause: c\n    status: assumed\n    source: s\n" +
      lines;
  const Reading reading = parse_text(text, "t.yaml", FileKind::kLimits);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return read_criteria(*reading.document);
}

std::string refusal(const std::string& lines) {
  try {
    criteria_with(lines);
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "taken";
}

TEST(Criteria, AreReadInSi) {
  const Criteria all = criteria_with(
      "    quantity: stop_overshoot\n    against: limit\n    limit: 6\n    unit: deg\n"
      "    rate_deg_per_s: 15\n    latency_s: 0.1\n");
  ASSERT_EQ(all.criteria.size(), 1u);
  const Criterion& c = all.criteria[0];
  EXPECT_NEAR(c.limit, 6 * kDegree, 1e-15);
  EXPECT_NEAR(c.rate, 15 * kDegree, 1e-15);
  EXPECT_EQ(c.quantity, Quantity::kStopOvershoot);
  EXPECT_TRUE(c.judged);
  EXPECT_FALSE(c.at_least);
}

TEST(Criteria, WhatDoesNotGoTogetherIsRefused) {
  EXPECT_THAT(refusal("    quantity: clamp_pull\n    against: clamp_capacity\n    unit: deg\n"),
              HasSubstr("criteria.one.unit: found 'deg', expected a unit like N"));
  EXPECT_THAT(refusal("    quantity: clamp_pull\n    against: slip_torque\n    unit: N\n"),
              HasSubstr("only a holding torque is compared with the slip torque"));
  EXPECT_THAT(refusal("    quantity: clamp_pull\n    against: limit\n    unit: N\n"),
              HasSubstr("criteria.one.limit"));
  EXPECT_THAT(refusal("    quantity: pivot_force\n    against: nothing\n    unit: N\n"),
              HasSubstr("is reported, not judged"));
  EXPECT_THAT(refusal("    quantity: pivot_force\n    against: nothing\n    unit: N\n    role: "
                      "reported\n    from_deg: 10\n    to_deg: 5\n"),
              HasSubstr("is above to_deg"));
  const std::string worn =
      "    quantity: holding_torque\n    against: worn_slip_torque\n    unit: N m\n";
  EXPECT_THAT(refusal(worn + "    rate_deg_per_s: 15\n"), HasSubstr("criteria.one.cycles"));
  EXPECT_THAT(refusal(worn + "    cycles: 100\n"), HasSubstr("a stop from rest wears nothing"));
  EXPECT_THAT(refusal(worn + "    cycles: 100\n    rate_deg_per_s: 15\n"), HasSubstr("taken"));
  EXPECT_THAT(refusal("    quantity: holding_torque\n    against: slip_torque\n    unit: N m\n"
                      "    cycles: 100\n"),
              HasSubstr("criteria.one.cycles"));
}

TEST(Criteria, TheShippedFileNamesAClauseAndAMarkForEach) {
  const Reading reading = read_file(
      std::string(INVERSIM_SOURCE_DIR) + "/models/criteria/table_limits.yaml", FileKind::kLimits);
  ASSERT_TRUE(reading) << sentences(reading.diagnostics);
  const Criteria all = read_criteria(*reading.document);
  EXPECT_GE(all.criteria.size(), 20u);
  std::set<Quantity> asked;
  for (const Criterion& c : all.criteria) {
    asked.insert(c.quantity);
    EXPECT_FALSE(c.clause.empty()) << c.name;
    EXPECT_FALSE(c.source.empty()) << c.name;
  }
  EXPECT_EQ(asked.size(), 17u) << "a quantity that nothing asks for";
}

}  // namespace
}  // namespace inversim
