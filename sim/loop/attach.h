// SPDX-License-Identifier: Apache-2.0
// The controller that a scenario names, joined to its session.
#pragma once

#include <memory>

#include "inversim/language/document.h"
#include "inversim/scenario/session.h"

namespace inversim {

/// Loads the controller of the scenario and attaches it; null if the scenario names none. Keep what
/// is returned for as long as the session runs. Throws std::invalid_argument with a located
/// sentence for people.
std::unique_ptr<ControllerPort> attach_controller(const Document& document, Session& session);

}  // namespace inversim
