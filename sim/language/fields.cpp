// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "inversim/language/rows.h"

namespace inversim {
namespace {

using namespace rows;

constexpr std::array<std::string_view, std::size(kFileKinds)> kNames = {
    "table",      "subject", "spine",  "circulation", "scenario",
    "validation", "risk",    "limits", "suite",       "sweep"};
constexpr std::array<std::string_view, std::size(kFileKinds)> kFolders = {
    "models/tables", "models/subjects",   "models/spine",    "models/circulation",
    "scenarios",     "models/validation", "models/criteria", "models/criteria",
    "tests/hil",     "scenarios/sweeps"};

// what every file says of itself
Rows common_rows(FileKind kind) {
  Rows all = {
      choice("kind", {std::string(kind_name(kind))}, "what this file describes").required(),
      text("name", "what people call it").required(),
      text("description", "what it is, in words"),
      text("source", "where it is from"),
  };
  if (kind == FileKind::kScenario || kind == FileKind::kValidation || kind == FileKind::kRisk ||
      kind == FileKind::kLimits || kind == FileKind::kSuite || kind == FileKind::kSweep)
    return all;
  append(all, {
                  records("provenance",
                          "how figures are known that do not say it themselves; a later entry goes "
                          "before an earlier one"),
                  texts("provenance[].figures",
                        "paths of figures without the names of records ('levels.disc_area_m2'), or "
                        "of what holds them ('levels')")
                      .count(1, 200)
                      .required(),
                  texts("provenance[].where", "names of the records it holds for; left out, all"),
                  choice("provenance[].status", {"seen", "recalled", "derived", "assumed"},
                         "seen: read in the source; recalled: from memory, unverified; derived: "
                         "computed from others; assumed: chosen here")
                      .required(),
                  text("provenance[].source", "where they are from, or why they are so").required(),
                  real("provenance[].low_factor", "low end of their range over the value")
                      .range(0, 1)
                      .plain(),
                  real("provenance[].high_factor", "high end of their range over the value")
                      .at_least(1)
                      .plain(),
              });
  return all;
}

Rows rows_of(FileKind kind) {
  Rows all = common_rows(kind);
  switch (kind) {
    case FileKind::kTable:
      append(all, table_rows());
      append(all, sensor_rows());
      break;
    case FileKind::kSubject:
      append(all, subject_rows());
      break;
    case FileKind::kSpine:
      append(all, spine_rows());
      break;
    case FileKind::kCirculation:
      append(all, circulation_rows());
      break;
    case FileKind::kScenario:
      append(all, scenario_rows());
      break;
    case FileKind::kValidation:
      append(all, validation_rows());
      break;
    case FileKind::kRisk:
      append(all, risk_rows());
      break;
    case FileKind::kLimits:
      append(all, limits_rows());
      break;
    case FileKind::kSuite:
      append(all, suite_rows());
      break;
    case FileKind::kSweep:
      append(all, sweep_rows());
      break;
  }
  return all;
}

// the field below `root` at a path with [] for lists, to put rows where they belong
Field* find_place(Field& root, std::string_view path) {
  if (path.empty()) return &root;
  for (Field& child : root.children) {
    if (path == child.path || path == child.path + "[]") return &child;
    if (path.starts_with(child.path) && path.size() > child.path.size() &&
        (path[child.path.size()] == '.' || path[child.path.size()] == '['))
      if (Field* found = find_place(child, path)) return found;
  }
  return nullptr;
}

// a map is required if anything in it is
void settle(Field& field) {
  for (Field& child : field.children) {
    settle(child);
    if (field.type == FieldType::kSteps) child.required = false;  // one of them, whichever
  }
  if (field.type != FieldType::kMap || !field.preset) return;
  const bool needs = std::any_of(field.children.begin(), field.children.end(),
                                 [](const Field& child) { return child.required; });
  if (needs) {
    field.required = true;
    field.preset.reset();
  }
}

Field build(FileKind kind) {
  Field root;
  root.doc = fmt::format("a {} file", kind_name(kind));
  for (Row& row : rows_of(kind)) {
    Field& field = row.field;
    const std::size_t dot = field.path.rfind('.');
    field.key = dot == std::string::npos ? field.path : field.path.substr(dot + 1);
    Field* parent = find_place(root, dot == std::string::npos ? "" : field.path.substr(0, dot));
    if (!parent) throw std::logic_error("row without a parent: " + field.path);
    for (const Field& sibling : parent->children)
      if (sibling.key == field.key) throw std::logic_error("row given twice: " + field.path);
    field.stem = field.key;
    if (field.type == FieldType::kReal || field.type == FieldType::kReals) {
      if (auto split = split_unit_key(field.key)) {
        field.stem = split->stem;
        field.unit = split->unit;
      }
    }
    parent->children.push_back(std::move(field));
  }
  for (Field& child : root.children) settle(child);
  root.required = true;
  return root;
}

const std::array<Field, std::size(kFileKinds)>& table() {
  static const auto kTable = [] {
    std::array<Field, std::size(kFileKinds)> made;
    for (const FileKind kind : kFileKinds) made[static_cast<std::size_t>(kind)] = build(kind);
    return made;
  }();
  return kTable;
}

void collect(const Field& field, std::vector<const Field*>& all) {
  for (const Field& child : field.children) {
    all.push_back(&child);
    collect(child, all);
  }
}

std::string range_text(const Field& field, const Unit* unit) {
  const auto shown = [&](double bound) {
    if (!unit || !field.unit || unit == field.unit) return number_text(bound);
    // a bound in another unit, to four digits
    return fmt::format("{:.4g}", unit->from_si(field.unit->si(bound)));
  };
  const bool low = std::isfinite(field.low), high = std::isfinite(field.high);
  if (low && high && field.above_low)
    return fmt::format(" above {} and at most {}", shown(field.low), shown(field.high));
  if (low && high) return fmt::format(" from {} to {}", shown(field.low), shown(field.high));
  if (low) return fmt::format(" of at least {}", shown(field.low));
  if (high) return fmt::format(" of at most {}", shown(field.high));
  return "";
}

std::vector<std::string> keys_of(std::span<const Field> fields) {
  std::vector<std::string> keys;
  for (const Field& field : fields) keys.push_back(field.key);
  return keys;
}

}  // namespace

namespace rows {
void append(Rows& rows, Rows more) {
  for (Row& row : more) rows.push_back(std::move(row));
}
}  // namespace rows

std::string_view kind_name(FileKind kind) { return kNames[static_cast<std::size_t>(kind)]; }
std::string_view kind_folder(FileKind kind) { return kFolders[static_cast<std::size_t>(kind)]; }

std::optional<FileKind> kind_by_name(std::string_view name) {
  for (const FileKind kind : kFileKinds)
    if (kind_name(kind) == name) return kind;
  return std::nullopt;
}

const Field& fields(FileKind kind) { return table()[static_cast<std::size_t>(kind)]; }

std::span<const Field> children_of(const Field& field, FileKind kind) {
  if (field.type == FieldType::kReference) return fields(field.target).children;
  if (!field.like.empty()) return find_field(kind, field.like)->children;
  return field.children;
}

const Field* find_child(const Field& field, FileKind kind, std::string_view key) {
  for (const Field& child : children_of(field, kind))
    if (child.key == key) return &child;
  return nullptr;
}

const Field* find_field(FileKind kind, std::string_view path) {
  const Field* field = &fields(kind);
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    const Field* child = find_child(*field, kind, path.substr(0, dot));
    if (!child) return nullptr;
    if (child->type == FieldType::kReference) kind = child->target;
    field = child;
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return field;
}

std::vector<const Field*> all_fields(FileKind kind) {
  std::vector<const Field*> all;
  collect(fields(kind), all);
  return all;
}

std::vector<std::string> spellings(const Field& field) {
  std::vector<std::string> keys = {field.key};
  if (!field.unit) return keys;
  for (const Unit* unit : family_of(*field.unit))
    if (unit != field.unit) keys.push_back(fmt::format("{}_{}", field.stem, unit->key));
  return keys;
}

std::string enumeration(std::span<const std::string> words, std::string_view last) {
  // a sentence stays a sentence
  constexpr std::size_t kMost = 14, kShown = 10;
  const std::size_t shown = words.size() > kMost ? kShown : words.size();
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    out += words[i];
  }
  if (shown < words.size()) out += fmt::format(" {} {} more", last, words.size() - shown);
  return out;
}

std::string expected_text(const Field& field, FileKind kind, const Unit* unit) {
  if (!unit) unit = field.unit;
  const std::string of = unit && unit->text != "1" ? fmt::format(" of {}", unit->text) : "";
  switch (field.type) {
    case FieldType::kReal:
      return "a number" + of + range_text(field, unit);
    case FieldType::kReals:
      return (field.least == field.most ? fmt::format("a list of {} numbers", field.least)
                                        : std::string("a list of numbers")) +
             of + range_text(field, unit);
    case FieldType::kInteger:
      return "a whole number" + range_text(field, unit);
    case FieldType::kBoolean:
      return "true or false";
    case FieldType::kText:
      return "a text";
    case FieldType::kTexts:
      return "a list of texts";
    case FieldType::kChoice:
      return (field.choices.size() > 1 ? "one of " : "") + enumeration(field.choices, "or");
    case FieldType::kMap:
      return "a map of " + enumeration(keys_of(children_of(field, kind)), "and");
    case FieldType::kRecords:
      return "a list of maps of " + enumeration(keys_of(children_of(field, kind)), "and");
    case FieldType::kSteps:
      return "a list of steps, each one of " + enumeration(keys_of(children_of(field, kind)), "or");
    case FieldType::kReference:
      return fmt::format("the name or path of a {} file", kind_name(field.target));
    case FieldType::kOverrides:
      return "a map of dotted paths and their values";
  }
  return "";
}

}  // namespace inversim
