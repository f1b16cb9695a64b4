// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

#include "inversim/language/fnv1a.h"

namespace inversim {
namespace {

constexpr std::array<std::string_view, 5> kStatusNames = {"", "seen", "recalled", "derived",
                                                          "assumed"};

// a programmer asked for what the table does not have
[[noreturn]] void misuse(const Node& node, std::string_view path, std::string_view why) {
  throw std::logic_error(fmt::format("language: '{}' below '{}' of a {} file: {}", path,
                                     node.field ? node.field->path : "", kind_name(node.kind),
                                     why));
}

bool is_list(const Node& node) {
  return !node.entry &&
         (node.field->type == FieldType::kRecords || node.field->type == FieldType::kSteps);
}

// the node at a path; null if it, or something on the way, is left out or not in the list
const Node* find(const Node& from, std::string_view path) {
  const Node* node = &from;
  const Field* field = from.field;
  FileKind kind = from.kind;
  bool list = node && is_list(*node);
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t dot = rest.find('.');
    const std::string_view part = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    // the table knows the path, whether or not the file has it
    if (list) {
      list = false;
    } else {
      if (field->type == FieldType::kReference) kind = field->target;
      field = find_child(*field, kind, part);
      if (!field) misuse(from, path, "no such key in the table of fields");
      list = field->type == FieldType::kRecords || field->type == FieldType::kSteps;
    }
    if (!node) continue;
    const auto child = std::find_if(node->children.begin(), node->children.end(),
                                    [&](const Node& c) { return c.label == part; });
    node = child == node->children.end() || !child->present ? nullptr : &*child;
  }
  return node;
}

const Node& get(const Node& from, std::string_view path, std::initializer_list<FieldType> types) {
  const Node& node = from.at(path);
  if (std::find(types.begin(), types.end(), node.field->type) == types.end())
    misuse(from, path, "asked for as another type");
  if (!node.present) misuse(from, path, "left out; ask has() first");
  return node;
}

}  // namespace

std::string_view status_name(Status status) {
  return kStatusNames[static_cast<std::size_t>(status)];
}

std::optional<Status> status_by_name(std::string_view name) {
  const auto found = std::find(kStatusNames.begin() + 1, kStatusNames.end(), name);
  if (found == kStatusNames.end()) return std::nullopt;
  return static_cast<Status>(found - kStatusNames.begin());
}

const Node& Node::at(std::string_view path) const {
  if (const Node* node = find(*this, path)) return *node;
  // one that is left out is given as it is, if what holds it is there
  const std::size_t dot = path.rfind('.');
  const Node* parent = dot == std::string_view::npos ? this : find(*this, path.substr(0, dot));
  if (parent)
    for (const Node& child : parent->children)
      if (child.label == (dot == std::string_view::npos ? path : path.substr(dot + 1)))
        return child;
  misuse(*this, path,
         parent && is_list(*parent) ? "no record of that name in the file"
                                    : "left out of the file, or another step");
}

double Node::real(std::string_view path) const {
  return get(*this, path, {FieldType::kReal}).number;
}
std::int64_t Node::integer(std::string_view path) const {
  return get(*this, path, {FieldType::kInteger}).whole;
}
bool Node::boolean(std::string_view path) const {
  return get(*this, path, {FieldType::kBoolean}).flag;
}
const std::string& Node::text(std::string_view path) const {
  return get(*this, path, {FieldType::kText, FieldType::kChoice, FieldType::kReference}).word;
}
const std::vector<double>& Node::reals(std::string_view path) const {
  return get(*this, path, {FieldType::kReals}).numbers;
}

const std::vector<std::string>& Node::texts(std::string_view path) const {
  const Node& node = at(path);
  if (node.field->type != FieldType::kTexts) misuse(*this, path, "asked for as another type");
  return node.words;
}
const std::vector<Node>& Node::list(std::string_view path) const {
  const Node& node = at(path);
  if (!is_list(node)) misuse(*this, path, "asked for as another type");
  return node.children;
}

bool Node::has(std::string_view path) const { return find(*this, path) != nullptr; }

double Node::real_or(std::string_view path, double otherwise) const {
  return has(path) ? real(path) : otherwise;
}

const std::string& Node::step() const {
  if (!entry || field->type != FieldType::kSteps) misuse(*this, "", "is not a step");
  return children.front().label;
}

std::uint64_t text_hash(std::string_view text) { return fnv1a(std::as_bytes(std::span(text))); }

std::string hash_text(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace inversim
