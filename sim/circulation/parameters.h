// SPDX-License-Identifier: Apache-2.0
// The figures of a circulation file, in SI, for the reference subject of that file; and what a
// person brings along.
#pragma once

#include "inversim/circulation/landmarks.h"
#include "inversim/circulation/network.h"

namespace inversim {

struct VesselFigures {
  double compliance = 0.0;  ///< at no transmural pressure [m3/Pa]
  double unstressed = 0.0;  ///< volume at no transmural pressure [m3]
  double maximum = 0.0;     ///< distension of the saturating law [m3]; 0: linear
};

struct ChamberFigures {
  double systolic_elastance = 0.0;   ///< [Pa/m3]
  double diastolic_elastance = 0.0;  ///< [Pa/m3]
  double unstressed = 0.0;           ///< [m3]
};

/// Cycle-averaged ventricle beside the pulsatile one (docs/circulation.md, Heart). Slopes and the
/// curvature are over the heart period's relative change from the reference subject's [1].
struct AveragingFigures {
  double afterload = 1.0;  ///< end-systolic over mean arterial pressure
  double afterload_slope = 0.0;
  double filling = 1.0;  ///< end-diastolic ventricular over mean atrial pressure
  double filling_slope = 0.0;
  double filling_curvature = 0.0;
  double emptied = 0.5;  ///< time-mean ventricular volume: this share of the way from end of
                         ///< diastole to end of systole
  double emptied_slope = 0.0;
};

/// A unit-area response: nothing before the delay, a triangle with this peak and end [s].
struct ResponseFigures {
  double delay = 0.0;
  double peak = 0.0;
  double end = 0.0;
};

/// The brain and the fluid around it (brain.h).
struct BrainFigures {
  double arterioles = 0.0;        ///< supine, at rest [Pa s/m3]
  double small_veins = 0.0;       ///< [Pa s/m3]
  double sinus = 0.0;             ///< [Pa s/m3]
  double passive = 0.0;           ///< exponent of unregulated arterioles over perfusion pressure
  double fall_sensitivity = 0.0;  ///< relative change of flow over that of a falling pressure
  double rise_sensitivity = 0.0;  ///< of a rising one
  double widest = 0.0;            ///< compliance of arterioles over that at rest
  double narrowest = 0.0;
  double time = 0.0;       ///< of the tone [s]
  double formation = 0.0;  ///< of spinal fluid [m3/s]
  double outflow = 0.0;    ///< resistance to its absorption [Pa s/m3]
  double elastance = 0.0;  ///< [1/m3]
  double symptom_slope = 0.0, symptom_drop = 0.0, symptom_time = 0.0;  ///< [1, 1, s]
};

/// The eye (eye.h).
struct EyeFigures {
  double floor = 0.0, venous = 0.0, width = 0.0;          ///< of the episcleral pressure [Pa]
  double column_gain = 0.0;                               ///< [1]
  double inflow_young = 0.0, inflow_old = 0.0;            ///< aqueous, 25 and 65 years [m3/s]
  double uveoscleral_young = 0.0, uveoscleral_old = 0.0;  ///< [m3/s]
  double facility = 0.0;                                  ///< [m3/s/Pa]
  double rigidity = 0.0;                                  ///< [1/m3]
  double fast_share = 0.0;                                ///< [1]
  double choroid_time = 0.0;                              ///< [s]
};

/// Fluid of tissue (interstitium.h), order of Tissue.
struct InterstitiumFigures {
  double capacity[4] = {};  ///< upright; of the head inverted [m3]
  double given_back = 0.0;  ///< [1]
  double time = 0.0;        ///< [s]
};

struct CirculationParameters {
  VesselFigures vessel[kVessels];
  double resistance[kEdges] = {};  ///< [Pa s/m3]; of the pumps: unused
  ChamberFigures right_atrium, right_ventricle, left_atrium, left_ventricle;
  AveragingFigures right_averaging, left_averaging;
  double atrial_systole = 0.0;          ///< times the root of the heart period: duration [s^0.5]
  double ventricular_systole = 0.0;     ///< the same [s^0.5]
  double atrioventricular_delay = 0.0;  ///< the same, from atrial to ventricular onset [s^0.5]
  double landmark[kLandmarks] = {};     ///< fraction of stature above the right atrium [1]

  // physics
  double blood_density = 0.0;   ///< [kg/m3]
  double tissue_density = 0.0;  ///< [kg/m3]
  double csf_density = 0.0;     ///< [kg/m3]
  double gravity = 9.80665;     ///< [m/s2] no figure of the file; a plant sets its own

  // reference subject, supine and at rest
  double reference_mass = 0.0;    ///< [kg]
  double reference_height = 0.0;  ///< [m]
  double blood_volume = 0.0;      ///< [m3]
  double heart_rate = 0.0;        ///< [1/s]
  double mean_pressure = 0.0;     ///< arterial: set point of the reflex [Pa]

  // vessels under negative transmural pressure, valves
  double collapse_pressure = 0.0;    ///< V0 / compliance just below zero [Pa]
  double collapse_resistance = 0.0;  ///< of a closed vein [Pa s/m3]
  double collapse_exponent = 0.0;    ///< of that resistance over filling [1]
  double collapsible_share = 0.0;    ///< of the unstressed volume of an organ's veins [1]
  double jugular_softness = 0.0;     ///< [Pa]
  double valve_width = 0.0;          ///< pressure over which a valve opens [Pa]
  double valve_leak = 0.0;           ///< share of conductance backwards, arms and legs [1]
  double jugular_valve_leak = 0.0;   ///< the same of the jugular valve [1]

  double venoarteriolar_gain = 0.0;                           ///< of a limb's resistance [1]
  double venoarteriolar_from = 0.0, venoarteriolar_to = 0.0;  ///< venous pressures [Pa]

  // outside the vessels
  double thorax_pressure = 0.0;        ///< supine [Pa]
  double thorax_pressure_slope = 0.0;  ///< per sine of the thorax axis, head down positive [Pa]
  double abdomen_share = 0.0;          ///< k_abd [1]
  double neck_radius = 0.0;            ///< [m]
  double breath_swing = 0.0;           ///< half of what breathing does to the thorax's [Pa]
  double breath_period = 0.0;          ///< [s]

  // arterial baroreflex
  double reflex_width = 0.0;              ///< saturation of the error [Pa]
  double sensor_time = 0.0;               ///< lag of the receptors [s]
  double carotid_weight = 0.0;            ///< share of the carotid sinus, the rest is the arch [1]
  double rr_sympathetic = 0.0;            ///< [s/Pa]
  double rr_parasympathetic = 0.0;        ///< [s/Pa]
  double bed_gain = 0.0;                  ///< of each of the four beds [Pa s/m3 per Pa]
  double upper_bed_resistance = 0.0;      ///< of the whole upper body, head included, to which
                                          ///< its gain belongs [Pa s/m3]
  double unstressed_gain[kVessels] = {};  ///< [m3/Pa]
  double left_contractility_gain = 0.0;   ///< end-systolic compliance [m3/Pa2]
  double right_contractility_gain = 0.0;  ///< [m3/Pa2]
  ResponseFigures parasympathetic, beta, alpha_resistance, alpha_volume;
  double least_unstressed = 0.0;  ///< share of V0 that the strongest venous tone leaves [1]
  double shortest_period = 0.0;   ///< of the heart, refractory [s]

  // cardiopulmonary reflex
  double filling_set = 0.0;            ///< transmural pressure of the right atrium [Pa]
  double filling_width = 0.0;          ///< [Pa]
  double filling_bed_gain = 0.0;       ///< of each of the four beds [Pa s/m3 per Pa]
  double filling_gain[kVessels] = {};  ///< of the unstressed volume [m3/Pa]

  BrainFigures brain;
  EyeFigures eye;
  InterstitiumFigures interstitium;

  // averaged face: arterial pulse over stroke volume and arterial compliance
  double pulse_above = 0.0;  ///< systolic less mean [1]
  double pulse_below = 0.0;  ///< mean less diastolic [1]

  // scaling (docs/circulation.md, Scaling)
  double nadler_male[3] = {};  ///< blood volume: [m3/m3 of H^3], [m3/kg], [m3]
  double nadler_female[3] = {};
  double resistance_exponent = 0.0;   ///< [1]
  double time_exponent = 0.0;         ///< [1]
  double reflex_gain_by_age[4] = {};  ///< 24.5, 34.5, 44.5, 54.5 years [s/Pa]
  double reflex_gain_decline = 0.0;   ///< beyond, per year [1/year]
  double arterial_stiffening = 0.0;  ///< decline of arterial compliance per year beyond 25 [1/year]
};

/// Who the circulation belongs to. What is zero is left to the file and the scaling rules.
struct CirculationSubject {
  double mass = 0.0;    ///< [kg]
  double height = 0.0;  ///< [m]
  double age = 0.0;     ///< [years]
  bool female = false;
  double reflex_gain = 0.0;      ///< heart period over arterial pressure, both limbs [s/Pa]
  double mean_pressure = 0.0;    ///< own resting supine arterial pressure [Pa]
  double heart_rate = 0.0;       ///< own resting supine rate [1/s]
  double central_pressor = 0.0;  ///< rise of the set point when fully inverted [Pa]
  double intraocular = 0.0;      ///< own resting supine intraocular pressure [Pa]
  double rate_factor = 1.0;      ///< of a condition, times the resting rate
  double blood_factor = 1.0;     ///< the same, times the blood volume
};

/// The reference subject of the file, 25 years old.
CirculationSubject reference_subject(const CirculationParameters& parameters);

}  // namespace inversim
