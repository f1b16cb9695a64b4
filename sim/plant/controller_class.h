// SPDX-License-Identifier: Apache-2.0
// A controller written as a C++ class, behind the C interface of controller.h. C++17.
//
//   struct Mine {                                     // trivially copyable: the host copies it
//     bool init(const inversim_config& config);       // false refuses the table
//     void reset();                                   // as power coming on
//     void step(const inversim_sensors& sensors, inversim_actuators& actuators) noexcept;
//   };
//   INVERSIM_CONTROLLER_CLASS(Mine, "mine", "1.0")
#pragma once

#include <new>
#include <type_traits>

#include "inversim/plant/controller.h"

namespace inversim {

/// The table of functions of a class.
template <class C>
struct ControllerClass {
  static_assert(std::is_trivially_copyable_v<C> && std::is_trivially_destructible_v<C>,
                "the host owns the state of a controller, and copies it as bytes");
  static_assert(std::is_nothrow_default_constructible_v<C>);

  static int32_t init(void* self, const inversim_config* config) noexcept {
    return (new (self) C())->init(*config) ? 0 : 1;
  }
  static void reset(void* self) noexcept { static_cast<C*>(self)->reset(); }
  static int32_t step(void* self, const inversim_sensors* sensors,
                      inversim_actuators* actuators) noexcept {
    static_cast<C*>(self)->step(*sensors, *actuators);
    return 0;
  }
  static constexpr inversim_controller table(const char* name, const char* version) {
    return {sizeof(inversim_controller),
            INVERSIM_CONTROLLER_ABI,
            name,
            version,
            sizeof(C),
            alignof(C),
            &init,
            &reset,
            &step};
  }
};

}  // namespace inversim

/// Exports a class as the controller of a library.
#define INVERSIM_CONTROLLER_CLASS(Class, name, version)                             \
  extern "C" INVERSIM_EXPORT const inversim_controller* inversim_get_controller() { \
    static constexpr inversim_controller kTable =                                   \
        inversim::ControllerClass<Class>::table(name, version);                     \
    return &kTable;                                                                 \
  }
