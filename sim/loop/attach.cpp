// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/attach.h"

#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/loop/library.h"

namespace inversim {

std::unique_ptr<ControllerPort> attach_controller(const Document& document, Session& session) {
  if (!document.root.has("controller")) return nullptr;
  const Node& named = document.root.at("controller");
  std::unique_ptr<ControllerPort> port;
  try {
    const std::string folder = std::filesystem::path(named.where.file).parent_path().string();
    const bool from_here = named.origin == Origin::kOverride;
    port = std::make_unique<ControllerInstance>(
        ControllerLibrary::load(controller_path(named.word, from_here ? "" : folder)));
  } catch (const std::invalid_argument& e) {
    throw std::invalid_argument(fmt::format("{}:{}:{}: {}", named.where.file, named.where.line,
                                            named.where.column, e.what()));
  }
  session.attach(port.get());
  return port;
}

}  // namespace inversim
