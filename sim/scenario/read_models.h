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

/// What the subject's conditions make of the figures of each level.
struct LevelCondition {
  double disc_height = 1.0;                                              ///< factor
  double compression = 1.0, tension = 1.0, shear = 1.0, rotation = 1.0;  ///< of stiffness
  double creep = 1.0;
};
/// Throws std::invalid_argument with a sentence for people for a level that there is not.
std::array<LevelCondition, kLevels> read_conditions(const Node& subject, const Node& spine);

/// Puts conditions and the subject's lordosis into the geometry, conditions into the figures.
void apply_conditions(const std::array<LevelCondition, kLevels>& conditions, double lordosis_change,
                      SpineGeometry& geometry);
void apply_conditions(const std::array<LevelCondition, kLevels>& conditions,
                      std::array<DiscFigures, kLevels>& figures);

/// Creep of a person of an age.
CreepFigures read_creep(const Node& spine, double age_years);

}  // namespace inversim
