// SPDX-License-Identifier: Apache-2.0
// Keys of a validation file: what was measured on people, and how a scenario is read to compare.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

namespace {

/// The keys of a window of time below a path; there is no window without a statistic.
Rows window_rows(const std::string& at) {
  return {
      choice(at + ".statistic", {"min", "max", "mean", "first", "last", "range"},
             "over the time below"),
      integer(at + ".step", "number of the protocol's step to which the time is limited, from 1")
          .range(1, 10000),
      real(at + ".from_s", "start of the time, from the start of the run or of the step")
          .at_least(0),
      real(at + ".until_s", "end of the time").at_least(0),
  };
}

}  // namespace

rows::Rows validation_rows() {
  Rows all = {
      records("rows", "one measurement each").count(1, 10000).required(),
      text("rows[].name", "identifier").required(),
      text("rows[].study", "who measured").required(),
      text("rows[].what", "what was measured, on whom, how").required(),
      choice("rows[].role", {"tested", "calibrated", "reported"},
             "tested: a prediction; calibrated: parameters were chosen by it; reported: shown "
             "without a verdict")
          .required(),
      text("rows[].scenario", "scenario that simulates the study's own protocol").required(),
      text("rows[].signal", "name of the signal").required(),
      text("rows[].at", "level, segment or site, of a signal that has several"),
  };
  append(all, window_rows("rows[]"));
  append(all, {map("rows[].minus", "the window whose value is taken off")});
  append(all, window_rows("rows[].minus"));
  append(all, {map("rows[].over", "the window whose value, less that of minus, is divided by")});
  append(all, window_rows("rows[].over"));
  append(all, {
                  boolean("rows[].relative", "divided by the value of minus").preset(false),
                  text("rows[].unit", "of the three values below").preset("1"),
                  real("rows[].measured",
                       "what the study gives; left out where it gives a sign or a "
                       "range only")
                      .unit_from("unit"),
                  real("rows[].low", "least simulated value that agrees")
                      .unit_from("unit")
                      .not_above("high"),
                  real("rows[].high", "greatest simulated value that agrees").unit_from("unit"),
                  choice("rows[].status", {"seen", "recalled", "derived", "assumed"},
                         "how the measurement is known")
                      .required(),
                  text("rows[].source", "where it is from").required(),
                  text("rows[].known_miss",
                       "why the simulated value is outside, where that is known; the set then does "
                       "not fail by it"),
                  text("rows[].note", "what the comparison leaves open"),
              });
  return all;
}

}  // namespace inversim
