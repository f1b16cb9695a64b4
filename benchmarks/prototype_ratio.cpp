// SPDX-License-Identifier: Apache-2.0
// The step of the reference tree beside that of a prototype outside this tree, in one program and
// with one set of flags. INVERSIM_PROTOTYPE names the prototype's header.
#include INVERSIM_PROTOTYPE

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "inversim/multibody/cpu_levels.h"
#include "measure.h"
#include "spine_tree.h"

namespace inversim::bench {
namespace {

constexpr double kLargestRatio = 1.1;

template <class T, class PrototypeT>
double ratio(int rounds, nlohmann::json& json) {
  auto problem = std::make_shared<SpineProblem<T>>();
  for (int lane = 0; lane < kLanes<T>; ++lane) set_problem_lane(*problem, lane, spine_parts());
  auto prototype = std::make_shared<Sim<PrototypeT>>(mdl::make());
  prototype->theta = 0.5;
  const int count = 200;
  double t = 0;
  const std::vector<Contender> contenders = {{"prototype", count, 1.0 * kLanes<T>,
                                              [&] {
                                                for (int i = 0; i < count; ++i) {
                                                  prototype->step(1e-3, t), t += 1e-3;
                                                }
                                              }},
                                             {"inversim", count, 1.0 * kLanes<T>, [&] {
                                                for (int i = 0; i < count; ++i) {
                                                  step(1e-3, *problem);
                                                }
                                              }}};
  const std::vector<Timing> timings = measure(contenders, rounds);
  fmt::print("{:2} lane{} {:12.3f} {:12.3f} {:8.3f}\n", kLanes<T>, kLanes<T> == 1 ? " " : "s",
             timings[1].microseconds, timings[0].microseconds, timings[1].ratio);
  json["ratios"].push_back({{"lanes", kLanes<T>},
                            {"inversim_us", timings[1].microseconds},
                            {"prototype_us", timings[0].microseconds},
                            {"ratio", timings[1].ratio}});
  return timings[1].ratio;
}

int run(int rounds, int core, const std::string& file) {
  for (const CpuLevel level : {CpuLevel::kV2, CpuLevel::kV3, CpuLevel::kV4}) {
    if (cpu_level_name(level).ends_with(INVERSIM_RATIO_LEVEL) && !machine_has(level)) {
      fmt::print("this machine is not {}: left out\n", cpu_level_name(level));
      return 0;
    }
  }
  nlohmann::json json = {{"build", machine_and_build()}, {"flags_of_both", INVERSIM_RATIO_FLAGS}};
  json["core"] = pin_to_core(core);
  fmt::print("one step per scenario beside the prototype, both {}\n{:8} {:>12} {:>12} {:>8}\n",
             INVERSIM_RATIO_FLAGS, "", "inversim us", "prototype us", "ratio");
  double worst = ratio<double, double>(rounds, json);
  worst = std::max(worst, ratio<Lanes4, V4d>(rounds, json));
#ifdef __AVX512F__
  worst = std::max(worst, ratio<Lanes8, V8d>(rounds, json));
#endif
  write_json(json, file);
  if (worst > kLargestRatio) {
    fmt::print("slower than {} times the prototype\n", kLargestRatio);
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace inversim::bench

int main(int argc, char** argv) {
  CLI::App app{"The reference tree beside a prototype"};
  int rounds = 301, core = -1;
  std::string file;
  app.add_option("--rounds", rounds, "blocks of each")->check(CLI::PositiveNumber);
  app.add_option("--core", core, "to run on; -1: the last one allowed");
  app.add_option("--json", file, "file to write");
  CLI11_PARSE(app, argc, argv);
  try {
    return inversim::bench::run(rounds, core, file);
  } catch (const std::exception& error) {
    fmt::print(stderr, "prototype_ratio: {}\n", error.what());
    return 1;
  }
}
