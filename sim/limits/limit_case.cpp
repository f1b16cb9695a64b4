// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/limit_case.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/math/angle.h"

namespace inversim {
namespace {

constexpr double kUnbreakable = 1e6;  // [N] of a strap whose load is asked for

/// The value at a path of keys as the table of fields writes them, or null.
Node* find(Node& root, const std::string& path) {
  Node* node = &root;
  for (std::size_t from = 0; node != nullptr && from <= path.size();) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    const std::string part = path.substr(from, dot - from);
    const auto child =
        std::find_if(node->children.begin(), node->children.end(), [&part](const Node& n) {
          return n.entry ? n.label == part : n.field != nullptr && n.field->key == part;
        });
    node = child == node->children.end() ? nullptr : &*child;
    from = dot + 1;
  }
  return node;
}

/// Puts a checked kind of value in its place; false where it must be read as a file is. A case
/// costs a microsecond so; apply_overrides(), which copies and checks all of the document, takes
/// five times as long as its plant does to build.
bool put(Node& root, const std::string& path, const std::string& value) {
  Node* node = find(root, path);
  if (node == nullptr || !node->present || !node->field->unit_from.empty()) return false;
  switch (node->field->type) {
    case FieldType::kReal: {
      const double number = std::strtod(value.c_str(), nullptr);
      const bool inside = number >= node->field->low && number <= node->field->high;
      if (!inside) return false;
      node->number = node->field->unit != nullptr ? node->field->unit->si(number) : number;
      break;
    }
    case FieldType::kInteger:
      node->whole = std::strtoll(value.c_str(), nullptr, 10);
      break;
    case FieldType::kBoolean:
      node->flag = value == "true";
      break;
    case FieldType::kChoice:
    case FieldType::kText:
      node->word = value;
      break;
    default:
      return false;
  }
  node->written = value;
  return true;
}

bool has_strap(const Node& table) { return table.real("tether.stiffness_N_per_m") > 0.0; }

}  // namespace

BaseFigures base_figures(const Document& scenario) {
  const Node& brake = scenario.root.at("table.brake");
  return {brake.real("mu_static"), brake.real("mu_kinetic"), brake.real("clamp_force_N"),
          scenario.root.real("settings.gravity_m_per_s2")};
}

std::vector<std::string> pad_settings(const BaseFigures& base, double share, double change) {
  std::vector<std::string> out = {
      fmt::format("table.brake.mu_kinetic={:.8g}", share * base.kinetic),
      fmt::format("table.brake.mu_static={:.8g}", share * base.still)};
  if (change > 1.0) std::swap(out[0], out[1]);
  return out;
}

std::vector<std::string> settings_of(const Criterion& criterion, const LimitCase& c,
                                     const Document& scenario, const BaseFigures& base) {
  const Node& table = scenario.root.at("table");
  std::vector<std::string> out = {
      fmt::format("subject.sex={}", c.sex),
      fmt::format("subject.mass_kg={:.8g}", c.mass),
      fmt::format("subject.height_cm={:.8g}", 100.0 * c.height),
      fmt::format("settings.height_setting_cm={:.8g}",
                  100.0 * (c.height_setting > 0.0 ? c.height_setting : c.height)),
      fmt::format("settings.boom_holes={}", c.holes_off),
      fmt::format("settings.hinge_hole={}", c.hinge),
      fmt::format("settings.arms={}", c.arms),
      fmt::format("settings.start_angle_deg={:.8g}", c.angle / kDegree),
      fmt::format("settings.slope_deg={:.8g}", criterion.slope / kDegree),
      fmt::format("settings.slope_direction_deg={:.8g}", c.slope_direction / kDegree),
      fmt::format("settings.gravity_m_per_s2={:.8g}", base.gravity * criterion.weights),
  };
  out.push_back(fmt::format("settings.empty_table={}", criterion.empty_table));
  if (table.text("type") == "inversion_chair") out.emplace_back("settings.posture=seated");
  if (c.mark > 0.0) out.push_back(fmt::format("settings.tether_deg={:.8g}", c.mark / kDegree));
  const std::string name = scenario_of(criterion.quantity);
  if (name == "limits/hold" && base.clamp_force <= 0.0) {
    out.push_back(fmt::format("protocol.1.rotate.to_deg={:.8g}", c.angle / kDegree));
  }
  if (name == "limits/fall" && has_strap(table)) {
    out.emplace_back("table.tether.stiffness_N_per_m=0");  // it is not fitted
  }
  if (name == "limits/tether") {
    out.push_back(fmt::format("table.tether.strength_N={:.8g}", kUnbreakable));
  }
  if (name == "limits/motor") {
    out.push_back(
        fmt::format("protocol.1.rotate.to_deg={:.8g}", table.real("stops.upper_deg") / kDegree));
    out.push_back(fmt::format("protocol.1.rotate.rate_deg_per_s={:.8g}",
                              (criterion.rate > 0.0 ? criterion.rate : kDegree) / kDegree));
    out.push_back(fmt::format("table.brake.clamp_force_N={:.8g}",
                              criterion.without_brake ? 0.0 : base.clamp_force));
  }
  if (name == "limits/stop") {
    const double engage = table.real("brake.lever.engage_time_s");
    // the command comes before the brake is closed by what engaging takes
    out.push_back(fmt::format("faults.1.value={:.8g}", criterion.pads_worn));
    out.push_back(fmt::format("settings.start_rate_deg_per_s={:.8g}", criterion.rate / kDegree));
    out.push_back(fmt::format("protocol.1.hold.duration_s={:.8g}",
                              std::max(0.001, criterion.latency - engage)));
  }
  if (criterion.brake_friction != 1.0) {
    for (std::string& s : pad_settings(base, criterion.brake_friction, criterion.brake_friction)) {
      out.push_back(std::move(s));
    }
  }
  return out;
}

void lay(const std::vector<std::string>& settings, Document& scenario) {
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (put(scenario.root, setting.substr(0, equals), setting.substr(equals + 1))) continue;
    const auto wrong = apply_setting(scenario, setting);
    if (!wrong.empty()) refuse(wrong);
  }
}

LimitCase rounded(LimitCase c) {
  const auto to = [](double x, double unit) { return std::round(x / unit) * unit; };
  c.mass = to(c.mass, 0.01);
  c.height = to(c.height, 1e-4);
  c.height_setting = to(c.height_setting, 1e-4);
  c.angle = to(c.angle / kDegree, 0.01) * kDegree;
  c.slope_direction = to(c.slope_direction / kDegree, 0.1) * kDegree;
  return c;
}

}  // namespace inversim
