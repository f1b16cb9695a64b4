// SPDX-License-Identifier: Apache-2.0
// Sweeps: sessions a second on one thread and on several, and what lanes bring to the part of a
// session that they could take: eight people led from lying to 60 deg and held there.
#include <fmt/format.h>
#include <time.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <numbers>
#include <stdexcept>

#include "inversim/language/parse.h"
#include "inversim/multibody/cpu_levels.h"
#include "inversim/plant/lanes.h"
#include "inversim/scenario/session.h"
#include "inversim/sweep/batch.h"
#include "inversim/sweep/case_run.h"
#include "measure.h"
#include "rest_kernel.h"

namespace inversim::bench {

#ifdef INVERSIM_HAS_LEVEL_v2
inline namespace level_v2 {
RestSteps rest_steps();
}
#endif
#ifdef INVERSIM_HAS_LEVEL_v3
inline namespace level_v3 {
RestSteps rest_steps();
}
#endif
#ifdef INVERSIM_HAS_LEVEL_v4
inline namespace level_v4 {
RestSteps rest_steps();
}
#endif

namespace {

constexpr int kPeople = 8;

RestSteps steps_of_this_machine() {
  switch (choose_cpu_level()) {
#ifdef INVERSIM_HAS_LEVEL_v3
    case CpuLevel::kV3:
      return level_v3::rest_steps();
#endif
#ifdef INVERSIM_HAS_LEVEL_v4
    case CpuLevel::kV4:
      return level_v4::rest_steps();
#endif
    default:
      return level_v2::rest_steps();
  }
}

double wall_time() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

// ---- lanes

/// Angles and times of a session's way down and of its hold.
struct Stop {
  double angle, dt;
};
std::vector<Stop> way_down_and_hold() {
  std::vector<Stop> way;
  for (int n = 1; n <= 24; ++n) way.push_back({2.5 * n * std::numbers::pi / 180.0, 0.8});
  for (double dt = 0.5; way.size() < 24 + 26; dt = std::min(1.3 * dt, 10.0)) {
    way.push_back({way.back().angle, dt});
  }
  return way;
}

/// People of different mass on beds of different friction, side by side.
template <class T>
class Group {
 public:
  explicit Group(const std::vector<std::shared_ptr<Session>>& sessions, std::size_t first) {
    for (int lane = 0; lane < kLanes<T>; ++lane) {
      const Session& session = *sessions[first + static_cast<std::size_t>(lane)];
      if constexpr (kLanes<T> == 1) {
        *model_ = session.design().model;
        *start_ = session.start_state();
        *input_ = session.design().input;
      } else {
        pack_model<T>(session.design().model, lane, *model_);
        pack_lane<T>(session.start_state(), lane, *start_);
        pack_input<T>(session.design().input, lane, *input_);
      }
    }
  }
  int run(RestStep<T> step, const std::vector<Stop>& way) {
    *state_ = *start_;
    int iterations = 0;
    for (const Stop& stop : way) {
      iterations += step(*model_, *input_, stop.angle, stop.dt, *state_, *work_);
    }
    return iterations;
  }

 private:
  std::unique_ptr<PlantModel<T>> model_ = std::make_unique<PlantModel<T>>();
  std::unique_ptr<PlantState<T>> start_ = std::make_unique<PlantState<T>>();
  std::unique_ptr<PlantState<T>> state_ = std::make_unique<PlantState<T>>();
  std::unique_ptr<PlantInput<T>> input_ = std::make_unique<PlantInput<T>>();
  std::unique_ptr<PlantWork<T, 1>> work_ = std::make_unique<PlantWork<T, 1>>();
};

template <class T>
Contender contender(const std::string& name, RestStep<T> step, const std::vector<Stop>& way,
                    const std::vector<std::shared_ptr<Session>>& sessions) {
  auto groups = std::make_shared<std::vector<Group<T>>>();
  for (std::size_t first = 0; first < kPeople; first += kLanes<T>) {
    groups->emplace_back(sessions, first);
  }
  return {name, kPeople, 1.0, [groups, step, way] {
            for (Group<T>& group : *groups) group.run(step, way);
          }};
}

void compare_lanes(const Document& document, int rounds, nlohmann::json& json) {
  std::vector<std::shared_ptr<Session>> sessions;
  std::vector<std::shared_ptr<Document>> documents;
  for (int k = 0; k < kPeople; ++k) {
    auto own = std::make_shared<Document>(document);
    for (const auto& [path, value] :
         {std::pair{"subject.mass_kg", 60.0 + 5.0 * k}, {"settings.friction", 0.2 + 0.05 * k}}) {
      const auto wrong = apply_override(*own, path, fmt::format("{}", value), {"benchmark", 0, 0});
      if (!wrong.empty()) throw std::runtime_error(sentences(wrong));
    }
    documents.push_back(own);
    sessions.push_back(std::make_shared<Session>(*own));
    sessions.back()->settle();
  }
  const RestSteps steps = steps_of_this_machine();
  const std::vector<Stop> way = way_down_and_hold();
  const std::vector<Contender> contenders = {
      contender<double>("one after the other", steps.scalar, way, sessions),
      contender<Lanes4>("four lanes", steps.lanes4, way, sessions),
      contender<Lanes8>("eight lanes", steps.lanes8, way, sessions)};
  const std::vector<Timing> timings = measure(contenders, rounds);
  Group<double> first(sessions, 0);
  fmt::print("\nway down and hold of a session, {} equilibria, {} iterations of the first person\n",
             way.size(), first.run(steps.scalar, way));
  fmt::print("{:24} {:>9} {:>9}\n", "", "ms each", "ratio");
  for (std::size_t k = 0; k < contenders.size(); ++k) {
    fmt::print("{:24} {:9.2f} {:9.3f}\n", contenders[k].name, 1e-3 * timings[k].microseconds,
               timings[k].ratio);
    json["lanes"].push_back({{"name", contenders[k].name},
                             {"ms", 1e-3 * timings[k].microseconds},
                             {"ratio_to_first", timings[k].ratio}});
  }
}

// ---- threads

SweepPlan plan_of(const std::string& scenario, const std::string& models, int cases) {
  const std::string text = fmt::format(
      "{{kind: sweep, name: benchmark, scenario: {}, design: sobol, cases: {}, axes: [\n"
      "{{path: subject.mass_kg, low: 55, high: 110}},\n"
      "{{path: settings.friction, low: 0.1, high: 0.6}},\n"
      "{{label: angle, path: protocol.2.rotate.to_deg, low: 15, high: 85}},\n"
      "{{label: hold, path: protocol.3.hold.duration_s, low: 60, high: 240}}]}}\n",
      scenario, cases);
  const Reading reading = parse_text(text, models + "/sweep.yaml", FileKind::kSweep);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return SweepPlan(*reading.document, Library{{models}});
}

double sessions_a_second(const SweepPlan& plan, int threads) {
  const double start = wall_time();
  run_indexed(plan.count(), threads, [&]() -> BatchWorker {
    return [&](std::size_t i) {
      const SweepCase result = run_case(plan, i, {});
      if (!result.failure.empty()) throw std::runtime_error(result.failure);
    };
  });
  return static_cast<double>(plan.count()) / (wall_time() - start);
}

double median(std::vector<double> x) {
  std::ranges::sort(x);
  return x[x.size() / 2];
}

void compare_threads(const SweepPlan& plan, int threads, int rounds, nlohmann::json& json) {
  std::vector<double> one, many, ratio;
  for (int n = 0; n <= rounds; ++n) {
    const double a = sessions_a_second(plan, 1), b = sessions_a_second(plan, threads);
    if (n == 0) continue;  // not counted
    one.push_back(a);
    many.push_back(b);
    ratio.push_back(b / a);
  }
  fmt::print("\nsessions of five minutes, {} of them, four axes\n", plan.count());
  fmt::print("{:24} {:>9} {:>9}\n", "", "a second", "ratio");
  fmt::print("{:24} {:9.1f}\n", "one thread", median(one));
  fmt::print("{:24} {:9.1f} {:9.3f}\n", fmt::format("{} threads", threads), median(many),
             median(ratio));
  json["threads"] = {{"sessions", plan.count()},
                     {"one_per_s", median(one)},
                     {"threads", threads},
                     {"many_per_s", median(many)},
                     {"ratio", median(ratio)}};
}

}  // namespace
}  // namespace inversim::bench

int main(int argc, char** argv) {
  using namespace inversim::bench;
  CLI::App app{"Sweeps: sessions a second, threads, lanes"};
  int rounds = 9, threads = 2, cases = 64;
  std::string file, scenario = "scenarios/inversion_5min.yaml", models = ".";
  app.add_option("--scenario", scenario,
                 "scenario file, its second step a rotation, its third a hold")
      ->check(CLI::ExistingFile);
  app.add_option("--models", models, "folder in which models/ is")->check(CLI::ExistingDirectory);
  app.add_option("--rounds", rounds, "of each comparison")->check(CLI::PositiveNumber);
  app.add_option("--threads", threads, "to compare with one")->check(CLI::PositiveNumber);
  app.add_option("--cases", cases, "sessions of a round")->check(CLI::PositiveNumber);
  app.add_option("--json", file, "file to write");
  CLI11_PARSE(app, argc, argv);
  try {
    nlohmann::json json = {{"build", machine_and_build()}, {"scenario", scenario}};
    inversim::Reading reading = inversim::read_resolved(scenario, inversim::Library{{models}});
    if (!reading) throw std::runtime_error(inversim::sentences(reading.diagnostics));
    compare_lanes(*reading.document, rounds, json);
    compare_threads(plan_of(scenario, models, cases), threads, rounds, json);
    write_json(json, file);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "sweep_benchmark: {}\n", error.what());
    return 1;
  }
}
