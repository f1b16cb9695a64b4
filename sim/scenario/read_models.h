// SPDX-License-Identifier: Apache-2.0
// Model files into the structs of the rooms. Each takes the root of its file, or the sub-tree of a
// scenario, and reads figures in SI.
#pragma once

#include "inversim/circulation/parameters.h"
#include "inversim/human/geometry.h"
#include "inversim/language/document.h"
#include "inversim/spine/column.h"
#include "inversim/table/equipment.h"

namespace inversim {

TableData read_table(const Node& table);

Subject read_subject(const Node& subject);

/// What the subject file says for the circulation.
CirculationSubject read_circulation_subject(const Node& subject);

/// Geometry of the column at the source's stature.
SpineGeometry read_spine_geometry(const Node& spine);

/// Elastic figures of the levels for a subject of that age.
std::array<DiscFigures, kLevels> read_disc_figures(const Node& spine, double age_years);

PreloadStiffening<double> read_preload_stiffening(const Node& spine);

/// Tone, with the lying load of each level from the mass cranial to it [kg]. scale, guarding: the
/// subject's.
MuscleTone<double> read_tone(const Node& spine, const std::array<double, kLevels>& cranial_mass,
                             double gravity, double scale, const std::string& guarding);

/// Creep of a person of an age.
CreepFigures read_creep(const Node& spine, double age_years);

}  // namespace inversim
