// SPDX-License-Identifier: Apache-2.0
// Controllers that are shared libraries, run in this process.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "inversim/plant/control_unit.h"

namespace inversim {

/// A controller's table of functions, and the library that it is in for as long as it is needed.
class ControllerLibrary {
 public:
  /// Loads a shared library. Throws std::invalid_argument with a sentence for people if it cannot
  /// be, exports no controller, or was built for another ABI; the sentence says which side is
  /// older.
  static std::shared_ptr<const ControllerLibrary> load(const std::string& path);
  /// One that is linked into this program; checked in the same way.
  static std::shared_ptr<const ControllerLibrary> of(const inversim_controller& controller);

  ~ControllerLibrary();
  ControllerLibrary(const ControllerLibrary&) = delete;
  ControllerLibrary& operator=(const ControllerLibrary&) = delete;

  const inversim_controller& controller() const { return *controller_; }

 private:
  ControllerLibrary(void* handle, const inversim_controller* controller)
      : handle_(handle), controller_(controller) {}

  void* handle_;  // of dlopen, or null
  const inversim_controller* controller_;
};

/// One controller with its state, which it owns: copied, compared and restored as bytes.
class ControllerInstance final : public ControllerPort {
 public:
  explicit ControllerInstance(std::shared_ptr<const ControllerLibrary> library);

  std::string start(const inversim_config& config) override;
  ExchangeStatus exchange(const inversim_sensors& sensors,
                          inversim_actuators& actuators) noexcept override;
  std::string failure() const override;

  /// Whether init() has said no to the table, and with what code.
  bool refuses_table() const { return refused_ != 0; }
  std::string refusal() const;

  std::span<const std::byte> state() const { return {state_.get(), size_}; }
  /// Throws std::invalid_argument if the state is of another size.
  void restore(std::span<const std::byte> state);

 private:
  struct Free {
    std::size_t align;
    void operator()(std::byte* p) const { ::operator delete[](p, std::align_val_t(align)); }
  };

  std::shared_ptr<const ControllerLibrary> library_;
  std::size_t size_;
  std::unique_ptr<std::byte[], Free> state_;
  std::int32_t code_ = 0;     // of the last step
  std::int32_t refused_ = 0;  // of init
};

/// Path of the controller that a scenario or an option names: a file, or one that is shipped
/// ('reference'). A relative path is taken from `folder`.
std::string controller_path(const std::string& named, const std::string& folder);

}  // namespace inversim
