// SPDX-License-Identifier: Apache-2.0
#include "own_engine.h"

namespace inversim::bench {

namespace level_v2 {
SpineKernels spine_kernels();
}
namespace level_v3 {
SpineKernels spine_kernels();
}
namespace level_v4 {
SpineKernels spine_kernels();
}

SpineKernels spine_kernels_of(CpuLevel level) {
  switch (level) {
#ifdef INVERSIM_HAS_LEVEL_v3
    case CpuLevel::kV3:
      return level_v3::spine_kernels();
#endif
#ifdef INVERSIM_HAS_LEVEL_v4
    case CpuLevel::kV4:
      return level_v4::spine_kernels();
#endif
    default:
      return level_v2::spine_kernels();
  }
}

}  // namespace inversim::bench
