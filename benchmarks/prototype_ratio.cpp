// SPDX-License-Identifier: Apache-2.0
// The step of the reference tree beside that of a prototype outside this tree, in one program and
// with one set of flags. INVERSIM_PROTOTYPE names the prototype's header.
#include INVERSIM_PROTOTYPE

#include <fmt/format.h>

#include <memory>

#include "measure.h"
#include "spine_tree.h"

namespace inversim::bench {
namespace {

template <class T, class PrototypeT>
double ratio(int rounds) {
  auto problem = std::make_shared<SpineProblem<T>>();
  for (int lane = 0; lane < kLanes<T>; ++lane) set_problem_lane(*problem, lane, spine_parts());
  auto prototype = std::make_shared<Sim<PrototypeT>>(mdl::make());
  prototype->theta = 0.5;
  const int count = 200;
  double t = 0;
  const std::vector<Contender> contenders = {{"prototype", count, 1.0 * kLanes<T>,
                                              [&] {
                                                for (int i = 0; i < count; ++i)
                                                  prototype->step(1e-3, t), t += 1e-3;
                                              }},
                                             {"inversim", count, 1.0 * kLanes<T>, [&] {
                                                for (int i = 0; i < count; ++i)
                                                  step(1e-3, *problem);
                                              }}};
  const std::vector<Timing> timings = measure(contenders, rounds);
  fmt::print(
      "{} lanes: inversim {:.3f} us, prototype {:.3f} us per scenario and step, ratio {:.3f}\n",
      kLanes<T>, timings[1].microseconds, timings[0].microseconds, timings[1].ratio);
  return timings[1].ratio;
}

int run() {
  if (!pin_to_core(1)) fmt::print("could not bind to core 1\n");
  fmt::print("{}\n", INVERSIM_RATIO_FLAGS);
  double worst = ratio<double, double>(101);
  worst = std::max(worst, ratio<Lanes4, V4d>(101));
#ifdef __AVX512F__
  worst = std::max(worst, ratio<Lanes8, V8d>(101));
#endif
  return worst <= 1.1 ? 0 : 1;
}

}  // namespace
}  // namespace inversim::bench

int main() { return inversim::bench::run(); }
