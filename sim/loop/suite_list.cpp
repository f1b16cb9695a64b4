// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/suite_list.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWords[] = {"sensor", "with", "actuator", "to"};

nlohmann::ordered_json fault_json(const Node& n) {
  nlohmann::ordered_json j{{"what", n.text("what")}};
  for (const char* key : kWords)
    if (n.has(key)) j[key] = n.text(key);
  for (const char* key : {"side", "direction"})
    if (n.text(key) != "both") j[key] = n.text(key);
  if (n.has("value")) {
    const Unit* unit = unit_by_text(n.text("unit"));
    j["value"] = unit != nullptr ? unit->from_si(n.real("value")) : n.real("value");
    j["unit"] = n.text("unit");
  }
  j["at_s"] = n.real("at_s");
  if (n.has("at_deg")) j["at_deg"] = n.real("at_deg") / kDegree;
  for (const char* key : {"at_state", "at_event"})
    if (n.has(key)) j[key] = n.text(key);
  if (n.has("for_s")) j["for_s"] = n.real("for_s");
  j["text"] = fault_text(n);
  return j;
}

std::string faults_text(const SuiteCase& c) {
  std::vector<std::string> all;
  for (const Node& n : c.document.root.list("faults")) all.push_back(fault_text(n));
  return all.empty() ? "-" : fmt::format("{}", fmt::join(all, "; "));
}

}  // namespace

std::string scenario_name(const std::string& file) {
  const fs::path path = fs::path(file).lexically_normal();
  const auto shipped = std::find(path.begin(), path.end(), "scenarios");
  if (shipped == path.end()) return path.filename().string();
  fs::path name;
  for (auto part = std::next(shipped); part != path.end(); ++part) name /= *part;
  return name.replace_extension().generic_string();
}

std::string fault_text(const Node& n) {
  std::string text = n.text("what");
  for (const char* key : kWords)
    if (n.has(key)) text += fmt::format(" {}{}", key == kWords[1] ? "with " : "", n.text(key));
  for (const char* key : {"side", "direction"})
    if (n.text(key) != "both") text += fmt::format(" {}", n.text(key));
  if (n.has("value")) {
    const std::string& unit = n.text("unit");
    text += unit == "1" ? fmt::format(" {}", n.at("value").written)
                        : fmt::format(" {} {}", n.at("value").written, unit);
  }
  std::vector<std::string> when;
  const bool waits = n.has("at_deg") || n.has("at_state") || n.has("at_event");
  if (n.has("at_deg")) when.push_back(fmt::format("at {:g} deg", n.real("at_deg") / kDegree));
  if (n.has("at_state")) when.push_back(fmt::format("entering {}", n.text("at_state")));
  if (n.has("at_event")) when.push_back(fmt::format("after '{}'", n.text("at_event")));
  if (n.real("at_s") > 0.0 || !waits)
    when.push_back(fmt::format("{} {:g} s", waits ? "from" : "at", n.real("at_s")));
  if (n.has("for_s")) when.push_back(fmt::format("for {:g} s", n.real("for_s")));
  return fmt::format("{} {}", text, fmt::join(when, " "));
}

std::string list_text(const std::vector<SuiteCase>& cases) {
  std::size_t name = 0, scenario = 0, faults = 0;
  for (const SuiteCase& c : cases) {
    name = std::max(name, c.name.size());
    scenario = std::max(scenario, scenario_name(c.scenario).size());
    faults = std::max(faults, faults_text(c).size());
  }
  std::string out;
  for (const SuiteCase& c : cases) {
    out += fmt::format("{:<{}}  {:<{}}  {:<{}}  {}\n", c.name, name, scenario_name(c.scenario),
                       scenario, faults_text(c), faults, fmt::join(c.expected, "; "));
  }
  return out;
}

std::string list_json(const std::vector<SuiteCase>& cases) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const SuiteCase& c : cases) {
    nlohmann::ordered_json faults = nlohmann::ordered_json::array();
    for (const Node& n : c.document.root.list("faults")) faults.push_back(fault_json(n));
    all.push_back({{"name", c.name},
                   {"scenario", scenario_name(c.scenario)},
                   {"subject", c.document.root.text("subject")},
                   {"controller", c.controller},
                   {"faults", std::move(faults)},
                   {"expect", c.expected},
                   {"may_refuse", c.may_refuse}});
  }
  return all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace inversim
