// SPDX-License-Identifier: Apache-2.0
// Keys of a subject file: a person.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

rows::Rows subject_rows() {
  return {
      choice("sex", {"male", "female"},
             "which column of the segment set and of the blood volume formula")
          .required(),
      real("age_years", "age").range(18, 110).required(),
      real("height_cm", "standing height").range(100, 230).required(),
      real("mass_kg", "whole body").range(25, 300).required(),

      choice("segment_set", {"de_leva_1996"}, "masses, lengths and radii of the segments")
          .preset("de_leva_1996"),
      real("sitting_height_cm", "seat to vertex; left out, that of the segment set").range(50, 130),
      real("centre_of_mass_offset_m",
           "whole-body centre of mass from that of the segment set, towards the head")
          .range(-0.15, 0.15)
          .preset(0),
      choice("arms_enter_at", {"T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12", "L1"},
             "vertebra that carries the arms")
          .preset("T4"),

      records("conditions", "levels of the spine that are not as in health").count(0, 25),
      text("conditions[].name", "level, such as L4-L5").required(),
      choice("conditions[].kind", {"degenerated", "fused"}, "which condition of the spine file")
          .required(),
      real("lordosis_change_deg",
           "lumbar lordosis L1-S1 lying, over that of the spine file; negative: flatter")
          .range(-40, 30)
          .preset(0),

      map("tone", "muscle tone of this person"),
      real("tone.scale", "times the lying tone of the spine file").range(0, 5).preset(1),
      choice("tone.guarding", {"none", "typical", "anxious"},
             "which guarding force of the spine file")
          .preset("none"),

      map("circulation",
          "what a study says of its subjects; left out, the circulation file's, scaled"),
      real("circulation.reflex_gain_ms_per_mmHg",
           "heart period over arterial pressure, both limbs together")
          .range(0, 100),
      real("circulation.resting_mean_pressure_mmHg", "arterial, supine, at the heart")
          .range(40, 200),
      real("circulation.resting_heart_rate_per_min", "supine").range(20, 200),
      real("circulation.resting_intraocular_pressure_mmHg", "supine").range(5, 60),
      texts("circulation.conditions",
            "illnesses, drugs and states that the circulation file knows: hypertension_treated, "
            "hypertension_untreated, glaucoma, ocular_hypertension, heart_failure, "
            "autonomic_failure, beta_blocker, dehydration"),
      real("circulation.central_pressor_mmHg", "rise of the reflex set point at a = +90 deg")
          .range(0, 40)
          .preset(0),
  };
}

}  // namespace inversim
