// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

Json description(const Field& field) {
  Json json;
  if (!field.doc.empty()) json["description"] = field.doc;
  return json;
}

Json preset_json(const Field& field) {
  if (field.type == FieldType::kReal || field.type == FieldType::kInteger ||
      field.type == FieldType::kBoolean)
    return Json::parse(*field.preset);
  if (field.type == FieldType::kMap) return Json::object();
  return *field.preset;
}

// a number in `unit`, within the field's range
Json number_schema(const Field& field, const Unit* unit) {
  Json json;
  json["type"] = "number";
  const auto shown = [&](double bound) {
    return !unit || unit == field.unit ? bound : unit->from_si(field.unit->si(bound));
  };
  if (std::isfinite(field.low))
    json[field.above_low ? "exclusiveMinimum" : "minimum"] = shown(field.low);
  if (std::isfinite(field.high)) json["maximum"] = shown(field.high);
  return json;
}

// a number, or a map of it with its provenance
Json figure_schema(const Field& field, const Unit* unit) {
  Json value = number_schema(field, unit);
  const bool list = field.type == FieldType::kReals;
  if (list) {
    value = Json{{"type", "array"}, {"items", value}};
    value["minItems"] = field.least;
    value["maxItems"] = field.most;
  }
  if (field.plain) {
    if (!field.doc.empty()) value["description"] = field.doc;
    return value;
  }
  Json map;
  map["type"] = "object";
  map["properties"]["value"] = value;
  if (!list) {
    map["properties"]["low"] = value;
    map["properties"]["high"] = value;
  }
  map["properties"]["status"]["enum"] = {"seen", "recalled", "derived", "assumed"};
  map["properties"]["source"] = Json{{"type", "string"}, {"minLength", 1}};
  map["required"] = {"value"};
  map["additionalProperties"] = false;
  Json json = description(field);
  json["oneOf"] = {value, map};
  return json;
}

Json map_schema(const Field& field, FileKind kind);

Json steps_schema(const Field& field, FileKind kind) {
  Json with_settings;
  with_settings["type"] = "object";
  with_settings["minProperties"] = 1;
  with_settings["maxProperties"] = 1;
  with_settings["additionalProperties"] = false;
  Json alone = Json::array();
  const Json all = map_schema(field, kind);
  with_settings["properties"] = all["properties"];
  for (const Field& child : children_of(field, kind))
    if (child.type == FieldType::kMap && child.preset) alone.push_back(child.key);
  Json json;
  json["type"] = "array";
  json["minItems"] = field.least;
  json["maxItems"] = field.most;
  json["items"]["oneOf"] = {with_settings, Json{{"enum", alone}}};
  return json;
}

// of a field under one of its spellings
Json value_schema(const Field& field, FileKind kind, const Unit* unit) {
  Json json = description(field);
  switch (field.type) {
    case FieldType::kReal:
    case FieldType::kReals:
      return figure_schema(field, unit);
    case FieldType::kInteger:
      json.update(number_schema(field, nullptr));
      json["type"] = "integer";
      break;
    case FieldType::kBoolean:
      json["type"] = "boolean";
      break;
    case FieldType::kText:
    case FieldType::kReference:
      json["type"] = "string";
      json["minLength"] = 1;
      break;
    case FieldType::kChoice:
      json["enum"] = field.choices;
      break;
    case FieldType::kTexts:
      json["type"] = "array";
      json["items"] = Json{{"type", "string"}, {"minLength", 1}};
      json["minItems"] = field.least;
      json["maxItems"] = field.most;
      break;
    case FieldType::kMap:
      json.update(map_schema(field, kind));
      break;
    case FieldType::kRecords: {
      json["type"] = "array";
      json["minItems"] = field.least;
      json["maxItems"] = field.most;
      json["items"] = map_schema(field, kind);
      if (!field.names.empty()) {
        Json& name = json["items"]["properties"]["name"];
        name.erase("type");
        name.erase("minLength");
        name["enum"] = field.names;
      }
      break;
    }
    case FieldType::kSteps:
      json["$ref"] = "#/$defs/" + (field.like.empty() ? field.key : field.like);
      break;
    case FieldType::kOverrides:
      json["type"] = "object";
      json["additionalProperties"]["type"] = {"number", "string", "boolean", "array"};
      break;
  }
  return json;
}

Json map_schema(const Field& field, FileKind kind) {
  Json json;
  json["type"] = "object";
  json["additionalProperties"] = false;
  json["properties"] = Json::object();
  Json required = Json::array(), rules = Json::array();
  const auto children = children_of(field, kind);
  for (const Field& child : children) {
    const auto keys = spellings(child);
    std::size_t i = 0;
    const auto family = child.unit ? family_of(*child.unit) : std::vector<const Unit*>{};
    json["properties"][keys[0]] = value_schema(child, kind, child.unit);
    if (child.preset) json["properties"][keys[0]]["default"] = preset_json(child);
    for (const Unit* unit : family)
      if (unit != child.unit) json["properties"][keys[++i]] = value_schema(child, kind, unit);
    if (keys.size() == 1) {
      if (child.required) required.push_back(child.key);
      continue;
    }
    // one spelling, or none if it may be left out
    Json one = Json::array(), none = Json::array();
    for (const std::string& key : keys) {
      one.push_back(Json{{"required", {key}}});
      none.push_back(Json{{"required", {key}}});
    }
    if (!child.required) one.push_back(Json{{"not", Json{{"anyOf", none}}}});
    rules.push_back(Json{{"oneOf", one}});
  }
  for (const Field& child : children) {
    if (child.unit_from.empty()) continue;
    Json texts = Json::array({"1"});
    for (const Unit& unit : units()) texts.push_back(unit.text);
    json["properties"][child.unit_from]["enum"] = texts;
  }
  if (!field.one_or_more_of.empty()) {
    Json any = Json::array();
    for (const std::string& key : field.one_or_more_of) any.push_back(Json{{"required", {key}}});
    rules.push_back(Json{{"anyOf", any}});
  }
  if (!required.empty()) json["required"] = required;
  if (!rules.empty()) json["allOf"] = rules;
  return json;
}

// --- the pages for people ---

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string type_text(const Field& field, FileKind kind) {
  switch (field.type) {
    case FieldType::kMap:
      return "map";
    case FieldType::kRecords:
      return field.names.empty() ? "list of maps"
                                 : fmt::format("list of {} maps", field.names.size());
    case FieldType::kSteps:
      return "list of steps";
    case FieldType::kOverrides:
      return "map of paths";
    case FieldType::kReference:
      return fmt::format("{} file", kind_name(field.target));
    default:
      break;
  }
  return expected_text(field, kind);
}

std::string need_text(const Field& field) {
  if (field.required) return "required";
  if (!field.preset || field.type == FieldType::kMap) return "";
  return fmt::format("`{}`", *field.preset);
}

void kind_markdown(std::string& out, FileKind kind) {
  out += fmt::format("\n## {} (`{}/`)\n\n", kind_name(kind), kind_folder(kind));
  out += "| key | value | default | meaning |\n| --- | --- | --- | --- |\n";
  for (const Field* field : all_fields(kind))
    out += cell(fmt::format("`{}`", field->path)).insert(0, "| ") +
           fmt::format(" | {} | {} | {} |\n", cell(type_text(*field, kind)), need_text(*field),
                       cell(field->doc));
}

constexpr std::string_view kIntroduction = R"(# File formats

Generated by `inversim models docs` from the table of fields in `sim/language`; a test holds both in step.
`inversim models schema KIND` prints the JSON Schema of a kind for editors; `inversim check FILE` says all that is
wrong with a file at once.

Every file is YAML, in UTF-8, and begins with `kind`. Two spaces or more indent a level, never a tab. Anchors,
aliases, merge keys, tags and a second document are refused: what a file says stands where it is meant. Numbers are
plain decimals, with a point; `yes`, `no`, `on` and `off` are words, not true and false.

**Units** are in the keys. A key with a unit may be written with any unit of the same family, once: `mass_kg: 75`,
`mass_lb: 165`, `mass_st: 11.8`. Ranges below are in the key's own unit. Everything is turned into SI where it is read.

**Figures.** Where a number stands, a map may stand that says how it is known:
`{value: 4200, low: 3000, high: 5000, status: recalled, source: "..."}`. `status` is `seen` (read in the source),
`recalled` (from memory, unverified), `derived` (computed from others) or `assumed` (chosen here). For many figures at
once, `provenance` says it for all that its `figures` name; a later entry goes before an earlier one, and what a figure
says itself goes before both.

**Paths.** One dotted path names a value everywhere, in `overrides` of a scenario and in `--set PATH=VALUE`:
`table.brake.clamp_force_N`, `spine.levels.L4-L5.tension_linear_N_per_m`, `protocol.2.rotate.to_deg`. Records in a list
go by their `name`, others by their number from 1.

**Other files.** `table: disc_brake_125kg` is a shipped model; `table: ../my/table.yaml` is a path, first from the
folder of the file that names it, then from `models/`. Shipped files are looked for in the folders of the environment
variable `INVERSIM_DATA`, beside the installed program, and in the source tree.

**Steps.** Each entry of `protocol` is one step: a map with one key. A step of which every setting has a default may be
its name alone: `- mount`.

`[]` in a key below stands for each entry of a list.
)";

}  // namespace

nlohmann::ordered_json json_schema(FileKind kind) {
  Json json;
  json["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  json["title"] = fmt::format("inversim {} file", kind_name(kind));
  json.update(map_schema(fields(kind), kind));
  for (const Field* field : all_fields(kind))
    if (field->type == FieldType::kSteps && field->like.empty())
      json["$defs"][field->key] = steps_schema(*field, kind);
  return json;
}

std::string formats_markdown() {
  std::string out(kIntroduction);
  for (const FileKind kind : kFileKinds) kind_markdown(out, kind);
  out += "\n## Units\n\n| family | written in keys | written in `unit:` |\n| --- | --- | --- |\n";
  std::vector<std::string> done;
  for (const Unit& unit : units()) {
    const std::string family(unit.family);
    if (std::find(done.begin(), done.end(), family) != done.end()) continue;
    done.push_back(family);
    std::string keys, texts;
    for (const Unit* other : family_of(unit)) {
      keys += fmt::format("{}`_{}`", keys.empty() ? "" : ", ", other->key);
      texts += fmt::format("{}`{}`", texts.empty() ? "" : ", ", other->text);
    }
    out += fmt::format("| {} | {} | {} |\n", family, keys, texts);
  }
  return out;
}

nlohmann::ordered_json fields_json() {
  static constexpr std::string_view kTypes[] = {"real",    "integer", "boolean",   "text",
                                                "choice",  "reals",   "texts",     "map",
                                                "records", "steps",   "reference", "overrides"};
  Json json;
  json["format"] = 1;
  for (const Unit& unit : units())
    json["units"].push_back(Json{{"key", unit.key},
                                 {"text", unit.text},
                                 {"family", unit.family},
                                 {"to_si", unit.to_si},
                                 {"per_si", unit.per_si}});
  for (const FileKind kind : kFileKinds) {
    Json rows = Json::array();
    for (const Field* field : all_fields(kind)) {
      Json row{{"path", field->path},
               {"type", kTypes[static_cast<std::size_t>(field->type)]},
               {"required", field->required},
               {"doc", field->doc}};
      if (field->preset) row["default"] = preset_json(*field);
      if (field->unit) row["unit"] = field->unit->key;
      if (field->unit) row["family"] = field->unit->family;
      if (std::isfinite(field->low)) row[field->above_low ? "above" : "low"] = field->low;
      if (std::isfinite(field->high)) row["high"] = field->high;
      if (!field->choices.empty()) row["choices"] = field->choices;
      if (!field->names.empty()) row["names"] = field->names;
      if (!field->unit_from.empty()) row["unit_from"] = field->unit_from;
      if (!field->not_above.empty()) row["not_above"] = field->not_above;
      if (!field->member_of.empty()) row["member_of"] = field->member_of;
      if (!field->like.empty()) row["like"] = field->like;
      if (!field->one_or_more_of.empty()) row["one_or_more_of"] = field->one_or_more_of;
      if (field->type == FieldType::kReference) row["target"] = kind_name(field->target);
      rows.push_back(row);
    }
    json["kinds"][std::string(kind_name(kind))] =
        Json{{"folder", kind_folder(kind)}, {"rows", rows}};
  }
  return json;
}

}  // namespace inversim
