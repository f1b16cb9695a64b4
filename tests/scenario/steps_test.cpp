// SPDX-License-Identifier: Apache-2.0
// Half of every step, the same spacing.
#include <gtest/gtest.h>

#include <cmath>

#include "inversim/language/parse.h"
#include "inversim/scenario/session.h"

namespace inversim {
namespace {

double spacing(const char* step, const char* rest_step) {
  const Library library{{INVERSIM_SOURCE_DIR}};
  Reading reading =
      read_resolved(std::string(INVERSIM_SOURCE_DIR) + "/scenarios/session_30min.yaml", library);
  EXPECT_TRUE(reading) << sentences(reading.diagnostics);
  for (const std::string& setting : {std::string("settings.step_ms=") + step,
                                     std::string("settings.rest_step_s=") + rest_step}) {
    EXPECT_TRUE(apply_setting(*reading.document, setting).empty());
  }
  Session session(*reading.document);
  session.settle();
  const SessionResult result = session.run({});
  EXPECT_EQ(result.status, StepStatus::kOk);
  EXPECT_GT(result.rest_steps, 100u);
  for (const KeyFigure& f : result.figures) {
    if (f.name == "spacing_l4_l5") return f.value;
  }
  ADD_FAILURE() << "no figure spacing_l4_l5";
  return 0.0;
}

TEST(Steps, HalvingThemKeepsTheSpacing) {
  const double coarse = spacing("6.25", "10"), fine = spacing("3.125", "5");
  std::printf("spacing at L4-L5: %.5f and %.5f mm\n", coarse, fine);
  EXPECT_NEAR(coarse, fine, 0.01 * fine);
}

}  // namespace
}  // namespace inversim
