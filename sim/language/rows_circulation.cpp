// SPDX-License-Identifier: Apache-2.0
// Keys of a circulation file: named vessels and chambers, and named figures in groups.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

namespace {

// a list of named figures, each with its own unit
Rows figures(const std::string& list, std::string_view doc) {
  const std::string item = list + "[].";
  return {
      records(list, doc),
      text(item + "name", "of the figure, as the code asks for it").required(),
      real(item + "value", "in the unit beside it").unit_from("unit").not_above("high").required(),
      text(item + "unit", "as in 'mmHg s/ml', or '1'").required(),
      real(item + "low", "of its range").unit_from("unit").not_above("value"),
      real(item + "high", "of its range").unit_from("unit"),
      choice(item + "status", {"seen", "recalled", "derived", "assumed"}, "how it is known")
          .required(),
      text(item + "source", "where it is from").required(),
  };
}

}  // namespace

rows::Rows circulation_rows() {
  Rows all = {
      records("compartments", "vessels and chambers that hold blood").count(1, 200).required(),
      text("compartments[].name", "of the compartment, as the code asks for it").required(),
      choice("compartments[].kind", {"artery", "vein", "pulmonary", "chamber"},
             "which law it follows")
          .required(),
      text("compartments[].landmark", "landmark of the body at which its pressure is meant")
          .required(),
      choice("compartments[].region", {"thorax", "abdomen", "limb", "head", "neck", "none"},
             "whose pressure is outside")
          .preset("none"),
      real("compartments[].compliance_ml_per_mmHg", "at no transmural pressure").above(0, 1000),
      real("compartments[].unstressed_volume_ml", "at no transmural pressure")
          .range(0, 10000)
          .required(),
      real("compartments[].maximum_volume_ml", "of the saturating law; left out, the law is linear")
          .above(0, 20000),
      real("compartments[].systolic_elastance_mmHg_per_ml", "of a chamber").above(0, 100),
      real("compartments[].diastolic_elastance_mmHg_per_ml", "of a chamber").above(0, 100),
      real("compartments[].length_cm",
           "of the vessel along the body; its height is that of its middle")
          .range(0, 200),

      records("resistances", "between compartments").count(1, 400).required(),
      text("resistances[].name", "of the resistance").required(),
      text("resistances[].from", "compartment").required().member_of("compartments"),
      text("resistances[].to", "compartment").required().member_of("compartments"),
      real("resistances[].resistance_mmHg_s_per_ml", "pressure over flow").above(0, 1e6).required(),
      boolean("resistances[].valve", "flow only goes from `from` to `to`").preset(false),
      boolean("resistances[].controlled", "the reflex acts on it").preset(false),
  };
  append(all, figures("physics", "densities and the like"));
  append(all, figures("subject", "the person for whom the figures hold, at rest"));
  append(all, figures("heart", "timing and other figures of the heart"));
  append(all, figures("vessels", "what the compartments do not say"));
  append(all, figures("pressures", "outside the vessels: chest, abdomen"));
  append(all, figures("baroreflex", "set points, gains, time constants"));
  append(all, figures("scaling", "exponents with which figures go with body mass, height and age"));
  append(all, figures("brain", "cerebral flow, intracranial pressure"));
  append(all, figures("eye", "intraocular and episcleral venous pressure"));
  append(all, figures("interstitium", "fluid that goes between blood and tissue"));
  append(all, {
                  records("conditions", "what an illness or a drug does to a figure"),
                  text("conditions[].name", "of this effect").required(),
                  text("conditions[].condition", "illness, drug or state").required(),
                  choice("conditions[].acts_on",
                         {"resting_pressure", "resting_rate", "blood_volume", "vagal_gain",
                          "beta_gain", "vessel_gain", "filling_gain", "contractility_gain",
                          "left_elastance", "right_elastance", "arterial_compliance",
                          "outflow_facility", "fall_sensitivity"},
                         "figure, or group of figures")
                      .required(),
                  real("conditions[].value", "times the figure in health")
                      .unit_from("unit")
                      .not_above("high")
                      .required(),
                  text("conditions[].unit", "'1'").required(),
                  real("conditions[].low", "of its range").unit_from("unit").not_above("value"),
                  real("conditions[].high", "of its range").unit_from("unit"),
                  choice("conditions[].status", {"seen", "recalled", "derived", "assumed"},
                         "how it is known")
                      .required(),
                  text("conditions[].source", "where it is from").required(),
              });
  append(all, figures("landmarks", "where on the body pressures are read"));
  return all;
}

}  // namespace inversim
