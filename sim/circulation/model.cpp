// SPDX-License-Identifier: Apache-2.0
#include "inversim/circulation/model.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "inversim/circulation/rest.h"

namespace inversim {
namespace {

constexpr double kLeastAge = 24.5;  // [years] youngest decade of the gains by age
constexpr double kDecade = 10.0;
constexpr double kReferenceAge = 25.0;

void require(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

// Nadler's blood volume [m3]
double nadler(const double (&k)[3], double height, double mass) {
  return k[0] * height * height * height + k[1] * mass + k[2];
}

// spontaneous reflex gain of an age [s/Pa]: straight lines between the decades' middles, then the
// yearly decline
double gain_by_age(const CirculationParameters& p, double age) {
  constexpr int kLast = 3;
  const double x = (std::max(age, kLeastAge) - kLeastAge) / kDecade;
  if (x >= kLast)
    return p.reflex_gain_by_age[kLast] * std::exp(-p.reflex_gain_decline * (x - kLast) * kDecade);
  const int i = static_cast<int>(x);
  return p.reflex_gain_by_age[i] +
         (x - i) * (p.reflex_gain_by_age[i + 1] - p.reflex_gain_by_age[i]);
}

VentricleModel<double> ventricle(const ChamberFigures& atrium, const ChamberFigures& chamber,
                                 const AveragingFigures& averaging, double contractility_gain,
                                 double size, double period) {
  constexpr double kRamp = 2e-6;  // [m3] small against any stroke
  VentricleModel<double> v{};
  v.unstressed = (atrium.unstressed + chamber.unstressed) * size;
  v.atrial_compliance = size / atrium.diastolic_elastance;
  v.diastolic_compliance = size / chamber.diastolic_elastance;
  v.systolic_compliance = size / chamber.systolic_elastance;
  v.contractility_gain = contractility_gain * size;
  v.reference_period = period;
  v.afterload = averaging.afterload;
  v.afterload_slope = averaging.afterload_slope;
  v.filling = averaging.filling;
  v.filling_slope = averaging.filling_slope;
  v.filling_curvature = averaging.filling_curvature;
  v.emptied = averaging.emptied;
  v.emptied_slope = averaging.emptied_slope;
  v.ramp = kRamp * size;
  return v;
}

// one lag of a chain that has the response's mean
double lag_time(const ResponseFigures& r, int lags) {
  return (r.delay + r.peak + r.end) / 3 / lags;
}

BeatingHeartModel<double> beating_model(const CirculationParameters& p, double size) {
  const ChamberFigures* figures[kChambers] = {&p.right_atrium, &p.left_atrium, &p.right_ventricle,
                                              &p.left_ventricle};
  const double gain[kChambers] = {0, 0, p.right_contractility_gain, p.left_contractility_gain};
  BeatingHeartModel<double> h{};
  for (int c = 0; c < kChambers; ++c) {
    h.chamber[c].unstressed = figures[c]->unstressed * size;
    h.chamber[c].systolic_compliance = size / figures[c]->systolic_elastance;
    h.chamber[c].diastolic_elastance = figures[c]->diastolic_elastance / size;
    h.chamber[c].contractility_gain = gain[c] * size;
  }
  h.atrial_systole = p.atrial_systole;
  h.ventricular_systole = p.ventricular_systole;
  h.delay = p.atrioventricular_delay;
  h.breath_period = p.breath_period;
  return h;
}

double arterial_compliance(const CirculationModel<double>& m) {
  double sum = 0.0;
  for (int i = 0; i < kFirstVein; ++i) sum += m.compliance[i];
  return sum;
}

void add_reflexes(const CirculationParameters& p, const CirculationSubject& subject,
                  double set_point, double period, double slower, CirculationModel<double>& m) {
  BaroreflexModel<double>& r = m.reflex;
  const double reference_gain = p.rr_sympathetic + p.rr_parasympathetic;
  const double factor = subject.reflex_gain > 0
                            ? subject.reflex_gain / reference_gain
                            : gain_by_age(p, subject.age) / p.reflex_gain_by_age[0] * slower;
  r.set_point = set_point;
  r.central_pressor = subject.central_pressor;
  r.width = p.reflex_width;
  r.carotid_weight = p.carotid_weight;
  r.sensor_time = p.sensor_time;
  r.filling_set = p.filling_set;
  r.filling_width = p.filling_width;
  r.filling_bed_gain = p.bed_gain != 0 ? p.filling_bed_gain / p.bed_gain : 0.0;
  r.resting_period =
      (subject.heart_rate > 0 ? 1 / subject.heart_rate : period) / subject.rate_factor;
  r.shortest_period = p.shortest_period;
  r.vagal_gain = p.rr_parasympathetic * factor;
  r.beta_gain = p.rr_sympathetic * factor;
  r.vagal_time = lag_time(p.parasympathetic, kVagalLags);
  r.beta_time = lag_time(p.beta, kBetaLags);
  r.resistance_time = lag_time(p.alpha_resistance, kResistanceLags);
  r.volume_time = lag_time(p.alpha_volume, kVolumeLags);
}

// gain of the tone that makes flow follow a pressure with a sensitivity, small changes:
// S = (1 + r n) / (1 + 2 r G), r = R_a / (R_a + R_pv)
double tone_gain(const BrainFigures& b, double sensitivity) {
  const double r = b.arterioles / (b.arterioles + b.small_veins);
  return std::max(((1 + r * b.passive) / sensitivity - 1) / (2 * r), 0.0);
}

// `tense`: resting arterial pressure over that of the figures; the brain's flow does not go with it
BrainModel<double> brain_model(const CirculationParameters& p, double narrow, double tense) {
  const BrainFigures& b = p.brain;
  BrainModel<double> m{};
  m.arterioles = b.arterioles * narrow * tense;
  m.small_veins = b.small_veins * narrow;
  m.sinus = b.sinus * narrow;
  m.passive = b.passive;
  m.dilating_gain = tone_gain(b, b.fall_sensitivity);
  m.narrowing_gain = tone_gain(b, b.rise_sensitivity);
  m.widest = b.widest;
  m.narrowest = b.narrowest;
  m.time = b.time;
  m.formation = b.formation;
  m.outflow = b.outflow;
  m.elastance = b.elastance;
  m.csf_weight = p.csf_density * p.gravity;
  m.symptom_slope = b.symptom_slope;
  m.symptom_drop = b.symptom_drop;
  m.symptom_time = b.symptom_time;
  return m;
}

EyeModel<double> eye_model(const EyeFigures& e, const CirculationSubject& subject) {
  // aqueous of an age: a straight line between the two that were measured
  const double old = std::clamp((subject.age - 25.0) / 40.0, 0.0, 1.0);
  const double outflow =
      (e.inflow_young - e.uveoscleral_young) * (1 - old) + (e.inflow_old - e.uveoscleral_old) * old;
  EyeModel<double> m{};
  m.floor = e.floor;
  m.venous = e.venous;
  m.column_gain = e.column_gain;
  m.width = e.width;
  m.facility = e.facility;
  m.rigidity = e.rigidity;
  m.fast_share = e.fast_share;
  m.choroid_time = e.choroid_time;
  m.rest_pressure = outflow / e.facility;  // over the episcleral pressure, until that is known
  return m;
}

InterstitiumModel<double> interstitium_model(const CirculationParameters& p,
                                             const CirculationSubject& subject, double size) {
  InterstitiumModel<double> m{};
  double upright[kLandmarks];
  for (int i = 0; i < kLandmarks; ++i) upright[i] = p.landmark[i] * subject.height;
  const CirculationInput<double> standing = straight_body(upright, -1.0);
  for (int k = 0; k < kTissues; ++k) {
    const double height = height_of<double>(standing, kTissueVein[k]);
    m.capacity[k] = p.interstitium.capacity[k] * size;
    m.depth[k] = k == kHeadTissue ? height : -height;
    require(m.depth[k] > 0, "circulation: legs must hang below the heart, the head above it");
  }
  m.given_back = p.interstitium.given_back;
  m.time = p.interstitium.time;
  return m;
}

}  // namespace

CirculationSubject reference_subject(const CirculationParameters& parameters) {
  CirculationSubject s;
  s.mass = parameters.reference_mass;
  s.height = parameters.reference_height;
  s.age = kReferenceAge;
  return s;
}

CirculationModel<double> make_circulation(const CirculationParameters& p,
                                          const CirculationSubject& subject) {
  require(subject.mass > 0 && subject.height > 0, "circulation: mass and height must be positive");
  for (int e = 0; e < kEdges; ++e)
    require(kEdgeRows[e].flow == Flow::kPump || p.resistance[e] > 0,
            "circulation: a resistance is not positive");
  for (int i = 0; i < kVessels; ++i)
    require(p.vessel[i].compliance > 0 && p.vessel[i].unstressed > 0 &&
                (!saturates(i) || p.vessel[i].maximum > 0),
            "circulation: a vessel's figure is not positive");

  // how much larger than the reference subject, by blood volume
  const double reference = nadler(p.nadler_male, p.reference_height, p.reference_mass);
  const double own =
      nadler(subject.female ? p.nadler_female : p.nadler_male, subject.height, subject.mass);
  const double size = own / reference;
  const double slower = std::pow(size, p.time_exponent);
  const double narrow = std::pow(size, p.resistance_exponent);
  const double set_point = subject.mean_pressure > 0 ? subject.mean_pressure : p.mean_pressure;
  const double tense = set_point / p.mean_pressure;

  const double stiffness =
      std::exp(-p.arterial_stiffening * std::max(subject.age - kReferenceAge, 0.0));

  CirculationModel<double> m{};
  m.blood_volume = p.blood_volume * size * subject.blood_factor;
  for (int i = 0; i < kVessels; ++i) {
    m.compliance[i] = p.vessel[i].compliance * size;
    m.unstressed[i] = p.vessel[i].unstressed * size;
    m.maximum[i] = p.vessel[i].maximum * size;
    m.collapsible[i] = kCompartmentRows[i].organ ? p.collapsible_share : 1.0;
    if (i < kFirstVein) m.compliance[i] *= stiffness;
    m.reflex.volume_gain[i] = p.unstressed_gain[i] * size;
    m.reflex.filling_gain[i] = p.filling_gain[i] * size;
  }
  for (int e = 0; e < kEdges; ++e) {
    const bool bed = kEdgeRows[e].flow == Flow::kReflex;
    m.resistance[e] = p.resistance[e] * narrow * (bed ? tense : 1.0);
    if (bed) m.reflex.bed_gain[e] = p.bed_gain / p.resistance[e];
  }
  // the upper body's gain is that of a bed with the head in it: as the head's does not follow the
  // reflex, the rest gives up all of the conductance, dR_T / R_T^2
  m.reflex.bed_gain[kUpperBed] =
      p.bed_gain * p.resistance[kUpperBed] / (p.upper_bed_resistance * p.upper_bed_resistance);
  m.least_unstressed = p.least_unstressed;
  m.collapse_pressure = p.collapse_pressure;
  m.collapse_resistance = p.collapse_resistance * narrow;
  m.collapse_exponent = p.collapse_exponent;
  m.jugular_softness = p.jugular_softness;
  m.valve_width = p.valve_width;
  m.valve_leak = p.valve_leak;
  m.jugular_valve_leak = p.jugular_valve_leak;

  m.venoarteriolar = {p.venoarteriolar_gain, p.venoarteriolar_from, p.venoarteriolar_to};
  m.blood_density = p.blood_density;
  m.surroundings.blood_weight = p.blood_density * p.gravity;
  m.surroundings.thorax_pressure = p.thorax_pressure;
  m.surroundings.thorax_slope = p.thorax_pressure_slope;
  m.surroundings.abdomen_share = p.abdomen_share;
  m.surroundings.neck_weight =
      p.tissue_density * p.gravity * p.neck_radius * subject.height / p.reference_height;
  m.surroundings.breath = p.breath_swing;

  const double period = slower / p.heart_rate;
  m.right = ventricle(p.right_atrium, p.right_ventricle, p.right_averaging,
                      p.right_contractility_gain, size, period);
  m.left = ventricle(p.left_atrium, p.left_ventricle, p.left_averaging, p.left_contractility_gain,
                     size, period);

  m.heart = beating_model(p, size);
  const double per_pulse = 1.0 / arterial_compliance(m);
  m.pulse_above = p.pulse_above * per_pulse;
  m.pulse_below = p.pulse_below * per_pulse;
  add_reflexes(p, subject, set_point, period, slower, m);
  m.brain = brain_model(p, narrow, tense);
  m.eye = eye_model(p.eye, subject);
  m.interstitium = interstitium_model(p, subject, size);

  for (int i = 0; i < kLandmarks; ++i) m.landmark[i] = p.landmark[i] * subject.height;
  set_rest(subject.intraocular, m);
  return m;
}

}  // namespace inversim
