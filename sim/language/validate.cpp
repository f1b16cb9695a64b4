// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "inversim/language/entries.h"
#include "inversim/language/scalar.h"
#include "inversim/language/values.h"

namespace inversim {
namespace {

using Diagnostics = std::vector<Diagnostic>;

// what a key of a map names: a field and the unit it is written in
struct Named {
  const Field* field = nullptr;
  const Unit* unit = nullptr;
};

Named name_of(std::span<const Field> children, std::string_view key) {
  for (const Field& child : children)
    if (child.key == key) return {&child, child.unit};
  const auto split = split_unit_key(key);
  if (!split) return {};
  for (const Field& child : children)
    if (child.unit && child.stem == split->stem && child.unit->family == split->unit->family)
      return {&child, split->unit};
  return {};
}

// the field whose stem the key has, with a unit of another family or without one
const Field* misnamed(std::span<const Field> children, std::string_view key) {
  const auto split = split_unit_key(key);
  const std::string_view stem = split ? std::string_view(split->stem) : key;
  for (const Field& child : children)
    if (child.unit && (child.stem == stem || child.stem == key)) return &child;
  // a unit where none belongs
  for (const Field& child : children)
    if (!child.unit && child.key == stem && child.type == FieldType::kReal) return &child;
  return nullptr;
}

// a key that is not in the table; returns the field that was probably meant
const Field* complain_unknown(const Raw& key, const Place& place, Diagnostics& diagnostics) {
  const auto children = children_of(*place.field, place.kind);
  const std::string path = joined(place.path, key.scalar);
  if (key.scalar == "<<") {
    diagnostics.push_back({key.where, path, "a merge key", "the values themselves, written out"});
    return nullptr;
  }
  if (const Field* field = misnamed(children, key.scalar)) {
    const auto split = split_unit_key(key.scalar);
    const bool unit_given = split && (split->stem == field->stem);
    diagnostics.push_back(
        {key.where, path,
         unit_given ? fmt::format("the unit {}", split->unit->text) : "a key without its unit",
         field->unit ? enumeration(spellings(*field), "or")
                     : fmt::format("'{}', without a unit", field->key)});
    return field;
  }
  std::vector<std::string> keys, words;
  for (const Field& child : children) {
    keys.push_back(child.key);
    for (std::string& word : spellings(child)) words.push_back(std::move(word));
  }
  const std::string near = nearest(key.scalar, words);
  diagnostics.push_back({key.where, path, "an unknown key", "one of " + enumeration(keys, "or"),
                         near.empty() ? "" : fmt::format("did you mean '{}'?", near)});
  return near.empty() ? nullptr : name_of(children, near).field;
}

// a figure whose unit stands beside it, and its provenance there
void join_figure(std::vector<Node>& children, const Place& place, Diagnostics& diagnostics) {
  const auto child = [&](std::string_view key) -> Node* {
    for (Node& node : children)
      if (node.label == key) return &node;
    return nullptr;
  };
  for (Node& node : children) {
    if (node.field->unit_from.empty() || !node.present) continue;
    const Node* unit = child(node.field->unit_from);
    if (!unit || unit->word.empty()) continue;
    node.unit = unit_by_text(unit->word);
    if (node.unit) node.number = node.unit->si(node.number);
  }
  std::set<std::string> unit_keys;
  for (const Node& node : children)
    if (!node.field->unit_from.empty()) unit_keys.insert(node.field->unit_from);
  for (const std::string& key : unit_keys) {
    const Node* unit = child(key);
    if (!unit || unit->word.empty() || unit_by_text(unit->word)) continue;
    std::vector<std::string> texts;
    for (const Unit& known : units()) texts.emplace_back(known.text);
    const std::string near = nearest(unit->word, texts);
    diagnostics.push_back({unit->where, joined(place.path, key), in_quotes(unit->word),
                           "a unit such as mmHg, ml/mmHg or 1",
                           near.empty() ? "" : fmt::format("did you mean '{}'?", near)});
  }
  Node* value = child("value");
  if (!value || value->field->unit_from.empty()) return;
  const Node *status = child("status"), *source = child("source"), *low = child("low"),
             *high = child("high");
  if (status && status->present)
    value->provenance.status = status_by_name(status->word).value_or(Status::kNone);
  if (source && source->present) value->provenance.source = source->word;
  if (low && low->present) value->provenance.low = low->number;
  if (high && high->present) value->provenance.high = high->number;
}

}  // namespace

Node validate_map(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  Node node = start_node(raw, place);
  const auto children = children_of(*place.field, place.kind);
  if (raw.type != Raw::Type::kMap) {
    const bool no_keys = raw.type == Raw::Type::kScalar || raw.type == Raw::Type::kNothing;
    complain(diagnostics, raw, place, found_text(raw),
             no_keys && place.field->preset ? "write {} for a map that sets nothing" : "");
    return node;
  }
  struct Given {
    bool given = false;
    Location where;
    std::string key;
  };
  std::vector<Given> given(children.size());
  std::vector<Node> made(children.size());
  for (std::size_t i = 0; i < raw.items.size(); ++i) {
    const Raw& key = raw.keys[i];
    if (key.broken) continue;
    const Named named = name_of(children, key.scalar);
    if (!named.field) {
      // what was probably meant is not also missing
      if (const Field* meant = complain_unknown(key, place, diagnostics))
        given[static_cast<std::size_t>(meant - children.data())].given = true;
      continue;
    }
    const auto index = static_cast<std::size_t>(named.field - children.data());
    const std::string path = joined(place.path, key.scalar);
    if (!given[index].key.empty()) {
      const bool same = given[index].key == key.scalar;
      diagnostics.push_back(
          {key.where, path,
           same ? std::string("the key a second time")
                : fmt::format("{} beside {}", in_quotes(key.scalar), in_quotes(given[index].key)),
           "it once", fmt::format("first in line {}", given[index].where.line)});
      continue;
    }
    given[index] = {true, key.where, key.scalar};
    // the parts of a figure are in the unit of its key
    const Unit* unit = place.unit ? place.unit : named.unit;
    made[index] =
        validate(raw.items[i], {named.field, place.kind, unit, path, key.where}, diagnostics);
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Field& child = children[i];
    if (given[i].given) {
      if (!made[i].field) made[i] = absent(child, place.kind, place.owner);
      made[i].label = child.key;
    } else {
      if (child.required)
        diagnostics.push_back({place.owner, joined(place.path, child.key), "nothing",
                               expected_text(child, place.kind, place.unit), "the key is missing"});
      made[i] = absent(child, place.kind, place.owner);
    }
  }
  const auto& needed = place.field->one_or_more_of;
  if (!needed.empty() && std::none_of(made.begin(), made.end(), [&](const Node& child) {
        return child.present &&
               std::find(needed.begin(), needed.end(), child.label) != needed.end();
      }))
    diagnostics.push_back({place.owner, place.path,
                           fmt::format("no {}", enumeration(needed, "and no")),
                           "at least one of them"});
  join_figure(made, place, diagnostics);
  node.children = std::move(made);
  return node;
}

Node validate(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  if (raw.broken) return start_node(raw, place);
  switch (place.field->type) {
    case FieldType::kReal:
      return validate_real(raw, place, diagnostics);
    case FieldType::kReals:
    case FieldType::kTexts:
      return validate_list_of_scalars(raw, place, diagnostics);
    case FieldType::kMap:
      return validate_map(raw, place, diagnostics);
    case FieldType::kRecords:
    case FieldType::kSteps:
      return validate_entries(raw, place, diagnostics);
    case FieldType::kOverrides:
      return validate_overrides(raw, place, diagnostics);
    case FieldType::kInteger:
    case FieldType::kBoolean:
    case FieldType::kText:
    case FieldType::kChoice:
    case FieldType::kReference:
      return validate_scalar(raw, place, diagnostics);
  }
  return start_node(raw, place);
}

Node absent(const Field& field, FileKind kind, const Location& where) {
  Node node;
  if (!field.preset) {
    node.field = &field;
    node.kind = kind;
  } else if (field.type == FieldType::kMap) {
    node.field = &field;
    node.kind = kind;
    node.present = true;
    for (const Field& child : children_of(field, kind))
      node.children.push_back(absent(child, kind, where));
  } else {
    Raw raw;
    raw.type = Raw::Type::kScalar;
    raw.scalar = *field.preset;
    raw.quoted = field.type == FieldType::kText || field.type == FieldType::kReference;
    Diagnostics none;
    node = validate(raw, {&field, kind, field.unit, field.path, where}, none);
  }
  node.label = field.key;
  node.where = where;
  node.origin = Origin::kPreset;
  return node;
}

}  // namespace inversim
