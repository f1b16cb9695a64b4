// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/entries.h"

#include <fmt/format.h>

#include <algorithm>

#include "inversim/language/scalar.h"
#include "inversim/language/values.h"

namespace inversim {
namespace {

using Diagnostics = std::vector<Diagnostic>;

// names once each, and all of them in order where the table fixes them
void check_names(const Node& list, const Place& place, Diagnostics& diagnostics) {
  std::vector<std::string> seen;
  const std::size_t before = diagnostics.size();
  for (const Node& record : list.children) {
    const auto name = std::find_if(record.children.begin(), record.children.end(),
                                   [](const Node& child) { return child.label == "name"; });
    if (name == record.children.end() || name->word.empty()) return;
    const std::string path = fmt::format("{}.{}.name", place.path, record.label);
    const auto& names = place.field->names;
    if (name->word.find('.') != std::string::npos) {
      diagnostics.push_back({name->where, path, in_quotes(name->word), "a name without a point"});
    } else if (!names.empty() && std::find(names.begin(), names.end(), name->word) == names.end()) {
      const std::string near = nearest(name->word, names);
      diagnostics.push_back({name->where, path, in_quotes(name->word),
                             "one of " + enumeration(names, "or"),
                             near.empty() ? "" : fmt::format("did you mean '{}'?", near)});
    } else if (std::find(seen.begin(), seen.end(), name->word) != seen.end()) {
      diagnostics.push_back({name->where, path,
                             fmt::format("the name {} a second time", in_quotes(name->word)),
                             "every name once"});
    }
    seen.push_back(name->word);
  }
  const auto& names = place.field->names;
  if (names.empty() || diagnostics.size() > before || seen == names) return;
  for (const std::string& name : names)
    if (std::find(seen.begin(), seen.end(), name) == seen.end()) {
      diagnostics.push_back({place.owner, place.path,
                             fmt::format("no record named {}", in_quotes(name)),
                             fmt::format("all of {}", enumeration(names, "and"))});
      return;
    }
  const auto first = static_cast<std::size_t>(
      std::mismatch(seen.begin(), seen.end(), names.begin()).first - seen.begin());
  diagnostics.push_back({list.children[first].where, fmt::format("{}.{}", place.path, seen[first]),
                         fmt::format("{} as record {}", in_quotes(seen[first]), first + 1),
                         fmt::format("{} there", in_quotes(names[first])), "the order is fixed"});
}

Node validate_step(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  Node node = start_node(raw, place);
  node.entry = true;
  const auto children = children_of(*place.field, place.kind);
  std::vector<std::string> keys;
  for (const Field& child : children) keys.push_back(child.key);
  const std::string expected = "a step, one of " + enumeration(keys, "or");
  const auto refuse = [&](const Raw& at, const std::string& path, std::string found,
                          std::string hint) {
    diagnostics.push_back({at.where, path, std::move(found), expected, std::move(hint)});
  };
  // a step that needs no settings may be its name alone
  Raw key = raw, value = raw;
  if (raw.type == Raw::Type::kMap) {
    if (raw.items.size() != 1) {
      refuse(raw, place.path,
             raw.items.empty() ? "an empty map" : fmt::format("{} keys", raw.items.size()),
             raw.items.empty() ? "" : "each step is an entry of its own, with one key");
      return node;
    }
    key = raw.keys[0];
    value = raw.items[0];
  } else if (raw.type == Raw::Type::kScalar) {
    value.type = Raw::Type::kMap;
    value.scalar.clear();
  } else {
    return refuse(raw, place.path, found_text(raw), ""), node;
  }
  if (key.broken) return node;
  const auto child = std::find_if(children.begin(), children.end(),
                                  [&](const Field& field) { return field.key == key.scalar; });
  if (child == children.end()) {
    const std::string near = nearest(key.scalar, keys);
    refuse(key, raw.type == Raw::Type::kMap ? joined(place.path, key.scalar) : place.path,
           raw.type == Raw::Type::kMap ? "an unknown step" : found_text(raw),
           near.empty() ? "" : fmt::format("did you mean '{}'?", near));
    return node;
  }
  if (raw.type == Raw::Type::kScalar && (child->type != FieldType::kMap || !child->preset)) {
    diagnostics.push_back({raw.where, joined(place.path, child->key), "a step without settings",
                           expected_text(*child, place.kind)});
    return node;
  }
  node.children.push_back(
      validate(value, {&*child, place.kind, child->unit, joined(place.path, child->key), key.where},
               diagnostics));
  return node;
}

}  // namespace

Node validate_entries(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  const Field& field = *place.field;
  Node node = start_node(raw, place);
  if (raw.type != Raw::Type::kList) return complain(diagnostics, raw, place, found_text(raw)), node;
  if (raw.items.empty() && field.least > 0)
    return complain(diagnostics, raw, place, found_text(raw)), node;
  if (raw.items.size() > field.most && field.names.empty()) {
    diagnostics.push_back({raw.where, place.path, fmt::format("{} entries", raw.items.size()),
                           fmt::format("at most {}", field.most)});
    return node;
  }
  for (std::size_t i = 0; i < raw.items.size(); ++i) {
    const Raw& item = raw.items[i];
    const std::string number = std::to_string(i + 1);
    if (item.broken) continue;
    // a record goes by its name, where it has a good one
    std::string label = number;
    if (field.type == FieldType::kRecords)
      for (std::size_t k = 0; k < item.keys.size(); ++k)
        if (item.keys[k].scalar == "name" && find_child(field, place.kind, "name")) {
          const auto name = read_text(item.items[k]);
          if (name.value && name.value->find('.') == std::string::npos) label = *name.value;
        }
    const Place at{&field, place.kind, nullptr, joined(place.path, label), item.where};
    if (field.type == FieldType::kSteps) {
      node.children.push_back(validate_step(item, at, diagnostics));
    } else if (item.type != Raw::Type::kMap) {
      std::vector<std::string> keys;
      for (const Field& child : children_of(field, place.kind)) keys.push_back(child.key);
      diagnostics.push_back(
          {item.where, at.path, found_text(item), "a map of " + enumeration(keys, "and")});
    } else {
      node.children.push_back(validate_map(item, at, diagnostics));
    }
    if (!node.children.empty()) {
      node.children.back().entry = true;
      node.children.back().label = label;
    }
  }
  // with an entry that is no record, what names are missing is not known
  if (field.type == FieldType::kRecords && node.children.size() == raw.items.size())
    check_names(node, place, diagnostics);
  return node;
}

Node validate_overrides(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  Node node = start_node(raw, place);
  if (raw.type != Raw::Type::kMap) return complain(diagnostics, raw, place, found_text(raw)), node;
  const auto scalar_text = [](const Raw& scalar) {
    if (!scalar.quoted) return scalar.scalar;
    std::string out = "'";
    for (const char c : scalar.scalar) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
  };
  for (std::size_t i = 0; i < raw.items.size(); ++i) {
    const Raw &key = raw.keys[i], &value = raw.items[i];
    if (key.broken || value.broken) continue;
    Node child = start_node(value, place);
    child.label = key.scalar;
    child.field = place.field;
    const std::string path = joined(place.path, key.scalar);
    const auto first = std::find_if(raw.keys.begin(), raw.keys.end(),
                                    [&](const Raw& other) { return other.scalar == key.scalar; });
    if (&*first != &key) {
      diagnostics.push_back({key.where, path, "the key a second time", "it once",
                             fmt::format("first in line {}", first->where.line)});
      continue;
    }
    if (value.type == Raw::Type::kScalar && !value.scalar.empty()) {
      child.written = scalar_text(value);
    } else if (value.type == Raw::Type::kList &&
               std::all_of(value.items.begin(), value.items.end(), [](const Raw& item) {
                 return item.type == Raw::Type::kScalar && !item.broken;
               })) {
      std::vector<std::string> parts;
      for (const Raw& item : value.items) parts.push_back(scalar_text(item));
      child.written = fmt::format("[{}]", fmt::join(parts, ", "));
    } else {
      diagnostics.push_back(
          {value.where, path, found_text(value), "a value or a list of values",
           value.type == Raw::Type::kMap ? "write the whole path with points" : ""});
      continue;
    }
    node.children.push_back(std::move(child));
  }
  return node;
}

}  // namespace inversim
