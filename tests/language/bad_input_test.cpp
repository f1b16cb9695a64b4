// SPDX-License-Identifier: Apache-2.0
// Every key of every kind of file, wrong in every way. The files are made from the table of fields;
// each must give one sentence with file, line, column, key, what was found and what was expected.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "example_file.h"
#include "inversim/language/parse.h"

namespace inversim {
namespace {

using example::Line;
using example::Way;

constexpr char kFile[] = "spoilt.yaml";

// what one spoilt file must be answered with
struct Wanted {
  int line = 0, column = 0;
  std::string key;
  std::string found;  // part of what is found
};

// why the answer is not the one wanted, or ""
std::string fault(const Reading& reading, const Wanted& wanted) {
  if (reading.document) return "the file was taken for good";
  if (reading.diagnostics.size() != 1)
    return std::to_string(reading.diagnostics.size()) + " sentences:\n" +
           sentences(reading.diagnostics);
  const Diagnostic& got = reading.diagnostics.front();
  const std::string said = sentence(got);
  std::string why;
  if (got.where.file != kFile) why += "file; ";
  if (got.where.line != wanted.line) why += "line is not " + std::to_string(wanted.line) + "; ";
  if (got.where.column != wanted.column)
    why += "column is not " + std::to_string(wanted.column) + "; ";
  if (got.key != wanted.key) why += "key is not '" + wanted.key + "'; ";
  if (got.found.find(wanted.found) == std::string::npos)
    why += "does not find '" + wanted.found + "'; ";
  if (said.find('\n') != std::string::npos) why += "more than one line; ";
  const std::string form = std::string(kFile) + ":" + std::to_string(got.where.line) + ":" +
                           std::to_string(got.where.column) + ": " + got.key + ": found " +
                           got.found + ", expected " + got.expected;
  if (!said.starts_with(form) || got.where.line < 1 || got.where.column < 1 || got.key.empty() ||
      got.found.empty() || got.expected.empty())
    why += "form; ";
  return why.empty() ? "" : why + said;
}

// what a way of spoiling does to a line of the file
struct Spoil {
  std::string name;
  std::function<bool(const Line&)> fits;
  // spoils the tree; returns what must be said, with places filled in after writing
  enum class Place { kKey, kValue, kOwner, kSecond } place = Place::kValue;
  std::function<void(Line& parent, Line& line)> act;
  std::function<std::string(const Line&)> found = [](const Line&) { return std::string(); };
  std::string key_suffix = {};  // of the wanted key below the line's own
  bool renames = false;         // the wanted key is that of the spoilt line
};

bool is(const Line& line, std::initializer_list<FieldType> types) {
  return !line.entry && std::find(types.begin(), types.end(), line.field->type) != types.end();
}
bool number(const Line& line) { return is(line, {FieldType::kReal, FieldType::kInteger}); }
bool anything(const Line& line) { return !line.entry; }
bool leaf(const Line& line) {
  return is(line, {FieldType::kReal, FieldType::kInteger, FieldType::kBoolean, FieldType::kText,
                   FieldType::kChoice, FieldType::kReference});
}

Spoil value(std::string name, std::function<bool(const Line&)> fits, const std::string& text,
            const std::string& found, Spoil::Place place = Spoil::Place::kValue) {
  Spoil spoil;
  spoil.name = std::move(name);
  spoil.fits = std::move(fits);
  spoil.place = place;
  spoil.act = [text](Line&, Line& line) {
    line.value = text;
    line.children.clear();
  };
  spoil.found = [found](const Line&) { return found; };
  return spoil;
}

std::string out_of_range(const Field& field, bool above, double factor = 1) {
  const double end = above ? field.high : field.low;
  const double step = field.type == FieldType::kInteger ? 1 : 0.01 * std::max(1.0, std::abs(end));
  const double value = above ? end + step : (field.above_low ? end : end - step);
  return number_text(value * factor);
}

std::vector<Spoil> all_spoils() {
  using Place = Spoil::Place;
  std::vector<Spoil> all;
  const auto add = [&](Spoil spoil) { all.push_back(std::move(spoil)); };

  // the key
  {
    Spoil spoil;
    spoil.name = "missing";
    // a step's one key, and what a map is in a list of steps, is not required by itself
    spoil.fits = [](const Line& line) { return !line.entry && line.field->required; };
    spoil.place = Place::kOwner;
    spoil.act = [](Line& parent, Line& line) {
      const Line* gone = &line;
      parent.children.erase(parent.children.begin() + (gone - parent.children.data()));
    };
    spoil.found = [](const Line&) { return "nothing"; };
    add(spoil);
  }
  {
    Spoil spoil;
    spoil.name = "misspelt";
    spoil.fits = anything;
    spoil.place = Place::kKey;
    spoil.renames = true;
    spoil.act = [](Line&, Line& line) {
      line.key.erase(line.key.size() / 2, 1);
      line.label = line.key;
    };
    // a letter less can make another unit of it
    spoil.found = [](const Line& line) {
      const auto split = split_unit_key(line.key);
      return split && split->stem == line.field->stem ? "the unit" : "unknown";
    };
    add(spoil);
  }
  {
    Spoil spoil;
    spoil.name = "twice";
    spoil.fits = [](const Line& line) { return anything(line); };
    spoil.place = Place::kSecond;
    spoil.act = [](Line& parent, Line& line) {
      const auto at = &line - parent.children.data();
      parent.children.insert(parent.children.begin() + at, Line(line));
    };
    spoil.found = [](const Line&) { return "second time"; };
    add(spoil);
  }
  {
    Spoil spoil;
    spoil.name = "a stranger beside it";
    spoil.fits = anything;
    spoil.place = Place::kSecond;
    spoil.renames = true;
    spoil.act = [](Line& parent, Line& line) {
      const auto at = &line - parent.children.data();
      Line stranger;
      stranger.field = line.field;
      stranger.key = stranger.label = "qqqqqqqqqqqqqqqqqqqqqq";
      stranger.value = "1";
      parent.children.insert(parent.children.begin() + at + 1, stranger);
    };
    spoil.found = [](const Line&) { return "unknown"; };
    add(spoil);
  }
  {
    Spoil spoil;
    spoil.name = "unit of another family";
    spoil.fits = [](const Line& line) { return !line.entry && line.field->unit; };
    spoil.place = Place::kKey;
    spoil.renames = true;
    spoil.act = [](Line&, Line& line) {
      line.key = line.field->stem + (line.field->unit->family == "mass" ? "_mmHg" : "_kg");
      line.label = line.key;
    };
    spoil.found = [](const Line&) { return "the unit"; };
    add(spoil);
  }
  {
    Spoil spoil;
    spoil.name = "unit left out";
    spoil.fits = [](const Line& line) { return !line.entry && line.field->unit; };
    spoil.place = Place::kKey;
    spoil.renames = true;
    spoil.act = [](Line&, Line& line) { line.key = line.label = line.field->stem; };
    spoil.found = [](const Line&) { return "without its unit"; };
    add(spoil);
  }
  {
    Spoil spoil;
    spoil.name = "two of one family";
    spoil.fits = [](const Line& line) {
      return !line.entry && line.field->unit && family_of(*line.field->unit).size() > 1;
    };
    spoil.place = Place::kSecond;
    spoil.renames = true;
    spoil.act = [](Line& parent, Line& line) {
      const auto at = &line - parent.children.data();
      Line other = line;
      other.key = other.label = spellings(*line.field).back();
      parent.children.insert(parent.children.begin() + at + 1, other);
    };
    spoil.found = [](const Line&) { return "beside"; };
    add(spoil);
  }
  {
    Spoil spoil;
    spoil.name = "merge key";
    spoil.fits = anything;
    spoil.place = Place::kSecond;
    spoil.renames = true;
    spoil.act = [](Line& parent, Line& line) {
      const auto at = &line - parent.children.data();
      Line merge;
      merge.field = line.field;
      merge.key = merge.label = "<<";
      merge.value = "{}";
      parent.children.insert(parent.children.begin() + at + 1, merge);
    };
    spoil.found = [](const Line&) { return "merge key"; };
    add(spoil);
  }

  // any value
  add(value("nothing", anything, "", "nothing", Place::kKey));
  all.back().act = [](Line&, Line& line) {
    line.value = " ";  // written as "key: " with nothing behind it
    line.children.clear();
  };
  add(value("null", anything, "~", "nothing", Place::kKey));
  add(value("anchor", anything, "&a", "the anchor"));
  all.back().act = [](Line&, Line& line) {
    line.value = "&a " + (line.value.empty() ? "1" : line.value);
  };
  all.back().fits = leaf;
  add(value("alias", anything, "*a", "YAML"));
  add(value("tag", leaf, "", "the tag"));
  all.back().act = [](Line&, Line& line) { line.value = "!thing " + line.value; };
  add(value(
      "a list",
      [](const Line& l) {
        return leaf(l) || is(l, {FieldType::kMap, FieldType::kOverrides});
      },
      "[1, 2]", "a list"));
  add(value(
      "an empty list",
      [](const Line& l) {
        return leaf(l) || is(l, {FieldType::kMap, FieldType::kOverrides});
      },
      "[]", "an empty list"));
  add(value(
      "a map",
      [](const Line& l) {
        return leaf(l) || is(l, {FieldType::kReals, FieldType::kTexts, FieldType::kRecords,
                                 FieldType::kSteps});
      },
      "{a: 1}", "a map"));
  add(value(
      "an empty map",
      [](const Line& l) {
        return leaf(l) || is(l, {FieldType::kReals, FieldType::kTexts, FieldType::kRecords,
                                 FieldType::kSteps});
      },
      "{}", "an empty map"));
  const auto not_a_word = [](const Line& l) {
    return !l.entry && !is(l, {FieldType::kText, FieldType::kReference});
  };
  add(value("a word", not_a_word, "qqqq", "'qqqq'"));
  add(value("an empty text", anything, "''", "an empty text"));
  const auto not_a_number = [](const Line& l) { return !l.entry && !number(l); };
  add(value("a number", not_a_number, "17", "17"));
  const auto not_a_flag = [](const Line& l) { return !l.entry && !is(l, {FieldType::kBoolean}); };
  add(value("a flag", not_a_flag, "true", "'true'"));

  // numbers
  const struct {
    const char *name, *text;
  } numbers[] = {
      {"not a number", ".nan"},      {"NaN", "NaN"},           {"infinity", ".inf"},
      {"minus infinity", "-.inf"},   {"too great", "1e999"},   {"in quotes", "'1'"},
      {"decimal comma", "1,5"},      {"hexadecimal", "0x1F"},  {"octal of YAML 1.1", "017"},
      {"octal of YAML 1.2", "0o17"}, {"underscores", "1_000"}, {"base 60", "1:30"},
      {"unit behind it", "1 mm"},    {"two points", "1.2.3"},  {"percent", "5%"},
      {"sign alone", "-"},           {"letter in it", "1O0"},  {"exponent without digits", "1e"}};
  for (const auto& each : numbers) {
    std::string found = each.text;
    if (found == "-") continue;  // a lone dash begins a list
    if (found.front() == '\'') found = "'1'";
    add(value(each.name, number, each.text, found));
  }
  add(value(
      "not whole", [](const Line& l) { return is(l, {FieldType::kInteger}); }, "1.5", "1.5"));
  add(value(
      "whole with exponent", [](const Line& l) { return is(l, {FieldType::kInteger}); }, "1e1",
      "1e1"));
  for (const bool above : {false, true}) {
    Spoil spoil;
    spoil.name = above ? "above its range" : "below its range";
    spoil.fits = [above](const Line& l) {
      return number(l) && std::isfinite(above ? l.field->high : l.field->low);
    };
    spoil.act = [above](Line&, Line& line) { line.value = out_of_range(*line.field, above); };
    spoil.found = [above](const Line& l) { return out_of_range(*l.field, above); };
    add(spoil);
    spoil.name += ", as a figure";
    spoil.fits = [above](const Line& l) {
      return is(l, {FieldType::kReal}) && !l.field->plain &&
             std::isfinite(above ? l.field->high : l.field->low);
    };
    spoil.act = [above](Line&, Line& line) {
      line.value = "{value: " + out_of_range(*line.field, above) + "}";
    };
    spoil.key_suffix = ".value";
    add(spoil);
    // the same bound in another unit
    spoil.name = above ? "above its range, in another unit" : "below its range, in another unit";
    spoil.key_suffix = "";
    spoil.renames = true;
    spoil.fits = [above](const Line& l) {
      return is(l, {FieldType::kReal}) && l.field->unit && family_of(*l.field->unit).size() > 1 &&
             (above || !l.field->above_low) && std::isfinite(above ? l.field->high : l.field->low);
    };
    spoil.act = [above](Line&, Line& line) {
      const std::string other = spellings(*line.field).back();
      const Unit& unit = *split_unit_key(other)->unit;
      const double end = above ? line.field->high : line.field->low;
      const double beyond = end + (above ? 1 : -1) * 0.01 * std::max(1.0, std::abs(end));
      line.value = number_text(unit.from_si(line.field->unit->si(beyond)));
      line.key = line.label = other;
    };
    spoil.found = [](const Line& l) { return l.value; };
    add(spoil);
  }
  // figures
  const auto figure = [](const Line& l) { return is(l, {FieldType::kReal}) && !l.field->plain; };
  const struct {
    const char *name, *rest, *suffix, *found;
  } figures[] = {{"figure with an unknown key", ", qqqq: 1", ".qqqq", "unknown"},
                 {"figure with a wrong status", ", status: guessed", ".status", "'guessed'"},
                 {"figure with a source that is a number", ", source: 17", ".source", "17"},
                 {"figure with a low end that is no number", ", low: qqqq", ".low", "'qqqq'"},
                 {"figure with a high end that is not finite", ", high: .inf", ".high", ".inf"}};
  for (const auto& each : figures) {
    Spoil spoil;
    spoil.name = each.name;
    spoil.fits = figure;
    const std::string rest = each.rest;
    spoil.act = [rest](Line&, Line& line) { line.value = "{value: " + line.value + rest + "}"; };
    spoil.found = [found = std::string(each.found)](const Line&) { return found; };
    spoil.key_suffix = each.suffix;
    add(spoil);
  }
  // words
  const auto flag = [](const Line& l) { return is(l, {FieldType::kBoolean}); };
  for (const char* text : {"yes", "no", "on", "off", "True", "1", "'true'"})
    add(value(std::string("flag ") + text, flag, text, text));
  const auto choice = [](const Line& l) { return is(l, {FieldType::kChoice}); };
  Spoil misspelt = value("misspelt choice", choice, "", "'");
  misspelt.act = [](Line&, Line& line) { line.value.insert(line.value.size() / 2, "z"); };
  add(misspelt);
  // lists
  add(value(
      "an empty list of entries",
      [](const Line& l) {
        return is(l,
                  {FieldType::kRecords, FieldType::kSteps, FieldType::kTexts, FieldType::kReals}) &&
               l.field->least > 0;
      },
      "[]", ""));
  Spoil item = value(
      "a number in the list",
      [](const Line& l) {
        return is(l, {FieldType::kRecords, FieldType::kSteps, FieldType::kTexts});
      },
      "[17]", "17");
  item.key_suffix = ".1";
  add(item);
  Spoil word = value(
      "a word in the list",
      [](const Line& l) {
        return is(l, {FieldType::kRecords, FieldType::kSteps});
      },
      "[qqqq]", "'qqqq'");
  word.key_suffix = ".1";
  add(word);
  add(value(
      "too many in the list",
      [](const Line& l) { return is(l, {FieldType::kReals}) && l.field->most < 10; },
      "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "11 entries"));
  Spoil real_item = value(
      "no number in the list", [](const Line& l) { return is(l, {FieldType::kReals}); }, "",
      "'qqqq'");
  real_item.act = [](Line&, Line& line) {
    line.value = "[qqqq" + line.value.substr(line.value.find_first_of(",]"));
  };
  real_item.key_suffix = ".1";
  add(real_item);
  return all;
}

// the rows are the same for each of the 25 levels: the first is enough
bool later_in_a_long_list(const Line& root, const Way& way) {
  const Line* line = &root;
  for (const std::size_t i : way) {
    const bool list = !line->children.empty() && line->children.front().entry;
    if (list && line->children.size() > 4 && line->field->type == FieldType::kRecords && i > 0)
      return true;
    line = &line->children[i];
  }
  return false;
}

class BadInput : public testing::TestWithParam<FileKind> {};

TEST_P(BadInput, EveryKeyWrongInEveryWayGivesOneSentence) {
  const FileKind kind = GetParam();
  const Line good = example::file(kind);
  std::vector<Way> ways;
  example::ways(good, {}, ways);
  std::erase_if(ways, [&](const Way& way) { return later_in_a_long_list(good, way); });
  std::map<std::string, int> count;
  int faults = 0;
  for (const Spoil& spoil : all_spoils()) {
    for (const Way& way : ways) {
      if (!spoil.fits(example::at(good, way))) continue;
      Line root = good;
      Line& line = example::at(root, way);
      Way up(way.begin(), way.end() - 1);
      Line& parent = example::at(root, up);
      // the one key of a step has rules of its own
      const bool step_key = parent.entry && parent.field->type == FieldType::kSteps;
      if (step_key && (spoil.place == Spoil::Place::kOwner || spoil.place == Spoil::Place::kSecond))
        continue;
      const Line before = line;
      spoil.act(parent, line);
      Line& after_line = spoil.place == Spoil::Place::kOwner ? parent : example::at(root, way);
      Way second = way;
      ++second.back();
      Line& spoilt = spoil.place == Spoil::Place::kSecond ? example::at(root, second) : after_line;
      const std::string found = spoil.found(spoil.renames ? spoilt : before);
      const std::string text = example::text(root);
      Wanted wanted;
      wanted.found = found;
      wanted.line = std::max(spoilt.line, 1);
      if (spoil.place == Spoil::Place::kOwner) {
        wanted.column = std::max(parent.key_column, 1);
        wanted.key = parent.path.empty() ? before.key : parent.path + "." + before.key;
        // a record without a name goes by its number
        if (parent.entry && before.key == "name")
          wanted.key = parent.path.substr(0, parent.path.rfind('.') + 1) +
                       std::to_string(up.back() + 1) + ".name";
      } else {
        wanted.key = spoilt.path + spoil.key_suffix;
        wanted.column =
            spoil.place == Spoil::Place::kValue ? spoilt.value_column : spoilt.key_column;
      }
      const Reading reading = parse_text(text, kFile, kind);
      // inside a flow value the column is further right: it must only be on the value's line
      if (!spoil.key_suffix.empty() && reading.diagnostics.size() == 1 &&
          reading.diagnostics[0].where.column > wanted.column)
        wanted.column = reading.diagnostics[0].where.column;
      // a record whose name is spoilt goes by another label
      if (parent.entry && before.key == "name" && reading.diagnostics.size() == 1) {
        const std::string& key = reading.diagnostics[0].key;
        const std::string list = parent.path.substr(0, parent.path.rfind('.') + 1);
        if (key.starts_with(list)) wanted.key = key;
      }
      const std::string why = fault(reading, wanted);
      ++count[spoil.name];
      if (!why.empty() && ++faults <= 40)
        ADD_FAILURE() << kind_name(kind) << ", " << before.path << before.key << ", " << spoil.name
                      << ": " << why;
    }
  }
  int total = 0;
  for (const auto& [name, times] : count) total += times;
  RecordProperty("cases", total);
  std::printf("%s: %d spoilt files in %zu ways, %d faults\n", std::string(kind_name(kind)).c_str(),
              total, count.size(), faults);
  EXPECT_EQ(faults, 0);
  EXPECT_GT(total, 800);
}

INSTANTIATE_TEST_SUITE_P(Kinds, BadInput, testing::ValuesIn(kFileKinds),
                         [](const auto& test) { return std::string(kind_name(test.param)); });

TEST(BadInputItself, TheUnspoiltFileIsGood) {
  for (const FileKind kind : kFileKinds) {
    Line root = example::file(kind);
    const Reading reading = parse_text(example::text(root), kFile, kind);
    EXPECT_TRUE(reading) << kind_name(kind) << '\n' << sentences(reading.diagnostics);
  }
}

// the comparison above must be able to fail: each part of a wrong answer is noticed
TEST(BadInputItself, NoticesAWrongAnswer) {
  const std::string text =
      "kind: subject\nname: A\nsex: male\nage_years: 35\nheight_cm: 175\nmass_kg: heavy\n";
  const Reading reading = parse_text(text, kFile);
  const Wanted right{6, 10, "mass_kg", "'heavy'"};
  EXPECT_EQ(fault(reading, right), "");
  Wanted wrong = right;
  wrong.line = 5;
  EXPECT_THAT(fault(reading, wrong), testing::HasSubstr("line is not 5"));
  wrong = right;
  wrong.column = 1;
  EXPECT_THAT(fault(reading, wrong), testing::HasSubstr("column is not 1"));
  wrong = right;
  wrong.key = "height_cm";
  EXPECT_THAT(fault(reading, wrong), testing::HasSubstr("key is not 'height_cm'"));
  wrong = right;
  wrong.found = "light";
  EXPECT_THAT(fault(reading, wrong), testing::HasSubstr("does not find 'light'"));
  EXPECT_THAT(fault(parse_text("kind: subject\n", kFile), right),
              testing::HasSubstr("5 sentences"));
  const std::string mended = text.substr(0, text.find("heavy")) + "75\n";
  EXPECT_EQ(fault(parse_text(mended, kFile), right), "the file was taken for good");
}

}  // namespace
}  // namespace inversim
