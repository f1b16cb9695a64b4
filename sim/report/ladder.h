// SPDX-License-Identifier: Apache-2.0
// The pressure ladder: arterial and venous pressures from the heart to the eye, and those of spinal
// fluid and eye, against the bed angle.
#pragma once

#include <nlohmann/json.hpp>

#include "inversim/recording/reader.h"

namespace inversim {

/// What the page draws: for each pressure that was recorded its mean over each two degrees of bed
/// angle, of all samples. Null where the bed did not turn by five degrees or nothing was recorded.
nlohmann::ordered_json ladder_data(const Recording& recording);

}  // namespace inversim
