// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/conditions.h"

#include <functional>
#include <map>
#include <set>
#include <stdexcept>

namespace inversim {
namespace {

struct Person {
  CirculationParameters& figures;
  CirculationSubject& subject;
};

// own value, or that of the figures, times the factor
void scale_own(double& own, double others, double factor) {
  own = (own > 0 ? own : others) * factor;
}

void scale_vagal(Person p, double f) { p.figures.rr_parasympathetic *= f; }
void scale_beta(Person p, double f) { p.figures.rr_sympathetic *= f; }

void scale_vessels(Person p, double f) {
  p.figures.bed_gain *= f;
  for (double& g : p.figures.unstressed_gain) g *= f;
}

void scale_filling(Person p, double f) {
  p.figures.filling_bed_gain *= f;
  for (double& g : p.figures.filling_gain) g *= f;
}

void scale_contractility(Person p, double f) {
  p.figures.left_contractility_gain *= f;
  p.figures.right_contractility_gain *= f;
}

void scale_arteries(Person p, double f) {
  for (int i = 0; i < kFirstVein; ++i) p.figures.vessel[i].compliance *= f;
}

const std::map<std::string, std::function<void(Person, double)>>& targets() {
  static const std::map<std::string, std::function<void(Person, double)>> kTargets = {
      {"resting_pressure",
       [](Person p, double f) { scale_own(p.subject.mean_pressure, p.figures.mean_pressure, f); }},
      {"resting_rate", [](Person p, double f) { p.subject.rate_factor *= f; }},
      {"blood_volume", [](Person p, double f) { p.subject.blood_factor *= f; }},
      {"vagal_gain", scale_vagal},
      {"beta_gain", scale_beta},
      {"vessel_gain", scale_vessels},
      {"filling_gain", scale_filling},
      {"contractility_gain", scale_contractility},
      {"left_elastance",
       [](Person p, double f) { p.figures.left_ventricle.systolic_elastance *= f; }},
      {"right_elastance",
       [](Person p, double f) { p.figures.right_ventricle.systolic_elastance *= f; }},
      {"arterial_compliance", scale_arteries},
      {"outflow_facility", [](Person p, double f) { p.figures.eye.facility *= f; }},
      {"fall_sensitivity", [](Person p, double f) { p.figures.brain.fall_sensitivity *= f; }},
  };
  return kTargets;
}

}  // namespace

std::vector<ConditionEffect> condition_effects(const Node& circulation_file) {
  std::vector<ConditionEffect> all;
  for (const Node& n : circulation_file.list("conditions"))
    all.push_back({n.text("condition"), n.text("acts_on"), n.real("value")});
  return all;
}

void apply_condition(const std::vector<ConditionEffect>& effects, const std::string& condition,
                     CirculationParameters& figures, CirculationSubject& subject) {
  std::set<std::string> known;
  bool found = false;
  for (const ConditionEffect& e : effects) {
    known.insert(e.condition);
    if (e.condition != condition) continue;
    found = true;
    targets().at(e.acts_on)({figures, subject}, e.factor);
  }
  if (found) return;
  std::string names;
  for (const std::string& k : known) names += (names.empty() ? "'" : ", '") + k + "'";
  throw std::invalid_argument("there is no condition '" + condition +
                              "' of the circulation; there are " + names);
}

}  // namespace inversim
