// SPDX-License-Identifier: Apache-2.0
// What is read off a circulation, and the table of its signals.
#pragma once

namespace inversim {

/// Pressures are gauge, at the height of their place [Pa]; but for `arterial`, they are means over
/// the heart beat: of the last whole one where the heart beats.
template <class T>
struct CirculationOutputs {
  T mean_heart;      // arterial, at the level of the right atrium
  T mean_arch;       // aortic arch
  T mean_carotid;    // carotid sinus: arch and the column between
  T mean_brain;      // arterial, level of the ear
  T mean_eye;        // arterial, level of the eye
  T mean_cuff;       // where the cuff is
  T systolic_heart;  // greatest and least arterial pressure of a beat, same places
  T diastolic_heart;
  T systolic_cuff;
  T diastolic_cuff;
  T systolic_brain;
  T diastolic_brain;
  T arterial;        // at the level of the right atrium, of this instant
  T heart_rate;      // [1/s]
  T stroke_volume;   // left [m3]
  T cardiac_output;  // left [m3/s]
  T resistance;      // (mean_heart - right_atrium) / cardiac_output [Pa s/m3]
  T right_atrium;
  T left_atrium;
  T pulmonary_artery;
  T jugular;            // jugular veins, at the middle of the neck
  T cerebral_venous;    // dural sinus, at the level of the ear
  T intracranial;       // spinal fluid, at the level of the ear
  T perfusion;          // cerebral: mean_brain less the greater of the two above
  T brain_flow;         // [m3/s]
  T brain_flow_change;  // relative to supine rest [1]
  T lightness;          // light-headedness index [1]
  T episcleral;         // venous
  T intraocular;
  T ocular_perfusion;  // mean_eye - intraocular
  T leg_volume;        // blood in both legs [m3]
  T trunk_volume;      // trunk, arms, heart and lungs
  T head_volume;       // head and neck
  T total_volume;
  T tissue_volume;  // fluid that left the blood for the tissue [m3]
  T reflex_error;   // arterial [Pa]
  T filling_error;  // cardiopulmonary [Pa]
};

/// Outputs by name for signal tables: unit as UDUNITS reads it, meaning.
struct CirculationSignal {
  const char* name;
  const char* units;
  const char* long_name;
  double CirculationOutputs<double>::*member;
};
inline constexpr int kCirculationSignals =
    static_cast<int>(sizeof(CirculationOutputs<double>) / sizeof(double));
extern const CirculationSignal kCirculationSignalRows[kCirculationSignals];

}  // namespace inversim
