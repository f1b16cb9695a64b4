// SPDX-License-Identifier: Apache-2.0
// The report of a session: one self-contained HTML page.
#pragma once

#include <span>
#include <string>

#include "inversim/recording/reader.h"

namespace inversim {

/// The page as UTF-8 text. It loads nothing: style, script and data are in it. What the recording
/// lacks (a signal that was not recorded, a circulation that was off) the page says it lacks.
/// band: runs of the same session at other friction coefficients (traction.h).
std::string report_page(const Recording& recording, std::span<const Recording> band = {});

}  // namespace inversim
