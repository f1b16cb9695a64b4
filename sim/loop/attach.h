// SPDX-License-Identifier: Apache-2.0
// The controller that a scenario names, joined to its session.
#pragma once

#include <memory>
#include <string>

#include "inversim/language/document.h"
#include "inversim/loop/link.h"
#include "inversim/scenario/session.h"

namespace inversim {

/// How a controller that runs elsewhere is reached.
struct ControllerOptions {
  std::string start;  ///< command that starts it, '{}' being the address it is to connect to
  LinkOptions link;
};

/// Loads the controller of the scenario, or opens the link to it, and attaches it; null if the
/// scenario names none. Keep what is returned for as long as the session runs. Throws
/// std::invalid_argument with a located sentence for people, LinkError where a link could not be
/// made.
std::unique_ptr<ControllerPort> attach_controller(const Document& document, Session& session,
                                                  const ControllerOptions& options = {});

}  // namespace inversim
