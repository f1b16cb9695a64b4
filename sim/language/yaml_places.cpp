// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/yaml_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace inversim {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// what a plain scalar of several lines is once it is read
std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = blank(c) || c == '\n';
    if (space && !out.empty() && out.back() != ' ') out += ' ';
    if (!space) out += c;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

YamlPlaces::YamlPlaces(std::string_view text) : text_(text) {
  lines_.push_back(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') lines_.push_back(i + 1);
}

std::size_t YamlPlaces::offset(const Location& where) const {
  const auto line = static_cast<std::size_t>(std::max(where.line, 1)) - 1;
  if (line >= lines_.size()) return text_.size();
  std::size_t at = lines_[line];
  // columns count characters
  for (int column = 1; column < where.column && at < text_.size(); ++column) {
    ++at;
    while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U) ++at;
  }
  return at;
}

bool YamlPlaces::bracketed(const Raw& value) const {
  const std::size_t at = offset(value.where);
  return (value.type == Raw::Type::kMap || value.type == Raw::Type::kList) && at < text_.size() &&
         (text_[at] == '{' || text_[at] == '[');
}

std::size_t YamlPlaces::line_end(std::size_t at) const {
  return std::min(text_.find('\n', at), text_.size());
}

std::size_t YamlPlaces::line_begin(std::size_t at) const {
  return *std::prev(std::upper_bound(lines_.begin(), lines_.end(), at));
}

std::size_t YamlPlaces::quoted_end(std::size_t at) const {
  const char quote = text_[at];
  for (++at; at < text_.size(); ++at) {
    const bool doubled = quote == '\'' && text_.substr(at, 2) == "''";
    if (doubled || (quote == '"' && text_[at] == '\\')) {
      ++at;
    } else if (text_[at] == quote) {
      return at + 1;
    }
  }
  return text_.size();
}

std::size_t YamlPlaces::bracket_end(std::size_t at) const {
  int depth = 0;
  while (at < text_.size()) {
    const char c = text_[at];
    const char before = at > 0 ? text_[at - 1] : '\n';
    // a quote within a word is a letter
    const bool starts = blank(before) || before == '\n' ||
                        std::string_view("{[,:").find(before) != std::string_view::npos;
    if ((c == '"' || c == '\'') && starts) {
      at = quoted_end(at);
      continue;
    }
    if (c == '#' && (blank(before) || before == '\n')) {
      at = line_end(at);
      continue;
    }
    depth += c == '{' || c == '[' ? 1 : 0;
    depth -= c == '}' || c == ']' ? 1 : 0;
    ++at;
    if (depth == 0) return at;
  }
  return at;
}

// whether a line has something, further in than its owner
bool YamlPlaces::deeper(std::size_t line, int owner) const {
  const std::size_t begin = lines_[line];
  std::size_t at = begin;
  while (at < text_.size() && text_[at] == ' ') ++at;
  return static_cast<int>(at - begin) + 1 > owner;
}

std::size_t YamlPlaces::block_end(std::size_t at, int owner) const {
  std::size_t end = line_end(at);
  auto line = static_cast<std::size_t>(
      std::upper_bound(lines_.begin(), lines_.end(), at) - lines_.begin());
  for (; line < lines_.size(); ++line) {
    const std::size_t stop = line_end(lines_[line]);
    const std::string_view words = text_.substr(lines_[line], stop - lines_[line]);
    if (std::all_of(words.begin(), words.end(), blank)) continue;
    if (!deeper(line, owner)) break;
    end = stop;
  }
  return end;
}

std::size_t YamlPlaces::plain_end(const Raw& value, std::size_t at, bool flow, int owner) const {
  const auto trimmed = [&](std::size_t end) {
    while (end > at && (blank(text_[end - 1]) || text_[end - 1] == '\n')) --end;
    return end;
  };
  std::size_t end = at;
  while (end < text_.size()) {
    const char c = text_[end];
    if (flow && (c == ',' || c == ']' || c == '}')) break;
    if (c == '#' && end > at && blank(text_[end - 1])) break;
    // a colon ends a key, not an address
    if (c == ':' && (end + 1 == text_.size() || blank(text_[end + 1]) || text_[end + 1] == '\n')) {
      break;
    }
    if (c == '\n' && folded(text_.substr(at, end - at)) == folded(value.scalar)) break;
    if (c == '\n' && !flow) {
      const auto line = static_cast<std::size_t>(
          std::upper_bound(lines_.begin(), lines_.end(), end) - lines_.begin());
      if (line >= lines_.size() || !deeper(line, owner)) break;
    }
    ++end;
  }
  return trimmed(end);
}

TextSpan YamlPlaces::span(const Raw& value, bool flow, int owner) const {
  const std::size_t at = offset(value.where);
  if (at >= text_.size() || value.type == Raw::Type::kNothing) return {at, at};
  const char c = text_[at];
  if (value.type == Raw::Type::kScalar) {
    if (c == '"' || c == '\'') return {at, quoted_end(at)};
    if (!flow && (c == '|' || c == '>')) return {at, block_end(at, owner)};
    return {at, plain_end(value, at, flow, owner)};
  }
  if (bracketed(value)) return {at, bracket_end(at)};
  if (value.items.empty()) return {at, at};
  const bool map = value.type == Raw::Type::kMap;
  const Raw& last = value.items.back();
  if (map && last.type == Raw::Type::kNothing) return {at, behind_colon(value.keys.back(), flow)};
  return {at, span(last, flow, (map ? value.keys.back() : value).where.column).end};
}

std::size_t YamlPlaces::behind_colon(const Raw& key, bool flow) const {
  const std::size_t end = span(key, flow, key.where.column).end;
  return std::min(text_.find(':', end), text_.size() - 1) + 1;
}

std::string in_one_line(const Raw& value) {
  switch (value.type) {
    case Raw::Type::kNothing:
      return "";
    case Raw::Type::kScalar: {
      const std::string& text = value.scalar;
      const auto letter = [](unsigned char c) { return std::isalpha(c) != 0 || c == '_'; };
      const auto plain = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '/';
      };
      // a text that nothing in YAML could take for something else
      static constexpr std::string_view kWords[] = {"true", "false", "null", "yes", "no",
                                                    "on",   "off",   "y",    "n"};
      std::string lower = text;
      for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      const bool word = !text.empty() && letter(static_cast<unsigned char>(text.front())) &&
                        std::all_of(text.begin(), text.end(), plain) &&
                        std::find(std::begin(kWords), std::end(kWords), lower) == std::end(kWords);
      const bool safe = text.find_first_of(",[]{}:#\n") == std::string::npos;
      if (word || (!value.quoted && safe)) return text;
      std::string out = "\"";
      for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') {
          out += "\\n";
        } else if (c == '\t') {
          out += "\\t";
        } else {
          out += c;
        }
      }
      return out + '"';
    }
    case Raw::Type::kList: {
      std::vector<std::string> parts;
      for (const Raw& item : value.items) parts.push_back(in_one_line(item));
      return fmt::format("[{}]", fmt::join(parts, ", "));
    }
    case Raw::Type::kMap: {
      std::vector<std::string> parts;
      for (std::size_t i = 0; i < value.items.size(); ++i)
        parts.push_back(fmt::format("{}: {}", value.keys[i].scalar, in_one_line(value.items[i])));
      return fmt::format("{{{}}}", fmt::join(parts, ", "));
    }
  }
  return "";
}

}  // namespace inversim
