// SPDX-License-Identifier: Apache-2.0
// Values of a joined document changed by their dotted paths.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "inversim/language/crosscheck.h"
#include "inversim/language/parse.h"
#include "inversim/language/paths.h"
#include "inversim/language/validate.h"
#include "inversim/language/yaml_text.h"

namespace inversim {
namespace {

using Diagnostics = std::vector<Diagnostic>;

/// Sets a value, and leaves what must fit together to be checked.
Diagnostics set_value(Document& changed, std::string_view path, std::string_view value,
                      const Location& where) {
  const auto refuse = [&](std::string found, std::string expected, std::string hint = "") {
    return Diagnostics{
        {where, std::string(path), std::move(found), std::move(expected), std::move(hint), ""}};
  };
  if (path.empty()) return refuse("no path", "the dotted path of a value");

  Walk way = walk(changed, path, where);
  if (way.wrong) return {std::move(*way.wrong)};
  Node* node = way.nodes.back();
  Node& parent = *way.nodes[way.nodes.size() - 2];
  const Field& field = *node->field;
  if (node->entry) return refuse("an entry of a list", "a value in it, by its path");
  if (field.type == FieldType::kReference)
    return refuse("a file that has been read", "a value in it, by its path");
  if (field.type == FieldType::kOverrides || field.key == "kind" || field.key == "provenance" ||
      (field.key == "name" && parent.entry))
    return refuse(fmt::format("the key '{}'", field.key), "a key that can be changed");
  for (const Node& other : parent.children)
    if (other.field->unit_from == field.key && !field.key.empty())
      return refuse(fmt::format("the key '{}'", field.key),
                    "the figure beside it, in the unit of the file");

  const Unit* unit = unit_of(way);

  // the value is read as it would be in a file
  RawReading raw = read_yaml(value, where.file);
  Diagnostics wrong = std::move(raw.diagnostics);
  for (Diagnostic& diagnostic : wrong) diagnostic.key = path;
  Node made;
  if (raw.root) {
    Field own = field;
    if (!field.unit_from.empty()) own.unit = unit;
    made = validate(
        *raw.root,
        {field.unit_from.empty() ? &field : &own, node->kind, unit, std::string(path), where},
        wrong);
    made.field = &field;
  }
  for (Diagnostic& diagnostic : wrong) diagnostic.where = where;
  if (!wrong.empty()) return wrong;

  const auto mark = [&](Node& changed_node, auto&& self) -> void {
    changed_node.where = where;
    changed_node.origin = Origin::kOverride;
    for (Node& child : changed_node.children) self(child, self);
  };
  mark(made, mark);
  made.label = node->label;
  if (made.provenance.status == Status::kNone) {
    made.provenance.status = Status::kAssumed;
    if (made.provenance.source.empty())
      made.provenance.source = where.line > 0
                                   ? fmt::format("override in {}:{}", where.file, where.line)
                                   : fmt::format("override by {}", where.file);
  }
  *node = std::move(made);
  for (Node* above : way.nodes) above->present = true;
  return {};
}

std::optional<Override> read_setting(std::string_view setting, Diagnostics& wrong) {
  const Location where{"--set", 0, 0};
  const std::size_t equals = setting.find('=');
  if (equals != std::string_view::npos)
    return Override{std::string(setting.substr(0, equals)), std::string(setting.substr(equals + 1)),
                    where};
  wrong.push_back(
      {where, "", in_quotes(setting), "PATH=VALUE, as in table.brake.clamp_force_N=3500", "", ""});
  return std::nullopt;
}

}  // namespace

Diagnostics apply_overrides(Document& document, const std::vector<Override>& overrides) {
  if (overrides.empty()) return {};
  Document changed = document;
  Diagnostics wrong;
  for (const auto& [path, value, where] : overrides) {
    Diagnostics more = set_value(changed, path, value, where);
    std::ranges::move(more, std::back_inserter(wrong));
  }
  if (!wrong.empty()) return wrong;
  check_members(changed.root, wrong);
  check_order(changed.root, wrong);
  for (Diagnostic& diagnostic : wrong) diagnostic.where = overrides.back().where;
  if (wrong.empty()) document = std::move(changed);
  return wrong;
}

Diagnostics apply_overrides(Document& document, const std::vector<PathValue>& values,
                            const Location& where) {
  std::vector<Override> overrides;
  overrides.reserve(values.size());
  for (const auto& [path, value] : values) overrides.push_back({path, value, where});
  return apply_overrides(document, overrides);
}

Diagnostics apply_override(Document& document, std::string_view path, std::string_view value,
                           const Location& where) {
  return apply_overrides(document, {{std::string(path), std::string(value), where}});
}

Diagnostics find_number(const Document& document, std::string_view path, const Location& where,
                        PathNumber& number) {
  Document scratch = document;
  Walk way = walk(scratch, path, where);
  if (way.wrong) return {std::move(*way.wrong)};
  const Node* node = way.nodes.back();
  const Field& field = *node->field;
  if (path.empty() || node->entry || field.type != FieldType::kReal)
    return {{where, std::string(path), path.empty() ? "no path" : "what is no single number",
             "the dotted path of a number", "", ""}};
  const Node& parent = *way.nodes[way.nodes.size() - 2];
  const Unit* unit = unit_of(way);
  const auto shown = [unit](double si) { return unit ? unit->from_si(si) : si; };
  // the table's limits are in the unit of the table's key
  const auto limit = [&](double x) { return shown(field.unit ? field.unit->si(x) : x); };
  number = {};
  if (node->present) number.value = number_in(*node, unit);
  number.low = limit(field.low);
  number.high = limit(field.high);
  number.above_low = field.above_low;
  number.unit = unit ? std::string(unit->text) : "1";
  number.doc = field.doc;
  if (node->provenance.low) number.band_low = shown(*node->provenance.low);
  if (node->provenance.high) number.band_high = shown(*node->provenance.high);
  number.status = node->provenance.status;
  number.source = node->provenance.source;
  const std::size_t dot = path.rfind('.');
  const std::string before(dot == std::string_view::npos ? "" : path.substr(0, dot + 1));
  for (const Node& other : parent.children) {
    if (!other.present || other.field->type != FieldType::kReal) continue;
    const std::pair<std::string, double> neighbour{before + other.field->key, shown(other.number)};
    if (other.field->key == field.not_above) number.not_above.push_back(neighbour);
    if (!field.key.empty() && other.field->not_above == field.key)
      number.not_below.push_back(neighbour);
  }
  return {};
}

Diagnostics apply_setting(Document& document, std::string_view setting) {
  Diagnostics wrong;
  const std::optional<Override> read = read_setting(setting, wrong);
  return read ? apply_overrides(document, {*read}) : wrong;
}

void apply_settings(Reading& reading, const std::vector<std::string>& settings) {
  if (!reading) return;
  Diagnostics wrong;
  std::vector<Override> overrides;
  for (const std::string& setting : settings) {
    if (auto read = read_setting(setting, wrong)) overrides.push_back(std::move(*read));
  }
  if (wrong.empty()) wrong = apply_overrides(*reading.document, overrides);
  std::ranges::move(wrong, std::back_inserter(reading.diagnostics));
}

}  // namespace inversim
