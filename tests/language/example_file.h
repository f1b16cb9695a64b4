// SPDX-License-Identifier: Apache-2.0
// A good file of any kind, made from the table of fields alone: every key once, each on a line of
// its own, as a tree that a test can spoil before it is written out.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "inversim/language/fields.h"

namespace inversim::example {

/// One line of the file: a key with its value, or an entry of a list.
struct Line {
  const Field* field = nullptr;  ///< row of the table
  bool entry = false;            ///< "- " of a list: its children are the keys of the record
  std::string key;
  std::string label;  ///< in dotted paths: the key, the record's name, or its number
  std::string value;  ///< scalar or flow text; empty if there are children
  std::vector<Line> children;

  // where it was written, filled in by text()
  int line = 0, key_column = 0, value_column = 0;
  std::string path;
};

inline std::string scalar_value(const Field& field, FileKind kind);

inline std::vector<Line> keys_of(const Field& field, FileKind kind, int depth);

// a value inside the range, away from 0 and its ends
inline std::string number_value(const Field& field) {
  const bool low = std::isfinite(field.low), high = std::isfinite(field.high);
  double value = 1;
  if (low && high)
    value = field.low + 0.5 * (field.high - field.low);
  else if (low)
    value = field.low + 1;
  else if (high)
    value = field.high - 1;
  if (field.type == FieldType::kInteger) value = std::floor(value);
  return number_text(value);
}

// the first figure of a kind, for its provenance list; `record` is set if it is in a list with
// names
inline std::string first_figure(FileKind kind, std::string* record) {
  std::string any;
  for (const Field* field : all_fields(kind)) {
    if (field->type != FieldType::kReal || field->plain || field->path.starts_with("provenance"))
      continue;
    std::string path = field->path;
    const std::size_t list = path.find("[]");
    if (any.empty() && list == std::string::npos) any = path;
    if (list == std::string::npos) continue;
    path.erase(list, 2);
    const Field* records = find_field(kind, path.substr(0, list));
    *record = records->names.empty() ? "N1" : records->names.front();
    return path;
  }
  return any;
}

inline std::string scalar_value(const Field& field, FileKind kind) {
  std::string record;
  switch (field.type) {
    case FieldType::kReal:
    case FieldType::kInteger:
      return number_value(field);
    case FieldType::kBoolean:
      return "true";
    case FieldType::kChoice:
      return field.choices.front();
    case FieldType::kReals: {
      std::string list = "[";
      for (std::size_t i = 0; i < std::max<std::size_t>(field.least, 1); ++i)
        list += (i ? ", " : "") + number_value(field);
      return list + "]";
    }
    case FieldType::kTexts: {
      const std::string figure = first_figure(kind, &record);
      if (field.key == "figures") return "[" + figure + "]";
      if (field.key == "where") return "[" + record + "]";
      return "[some, words]";
    }
    case FieldType::kOverrides:
      return "{table.surface.friction: 0.3}";
    case FieldType::kReference:
      return "some_name";
    default:
      break;
  }
  if (field.key == "unit") return "'1'";
  if (!field.member_of.empty()) {
    const Field* list = find_field(kind, field.member_of);
    return list && !list->names.empty() ? list->names.front() : "N1";
  }
  return "some words";
}

inline Line key_line(const Field& field, FileKind kind, int depth) {
  Line line;
  line.field = &field;
  line.key = line.label = field.key;
  if (field.type == FieldType::kMap) {
    line.children = keys_of(field, kind, depth);
    if (line.children.empty()) line.value = "{}";
  } else if (field.type == FieldType::kRecords) {
    const std::size_t count =
        field.names.empty() ? std::max<std::size_t>(field.least, 2) : field.names.size();
    for (std::size_t i = 0; i < count; ++i) {
      Line record;
      record.field = &field;
      record.entry = true;
      record.children = keys_of(field, kind, depth);
      record.label = std::to_string(i + 1);
      for (Line& child : record.children) {
        if (child.key == "name" && child.field->type == FieldType::kText)
          child.value = field.names.empty() ? "N" + std::to_string(i + 1) : field.names[i];
        if (child.key == "name" && child.field->type == FieldType::kChoice)
          child.value = child.field->choices[i % child.field->choices.size()];
        if (child.key == "name") record.label = child.value;
      }
      line.children.push_back(std::move(record));
    }
  } else if (field.type == FieldType::kSteps) {
    int number = 0;
    for (const Field& step : children_of(field, kind)) {
      // one level of steps within steps, and there only a bare one
      if (depth > 0 && step.key != "mount") continue;
      Line entry;
      entry.field = &field;
      entry.entry = true;
      entry.label = std::to_string(++number);
      entry.children.push_back(key_line(step, kind, depth + 1));
      line.children.push_back(std::move(entry));
    }
  } else {
    line.value = scalar_value(field, kind);
  }
  return line;
}

inline std::vector<Line> keys_of(const Field& field, FileKind kind, int depth) {
  std::vector<Line> lines;
  for (const Field& child : children_of(field, kind)) {
    // a kind without lists of figures has no names for `where`
    std::string record;
    first_figure(kind, &record);
    if (child.path == "provenance[].where" && record.empty()) continue;
    lines.push_back(key_line(child, kind, depth));
  }
  return lines;
}

/// The good file.
inline Line file(FileKind kind) {
  Line root;
  root.field = &fields(kind);
  root.children = keys_of(*root.field, kind, 0);
  return root;
}

namespace detail {
inline void write(Line& line, int indent, bool dash, const std::string& path, std::string& out,
                  int& number) {
  // an entry's first key stands on the line of its dash
  if (line.entry) {
    line.path = path.empty() ? line.label : path + "." + line.label;
    line.line = number;
    line.key_column = line.value_column = indent + 3;
    if (line.children.empty()) {
      out += std::string(static_cast<std::size_t>(indent), ' ') + "- " + line.value + "\n";
      ++number;
    }
    bool first = true;
    for (Line& child : line.children) {
      write(child, indent + 2, first, line.path, out, number);
      first = false;
    }
    return;
  }
  line.path = path.empty() ? line.label : path + "." + line.label;
  line.line = number;
  line.key_column = indent + 1;
  const std::string lead = dash ? std::string(static_cast<std::size_t>(indent - 2), ' ') + "- "
                                : std::string(static_cast<std::size_t>(indent), ' ');
  line.value_column = indent + static_cast<int>(line.key.size()) + 3;
  if (line.value.empty() && line.children.empty()) line.value = "{}";
  out += lead + line.key + ":" + (line.value.empty() ? "" : " " + line.value) + "\n";
  ++number;
  if (!line.value.empty()) return;
  for (Line& child : line.children) write(child, indent + 2, false, line.path, out, number);
}
}  // namespace detail

/// The file's text; fills in where each line stands.
inline std::string text(Line& root) {
  std::string out;
  int number = 1;
  for (Line& line : root.children) detail::write(line, 0, false, "", out, number);
  return out;
}

/// Addresses of all lines below `root`, parents before children, by the way down.
using Way = std::vector<std::size_t>;
inline void ways(const Line& line, const Way& here, std::vector<Way>& all) {
  for (std::size_t i = 0; i < line.children.size(); ++i) {
    Way way = here;
    way.push_back(i);
    all.push_back(way);
    ways(line.children[i], way, all);
  }
}
inline const Line& at(const Line& root, const Way& way) {
  const Line* line = &root;
  for (const std::size_t i : way) line = &line->children[i];
  return *line;
}
inline Line& at(Line& root, const Way& way) {
  return const_cast<Line&>(at(std::as_const(root), way));
}

}  // namespace inversim::example
