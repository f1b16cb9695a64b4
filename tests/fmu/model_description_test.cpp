// SPDX-License-Identifier: Apache-2.0
#include "inversim/fmu/model_description.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inversim/fmu/component.h"
#include "inversim/language/quantity.h"

namespace inversim {
namespace {

using testing::HasSubstr;

std::string written(const std::string& text) {
  BaseUnit u;
  if (!base_unit(text, u)) return "unknown";
  std::string out;
  const auto add = [&out](const char* name, int n) {
    if (n != 0) out += name + std::to_string(n) + " ";
  };
  add("kg", u.kg), add("m", u.m), add("s", u.s), add("A", u.A), add("K", u.K), add("rad", u.rad);
  return out;
}

TEST(ModelDescription, UnitsAreTakenApart) {
  EXPECT_EQ(written("N m"), "kg1 m2 s-2 ");
  EXPECT_EQ(written("m s-2"), "m1 s-2 ");
  EXPECT_EQ(written("N/mm"), "kg1 s-2 ");
  EXPECT_EQ(written("deg/s"), "s-1 rad1 ");
  EXPECT_EQ(written("J/kg/K"), "m2 s-2 K-1 ");
  EXPECT_EQ(written("mmHg s/ml"), "kg1 m-4 s-1 ");
  EXPECT_EQ(written("mm2/N"), "kg-1 m1 s2 ");
  EXPECT_EQ(written("V"), "kg1 m2 s-3 A-1 ");
  EXPECT_EQ(written("1"), "");
  EXPECT_EQ(written("years"), "unknown");
  EXPECT_EQ(written(""), "unknown");
  BaseUnit u;
  ASSERT_TRUE(base_unit("degC", u));
  EXPECT_EQ(u.offset, 273.15);
  ASSERT_TRUE(base_unit("N/mm", u));
  EXPECT_DOUBLE_EQ(u.factor, 1000.0);
}

// a factor of the language's own table is the one that the description gives
TEST(ModelDescription, FactorsAreThoseOfTheLanguage) {
  int known = 0;
  for (const Unit& unit : units()) {
    BaseUnit u, si;
    const std::string base(si_unit(unit).text);
    if (!base_unit(std::string(unit.text), u) || !base_unit(base, si)) continue;
    ++known;
    EXPECT_NEAR(u.factor / si.factor, unit.si(1.0), 1e-9 * unit.si(1.0)) << unit.text;
    EXPECT_EQ(u.kg, si.kg) << unit.text;
    EXPECT_EQ(u.m, si.m) << unit.text;
    EXPECT_EQ(u.s, si.s) << unit.text;
    EXPECT_EQ(u.rad, si.rad) << unit.text;
  }
  EXPECT_GT(known, 60);
}

TEST(ModelDescription, ArraysAreScalarsInTwoAndDimensionsInThree) {
  std::vector<FmuVariable> variables = {{"load", "pull & push", "N"}};
  variables[0].labels = {"right", "left"};
  const ModelInfo info{"A <table>", "", "1", "{x}", 0.001, 2.0};
  const std::string two = description_fmi2(info, variables);
  EXPECT_THAT(two, HasSubstr("name=\"load[right]\" valueReference=\"0\""));
  EXPECT_THAT(two, HasSubstr("name=\"load[left]\" valueReference=\"1\""));
  EXPECT_THAT(two, HasSubstr("<Unknown index=\"2\"/>"));
  EXPECT_THAT(two, HasSubstr("A &lt;table&gt;"));
  EXPECT_THAT(two, HasSubstr("pull &amp; push"));
  const std::string three = description_fmi3(info, variables);
  EXPECT_THAT(three, HasSubstr("<Dimension start=\"2\"/>"));
  EXPECT_THAT(three, HasSubstr("(right, left)"));
  EXPECT_THAT(three, HasSubstr("<Output valueReference=\"1\"/>"));
}

TEST(Component, ResourcesAreFoundByPathOrUri) {
  EXPECT_EQ(resource_path("/tmp/a b"), "/tmp/a b");
  EXPECT_EQ(resource_path("file:///tmp/a%20b"), "/tmp/a b");
  EXPECT_EQ(resource_path("file:/tmp/x"), "/tmp/x");
  EXPECT_EQ(resource_path("file://localhost/tmp/x"), "/tmp/x");
}

}  // namespace
}  // namespace inversim
