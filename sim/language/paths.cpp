// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/paths.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace inversim {

Node* child_labelled(Node& node, std::string_view label) {
  for (Node& child : node.children)
    if (child.label == label) return &child;
  return nullptr;
}

bool is_list_node(const Node& node) {
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
    Node* child = child_labelled(node, part);
    if (!child && !is_list_node(node)) {
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
               fmt::format("the unknown {} {}", is_list_node(node) ? "name" : "key", in_quotes(part)),
               labels, done.empty() ? "" : fmt::format(" in '{}'", done));
      return walk;
    }
    walk.nodes.push_back(child);
    done = done.empty() ? std::string(part) : fmt::format("{}.{}", done, part);
  }
  // a named figure stands for its value
  Node& last = *walk.nodes.back();
  if (last.entry && last.field->type == FieldType::kRecords)
    if (Node* figure = child_labelled(last, "value")) walk.nodes.push_back(figure);
  return walk;
}

const Node* child_labelled(const Node& node, std::string_view label) {
  for (const Node& child : node.children)
    if (child.label == label) return &child;
  return nullptr;
}

double number_in(const Node& figure, const Unit* unit) {
  if (unit == nullptr) return figure.number;
  const std::string& text = figure.written;
  double written = 0.0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), written);
  const bool same = figure.unit == unit && failed == std::errc() &&
                    end == text.data() + text.size() && unit->si(written) == figure.number;
  return same ? written : unit->from_si(figure.number);
}

const Unit* unit_of(const Walk& walk) {
  const Field& field = *walk.nodes.back()->field;
  if (field.unit_from.empty() || walk.nodes.size() < 2) return walk.unit ? walk.unit : field.unit;
  const Node* beside = child_labelled(*walk.nodes[walk.nodes.size() - 2], field.unit_from);
  return beside ? unit_by_text(beside->word) : nullptr;
}

}  // namespace inversim
