// SPDX-License-Identifier: Apache-2.0
// Plots of a limits report as SVG text, in colours of the page's style.
#pragma once

#include <string>
#include <vector>

#include "inversim/limits/assess.h"

namespace inversim {

/// A line of a plot.
struct PlotLine {
  std::vector<double> x, y;
  std::string label;
  int colour = 0;       ///< 0 .. 5 of the page's palette
  bool dashed = false;  ///< a limit
};

/// Lines over x with axes, ticks and a legend.
std::string line_plot(const std::vector<PlotLine>& lines, const std::string& x_label,
                      const std::string& y_label);

/// A bar of a sensitivity: margin with the figure at its low and its high end.
struct Bar {
  std::string label;
  double low = 0.0, high = 0.0;
};

/// Bars from a nominal value, both ways; a rule at zero, where the criterion breaks.
std::string bar_plot(const std::vector<Bar>& bars, double nominal, const std::string& unit);

/// Who is admitted: a cell for each height and mass, with the criteria that fail there.
std::string user_map(const LimitsResult& result);

}  // namespace inversim
