// SPDX-License-Identifier: Apache-2.0
// Keys of a suite file: the cases that a controller has to pass.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

rows::Rows suite_rows() {
  Rows all = {
      records("cases", "what a controller has to pass").count(1, 1000).required(),
      text("cases[].name", "of the case").required(),
      texts("cases[].scenarios",
            "shipped names, or paths from this file's folder; one case for each")
          .count(1, 100)
          .required(),
      texts("cases[].subjects",
            "of shipped names, in place of the scenario's own; one case for each"),
      texts("cases[].set", "PATH=VALUE, as for run"),
      text("cases[].why", "what the case is for"),
  };
  append(all, fault_rows("cases[].faults", "in place of the scenario's own; left out, those"));
  append(all, expect_rows("cases[].expect", "beside what the scenario expects itself"));
  append(all, {boolean("cases[].expect_only",
                       "the expectations of the case stand for the scenario's own")
                   .preset(false),
               boolean("cases[].may_refuse",
                       "a controller that refuses the table leaves the case out; else it is an "
                       "error")
                   .preset(false)});
  return all;
}

}  // namespace inversim
