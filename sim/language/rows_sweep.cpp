// SPDX-License-Identifier: Apache-2.0
// Keys of a sweep file: a scenario again and again with other values, and what is kept of each run.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

rows::Rows sweep_rows() {
  return {
      text("scenario", "shipped name, or path from this file's folder").required(),
      texts("set", "PATH=VALUE in every case, as for run"),
      choice("design", {"grid", "latin_hypercube", "sobol", "table"},
             "grid: every value of an axis with every value of the others; latin_hypercube, sobol: "
             "`cases` points between the ends of the axes; table: the rows of a CSV file")
          .preset("grid"),
      integer("cases", "of latin_hypercube and sobol").range(1, 10000000),
      integer("seed", "of latin_hypercube, and of the shift of sobol's points; 0: not shifted")
          .range(0, 2147483647)
          .preset(1),
      text("table",
           "of design: table: CSV file, path from this file's folder; its header names axes, or "
           "dotted paths"),
      records("axes", "what differs from case to case; the last one changes fastest in a grid")
          .count(1, 100),
      text("axes[].path",
           "dotted path that takes its value, as for run; 'table', 'subject', 'spine' and "
           "'circulation' take names of files"),
      texts("axes[].paths", "in place of path: several that take the same value").count(1, 100),
      text("axes[].label", "name of the axis in results; left out, its path"),
      reals("axes[].values", "of a grid, in the unit of the first path").count(1, 1000000).plain(),
      texts("axes[].words", "of a grid, in place of values: choices, or names of files")
          .count(1, 1000000),
      real("axes[].low", "low end, in the unit of the first path").plain(),
      real("axes[].high", "high end").plain(),
      integer("axes[].count", "of a grid: so many values from low to high, evenly")
          .range(2, 1000000),
      choice("axes[].distribution", {"uniform", "normal"},
             "between the ends; normal: its 2.5 % and 97.5 % points are the ends")
          .preset("uniform"),
      records("metrics", "numbers kept of each case; left out, all key figures of a run"),
      text("metrics[].name", "in results").required(),
      text("metrics[].figure", "name of a key figure of `inversim run`"),
      text("metrics[].signal", "or name of a signal"),
      text("metrics[].at", "level, segment or site of it; left out, all of them"),
      choice("metrics[].statistic", {"min", "max", "mean", "first", "last", "range"},
             "of the signal over the time below")
          .preset("last"),
      integer("metrics[].step",
              "number of the protocol's step to which the time is limited, from 1")
          .range(1, 10000),
      real("metrics[].from_s", "start of the time, from the start of the run or of the step")
          .at_least(0),
      real("metrics[].until_s", "end of the time").at_least(0),
      text("metrics[].unit", "of the metric; left out, the signal's own").preset("1"),
      map("traces", "values over time that are kept of each case"),
      texts("traces.signals", "names of signals that are kept over time"),
      real("traces.every_s", "from one value to the next").above(0, 1e6).preset(1),
      real("traces.until_s", "time of the last one").above(0, 1e7).preset(600),
  };
}

}  // namespace inversim
