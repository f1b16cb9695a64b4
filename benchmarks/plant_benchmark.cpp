// SPDX-License-Identifier: Apache-2.0
// The whole plant: the demo's session (table, brake, person in contact with the bed, 25 nonlinear
// levels, circulation), every one of a million steps timed, and what they take from the heap.
#include <fmt/format.h>
#include <time.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "allocations.h"
#include "inversim/language/parse.h"
#include "inversim/multibody/cpu_levels.h"
#include "inversim/scenario/protocol.h"
#include "inversim/scenario/session.h"
#include "measure.h"

namespace inversim::bench {
namespace {

double wall_time() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

// share of the times that are not longer, in us
double quantile(std::vector<double>& seconds, double share) {
  const auto last = static_cast<double>(seconds.size() - 1);
  const auto place = seconds.begin() + static_cast<std::ptrdiff_t>(share * last);
  std::nth_element(seconds.begin(), place, seconds.end());
  return 1e6 * *place;
}

Document read_scenario(const std::string& file, const std::string& models) {
  const Library library{{models}};
  Reading reading = read_resolved(file, library);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return std::move(*reading.document);
}

// the plant of a session, settled, with its protocol
class Run {
 public:
  explicit Run(const Document& document)
      : session_(document),
        design_(std::shared_ptr<void>(), &session_.design()),
        actions_(unroll_protocol(document.root, *design_)),
        arms_(arm_angle(document.root.text("settings.arms"))) {
    session_.settle();
  }
  std::unique_ptr<Plant> plant(const PlantKernels& kernels = plant_kernels()) const {
    auto plant = std::make_unique<Plant>(design_, kernels);
    plant->restore(session_.start_state());
    plant->input().arm_angle = arms_;
    return plant;
  }
  ProtocolRunner protocol() const {
    return ProtocolRunner(actions_, [](const Event&) {});
  }

 private:
  Session session_;
  std::shared_ptr<const PlantDesign> design_;
  std::vector<Action> actions_;
  double arms_;
};

// ---- every step timed

struct Midway {
  PlantState<double> state;
  PlantInput<double> input;
};

// the session from its start, and again until `count` steps are done; returns it at 60 deg
Midway time_every_step(const Run& run, int count, nlohmann::json& json) {
  constexpr double kMidway = 120;  // [s] within the first hold
  std::vector<double> cpu, wall, clock;
  cpu.reserve(static_cast<std::size_t>(count)), wall.reserve(static_cast<std::size_t>(count));
  auto plant = run.plant();
  ProtocolRunner protocol = run.protocol();
  Midway midway = {plant->state(), plant->input()};
  long taken = 0;
  int sessions = 1;
  for (int n = 0; n < count; ++n) {
    if (!protocol.steer(*plant)) {
      plant = run.plant();
      protocol = run.protocol();
      ++sessions;
      protocol.steer(*plant);
    }
    const long before = allocations();
    const double wall_start = wall_time(), start = thread_time();
    const StepStatus status = plant->step();
    const double end = thread_time(), wall_end = wall_time();
    taken += allocations() - before;
    if (status != StepStatus::kOk) throw std::runtime_error("the plant's motion is not finite");
    cpu.push_back(end - start), wall.push_back(wall_end - wall_start);
    if (sessions == 1 && plant->time() < kMidway) midway = {plant->state(), plant->input()};
  }
  for (int i = 0; i < 1000; ++i) {
    const double start = thread_time();
    clock.push_back(thread_time() - start);
  }

  double sum = 0;
  for (const double t : cpu) sum += t;
  const double mean = sum / count, step = plant->design().step;
  fmt::print(
      "\nevery one of {} steps of {:g} ms, {} (the session {} times)\n{:24} {:>9} {:>9} {:>9} "
      "{:>9}\n",
      count, 1e3 * step, cpu_level_name(choose_cpu_level()), sessions, "us", "p50", "p99", "p99.9",
      "longest");
  const auto row = [&](const char* name, const char* key, std::vector<double>& times) {
    const double p50 = quantile(times, 0.5), p99 = quantile(times, 0.99);
    const double p999 = quantile(times, 0.999), longest = quantile(times, 1.0);
    fmt::print("{:24} {:9.2f} {:9.2f} {:9.2f} {:9.1f}\n", name, p50, p99, p999, longest);
    json[key] = {{"p50", p50}, {"p99", p99}, {"p99.9", p999}, {"longest", longest}};
  };
  row("CPU time of the thread", "cpu_us", cpu);
  row("wall clock", "wall_us", wall);
  fmt::print("reading the clock, in every CPU time: {:.2f} us\n", quantile(clock, 0.5));
  fmt::print("real-time factor of stepping alone: {:.1f}\n", step / mean);
  json["clock_us"] = quantile(clock, 0.5);
  json["steps"] = count;
  json["real_time_factor"] = step / mean;
  json["level"] = std::string(cpu_level_name(choose_cpu_level()));
  if (allocations_are_counted()) {
    fmt::print("taken from the heap in these steps: {} times\n", taken);
    json["allocations"] = taken;
    if (taken != 0) throw std::runtime_error("a step must not allocate");
  }
  return midway;
}

// ---- CPU levels

void compare_levels(const Run& run, const Midway& midway, int rounds, nlohmann::json& json) {
  std::vector<Contender> contenders;
  for (const CpuLevel level : usable_cpu_levels()) {
    const std::string name(cpu_level_name(level));
    std::shared_ptr<Plant> plant = run.plant(plant_kernels(name.c_str()));
    plant->input() = midway.input;
    constexpr int kCount = 200;
    contenders.insert(contenders.begin(), {name, kCount, 1, [plant, midway] {
                                             plant->restore(midway.state);
                                             for (int i = 0; i < kCount; ++i) plant->step();
                                           }});
  }
  const std::vector<Timing> timings = measure(contenders, rounds);
  fmt::print("\none step held at 60 deg, by CPU level\n{:24} {:>9} {:>9}\n", "", "us", "ratio");
  for (std::size_t k = 0; k < contenders.size(); ++k) {
    fmt::print("{:24} {:9.2f} {:9.3f}\n", contenders[k].name, timings[k].microseconds,
               timings[k].ratio);
    json["levels"].push_back({{"level", contenders[k].name},
                              {"us", timings[k].microseconds},
                              {"ratio_to_first", timings[k].ratio}});
  }
}

}  // namespace
}  // namespace inversim::bench

int main(int argc, char** argv) {
  using namespace inversim::bench;
  CLI::App app{"The whole plant: time of a step, and what it takes from the heap"};
  int rounds = 51, core = -1, steps = 1000000;
  std::string file, scenario = "scenarios/kim_2013_60deg.yaml", models = ".";
  app.add_option("--scenario", scenario, "scenario file")->check(CLI::ExistingFile);
  app.add_option("--models", models, "folder in which models/ is")->check(CLI::ExistingDirectory);
  app.add_option("--steps", steps, "steps to time")->check(CLI::PositiveNumber);
  app.add_option("--rounds", rounds, "blocks of each CPU level")->check(CLI::PositiveNumber);
  app.add_option("--core", core, "to run on; -1: the last one allowed");
  app.add_option("--json", file, "file to write");
  CLI11_PARSE(app, argc, argv);
  try {
    nlohmann::json json = {{"build", machine_and_build()}, {"scenario", scenario}};
    json["core"] = pin_to_core(core);
    const Run run(read_scenario(scenario, models));
    const Midway midway = time_every_step(run, steps, json);
    compare_levels(run, midway, rounds, json);
    write_json(json, file);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "plant_benchmark: {}\n", error.what());
    return 1;
  }
}
