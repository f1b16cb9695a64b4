// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>
#include <tuple>

#include "inversim/language/crosscheck.h"
#include "inversim/language/located.h"
#include "inversim/language/scalar.h"
#include "inversim/language/validate.h"
#include "inversim/language/yaml_text.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = 1 << 20;

// in the order of the text, as people mend it
void sort(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(
      diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.where.line, a.where.column) < std::tie(b.where.line, b.where.column);
      });
}

Diagnostic about_kind(const Raw& at, std::string found, const std::string& expected,
                      std::string hint = "") {
  return {at.where, "kind", std::move(found), expected, std::move(hint)};
}

// which table the text is checked against: its key `kind`
std::optional<FileKind> kind_of(const Raw& root, std::optional<FileKind> wanted,
                                const std::string& file, std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> names;
  for (const FileKind kind : kFileKinds) names.emplace_back(kind_name(kind));
  const std::string expected =
      wanted ? std::string(kind_name(*wanted)) : "one of " + enumeration(names, "or");
  if (root.type != Raw::Type::kMap) {
    Diagnostic wrong;
    wrong.where = {file, 1, 1};
    wrong.found = root.type == Raw::Type::kNothing ? "an empty file" : found_text(root);
    wrong.expected = "a map that begins with the key 'kind'";
    diagnostics.push_back(std::move(wrong));
    return std::nullopt;
  }
  const Raw* given = nullptr;
  for (std::size_t i = 0; i < root.keys.size(); ++i)
    if (root.keys[i].scalar == "kind" && !root.keys[i].broken && !given) given = &root.items[i];
  // a file that must be of a kind is checked as one, and the key is missed there
  if (!given) {
    if (wanted) return wanted;
    diagnostics.push_back({root.where, "kind", "nothing", expected, "the key is missing"});
    return std::nullopt;
  }
  if (given->broken) return std::nullopt;
  const auto kind = given->type == Raw::Type::kScalar ? kind_by_name(given->scalar) : std::nullopt;
  if (!kind) {
    const std::string near = nearest(given->scalar, names);
    diagnostics.push_back(
        about_kind(*given, found_text(*given), expected,
                   near.empty() || wanted ? "" : fmt::format("did you mean '{}'?", near)));
    return std::nullopt;
  }
  if (wanted && kind != wanted) {
    diagnostics.push_back(about_kind(*given, fmt::format("a {} file", kind_name(*kind)),
                                     fmt::format("a {} file", kind_name(*wanted))));
    return std::nullopt;
  }
  return kind;
}

// the text of a file, or why there is none
std::optional<std::string> slurp(const fs::path& path, Diagnostic& problem) {
  problem = {{path.string(), 0, 0}, "", "", "a readable file"};
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found)
    return problem.found = "no such file", std::nullopt;
  if (failed) return problem.found = failed.message(), std::nullopt;
  if (fs::is_directory(status)) return problem.found = "a directory", std::nullopt;
  if (!fs::is_regular_file(status))
    return problem.found = "something that is not a plain file", std::nullopt;
  const std::uintmax_t size = fs::file_size(path, failed);
  if (!failed && size > kMostBytes) {
    problem.found = fmt::format("{} bytes", size);
    problem.expected = fmt::format("a file of at most {} bytes", kMostBytes);
    return std::nullopt;
  }
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return problem.found = fmt::format("'{}'", std::strerror(errno)), std::nullopt;
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) return problem.found = "an error while reading", std::nullopt;
  return text;
}

// an error of a file that another names says so
void refer(std::vector<Diagnostic>& diagnostics, const Location& by) {
  for (Diagnostic& diagnostic : diagnostics)
    if (diagnostic.referred_by.empty()) diagnostic.referred_by = place_text(by);
}

// what was meant may be a shipped name; of a path only one that is called the same
void hint_at_names(const fs::path& path, const Library& library, FileKind kind,
                   std::vector<Diagnostic>& diagnostics) {
  const bool is_name = !path.has_extension() && !path.has_parent_path();
  const std::vector<LibraryEntry> entries = shipped(library, kind);
  const std::string near = is_name ? shipped_like(entries, path) : shipped_namesake(entries, path);
  for (Diagnostic& diagnostic : diagnostics) {
    if (is_name) {
      diagnostic.expected =
          fmt::format("a readable file, or the name of a shipped {} file", kind_name(kind));
    }
    if (!near.empty()) diagnostic.hint = fmt::format("did you mean '{}'?", near);
  }
}

// puts the tree of a file below the node that names it
void join(Node& reference, Reading reading, Document& document,
          std::vector<Diagnostic>& diagnostics) {
  if (!reading) {
    refer(reading.diagnostics, reference.where);
    std::move(reading.diagnostics.begin(), reading.diagnostics.end(),
              std::back_inserter(diagnostics));
    return;
  }
  reading.document->files.front().referred_by = reference.where;
  reference.children = std::move(reading.document->root.children);
  document.files.push_back(std::move(reading.document->files.front()));
}

// opens the file that a reference names
void resolve(Node& reference, const Library& library, Document& document,
             std::vector<Diagnostic>& diagnostics) {
  const Field& field = *reference.field;
  const auto file = referred_file(library, field.target, reference.word, reference.where,
                                  field.path, diagnostics);
  if (file) join(reference, read_file(*file, field.target), document, diagnostics);
}

// a document with all that it names
Reading resolve_all(Reading reading, const Library& library,
                    const std::vector<Replacement>& replaced) {
  if (!reading) return reading;
  Document& document = *reading.document;
  for (Node& child : document.root.children) {
    if (child.field->type != FieldType::kReference) continue;
    const Replacement* given = nullptr;
    for (const Replacement& r : replaced)
      if (child.label == r.key) given = &r;
    if (given) child.word = given->file;
    if (given && given->text) {
      child.present = true;
      join(child, parse_text(*given->text, given->file, child.field->target), document,
           reading.diagnostics);
    } else if (child.present) {
      resolve(child, library, document, reading.diagnostics);
    }
  }
  if (reading.diagnostics.empty()) check_members(document.root, reading.diagnostics);
  // overrides are laid over what the files say, in the order they are written
  const bool has_overrides =
      find_child(fields(document.kind), document.kind, "overrides") != nullptr;
  if (reading.diagnostics.empty() && has_overrides) {
    std::vector<Override> overrides;
    for (const Node& entry : document.root.at("overrides").children)
      overrides.push_back({entry.label, entry.written, entry.where});
    reading.diagnostics = apply_overrides(document, overrides);
  }
  if (!reading.diagnostics.empty()) reading.document.reset();
  return reading;
}

}  // namespace

Reading parse_text(std::string_view text, const std::string& name, std::optional<FileKind> wanted) {
  Reading reading;
  RawReading raw = read_yaml(text, name);
  reading.diagnostics = std::move(raw.diagnostics);
  if (!raw.root) return reading;
  const auto kind = kind_of(*raw.root, wanted, name, reading.diagnostics);
  if (!kind) return sort(reading.diagnostics), reading;
  Document document;
  document.kind = *kind;
  document.root = validate(*raw.root, {&fields(*kind), *kind, nullptr, "", raw.root->where},
                           reading.diagnostics);
  if (reading.diagnostics.empty()) {
    lay_provenance(document.root, reading.diagnostics);
    check_members(document.root, reading.diagnostics);
    check_order(document.root, reading.diagnostics);
  }
  sort(reading.diagnostics);
  if (!reading.diagnostics.empty()) return reading;
  document.files.push_back({*kind, name, std::string(text), text_hash(text), {}});
  reading.document = std::move(document);
  return reading;
}

Reading read_file(const fs::path& path, std::optional<FileKind> kind) {
  Diagnostic problem;
  const auto text = slurp(path, problem);
  if (!text) return {std::nullopt, {problem}};
  return parse_text(*text, path.string(), kind);
}

Reading read_named(const fs::path& path, const Library& library, FileKind kind) {
  const fs::path file = named_file(library, kind, path);
  Reading reading = read_file(file, kind);
  std::error_code failed;
  if (!reading && !fs::exists(file, failed))
    hint_at_names(path, library, kind, reading.diagnostics);
  return reading;
}

std::optional<fs::path> referred_file(const Library& library, FileKind kind,
                                      const std::string& named, const Location& where,
                                      const std::string& key, std::vector<Diagnostic>& wrong) {
  std::vector<std::string> looked;
  for (const fs::path& place : places(library, kind, named, where.file)) {
    std::error_code failed;
    if (fs::exists(place, failed)) return place.lexically_normal();
    looked.push_back(place.lexically_normal().string());
  }
  const std::string near = shipped_like(shipped(library, kind), named);
  wrong.push_back(
      {where, key, in_quotes(named),
       fmt::format("the name or path of a {} file{}{}", kind_name(kind),
                   looked.empty() ? "" : "; there is no ", enumeration(looked, "and no")),
       near.empty() ? "" : fmt::format("did you mean '{}'?", near), ""});
  return std::nullopt;
}

Reading read_resolved(const fs::path& path, const Library& library, std::optional<FileKind> kind,
                      const std::vector<Replacement>& replaced) {
  Reading reading = kind ? read_named(path, library, *kind) : read_file(path);
  return resolve_all(std::move(reading), library, replaced);
}

Reading resolve_text(std::string_view text, const fs::path& path, const Library& library,
                     std::optional<FileKind> kind, const std::vector<Replacement>& replaced) {
  return resolve_all(parse_text(text, path.string(), kind), library, replaced);
}

}  // namespace inversim
