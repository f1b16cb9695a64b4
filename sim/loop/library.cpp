// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/library.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <new>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/library.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

using Getter = const inversim_controller* (*)();

/// Why a table of functions cannot be used, in a sentence; empty if it can.
std::string misfit(const inversim_controller* c) {
  if (c == nullptr) return "it returns no controller";
  if (c->abi != INVERSIM_CONTROLLER_ABI) {
    const bool older = c->abi < INVERSIM_CONTROLLER_ABI;
    return fmt::format(
        "it was built for ABI {} of inversim/controller.h, this inversim has ABI {}: the {} is the "
        "older side",
        c->abi, INVERSIM_CONTROLLER_ABI, older ? "controller" : "simulator");
  }
  if (c->size != sizeof(inversim_controller)) {
    return fmt::format(
        "its table of functions has {} bytes, expected {}: the {} is the older side, of the same "
        "ABI",
        c->size, sizeof(inversim_controller),
        c->size < sizeof(inversim_controller) ? "controller" : "simulator");
  }
  if (c->init == nullptr || c->reset == nullptr || c->step == nullptr) {
    return "it lacks one of init, reset and step";
  }
  if (c->state_align == 0 || (c->state_align & (c->state_align - 1)) != 0 ||
      c->state_align > 4096) {
    return fmt::format("its state_align is {}, expected a power of two up to 4096", c->state_align);
  }
  if (c->state_size == 0 || c->state_size > (64u << 20)) {
    return fmt::format("its state_size is {}, expected 1 byte to 64 MB", c->state_size);
  }
  return "";
}

}  // namespace

std::shared_ptr<const ControllerLibrary> ControllerLibrary::load(const std::string& path) {
  const auto refuse = [&path](const std::string& why) {
    throw std::invalid_argument(fmt::format("controller '{}': {}", path, why));
  };
  std::error_code failed;
  if (!fs::exists(path, failed)) refuse("there is no such file");
  void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) refuse(fmt::format("it cannot be loaded: {}", dlerror()));
  void* symbol = dlsym(handle, INVERSIM_CONTROLLER_SYMBOL);
  if (symbol == nullptr) {
    dlclose(handle);
    refuse(fmt::format("it exports no '{}'", INVERSIM_CONTROLLER_SYMBOL));
  }
  const inversim_controller* controller = reinterpret_cast<Getter>(symbol)();
  const std::string why = misfit(controller);
  if (!why.empty()) {
    dlclose(handle);
    refuse(why);
  }
  return std::shared_ptr<const ControllerLibrary>(new ControllerLibrary(handle, controller));
}

std::shared_ptr<const ControllerLibrary> ControllerLibrary::of(
    const inversim_controller& controller) {
  const std::string why = misfit(&controller);
  if (!why.empty()) throw std::invalid_argument("controller: " + why);
  return std::shared_ptr<const ControllerLibrary>(new ControllerLibrary(nullptr, &controller));
}

ControllerLibrary::~ControllerLibrary() {
  if (handle_ != nullptr) dlclose(handle_);
}

ControllerInstance::ControllerInstance(std::shared_ptr<const ControllerLibrary> library)
    : library_(std::move(library)),
      size_(library_->controller().state_size),
      state_(new (std::align_val_t(library_->controller().state_align)) std::byte[size_]{},
             Free{library_->controller().state_align}) {}

std::string ControllerInstance::start(const inversim_config& config) {
  std::memset(state_.get(), 0, size_);
  refused_ = library_->controller().init(state_.get(), &config);
  if (refused_ != 0) return refusal();
  library_->controller().reset(state_.get());
  return "";
}

std::string ControllerInstance::refusal() const {
  return fmt::format("'{}' refuses this table with code {}", library_->controller().name, refused_);
}

ExchangeStatus ControllerInstance::exchange(const inversim_sensors& sensors,
                                            inversim_actuators& actuators) noexcept {
  code_ = library_->controller().step(state_.get(), &sensors, &actuators);
  return code_ == 0 ? ExchangeStatus::kAnswered : ExchangeStatus::kDied;
}

std::string ControllerInstance::failure() const {
  return fmt::format("'{}' gave up with code {}", library_->controller().name, code_);
}

void ControllerInstance::restore(std::span<const std::byte> state) {
  if (state.size() != size_) {
    throw std::invalid_argument(fmt::format("a state of {} bytes is none of '{}', which has {}",
                                            state.size(), library_->controller().name, size_));
  }
  std::ranges::copy(state, state_.get());
}

std::string controller_path(const std::string& named, const std::string& folder) {
  const bool is_path = named.find('/') != std::string::npos || named.ends_with(".so");
  // absolute: a bare file name would be looked for where the system's libraries are
  if (is_path) return fs::absolute(fs::path(folder) / named).lexically_normal().string();
  if (const fs::path file = built_file("controllers", named + ".so"); !file.empty()) {
    return file.string();
  }
  throw std::invalid_argument(fmt::format(
      "controller '{}': found no shipped controller of this name; give the path of a library, such "
      "as './{}.so'",
      named, named));
}

}  // namespace inversim
