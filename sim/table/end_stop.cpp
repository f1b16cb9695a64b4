// SPDX-License-Identifier: Apache-2.0
#include "inversim/table/end_stop.h"

#include <algorithm>
#include <cmath>

namespace inversim {

double stop_damping_share(double restitution) {
  const double e = std::clamp(restitution, 0.05, 1.0);
  // first order in 1 - e; the whole of it where logarithms would cancel
  const double small = 1.5 * (1.0 - e) / (1.0 - e + e * e);
  if (e > 0.999) return small;
  // f(u) = u (1 + e) - ln(1 + u) + ln(1 - e u): positive up to the root, then falling to -infinity
  const auto f = [e](double u) { return u * (1.0 + e) - std::log1p(u) + std::log1p(-e * u); };
  double low = 0.5 * small, high = 1.0 / e;
  for (int i = 0; i < 100; ++i) {
    const double middle = 0.5 * (low + high);
    (f(middle) > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace inversim
