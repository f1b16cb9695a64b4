// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/parameters_file.h"

#include <stdexcept>
#include <string>
#include <string_view>

#include "inversim/circulation/model.h"

namespace inversim {
namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw std::invalid_argument("circulation file: " + what);
}

const Node& record(const Node& root, std::string_view list, std::string_view name) {
  for (const Node& node : root.list(list))
    if (node.name() == name) return node;
  refuse(std::string(list) + " has no entry named '" + std::string(name) + "'");
}

double figure(const Node& root, std::string_view group, const std::string& name) {
  return record(root, group, name).real("value");
}

void same_text(const Node& node, std::string_view key, std::string_view expected) {
  if (node.text(key) != expected)
    refuse("'" + node.name() + "' has " + std::string(key) + " '" + node.text(key) +
           "', the network of this version has '" + std::string(expected) + "'");
}

std::string_view region_name(const CompartmentRow& row) {
  switch (row.region) {
    case Region::kThorax:
      return "thorax";
    case Region::kAbdomen:
      return "abdomen";
    case Region::kNeck:
      return "neck";
    case Region::kHead:
      return "head";
    case Region::kNone:
      return "limb";
  }
  return "none";
}

std::string_view landmark_name(int compartment) {
  const Place& place = kPlace[compartment];
  if (place.near == kUpperArm) return "arms";
  if (place.near == kThigh) return "legs";
  return kLandmarkRows[place.near].name;
}

VesselFigures vessel(const Node& root, int compartment) {
  const CompartmentRow& row = kCompartmentRows[compartment];
  const Node& node = record(root, "compartments", row.name);
  same_text(node, "landmark", landmark_name(compartment));
  same_text(node, "region", region_name(row));
  VesselFigures f;
  if (!node.has("compliance_ml_per_mmHg")) refuse("'" + node.name() + "' has no compliance");
  f.compliance = node.real("compliance_ml_per_mmHg");
  f.unstressed = node.real("unstressed_volume_ml");
  f.maximum = node.real_or("maximum_volume_ml", 0.0);
  if ((f.maximum > 0) != saturates(compartment))
    refuse("'" + node.name() + "' " +
           (f.maximum > 0 ? "has a maximum volume but its law is linear"
                          : "needs a maximum volume: its law saturates"));
  return f;
}

ChamberFigures chamber(const Node& root, std::string_view name) {
  const Node& node = record(root, "compartments", name);
  if (!node.has("systolic_elastance_mmHg_per_ml") || !node.has("diastolic_elastance_mmHg_per_ml"))
    refuse("'" + std::string(name) + "' needs a systolic and a diastolic elastance");
  return {node.real("systolic_elastance_mmHg_per_ml"), node.real("diastolic_elastance_mmHg_per_ml"),
          node.real("unstressed_volume_ml")};
}

double resistance(const Node& root, std::string_view name, std::string_view from,
                  std::string_view to) {
  const Node& node = record(root, "resistances", name);
  same_text(node, "from", from);
  same_text(node, "to", to);
  return node.real("resistance_mmHg_s_per_ml");
}

// the file's chambers are the parts of a compartment of the averaged heart
std::string_view end_name(Compartment c) {
  if (c == kRightHeart) return "right_atrium";
  if (c == kLeftHeart) return "left_atrium";
  return kCompartmentRows[c].name;
}

ResponseFigures response(const Node& root, const std::string& name) {
  const ResponseFigures r{figure(root, "baroreflex", name + "_delay"),
                          figure(root, "baroreflex", name + "_peak"),
                          figure(root, "baroreflex", name + "_end")};
  if (!(0 < r.delay && r.delay < r.peak && r.peak < r.end))
    refuse("baroreflex '" + name + "': delay, peak and end must rise");
  return r;
}

AveragingFigures averaging(const Node& root, const std::string& side) {
  const auto of = [&](const char* name) { return figure(root, "heart", side + name); };
  return {of("_afterload"),     of("_afterload_slope"),   of("_filling"),
          of("_filling_slope"), of("_filling_curvature"), of("_emptied"),
          of("_emptied_slope")};
}

BrainFigures brain(const Node& root) {
  const auto of = [&](const char* name) { return figure(root, "brain", name); };
  BrainFigures b;
  b.arterioles = of("arterioles");
  b.small_veins = of("small_veins");
  b.sinus = of("sinus");
  b.passive = of("passive_exponent");
  b.fall_sensitivity = of("fall_sensitivity");
  b.rise_sensitivity = of("rise_sensitivity");
  b.widest = of("widest");
  b.narrowest = of("narrowest");
  b.time = of("tone_time");
  b.formation = of("fluid_formation");
  b.outflow = of("fluid_outflow");
  b.elastance = of("elastance");
  b.symptom_slope = of("symptom_slope");
  b.symptom_drop = of("symptom_drop");
  b.symptom_time = of("symptom_time");
  return b;
}

EyeFigures eye(const Node& root) {
  const auto of = [&](const char* name) { return figure(root, "eye", name); };
  EyeFigures e;
  e.floor = of("episcleral_floor");
  e.venous = of("venous");
  e.width = of("softmax_width");
  e.column_gain = of("column_gain");
  e.inflow_young = of("inflow_25_years");
  e.inflow_old = of("inflow_65_years");
  e.uveoscleral_young = of("uveoscleral_25_years");
  e.uveoscleral_old = of("uveoscleral_65_years");
  e.facility = of("outflow_facility");
  e.rigidity = of("rigidity");
  e.fast_share = of("fast_share");
  e.choroid_time = of("choroid_time");
  return e;
}

InterstitiumFigures interstitium(const Node& root) {
  const auto of = [&](const char* name) { return figure(root, "interstitium", name); };
  return {
      {of("legs"), of("splanchnic"), of("abdominal"), of("head")}, of("given_back"), of("time")};
}

}  // namespace

CirculationParameters circulation_parameters(const Node& root) {
  CirculationParameters p;
  for (int i = 0; i < kVessels; ++i) p.vessel[i] = vessel(root, i);
  for (int e = 0; e < kEdges; ++e) {
    const EdgeRow& row = kEdgeRows[e];
    if (row.flow != Flow::kPump)
      p.resistance[e] = resistance(root, row.name, end_name(row.from), end_name(row.to));
  }
  p.right_atrium = chamber(root, "right_atrium");
  p.right_ventricle = chamber(root, "right_ventricle");
  p.left_atrium = chamber(root, "left_atrium");
  p.left_ventricle = chamber(root, "left_ventricle");
  p.atrial_systole = figure(root, "heart", "atrial_systole");
  p.ventricular_systole = figure(root, "heart", "ventricular_systole");
  p.atrioventricular_delay = figure(root, "heart", "atrioventricular_delay");
  p.right_averaging = averaging(root, "right");
  p.left_averaging = averaging(root, "left");
  for (int i = 0; i < kLandmarks; ++i)
    p.landmark[i] = figure(root, "landmarks", kLandmarkRows[i].name);

  p.blood_density = figure(root, "physics", "blood_density");
  p.tissue_density = figure(root, "physics", "tissue_density");
  p.csf_density = figure(root, "physics", "csf_density");

  p.reference_mass = figure(root, "subject", "mass");
  p.reference_height = figure(root, "subject", "height");
  p.blood_volume = figure(root, "subject", "blood_volume");
  p.heart_rate = figure(root, "subject", "heart_rate");
  p.mean_pressure = figure(root, "subject", "mean_pressure");

  p.collapse_pressure = figure(root, "vessels", "collapse_pressure");
  p.collapse_resistance = figure(root, "vessels", "collapse_resistance");
  p.collapse_exponent = figure(root, "vessels", "collapse_exponent");
  p.collapsible_share = figure(root, "vessels", "collapsible_share");
  p.jugular_softness = figure(root, "vessels", "jugular_softness");
  p.valve_width = figure(root, "vessels", "valve_width");
  p.valve_leak = figure(root, "vessels", "valve_leak");
  p.venoarteriolar_gain = figure(root, "vessels", "venoarteriolar_gain");
  p.venoarteriolar_from = figure(root, "vessels", "venoarteriolar_from");
  p.venoarteriolar_to = figure(root, "vessels", "venoarteriolar_to");
  p.jugular_valve_leak = figure(root, "vessels", "jugular_valve_leak");

  p.thorax_pressure = figure(root, "pressures", "thorax");
  p.thorax_pressure_slope = figure(root, "pressures", "thorax_slope");
  p.abdomen_share = figure(root, "pressures", "abdomen_share");
  p.neck_radius = figure(root, "pressures", "neck_radius");
  p.breath_swing = figure(root, "pressures", "breath_swing");
  p.breath_period = figure(root, "pressures", "breath_period");

  p.reflex_width = figure(root, "baroreflex", "width");
  p.sensor_time = figure(root, "baroreflex", "sensor_time");
  p.carotid_weight = figure(root, "baroreflex", "carotid_weight");
  p.rr_sympathetic = figure(root, "baroreflex", "rr_sympathetic");
  p.rr_parasympathetic = figure(root, "baroreflex", "rr_parasympathetic");
  p.bed_gain = figure(root, "baroreflex", "bed_gain");
  p.upper_bed_resistance = figure(root, "baroreflex", "upper_bed_resistance");
  p.unstressed_gain[kSplanchnicVeins] = figure(root, "baroreflex", "volume_splanchnic");
  p.unstressed_gain[kLegVeins] = figure(root, "baroreflex", "volume_legs");
  p.unstressed_gain[kUpperVeins] = figure(root, "baroreflex", "volume_upper_body");
  p.unstressed_gain[kRenalVeins] = figure(root, "baroreflex", "volume_renal");
  p.left_contractility_gain = figure(root, "baroreflex", "left_contractility");
  p.right_contractility_gain = figure(root, "baroreflex", "right_contractility");
  p.parasympathetic = response(root, "parasympathetic");
  p.beta = response(root, "beta");
  p.alpha_resistance = response(root, "alpha_resistance");
  p.alpha_volume = response(root, "alpha_volume");
  p.least_unstressed = figure(root, "baroreflex", "least_unstressed");
  p.shortest_period = figure(root, "baroreflex", "shortest_period");
  p.filling_set = figure(root, "baroreflex", "filling_set");
  p.filling_width = figure(root, "baroreflex", "filling_width");
  p.filling_bed_gain = figure(root, "baroreflex", "filling_bed_gain");
  p.filling_gain[kSplanchnicVeins] = figure(root, "baroreflex", "filling_volume_splanchnic");
  p.filling_gain[kLegVeins] = figure(root, "baroreflex", "filling_volume_legs");
  p.filling_gain[kUpperVeins] = figure(root, "baroreflex", "filling_volume_upper_body");
  p.filling_gain[kRenalVeins] = figure(root, "baroreflex", "filling_volume_renal");
  p.brain = brain(root);
  p.eye = eye(root);
  p.interstitium = interstitium(root);
  p.pulse_above = figure(root, "heart", "pulse_above");
  p.pulse_below = figure(root, "heart", "pulse_below");

  constexpr double kLitre = 1e-3;  // [m3]
  const char* parts[] = {"height_l_per_m3", "mass_l_per_kg", "l"};
  for (int i = 0; i < 3; ++i) {
    p.nadler_male[i] = kLitre * figure(root, "scaling", std::string("nadler_male_") + parts[i]);
    p.nadler_female[i] = kLitre * figure(root, "scaling", std::string("nadler_female_") + parts[i]);
  }
  p.resistance_exponent = figure(root, "scaling", "resistance_exponent");
  p.time_exponent = figure(root, "scaling", "time_exponent");
  const char* decades[] = {"19_to_29", "30_to_39", "40_to_49", "50_to_59"};
  for (int i = 0; i < 4; ++i)
    p.reflex_gain_by_age[i] = figure(root, "scaling", std::string("reflex_gain_") + decades[i]);
  p.reflex_gain_decline = figure(root, "scaling", "reflex_gain_decline_per_year");
  p.arterial_stiffening = figure(root, "scaling", "arterial_stiffening_per_year");
  return p;
}

}  // namespace inversim
