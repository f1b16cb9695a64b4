// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/yaml_text.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

namespace inversim {
namespace {

constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::size_t kMostLevels = 32;
constexpr std::size_t kMostDiagnostics = 100;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// what ends the reading at once
struct Stop {};

// bytes of the UTF-8 character that begins at `i`, or 0 (Unicode 15, table 3-7)
std::size_t character_length(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
  };
  const auto tail = [&](std::size_t k) { return (byte(k) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF && tail(1)) return 2;
  if (first >= 0xE0 && first <= 0xEF && tail(1) && tail(2)) {
    const bool overlong = first == 0xE0 && second < 0xA0,
               surrogate = first == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (first >= 0xF0 && first <= 0xF4 && tail(1) && tail(2) && tail(3)) {
    const bool outside = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return outside ? 0 : 4;
  }
  return 0;
}

// what the text must be before yaml-cpp sees it
std::vector<Diagnostic> bad_bytes(std::string_view text, const std::string& file) {
  Location at{file, 1, 1};
  const auto refuse = [&](std::string found, std::string expected) {
    return std::vector<Diagnostic>(1, {at, "", std::move(found), std::move(expected)});
  };
  if (text.size() > kMostBytes)
    return refuse(fmt::format("{} bytes", text.size()),
                  fmt::format("a file of at most {} bytes", kMostBytes));
  bool indentation = true;
  std::size_t i = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  while (i < text.size()) {
    const std::size_t length = character_length(text, i);
    const auto byte = static_cast<unsigned char>(text[i]);
    if (length == 0)
      return refuse(fmt::format("the byte 0x{:02X}, which is not UTF-8", byte), "text in UTF-8");
    if (byte == 0x7F || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r'))
      return refuse(fmt::format("the control character 0x{:02X}", byte), "text");
    if (byte == '\t' && indentation) return refuse("a tab in the indentation", "spaces");
    if (byte == '\n') {
      ++at.line;
      at.column = 1;
      indentation = true;
    } else {
      ++at.column;
      indentation = indentation && byte == ' ';
    }
    i += length;
  }
  return {};
}

// what most often is behind yaml-cpp's messages
std::string_view syntax_hint(std::string_view why) {
  if (why == "illegal map value")
    return "is the indentation right, and is a text with ': ' in it quoted?";
  if (why.starts_with("end of map not found") || why.starts_with("end of sequence not found"))
    return "is the indentation right?";
  if (why.find("flow not found") != std::string_view::npos) return "is a bracket left open?";
  if (why == "unknown token") return "a text that begins so must be in quotes";
  return "";
}

// yaml-cpp's events to a Raw tree
class TreeMaker final : public YAML::EventHandler {
 public:
  TreeMaker(std::string_view text, std::string file) : file_(std::move(file)) {
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string_view::npos; begin = end + 1) {
      end = text.find('\n', begin);
      lines_.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
      if (end == std::string_view::npos) break;
    }
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) stop(at(mark), "", "a second document", "one document in a file");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    put(make(Raw::Type::kNothing, mark));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    complain(at(mark), "an alias", "the value itself, written out");
    Raw raw = make(Raw::Type::kNothing, mark);
    raw.broken = true;
    put(std::move(raw));
  }
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    complain(at(mark), fmt::format("the anchor {}", in_quotes(fmt::format("&{}", name))),
             "the value itself, written out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    Raw raw = make(Raw::Type::kScalar, mark);
    raw.scalar = value;
    raw.quoted = tag == "!";
    raw.broken = refuse_tag(tag, raw.where) || refuse_open_quote(mark);
    put(std::move(raw));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(Raw::Type::kList, mark, tag);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(Raw::Type::kMap, mark, tag);
  }
  void OnMapEnd() override { close(); }

  // the keys down to where the reading is
  std::string path() const {
    std::string path;
    for (std::size_t i = 0; i < stack_.size(); ++i) {
      const Raw& raw = stack_[i];
      std::string label;
      if (raw.type == Raw::Type::kList)
        label = i + 1 < stack_.size() && !name_in(stack_[i + 1]).empty()
                    ? name_in(stack_[i + 1])
                    : std::to_string(raw.items.size() + 1);
      else if (raw.keys.size() > raw.items.size())
        label = raw.keys.back().scalar;
      if (!label.empty()) path = path.empty() ? label : fmt::format("{}.{}", path, label);
    }
    return path;
  }

  Location at(const YAML::Mark& mark) const {
    const int line = std::max(mark.line, 0), byte = std::max(mark.column, 0);
    // yaml-cpp counts bytes, people count characters
    int column = 1;
    if (static_cast<std::size_t>(line) < lines_.size()) {
      const std::string_view text = lines_[static_cast<std::size_t>(line)];
      const std::size_t bom =
          line == 0 && text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
      for (std::size_t i = bom; i < text.size() && i < static_cast<std::size_t>(byte) + bom; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) ++column;
    }
    return {file_, line + 1, column};
  }

  void broken(const YAML::Mark& mark, const std::string& why) {
    diagnostics.push_back({at(mark), path(), fmt::format("broken YAML: {}", why), "valid YAML",
                           std::string(syntax_hint(why))});
  }

  std::optional<Raw> root;
  std::vector<Diagnostic> diagnostics;

 private:
  // the name a record goes by, once it has been read
  static std::string name_in(const Raw& record) {
    for (std::size_t i = 0; i < record.items.size() && record.type == Raw::Type::kMap; ++i)
      if (record.keys[i].scalar == "name") return record.items[i].scalar;
    return "";
  }

  Raw make(Raw::Type type, const YAML::Mark& mark) const {
    Raw raw;
    raw.type = type;
    raw.where = at(mark);
    return raw;
  }

  void complain(const Location& where, std::string found, std::string expected) {
    if (diagnostics.size() >= kMostDiagnostics) throw Stop{};
    diagnostics.push_back({where, path(), std::move(found), std::move(expected)});
  }
  [[noreturn]] void stop(const Location& where, std::string key, std::string found,
                         std::string expected) {
    diagnostics.push_back({where, std::move(key), std::move(found), std::move(expected)});
    throw Stop{};
  }

  // yaml-cpp gives '?' to plain scalars and '!' to quoted ones
  bool refuse_tag(const std::string& tag, const Location& where) {
    if (tag.empty() || tag == "?" || tag == "!") return false;
    complain(where, fmt::format("the tag {}", in_quotes(tag)), "the value without a tag");
    return true;
  }

  // yaml-cpp lets the end of the text close a quote
  bool refuse_open_quote(const YAML::Mark& mark) {
    const auto line = static_cast<std::size_t>(std::max(mark.line, 0));
    if (line >= lines_.size()) return false;
    const std::size_t bom =
        line == 0 && lines_[0].starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    const char* const end = lines_.back().data() + lines_.back().size();
    const char* c = lines_[line].data() + std::max(mark.column, 0) + bom;
    if (c >= end || (*c != '\'' && *c != '"')) return false;
    const char quote = *c;
    for (++c; c < end; ++c) {
      const bool escaped = quote == '"' && *c == '\\';
      const bool doubled = *c == quote && quote == '\'' && c + 1 < end && c[1] == quote;
      if (escaped || doubled) {
        ++c;
      } else if (*c == quote) {
        return false;
      }
    }
    complain(at(mark), "a quote that is not closed", "one that is");
    return true;
  }

  void open(Raw::Type type, const YAML::Mark& mark, const std::string& tag) {
    if (stack_.size() >= kMostLevels) stop(at(mark), "", "more than 32 levels of nesting", "fewer");
    Raw raw = make(type, mark);
    raw.broken = refuse_tag(tag, raw.where);
    stack_.push_back(std::move(raw));
  }

  void close() {
    Raw raw = std::move(stack_.back());
    stack_.pop_back();
    put(std::move(raw));
  }

  void put(Raw raw) {
    if (stack_.empty()) {
      root = std::move(raw);
      return;
    }
    Raw& parent = stack_.back();
    const bool is_key = parent.type == Raw::Type::kMap && parent.keys.size() == parent.items.size();
    if (!is_key) {
      // what is left empty is where its key is
      if (raw.type == Raw::Type::kNothing && parent.type == Raw::Type::kMap)
        raw.where = parent.keys.back().where;
      parent.items.push_back(std::move(raw));
      return;
    }
    if (raw.type != Raw::Type::kScalar && !raw.broken) {
      complain(raw.where,
               raw.type == Raw::Type::kList  ? "a list as a key"
               : raw.type == Raw::Type::kMap ? "a map as a key"
                                             : "nothing as a key",
               "a word");
      raw.broken = true;
    }
    raw.items.clear();
    raw.keys.clear();
    parent.keys.push_back(std::move(raw));
  }

  std::string file_;
  std::vector<std::string_view> lines_;
  std::vector<Raw> stack_;
  int documents_ = 0;
};

}  // namespace

RawReading read_yaml(std::string_view text, const std::string& file) {
  RawReading reading;
  reading.diagnostics = bad_bytes(text, file);
  if (!reading.diagnostics.empty()) return reading;
  TreeMaker maker(text, file);
  bool broken = false;
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(maker)) {}
  } catch (const Stop&) { broken = true; } catch (const YAML::ParserException& error) {
    broken = true;
    maker.broken(error.mark, error.msg);
  } catch (const std::exception& error) {
    broken = true;
    maker.broken(YAML::Mark{}, error.what());
  }
  reading.diagnostics = std::move(maker.diagnostics);
  if (!broken) {
    if (!maker.root) maker.root = Raw{};
    if (maker.root->where.line == 0) maker.root->where = {file, 1, 1};
    reading.root = std::move(maker.root);
  }
  return reading;
}

}  // namespace inversim
