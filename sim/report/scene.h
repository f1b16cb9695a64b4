// SPDX-License-Identifier: Apache-2.0
// What table and person look like in a replay: sizes and places, from what the plant was built of.
#pragma once

#include <string>

#include "inversim/plant/plant.h"

namespace inversim {

/// JSON that a result file carries beside its poses (recording/pose_track.h). Lengths in metres;
/// points of a segment in the axes of its body, boxes and tubes in those of bed or frame.
std::string scene_text(const PlantDesign& design);

}  // namespace inversim
