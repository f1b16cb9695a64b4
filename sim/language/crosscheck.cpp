// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/crosscheck.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace inversim {
namespace {

using Diagnostics = std::vector<Diagnostic>;

void visit(Node& node, const std::function<void(Node&)>& act) {
  act(node);
  for (Node& child : node.children) visit(child, act);
}

// path of a place as a file's provenance writes it: the table's, without []
std::string plain_path(const Field& field) {
  std::string path = field.path;
  for (std::size_t at = path.find("[]"); at != std::string::npos; at = path.find("[]"))
    path.erase(at, 2);
  return path;
}

bool is_figure(const Field& field) {
  return (field.type == FieldType::kReal || field.type == FieldType::kReals) &&
         field.unit_from.empty();
}

// the field a provenance entry names, unit of the last part free
const Field* named_field(FileKind kind, const std::string& path) {
  if (path.empty()) return nullptr;
  if (const Field* field = find_field(kind, path)) return field;
  const std::size_t dot = path.rfind('.');
  const Field* parent =
      dot == std::string::npos ? &fields(kind) : find_field(kind, path.substr(0, dot));
  const auto split = split_unit_key(dot == std::string::npos ? path : path.substr(dot + 1));
  if (!parent || !split) return nullptr;
  for (const Field& child : children_of(*parent, kind))
    if (child.unit && child.stem == split->stem && child.unit->family == split->unit->family)
      return &child;
  return nullptr;
}

std::string nearest_path(FileKind kind, const std::string& path) {
  std::vector<std::string> paths;
  for (const Field* field : all_fields(kind)) paths.push_back(plain_path(*field));
  const std::string near = nearest(path, paths);
  return near.empty() ? "" : fmt::format("did you mean '{}'?", near);
}

const Node* child_of(const Node& node, std::string_view label) {
  for (const Node& child : node.children)
    if (child.label == label) return &child;
  return nullptr;
}

// lays one mark over the figures below a node; `inside`: the node is at or below the named field
void lay(Node& node, const Field& named, const std::vector<std::string>& where, bool inside,
         bool chosen, const Node& mark, std::vector<bool>& used) {
  inside = inside || node.field == &named;
  if (node.entry && !where.empty()) {
    const auto found = std::find(where.begin(), where.end(), node.label);
    chosen = found != where.end();
    if (chosen && (inside || named.path.starts_with(node.field->path)))
      used[static_cast<std::size_t>(found - where.begin())] = true;
  }
  if (inside && chosen && node.present && is_figure(*node.field)) {
    Provenance& known = node.provenance;
    known.status = *status_by_name(child_of(mark, "status")->word);
    known.source = child_of(mark, "source")->word;
    const Node *low = child_of(mark, "low_factor"), *high = child_of(mark, "high_factor");
    known.low.reset();
    known.high.reset();
    if (node.field->type == FieldType::kReal) {
      // the ends of a negative figure change places
      const Node *down = node.number < 0 ? high : low, *up = node.number < 0 ? low : high;
      if (down->present) known.low = node.number * down->number;
      if (up->present) known.high = node.number * up->number;
    }
  }
  for (Node& child : node.children) lay(child, named, where, inside, chosen, mark, used);
}

// a list by its dotted path; null if the path leads through a file that is not joined
const Node* find_list(const Node& root, std::string_view path) {
  const Node* node = &root;
  while (node && !path.empty()) {
    const std::size_t dot = path.find('.');
    node = child_of(*node, path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return node;
}

// nodes from the root's child to one, of which its dotted path is made
using Way = std::vector<const Node*>;

std::string path_of(const Way& way) {
  std::string path;
  for (const Node* node : way) {
    if (!path.empty()) path += '.';
    path += node->label;
  }
  return path;
}

template <class Act>
void walk(const Node& node, Way& way, const Act& act, const Node* parent = nullptr) {
  act(node, parent);
  for (const Node& child : node.children) {
    way.push_back(&child);
    walk(child, way, act, &node);
    way.pop_back();
  }
}

}  // namespace

void lay_provenance(Node& root, Diagnostics& diagnostics) {
  const Node* marks = child_of(root, "provenance");
  if (!marks || !marks->present) return;
  // what figures say themselves goes before what the list says
  std::vector<std::pair<Node*, Provenance>> own;
  visit(root, [&](Node& node) {
    if (!node.field || !is_figure(*node.field)) return;
    const Provenance& known = node.provenance;
    if (known.status != Status::kNone || !known.source.empty() || known.low || known.high)
      own.emplace_back(&node, known);
  });
  const Node list = *marks;
  for (const Node& mark : list.children) {
    const Node &figures = *child_of(mark, "figures"), &where = *child_of(mark, "where");
    std::vector<bool> used(where.words.size(), false);
    bool all_named = true;
    for (std::size_t i = 0; i < figures.words.size(); ++i) {
      const std::string& path = figures.words[i];
      const Field* named = named_field(root.kind, path);
      if (!named) {
        all_named = false;
        diagnostics.push_back(
            {figures.spots[i], fmt::format("provenance.{}.figures.{}", mark.label, i + 1),
             in_quotes(path), "the path of a figure of this file, without names of records",
             nearest_path(root.kind, path)});
        continue;
      }
      for (Node& child : root.children)
        if (child.label != "provenance")
          lay(child, *named, where.words, false, where.words.empty(), mark, used);
    }
    for (std::size_t i = 0; i < used.size() && all_named; ++i)
      if (!used[i])
        diagnostics.push_back(
            {where.spots[i], fmt::format("provenance.{}.where.{}", mark.label, i + 1),
             in_quotes(where.words[i]), "the name of a record that has these figures"});
  }
  for (auto& [node, known] : own) {
    if (known.status == Status::kNone) known.status = node->provenance.status;
    if (known.source.empty()) known.source = node->provenance.source;
    if (!known.low) known.low = node->provenance.low;
    if (!known.high) known.high = node->provenance.high;
    node->provenance = known;
  }
}

void check_members(const Node& root, Diagnostics& diagnostics) {
  Way way;
  walk(root, way, [&](const Node& node, const Node*) {
    if (!node.field || node.field->member_of.empty() || !node.present || node.word.empty()) return;
    // a file that is joined to a scenario has been checked by itself
    if (node.kind != root.kind) return;
    const Node* list = find_list(root, node.field->member_of);
    if (!list || !list->present) return;
    std::vector<std::string> names;
    for (const Node& record : list->children) names.push_back(record.label);
    if (std::find(names.begin(), names.end(), node.word) != names.end()) return;
    const std::string near = nearest(node.word, names);
    diagnostics.push_back({node.where, path_of(way), in_quotes(node.word),
                           fmt::format("{} ({})",
                                       names.size() > 1 ? "one of " + enumeration(names, "or")
                                                        : enumeration(names, "or"),
                                       node.field->member_of),
                           near.empty() ? "" : fmt::format("did you mean '{}'?", near)});
  });
}

void check_order(const Node& root, Diagnostics& diagnostics) {
  Way way;
  walk(root, way, [&](const Node& node, const Node* parent) {
    if (!node.field || node.field->not_above.empty() || !node.present || !parent) return;
    const Node* other = child_of(*parent, node.field->not_above);
    if (!other || !other->present || node.number <= other->number) return;
    diagnostics.push_back(
        {node.where, path_of(way), node.written,
         fmt::format("a number not above {}, which is {}", other->label, other->written)});
  });
}

}  // namespace inversim
