// SPDX-License-Identifier: Apache-2.0
// Keys of a risk file: thresholds at which a session raises a flag, and who should not be inverted.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

rows::Rows risk_rows() {
  return {
      records("flags", "thresholds of signals").count(1, 200).required(),
      text("flags[].name", "of the flag").required(),
      text("flags[].what", "what is flagged, in words").required(),
      text("flags[].signal", "name of the signal").required(),
      choice("flags[].side", {"above", "below"}, "of the threshold that is flagged")
          .preset("above"),
      choice(
          "flags[].measured_from", {"zero", "rest", "start", "lowest", "greatest"},
          "what is taken off the signal: nothing; the value of the same person lying at rest; its "
          "value at the start; the lowest or the greatest so far")
          .preset("zero"),
      real("flags[].amber", "threshold").unit_from("unit"),
      real("flags[].red", "threshold").unit_from("unit"),
      text("flags[].unit", "of both").preset("1"),
      real("flags[].amber_for_s", "how long beyond it before it counts").range(0, 86400).preset(0),
      real("flags[].red_for_s", "the same").range(0, 86400).preset(0),
      choice("flags[].only_while", {"any", "head_up", "head_down"},
             "bed angle below -5 deg, or above 5 deg, while it counts")
          .preset("any"),
      texts("flags[].only_for", "conditions of the subject for which it holds; left out, all"),
      choice("flags[].status", {"seen", "recalled", "derived", "assumed"}, "how it is known")
          .required(),
      text("flags[].source", "where it is from, or that it is a choice of this project").required(),

      records("contraindications", "who should ask a clinician before, or not do it"),
      text("contraindications[].name", "identifier").required(),
      text("contraindications[].what", "in words").required(),
      texts("contraindications[].conditions", "conditions of a subject that it applies to"),
      choice("contraindications[].status", {"seen", "recalled", "derived", "assumed"},
             "how it is known")
          .required(),
      text("contraindications[].source", "who lists it").required(),
  };
}

}  // namespace inversim
