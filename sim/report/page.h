// SPDX-License-Identifier: Apache-2.0
// The report of a session: one self-contained HTML page.
#pragma once

#include <span>
#include <string>

#include "inversim/recording/reader.h"
#include "inversim/report/measured_lines.h"

namespace inversim {

/// The page as UTF-8 text. It loads nothing: style, script and data are in it. What the recording
/// lacks (a signal that was not recorded, a circulation that was off) the page says it lacks.
/// band: runs of the same session at other friction coefficients (traction.h). measured: channels
/// of a measurement, laid over the run. beside: a second result, shown next to the first at the
/// same instants; or null.
std::string report_page(const Recording& recording, std::span<const Recording> band = {},
                        std::span<const MeasuredLine> measured = {},
                        const Recording* beside = nullptr);

}  // namespace inversim
