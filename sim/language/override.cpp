// SPDX-License-Identifier: Apache-2.0
// One value of a joined document changed by its dotted path.
#include <fmt/format.h>

#include <algorithm>

#include "inversim/language/crosscheck.h"
#include "inversim/language/parse.h"
#include "inversim/language/validate.h"
#include "inversim/language/yaml_text.h"

namespace inversim {
namespace {

using Diagnostics = std::vector<Diagnostic>;

// the places from the root down to what a path names
struct Walk {
  std::vector<Node*> nodes;    // root first
  const Unit* unit = nullptr;  // in which the last key is written
  std::optional<Diagnostic> wrong;
};

Node* child_of(Node& node, std::string_view label) {
  for (Node& child : node.children)
    if (child.label == label) return &child;
  return nullptr;
}

bool is_list(const Node& node) {
  return !node.entry &&
         (node.field->type == FieldType::kRecords || node.field->type == FieldType::kSteps);
}

Walk walk(Document& document, std::string_view path, const Location& where) {
  Walk walk;
  walk.nodes.push_back(&document.root);
  std::string done;
  std::string_view rest = path;
  const auto refuse = [&](std::string_view part, std::string found, std::vector<std::string> words,
                          std::string_view of) {
    const std::string near = nearest(part, words);
    walk.wrong = Diagnostic{
        where, std::string(path), std::move(found),
        fmt::format("one of {}{}", enumeration(words, "or"), of),
        near.empty() ? ""
                     : fmt::format("did you mean '{}{}{}'?", done, done.empty() ? "" : ".", near)};
  };
  while (!rest.empty()) {
    const std::size_t dot = rest.find('.');
    const std::string_view part = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    Node& node = *walk.nodes.back();
    Node* child = child_of(node, part);
    if (!child && !is_list(node)) {
      const auto split = split_unit_key(part);
      for (Node& other : node.children)
        if (split && other.field->unit && other.field->stem == split->stem &&
            other.field->unit->family == split->unit->family && rest.empty()) {
          child = &other;
          walk.unit = split->unit;
        }
    }
    if (!child) {
      std::vector<std::string> labels;
      for (const Node& other : node.children) labels.push_back(other.label);
      if (labels.empty())
        walk.wrong = Diagnostic{where, std::string(path), in_quotes(part),
                                fmt::format("nothing below '{}'", done)};
      else
        refuse(part,
               fmt::format("the unknown {} {}", is_list(node) ? "name" : "key", in_quotes(part)),
               labels, done.empty() ? "" : fmt::format(" in '{}'", done));
      return walk;
    }
    walk.nodes.push_back(child);
    done = done.empty() ? std::string(part) : fmt::format("{}.{}", done, part);
  }
  // a named figure stands for its value
  Node& last = *walk.nodes.back();
  if (last.entry && last.field->type == FieldType::kRecords)
    if (Node* figure = child_of(last, "value")) walk.nodes.push_back(figure);
  return walk;
}

}  // namespace

Diagnostics apply_override(Document& document, std::string_view path, std::string_view value,
                           const Location& where) {
  const auto refuse = [&](std::string found, std::string expected, std::string hint = "") {
    return Diagnostics{
        {where, std::string(path), std::move(found), std::move(expected), std::move(hint), ""}};
  };
  if (path.empty()) return refuse("no path", "the dotted path of a value");

  Document changed = document;
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

  const Unit* unit = way.unit ? way.unit : field.unit;
  if (!field.unit_from.empty()) {
    const Node* beside = child_of(parent, field.unit_from);
    unit = beside ? unit_by_text(beside->word) : nullptr;
  }

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

  // what must fit together still does
  check_members(changed.root, wrong);
  check_order(changed.root, wrong);
  for (Diagnostic& diagnostic : wrong) diagnostic.where = where;
  if (!wrong.empty()) return wrong;
  document = std::move(changed);
  return {};
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
  const Unit* unit = way.unit ? way.unit : field.unit;
  if (!field.unit_from.empty()) {
    const Node* beside = child_of(*way.nodes[way.nodes.size() - 2], field.unit_from);
    unit = beside ? unit_by_text(beside->word) : nullptr;
  }
  const auto shown = [unit](double si) { return unit ? unit->from_si(si) : si; };
  // the table's limits are in the unit of the table's key
  const auto limit = [&](double x) { return shown(field.unit ? field.unit->si(x) : x); };
  number = {};
  if (node->present) number.value = shown(node->number);
  number.low = limit(field.low);
  number.high = limit(field.high);
  number.above_low = field.above_low;
  number.unit = unit ? std::string(unit->text) : "1";
  number.doc = field.doc;
  if (node->provenance.low) number.band_low = shown(*node->provenance.low);
  if (node->provenance.high) number.band_high = shown(*node->provenance.high);
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
  const Location where{"--set", 0, 0};
  const std::size_t equals = setting.find('=');
  if (equals == std::string_view::npos)
    return {{where, "", in_quotes(setting), "PATH=VALUE, as in table.brake.clamp_force_N=3500"}};
  return apply_override(document, setting.substr(0, equals), setting.substr(equals + 1), where);
}

}  // namespace inversim
