// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/csv_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <vector>

#include "inversim/language/located.h"

namespace inversim {
namespace {

// keys whose values are no texts
constexpr std::array<std::string_view, 13> kBare = {
    "step",          "from_s",    "until_s",     "minus.step",   "minus.from_s",
    "minus.until_s", "over.step", "over.from_s", "over.until_s", "relative",
    "measured",      "low",       "high"};

using Fields = std::vector<std::string>;

[[noreturn]] void refuse_line(const std::string& name, std::size_t line, const std::string& why) {
  refuse({name, static_cast<int>(line), 0}, "", why);
}

Fields split(std::string_view line, const std::string& name, std::size_t number) {
  Fields fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c != '"') {
        fields.back() += c;
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        fields.back() += line[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  if (quoted) refuse_line(name, number, "a quoted field does not end on its line");
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  for (std::string& field : fields) {
    while (!field.empty() && blank(field.back())) field.pop_back();
    field.erase(field.begin(), std::ranges::find_if_not(field, blank));
  }
  return fields;
}

std::string yaml_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string value(const std::string& key, const std::string& field) {
  return std::ranges::count(kBare, key) > 0 ? field : yaml_quoted(field);
}

/// One row as a map in one line.
std::string row_text(std::map<std::string, std::string> cells, const std::string& name,
                     std::size_t line) {
  const auto fill = [&cells](const char* key, const std::string& value) {
    if (!cells.contains(key)) cells[key] = value;
  };
  fill("name", fmt::format("line {}", line));
  fill("study", name);
  fill("what", cells.contains("signal") ? cells.at("signal") : "");
  fill("source", name);
  fill("status", "seen");
  fill("role", cells.contains("low") || cells.contains("high") ? "tested" : "reported");
  std::map<std::string, std::string> nested;
  std::string out;
  for (const auto& [key, field] : cells) {
    const std::size_t dot = key.find('.');
    if (dot == std::string::npos) {
      out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", key, value(key, field));
    } else {
      std::string& inner = nested[key.substr(0, dot)];
      inner += fmt::format("{}{}: {}", inner.empty() ? "" : ", ", key.substr(dot + 1),
                           value(key, field));
    }
  }
  for (const auto& [key, inner] : nested) out += fmt::format(", {}: {{{}}}", key, inner);
  return "{" + out + "}";
}

}  // namespace

std::vector<Fields> csv_fields(std::string_view csv, const std::string& name) {
  if (csv.starts_with("\xef\xbb\xbf")) csv.remove_prefix(3);
  std::vector<Fields> rows;
  for (std::size_t number = 1; !csv.empty(); ++number) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool empty = line.find_first_not_of(" \t,") == std::string_view::npos;
    rows.push_back(empty || line.front() == '#' ? Fields{} : split(line, name, number));
  }
  return rows;
}

std::string validation_from_csv(std::string_view csv, const std::string& name) {
  const std::vector<Fields> rows = csv_fields(csv, name);
  const Fields header = rows.empty() ? Fields{} : rows.front();
  std::string out = fmt::format("{{kind: validation, name: {}, source: {}, rows: [\n",
                                yaml_quoted(name), yaml_quoted(name));
  bool any = false;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Fields& fields = rows[i];
    if (!fields.empty()) {
      if (fields.size() != header.size()) {
        refuse_line(name, i + 1,
                    fmt::format("{} fields under a header of {}", fields.size(), header.size()));
      }
      std::map<std::string, std::string> cells;
      for (std::size_t k = 0; k < fields.size(); ++k) {
        if (!fields[k].empty()) cells[header[k]] = fields[k];
      }
      out += row_text(std::move(cells), name, i + 1) + ",";
      any = true;
    }
    out += '\n';
  }
  if (!any)
    refuse_line(name, 1, "no rows; a header line names the keys, and each line below is a row");
  return out + "]}\n";
}

}  // namespace inversim
