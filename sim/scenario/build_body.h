// SPDX-License-Identifier: Apache-2.0
// What lives in the person: muscles, discs, vessels, hands, from the figures of a resolved scenario
// into the plant's model.
#pragma once

#include "inversim/language/document.h"
#include "inversim/plant/plant.h"

namespace inversim {

/// Muscles of trunk and limbs.
void add_posture(const Node& scenario, const BodyGeometry& body, const BodyFrames& frames,
                 double gravity, PlantModel<double>& m);

/// Discs with their conditions, and tone.
void add_spine(const Node& scenario, const BodyGeometry& body, const BodyFrames& frames,
               double gravity, PlantModel<double>& m);

/// Creep from the lying forces of the zero state and the standing ones, as it stands at the
/// scenario's time of the clock.
void add_creep(const Node& scenario, double gravity, PlantDesign& design);

/// Vessels, and where they are in the body.
void add_circulation(const Node& scenario, const BodyGeometry& body, const BodyFrames& frames,
                     double gravity, PlantModel<double>& m);

void add_hands(const BodyGeometry& body, const BodyFrames& frames, double step,
               PlantModel<double>& m);

}  // namespace inversim
