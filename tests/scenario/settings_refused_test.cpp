// SPDX-License-Identifier: Apache-2.0
// Settings that do not go with each other are refused with the place that gave them: a line of the
// file, or the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "inversim/scenario/session.h"
#include "short_scenario.h"

namespace inversim {
namespace {

using testing::ContainsRegex;

constexpr char kHold[] = "protocol: [{hold: {duration_s: 1}}]\n";

/// What is said of settings in the fifth line of a file, and of more that are laid over it.
std::string said(const std::string& settings, const std::vector<std::string>& overrides = {},
                 const std::string& rest = kHold) {
  Document document = short_scenario("circulation: false" + settings, rest);
  for (const std::string& setting : overrides) {
    EXPECT_TRUE(apply_setting(document, setting).empty()) << setting;
  }
  try {
    const Session session(document);
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "";
}

TEST(SettingsRefused, InAFileWithLineAndColumn) {
  EXPECT_THAT(said(", heart: beating"),
              ContainsRegex("^[^ ]*\\.yaml:5:[0-9]+: settings\\.heart: no heart beats where "));
  EXPECT_THAT(said(", empty_table: true"),
              ContainsRegex("^[^ ]*\\.yaml:5:[0-9]+: settings\\.empty_table: found true, "));
  EXPECT_THAT(said(", cuffs: left"),
              ContainsRegex("^[^ ]*\\.yaml:5:[0-9]+: settings\\.cuffs: found 'left', expected "));
  EXPECT_THAT(said("", {}, "protocol: [{rotate: {to_deg: 20, by: motor}}]\n"),
              ContainsRegex("^[^ ]*\\.yaml:6:[0-9]+: the table has no motor to turn the bed$"));
  EXPECT_THAT(said("", {}, kHold + std::string("record: {signals: [bed_angel]}\n")),
              ContainsRegex("^[^ ]*\\.yaml:7:[0-9]+: record\\.signals: there is no signal "));
}

TEST(SettingsRefused, OfTheCommandLineWithoutANumber) {
  EXPECT_EQ(said("", {"settings.heart=beating"}),
            "--set: settings.heart: no heart beats where settings.circulation is false");
  EXPECT_EQ(said("", {"settings.empty_table=true"}),
            "--set: settings.empty_table: found true, expected false as long as "
            "settings.rigid_user is false");
  EXPECT_EQ(said("", {"settings.cuffs=left"}),
            "--set: settings.cuffs: found 'left', expected 'both' as long as settings.legs is "
            "'lumped'");
}

}  // namespace
}  // namespace inversim
