// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/kernels.h"

#include "inversim/multibody/cpu_levels.h"

namespace inversim {

#ifdef INVERSIM_HAS_LEVEL_v2
inline namespace level_v2 {
const PlantKernels& level_kernels();
}
#endif
#ifdef INVERSIM_HAS_LEVEL_v3
inline namespace level_v3 {
const PlantKernels& level_kernels();
}
#endif
#ifdef INVERSIM_HAS_LEVEL_v4
inline namespace level_v4 {
const PlantKernels& level_kernels();
}
#endif

const PlantKernels& plant_kernels(const char* level) {
  switch (choose_cpu_level(level)) {
#ifdef INVERSIM_HAS_LEVEL_v3
    case CpuLevel::kV3:
      return inversim::level_v3::level_kernels();
#endif
#ifdef INVERSIM_HAS_LEVEL_v4
    case CpuLevel::kV4:
      return inversim::level_v4::level_kernels();
#endif
    default:
      return inversim::level_v2::level_kernels();
  }
}

const PlantKernels& plant_kernels() { return plant_kernels(""); }

}  // namespace inversim
