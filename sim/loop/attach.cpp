// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/attach.h"

#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/loop/library.h"

namespace inversim {

namespace {

constexpr std::string_view kReplay = "replay:";

/// With what a controller has refused the table, or "".
std::string table_refusal(const ControllerPort& controller) {
  if (const auto* here = dynamic_cast<const ControllerInstance*>(&controller))
    return here->refuses_table() ? here->refusal() : "";
  if (const auto* linked = dynamic_cast<const LinkedController*>(&controller))
    return linked->refuses_table() ? linked->failure() : "";
  return "";
}

}  // namespace

void name_controller(Reading& reading, const std::string& named) {
  if (!reading || named.empty()) return;
  // of no place: what is wrong with it names it by itself
  const std::vector<Diagnostic> wrong =
      apply_overrides(*reading.document, {{"controller", named, {}}});
  reading.diagnostics.insert(reading.diagnostics.end(), wrong.begin(), wrong.end());
}

std::unique_ptr<ControllerPort> open_controller(const std::string& word, const std::string& folder,
                                                const ControllerOptions& options) {
  if (is_linked(word)) return link_controller(word, options.start, options.link);
  if (!options.start.empty()) {
    throw std::invalid_argument(
        fmt::format("controller '{}' runs in this process, and there is nothing to start", word));
  }
  if (word.starts_with(kReplay)) {
    return std::make_unique<ReplayedController>(read_exchanges(word.substr(kReplay.size())));
  }
  return std::make_unique<ControllerInstance>(
      ControllerLibrary::load(controller_path(word, folder)));
}

ControllerPort* AttachedController::port() const {
  if (pace) return pace.get();
  if (recorder) return recorder.get();
  return controller.get();
}

LinkedController* AttachedController::linked() const {
  return dynamic_cast<LinkedController*>(controller.get());
}

ReplayedController* AttachedController::replayed() const {
  return dynamic_cast<ReplayedController*>(controller.get());
}

AttachedController attach_controller(const Document& document, Session& session,
                                     const ControllerOptions& options) {
  AttachedController attached;
  if (!document.root.has("controller")) {
    if (options.paced || !options.exchanges.empty()) {
      throw std::invalid_argument(fmt::format("{}: the scenario names no controller to {}",
                                              document.root.where.file,
                                              options.paced ? "pace" : "log"));
    }
    return attached;
  }
  const Node& named = document.root.at("controller");
  try {
    const bool from_here = named.origin == Origin::kOverride;
    const std::string folder = std::filesystem::path(named.where.file).parent_path().string();
    attached.controller = open_controller(named.word, from_here ? "" : folder, options);
    if (!options.exchanges.empty()) {
      attached.recorder = std::make_unique<ExchangeRecorder>(
          *attached.controller, options.exchanges, options.link.model_hash);
    }
  } catch (const std::invalid_argument& e) {
    // an address that is none is said as it is
    if (is_linked(named.word)) throw;
    throw std::invalid_argument(place_prefix(named.where) + e.what());
  } catch (const std::system_error& e) {
    throw LinkError(fmt::format("controller '{}': {}", named.word, e.what()));
  }
  if (options.paced) {
    attached.pace = std::make_unique<PacedController>(
        attached.recorder ? static_cast<ControllerPort&>(*attached.recorder)
                          : *attached.controller);
  }
  try {
    session.attach(attached.port());
  } catch (const std::invalid_argument&) {
    const std::string refusal = table_refusal(*attached.controller);
    if (!refusal.empty()) {
      throw TableRefused(fmt::format("{}controller '{}': {}: '{}'", place_prefix(named.where),
                                     named.word, refusal, document.root.text("table.name")));
    }
    // what it says of itself is a matter of the files; that nobody is there is not
    const LinkedController* linked = attached.linked();
    if (linked == nullptr || linked->has_refused()) throw;
    throw LinkError(fmt::format("controller '{}': {}", named.word, linked->failure()));
  }
  return attached;
}

}  // namespace inversim
