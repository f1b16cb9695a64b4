// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/attach.h"

#include <filesystem>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "inversim/loop/library.h"

namespace inversim {

namespace {

/// A controller at the other end of a link, greeted.
std::unique_ptr<ControllerPort> attach_linked(const std::string& place, Session& session,
                                              const ControllerOptions& options) {
  std::unique_ptr<LinkedController> port;
  try {
    port = link_controller(place, options.start, options.link);
    session.attach(port.get());
  } catch (const std::system_error& e) {
    throw LinkError(fmt::format("controller '{}': {}", place, e.what()));
  } catch (const std::invalid_argument&) {
    // what it says of itself is a matter of the files; that nobody is there is not
    if (!port || port->has_refused()) throw;
    throw LinkError(fmt::format("controller '{}': {}", place, port->failure()));
  }
  return port;
}

}  // namespace

std::unique_ptr<ControllerPort> attach_controller(const Document& document, Session& session,
                                                  const ControllerOptions& options) {
  if (!document.root.has("controller")) return nullptr;
  const Node& named = document.root.at("controller");
  const auto located = [&named](const std::invalid_argument& e) {
    return std::invalid_argument(fmt::format("{}:{}:{}: {}", named.where.file, named.where.line,
                                             named.where.column, e.what()));
  };
  if (is_linked(named.word)) return attach_linked(named.word, session, options);
  if (!options.start.empty())
    throw located(std::invalid_argument(fmt::format(
        "controller '{}' runs in this process, and there is nothing to start", named.word)));
  std::unique_ptr<ControllerPort> port;
  try {
    const std::string folder = std::filesystem::path(named.where.file).parent_path().string();
    const bool from_here = named.origin == Origin::kOverride;
    port = std::make_unique<ControllerInstance>(
        ControllerLibrary::load(controller_path(named.word, from_here ? "" : folder)));
  } catch (const std::invalid_argument& e) { throw located(e); }
  session.attach(port.get());
  return port;
}

}  // namespace inversim
