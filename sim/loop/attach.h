// SPDX-License-Identifier: Apache-2.0
// The controller that a scenario names, joined to its session.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "inversim/language/document.h"
#include "inversim/loop/exchange_log.h"
#include "inversim/loop/link.h"
#include "inversim/loop/paced.h"
#include "inversim/loop/replay.h"
#include "inversim/scenario/session.h"

namespace inversim {

struct Reading;

/// A controller that answers, and does not take the scenario's table. what() is a sentence for
/// people with its own reason.
class TableRefused : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// How a controller that runs elsewhere is reached.
struct ControllerOptions {
  std::string start;  ///< command that starts it, '{}' being the address it is to connect to
  LinkOptions link;
  std::string exchanges;  ///< file for a log of the exchanges, or empty
  bool paced = false;     ///< keeps to the wall clock
};

/// A controller, and what is between it and its session.
struct AttachedController {
  std::unique_ptr<ControllerPort> controller;
  std::unique_ptr<ExchangeRecorder> recorder;  ///< or null
  std::unique_ptr<PacedController> pace;       ///< or null

  explicit operator bool() const { return controller != nullptr; }
  /// What the session talks to.
  ControllerPort* port() const;
  LinkedController* linked() const;      ///< or null
  ReplayedController* replayed() const;  ///< or null
};

/// Puts the controller that an option names in place of the scenario's own; empty: it stays. What
/// is wrong joins the reading's diagnostics.
void name_controller(Reading& reading, const std::string& named);

/// Loads a controller, opens the link to one, or the log that is to stand for one ("replay:FILE");
/// relative paths are taken from `folder`. Throws std::invalid_argument with a sentence for people,
/// std::system_error where a link cannot be opened.
std::unique_ptr<ControllerPort> open_controller(const std::string& named, const std::string& folder,
                                                const ControllerOptions& options);

/// Loads the controller of the scenario, opens the link to it, or the log that is to stand for it
/// ("replay:FILE"), and attaches it; empty if the scenario names none. Keep what is returned for as
/// long as the session runs. Throws TableRefused, or std::invalid_argument with a located sentence
/// for people, LinkError where a link could not be made or a log not be begun.
AttachedController attach_controller(const Document& document, Session& session,
                                     const ControllerOptions& options = {});

}  // namespace inversim
