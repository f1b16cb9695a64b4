// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/provenance_data.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "inversim/language/yaml_text.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

std::string attribute_text(const AttributeValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  return fmt::format("{}", std::get<std::uint64_t>(value));
}

std::string word_in(const std::string& text, const std::string& role, std::string_view key) {
  if (text.empty()) return {};
  const RawReading reading = read_yaml(text, role);
  if (!reading.root) return {};
  const Raw& root = *reading.root;
  for (std::size_t i = 0; i < root.keys.size() && i < root.items.size(); ++i) {
    if (root.keys[i].scalar == key) return root.items[i].scalar;
  }
  return {};
}

std::vector<std::string> roles_of(const Attributes& attributes) {
  const std::string roles = text_of(attributes, "sources");
  std::vector<std::string> names;
  for (std::size_t at = 0; at < roles.size();) {
    const std::size_t end = std::min(roles.find('\n', at), roles.size());
    names.push_back(roles.substr(at, end - at));
    at = end + 1;
  }
  return names;
}

}  // namespace

std::string word_of(const Attributes& attributes, const std::string& role, std::string_view key) {
  return word_in(text_of(attributes, role + "_text"), role, key);
}

Json provenance_data(const Attributes& attributes, const Attributes& wall) {
  Json rows = Json::array(), sources = Json::array();
  const std::vector<std::string> roles = roles_of(attributes);
  const auto belongs_to_source = [&](const std::string& key) {
    constexpr std::array<const char*, 3> kOfSource = {"_path", "_hash", "_text"};
    return key == "sources" || std::ranges::any_of(roles, [&](const std::string& role) {
             return std::ranges::any_of(kOfSource,
                                        [&](const char* end) { return key == role + end; });
           });
  };
  for (const auto* part : {&attributes, &wall}) {
    for (const auto& [key, value] : *part) {
      if (!belongs_to_source(key)) rows.push_back({{"key", key}, {"value", attribute_text(value)}});
    }
  }
  for (const std::string& role : roles) {
    sources.push_back({{"role", role},
                       {"name", word_of(attributes, role, "name")},
                       {"path", text_of(attributes, role + "_path")},
                       {"hash", text_of(attributes, role + "_hash")}});
  }
  return {{"rows", rows}, {"sources", sources}};
}

Json provenance_data(const RunProvenance& p) {
  Json rows = Json::array(), sources = Json::array();
  const auto row = [&rows](const char* key, const std::string& value) {
    if (!value.empty()) rows.push_back({{"key", key}, {"value", value}});
  };
  row("inversim_version", p.inversim_version);
  row("git_revision", p.git_revision);
  row("build_flags", p.build_flags);
  row("compiler", p.compiler);
  row("cpu_level", p.cpu_level);
  row("conventions", p.conventions);
  row("overrides", fmt::format("{}", fmt::join(p.overrides, "\n")));
  row("created_at", p.created_at);
  for (const SourceText& source : p.sources) {
    sources.push_back({{"role", source.role},
                       {"name", word_in(source.text, source.role, "name")},
                       {"path", source.path},
                       {"hash", source.hash}});
  }
  return {{"rows", rows}, {"sources", sources}};
}

}  // namespace inversim
