// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/fill_page.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "inversim/language/markup.h"
#include "inversim/report/template.h"

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

/// "<" as JSON can write it too, so that no text ends the script element or opens a comment.
std::string inside_script(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

/// Puts values in place of {{key}}; what a value holds is not looked at again.
std::string filled(std::string_view page, const std::map<std::string_view, std::string>& values) {
  std::string out;
  while (true) {
    const std::size_t open = page.find("{{");
    const std::size_t close = page.find("}}", open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    out += page.substr(0, open);
    out += values.at(page.substr(open + 2, close - open - 2));
    page.remove_prefix(close + 2);
  }
  out += page;
  return out;
}

bool has_poses(const Json& data) {
  return data.contains("replay") && data.at("replay").is_object() &&
         data.at("replay").contains("poses") && !data.at("replay").at("poses").is_null();
}

}  // namespace

std::string fill_page(const Json& given) {
  // names may hold bytes that are not UTF-8
  const Json data = Json::parse(given.dump(-1, ' ', false, Json::error_handler_t::replace));
  const bool in_space =
      has_poses(data) || (data.contains("beside") && has_poses(data.at("beside")));
  return filled(kPageHtml, {{"title", markup_text(data.at("title").get<std::string>())},
                            {"style", std::string(kPageCss)},
                            {"viewer", in_space ? std::string(kThreeJs) : ""},
                            {"script", std::string(kPageJs)},
                            {"data", inside_script(data.dump())}});
}

}  // namespace inversim
