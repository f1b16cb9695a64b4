// SPDX-License-Identifier: Apache-2.0
// What people are told, word for word, and what more than one value decides.
#include "inversim/language/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inversim {
namespace {

using testing::HasSubstr;

constexpr char kGood[] = R"(kind: subject
name: A
sex: male
age_years: 35
height_cm: 175
mass_kg: 75
)";

std::string with(const std::string& line, const std::string& instead) {
  std::string text = kGood;
  const std::size_t at = text.find(line);
  return text.replace(at, line.size(), instead);
}

std::string said(const std::string& text) {
  return sentences(parse_text(text, "me.yaml").diagnostics);
}

std::string scenario(const std::string& more) {
  return said("kind: scenario\nname: A\ntable: t\nsubject: s\n" + more);
}

TEST(Parse, TwentyMistakesWordForWord) {
  EXPECT_EQ(
      said(with("mass_kg: 75", "mas_kg: 75")),
      "me.yaml:6:1: mas_kg: found an unknown key, expected one of kind, name, description, source, "
      "provenance, "
      "sex, age_years, height_cm, mass_kg, segment_set or 7 more (did you mean 'mass_kg'?)\n");
  EXPECT_EQ(said(with("mass_kg: 75\n", "")),
            "me.yaml:1:1: mass_kg: found nothing, expected a number of kg from 25 to 300 (the key "
            "is missing)\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: heavy")),
            "me.yaml:6:10: mass_kg: found 'heavy', expected a number of kg from 25 to 300\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: 7500")),
            "me.yaml:6:10: mass_kg: found 7500, expected a number of kg from 25 to 300\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_st: 75")),
            "me.yaml:6:10: mass_st: found 75, expected a number of st from 3.937 to 47.24\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: .nan")),
            "me.yaml:6:10: mass_kg: found '.nan', expected a number of kg from 25 to 300 (it must "
            "be finite)\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: 75 kg")),
            "me.yaml:6:10: mass_kg: found '75 kg', expected a number of kg from 25 to 300 (the "
            "unit belongs in the key)\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: 75,5")),
            "me.yaml:6:10: mass_kg: found '75,5', expected a number of kg from 25 to 300 (write a "
            "decimal point)\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: 075")),
            "me.yaml:6:10: mass_kg: found '075', expected a number of kg from 25 to 300 (leave out "
            "the leading zero, "
            "which some readers take for octal)\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: '75'")),
            "me.yaml:6:10: mass_kg: found '75', expected a number of kg from 25 to 300 (write it "
            "without quotes)\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg:")),
            "me.yaml:6:1: mass_kg: found nothing, expected a number of kg from 25 to 300\n");
  EXPECT_EQ(
      said(with("mass_kg: 75", "mass_cm: 75")),
      "me.yaml:6:1: mass_cm: found the unit cm, expected mass_kg, mass_g, mass_lb or mass_st\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass: 75")),
            "me.yaml:6:1: mass: found a key without its unit, expected mass_kg, mass_g, mass_lb or "
            "mass_st\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: 75\nmass_lb: 165")),
            "me.yaml:7:1: mass_lb: found 'mass_lb' beside 'mass_kg', expected it once (first in "
            "line 6)\n");
  EXPECT_EQ(
      said(with("mass_kg: 75", "mass_kg: 75\nmass_kg: 76")),
      "me.yaml:7:1: mass_kg: found the key a second time, expected it once (first in line 6)\n");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_kg: {value: 75, low: 80}")),
            "me.yaml:6:27: mass_kg.low: found 80, expected a number not above the value 75\n");
  EXPECT_EQ(
      said(with("sex: male", "sex: mael")),
      "me.yaml:3:6: sex: found 'mael', expected one of male or female (did you mean 'male'?)\n");
  EXPECT_EQ(
      said(with("name: A", "name: 42")),
      "me.yaml:2:7: name: found 42, expected a text (put it in quotes if the text is meant)\n");
  EXPECT_EQ(scenario("protocol: [mount]\nsettings: {contact: yes}\n"),
            "me.yaml:6:21: settings.contact: found 'yes', expected true or false\n");
  EXPECT_EQ(scenario("protocol:\n  - mount\n  - rotat: {to_deg: 60}\n"),
            "me.yaml:7:5: protocol.2.rotat: found an unknown step, expected a step, one of mount, "
            "rotate, hold, brake, arms, return, rest, oscillate, crunch, twist or 12 more (did you "
            "mean 'rotate'?)\n");
}

TEST(Parse, SaysAllThatIsWrongAtOnce) {
  const Reading reading =
      parse_text("kind: subject\nname: ''\nsex: other\nage_years: 12\nheigt_cm: 175\n", "me.yaml");
  ASSERT_EQ(reading.diagnostics.size(), 5u) << sentences(reading.diagnostics);
  // in the order of the file; the key that is missing stands at its beginning
  EXPECT_EQ(reading.diagnostics[0].key, "mass_kg");
  EXPECT_EQ(reading.diagnostics[1].key, "name");
  EXPECT_EQ(reading.diagnostics[4].key, "heigt_cm");
}

TEST(Parse, TheKindOfAFileIsChecked) {
  EXPECT_EQ(said(""),
            "me.yaml:1:1: found an empty file, expected a map that begins with the key 'kind'\n");
  EXPECT_EQ(said("# nothing but a remark\n"),
            "me.yaml:1:1: found an empty file, expected a map that begins with the key 'kind'\n");
  EXPECT_EQ(said("- 1\n"),
            "me.yaml:1:1: found a list, expected a map that begins with the key 'kind'\n");
  EXPECT_EQ(said("name: A\n"),
            "me.yaml:1:1: kind: found nothing, expected one of table, subject, spine, circulation, "
            "scenario, validation, risk, limits, suite or sweep (the key is missing)\n");
  EXPECT_EQ(said("kind: tabel\n"),
            "me.yaml:1:7: kind: found 'tabel', expected one of table, subject, spine, circulation, "
            "scenario, validation, risk, limits, suite or sweep (did you mean 'table'?)\n");
  const Reading reading = parse_text(kGood, "me.yaml", FileKind::kTable);
  EXPECT_EQ(sentences(reading.diagnostics),
            "me.yaml:1:7: kind: found a subject file, expected a table file\n");
}

TEST(Parse, RangesHoldInEveryUnit) {
  // 300 kg and 110 deg are allowed, however they are written
  EXPECT_EQ(said(with("mass_kg: 75", "mass_g: 300000")), "");
  EXPECT_EQ(said(with("mass_kg: 75", "mass_lb: 661.3867865546327")), "");
  EXPECT_THAT(said(with("mass_kg: 75", "mass_lb: 661.4")), HasSubstr("found 661.4"));
  EXPECT_EQ(scenario("protocol: [rotate: {to_rad: 1.9198621771937625}]\n"), "");
  EXPECT_THAT(scenario("protocol: [rotate: {to_rad: 1.92}]\n"), HasSubstr("found 1.92"));
}

TEST(Parse, FixedListsAreCompleteAndInOrder) {
  std::string text = "kind: spine\nname: A\nlimbs:\n";
  const auto limbs = [&](std::initializer_list<const char*> names) {
    std::string said_of_limbs;
    std::string file = text;
    for (const char* name : names) {
      file += std::string("  - {name: ") + name;
      for (const char* key : {"passive_Nm_per_rad", "rotational_damping_Nms_per_rad",
                              "axial_N_per_m", "axial_damping_Ns_per_m", "active_Nm_per_rad",
                              "active_damping_Nms_per_rad", "strength_Nm"})
        file += std::string(", ") + key + ": 1";
      file += "}\n";
    }
    for (const Diagnostic& diagnostic : parse_text(file, "f").diagnostics)
      if (diagnostic.key.starts_with("limbs")) said_of_limbs += sentence(diagnostic) + "\n";
    return said_of_limbs;
  };
  EXPECT_EQ(limbs({"ankle", "knee", "hip", "shoulder", "elbow"}), "");
  EXPECT_EQ(limbs({"ankle", "knee", "shoulder", "elbow"}),
            "f:3:1: limbs: found no record named 'hip', expected all of ankle, knee, hip, shoulder "
            "and elbow\n");
  EXPECT_EQ(
      limbs({"ankle", "hip", "knee", "shoulder", "elbow"}),
      "f:5:5: limbs.hip: found 'hip' as record 2, expected 'knee' there (the order is fixed)\n");
  EXPECT_EQ(limbs({"ankle", "knee", "hipp", "shoulder", "elbow"}),
            "f:6:12: limbs.hipp.name: found 'hipp', expected one of ankle, knee, hip, shoulder or "
            "elbow (did you mean 'hip'?)\n");
  EXPECT_EQ(
      limbs({"ankle", "knee", "hip", "hip", "shoulder", "elbow"}),
      "f:7:12: limbs.hip.name: found the name 'hip' a second time, expected every name once\n");
}

TEST(Parse, StepsHaveOneKey) {
  EXPECT_THAT(scenario("protocol: [{mount: {}, hold: {duration_s: 1}}]\n"),
              HasSubstr("protocol.1: found 2 keys, expected a step"));
  EXPECT_THAT(scenario("protocol: [{}]\n"), HasSubstr("protocol.1: found an empty map"));
  EXPECT_EQ(scenario("protocol: [hold]\n"),
            "me.yaml:5:12: protocol.1.hold: found a step without settings, expected a map of "
            "duration_s\n");
  EXPECT_THAT(scenario("protocol: [mont]\n"), HasSubstr("did you mean 'mount'?"));
  EXPECT_EQ(scenario("protocol: [mount: ]\n"),
            "me.yaml:5:12: protocol.1.mount: found nothing, expected a map of duration_s (write {} "
            "for a map that sets nothing)\n");
}

TEST(Parse, ValuesThatMustNotBeAboveOthers) {
  EXPECT_EQ(scenario("protocol: [mount]\nexpect: [{signal: bed_angle, statistic: max, min: 61, "
                     "max: 60, unit: deg}]\n"),
            "me.yaml:6:51: expect.1.min: found 61, expected a number not above max, which is 60\n");
  EXPECT_EQ(
      scenario("protocol: [mount]\nexpect: [{signal: bed_angle, statistic: max}]\n"),
      "me.yaml:6:10: expect.1: found no min, max, never_states and no reaches_states, expected "
      "at least one of them\n");
  EXPECT_EQ(scenario("protocol: [mount]\nexpect: [{signal: bed_angle, statistic: max, max: 60, "
                     "unit: degs}]\n"),
            "me.yaml:6:61: expect.1.unit: found 'degs', expected a unit such as mmHg, ml/mmHg or 1 "
            "(did you mean 'deg'?)\n");
}

TEST(Parse, AFigureInTheUnitBesideIt) {
  const Reading reading = parse_text(
      "kind: scenario\nname: A\ntable: t\nsubject: s\nprotocol: [mount]\n"
      "expect: [{signal: map, statistic: mean, min: 86, max: 96, unit: mmHg}]\n",
      "me.yaml");
  ASSERT_TRUE(reading) << sentences(reading.diagnostics);
  EXPECT_NEAR(reading.document->root.real("expect.1.max"), 96 * 133.322387415, 1e-9);
}

TEST(Parse, ProvenanceOfManyFigures) {
  const std::string text = std::string(kGood) + R"(
provenance:
  - {figures: [mass_kg, tone], status: assumed, source: first, low_factor: 0.5}
  - {figures: [mass_lb], status: recalled, source: later, low_factor: 0.9, high_factor: 1.1}
tone: {scale: {value: 2, status: seen}}
centre_of_mass_offset_m: 0.01
)";
  const Reading reading = parse_text(text, "me.yaml");
  ASSERT_TRUE(reading) << sentences(reading.diagnostics);
  const Provenance& mass = reading.document->root.at("mass_kg").provenance;
  EXPECT_EQ(mass.status, Status::kRecalled);
  EXPECT_EQ(mass.source, "later");
  EXPECT_DOUBLE_EQ(*mass.low, 67.5);
  EXPECT_DOUBLE_EQ(*mass.high, 82.5);
  // its own status goes before, the rest is filled in
  const Provenance& scale = reading.document->root.at("tone.scale").provenance;
  EXPECT_EQ(scale.status, Status::kSeen);
  EXPECT_EQ(scale.source, "first");
  EXPECT_DOUBLE_EQ(*scale.low, 1);
  EXPECT_FALSE(scale.high);
  EXPECT_EQ(reading.document->root.at("centre_of_mass_offset_m").provenance.status, Status::kNone);
  EXPECT_EQ(
      said(std::string(kGood) + "provenance: [{figures: [mas_kg], status: seen, source: x}]\n"),
      "me.yaml:7:25: provenance.1.figures.1: found 'mas_kg', expected the path of a figure of this "
      "file, without "
      "names of records (did you mean 'mass_kg'?)\n");
  EXPECT_THAT(said(std::string(kGood) +
                   "provenance: [{figures: [mass_kg], where: [L4-L5], status: seen, source: x}]\n"),
              HasSubstr("provenance.1.where.1: found 'L4-L5', expected the name of a record that "
                        "has these figures"));
}

TEST(Parse, FilesThatAreNotFiles) {
  EXPECT_EQ(sentences(read_file("/nowhere/x.yaml").diagnostics),
            "/nowhere/x.yaml: found no such file, expected a readable file\n");
  EXPECT_EQ(sentences(read_file("/").diagnostics),
            "/: found a directory, expected a readable file\n");
  EXPECT_EQ(sentences(read_file("/dev/zero").diagnostics),
            "/dev/zero: found something that is not a plain file, expected a readable file\n");
  EXPECT_FALSE(read_file("").document);
}

}  // namespace
}  // namespace inversim
