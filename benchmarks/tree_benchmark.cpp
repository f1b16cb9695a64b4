// SPDX-License-Identifier: Apache-2.0
// The reference tree of 166 degrees of freedom in this library, scalar and in lanes, at every CPU
// level of the machine, beside other engines, in one run on one core. First it is shown that all
// solve the same problem: the head's place at the end of the tilt, and equal accelerations.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <cstring>
#include <stdexcept>

#include "measure.h"
#include "own_engine.h"
#include "whole_problem.h"

namespace inversim::bench {
namespace {

constexpr double kStep = 1e-3;  // [s]

struct Row {
  Contender contender;
  std::string version, built;
};

// times of the rows, printed and into json
void print_times(const std::string& key, const std::string& title, const std::string& unit,
                 double in_unit, const std::vector<Row>& rows, int rounds, nlohmann::json& json) {
  std::vector<Contender> contenders;
  for (const Row& row : rows) contenders.push_back(row.contender);
  const std::vector<Timing> timings = measure(contenders, rounds);
  fmt::print("\n{}\n{:40} {:>12} {:>8}\n", title, "", unit, "ratio");
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const Row& row = rows[k];
    const double time = timings[k].microseconds * in_unit;
    fmt::print("{:40} {:12.3f} {:8.3f}   {}{}{}\n", row.contender.name, time, timings[k].ratio,
               row.version, row.version.empty() || row.built.empty() ? "" : "; ", row.built);
    json[key].push_back({{"name", row.contender.name},
                         {unit, time},
                         {"ratio_to_first", timings[k].ratio},
                         {"version", row.version},
                         {"built", row.built}});
  }
}

// ---- the head at the end of the tilt, in every lane of every kernel

// all bits of one lane's coordinates
template <class T>
std::vector<double> lane_state(const SpineProblem<T>& problem, int lane) {
  std::vector<double> numbers;
  for (int i = 0; i < problem.tree.body_count; ++i) {
    const JointState<T>& x = problem.state.joint[i];
    const T* first = reinterpret_cast<const T*>(&x);
    for (std::size_t k = 0; k < sizeof x / sizeof(T); ++k) {
      numbers.push_back(get_lane(first[k], lane));
    }
  }
  return numbers;
}

// returns the state of the last lane after the tilt
template <class T>
std::vector<double> check_head(CpuLevel level, const std::vector<Part>& parts,
                               const std::vector<double>& expected, nlohmann::json& json) {
  const SpineRuns<T> runs = runs_of<T>(spine_kernels_of(level));
  const auto problem = problem_of<T>(parts);
  runs.steps(*problem, kStep, static_cast<int>(std::lround(kEndTime / kStep)));
  std::vector<double> state;
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    state = lane_state(*problem, lane);
    if (!expected.empty() &&
        std::memcmp(state.data(), expected.data(), state.size() * sizeof(double)) != 0) {
      throw std::runtime_error(fmt::format("{}: lane {} has other bits than the first kernel's",
                                           own_name<T>(level), lane));
    }
  }
  runs.evaluate(*problem);
  const Vec3<T> head = head_position(*problem);
  for (int lane = 0; lane < kLanes<T>; ++lane) {
    const double x = get_lane(head.x, lane), z = get_lane(head.z, lane);
    if (lane == 0) fmt::print("{:40} {:.7f}, {:.7f} m\n", own_name<T>(level), x, z);
    if (!(std::fabs(x - kHeadAtEnd[0]) < kEndTolerance &&
          std::fabs(z - kHeadAtEnd[1]) < kEndTolerance)) {
      throw std::runtime_error(fmt::format("the head should be at {}, {} m in every lane",
                                           kHeadAtEnd[0], kHeadAtEnd[1]));
    }
  }
  json["head"].push_back(
      {{"name", own_name<T>(level)}, {"x", get_lane(head.x, 0)}, {"z", get_lane(head.z, 0)}});
  return state;
}

void check_heads(const std::vector<Part>& parts, nlohmann::json& json) {
  fmt::print("head at {} s, steps of 1 ms; to be {:.7f}, {:.7f} m within 1e-6 m\n", kEndTime,
             kHeadAtEnd[0], kHeadAtEnd[1]);
  std::vector<double> first;
  for (const CpuLevel level : usable_cpu_levels()) {
    const std::vector<double> state = check_head<double>(level, parts, first, json);
    if (first.empty()) first = state;
    check_head<Lanes4>(level, parts, first, json);
    check_head<Lanes8>(level, parts, first, json);
  }
  fmt::print("equal bits in every lane of every kernel\n");
}

// ---- a whole step

template <class T>
Row step_row(CpuLevel level, const std::vector<Part>& parts) {
  const SpineRuns<T> runs = runs_of<T>(spine_kernels_of(level));
  auto problem = problem_of<T>(parts);
  runs.steps(*problem, kStep, 5000);  // into the tilt
  const int count = 200;
  return {{own_name<T>(level), count, static_cast<double>(kLanes<T>),
           [problem, runs] {
             // the same stretch of the tilt each time
             const TreeState<T> state = problem->state;
             const double t = problem->t;
             runs.steps(*problem, kStep, count);
             problem->state = state, problem->t = t;
           }},
          "",
          ""};
}

void compare_steps(const std::vector<Part>& parts, CpuLevel highest, int rounds,
                   nlohmann::json& json) {
  std::vector<Row> rows = {step_row<double>(highest, parts)};
  for (const CpuLevel level : usable_cpu_levels()) {
    if (level != highest) rows.push_back(step_row<double>(level, parts));
    rows.push_back(step_row<Lanes4>(level, parts));
    rows.push_back(step_row<Lanes8>(level, parts));
  }
  print_times("steps", "one step: springs, supports, dynamics, integration; per scenario", "us", 1,
              rows, rounds, json);
}

// ---- one evaluation of forward dynamics

// what every engine is asked at one moment of the tilt: joint springs as forces, no supports
struct Question {
  Moment moment;
  Accelerations answer;  // ours, in double
};

Question ask(const std::vector<Part>& parts) {
  const auto problem = problem_of<double>(parts);
  const SpineKernels kernels = spine_kernels_of(CpuLevel::kV2);
  kernels.scalar.steps(*problem, kStep, 5000);
  Question question;
  question.moment.state = problem->state;
  // the bed's servo would dwarf all accelerations: its torque is left out
  problem->drive[1] = {};
  for (int i = 0; i < problem->tree.body_count; ++i) {
    JointDrive<double>& drive = problem->drive[i];
    drive.H_w = drive.H_v = {0, 0, 0};
    problem->load[i] = {};
    question.moment.tau[i] = drive.tau;
  }
  kernels.scalar.evaluate(*problem);
  for (int i = 1; i < problem->tree.body_count; ++i) {
    const Motion<double>& a = problem->work.body[i].ydot;
    question.answer.push_back({a.w.x, a.w.y, a.w.z, a.v.x, a.v.y, a.v.z});
  }
  return question;
}

double disagreement(const Accelerations& a, const Accelerations& b) {
  double largest = 0, difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t k = 0; k < 6; ++k) {
      largest = std::max(largest, std::fabs(a[i][k]));
      difference = std::max(difference, std::fabs(a[i][k] - b[i][k]));
    }
  }
  return difference / largest;
}

// the question's state and forces in all lanes
template <class T>
Row own_evaluation(CpuLevel level, const std::vector<Part>& parts, const Moment& moment) {
  const SpineRuns<T> runs = runs_of<T>(spine_kernels_of(level));
  auto problem = problem_of<T>(parts);
  const auto spread = [](const auto& from, auto& to) {
    for (std::size_t k = 0; k < sizeof from / sizeof(double); ++k) {
      reinterpret_cast<T*>(&to)[k] = broadcast<T>(reinterpret_cast<const double*>(&from)[k]);
    }
  };
  for (int i = 0; i < problem->tree.body_count; ++i) {
    spread(moment.state.joint[i], problem->state.joint[i]);
    spread(moment.tau[i], problem->drive[i].tau);
  }
  const int count = 100;
  return {{own_name<T>(level), count, static_cast<double>(kLanes<T>),
           [problem, runs] {
             for (int i = 0; i < count; ++i) runs.evaluate(*problem);
           }},
          "",
          ""};
}

void compare_forward_dynamics(const std::vector<Part>& parts, CpuLevel highest,
                              const std::vector<Engine>& engines, int rounds,
                              nlohmann::json& json) {
  const Question question = ask(parts);
  std::vector<Row> rows = {own_evaluation<double>(highest, parts, question.moment),
                           own_evaluation<Lanes4>(highest, parts, question.moment),
                           own_evaluation<Lanes8>(highest, parts, question.moment)};
  fmt::print("\naccelerations at one state, largest difference over largest acceleration\n");
  for (const Engine& engine : engines) {
    engine.set(question.moment);
    engine.evaluate();
    const double off = disagreement(question.answer, engine.accelerations());
    fmt::print("{:40} {:12.1e}\n", engine.name, off);
    json["agreement"][engine.name] = off;
    if (!(off < engine.agreement)) {
      throw std::runtime_error(engine.name + " does not agree; it is not solving the same problem");
    }
    engine.set(question.moment);
    const int count = 20;
    rows.push_back({{engine.name, count, 1,
                     [evaluate = engine.evaluate] {
                       for (int i = 0; i < count; ++i) evaluate();
                     }},
                    engine.version,
                    engine.built});
  }
  print_times("forward_dynamics",
              "one evaluation of forward dynamics, kinematics included, no implicit terms", "us", 1,
              rows, rounds, json);
}

// ---- the whole problem at equal accuracy

void compare_simulations(const std::vector<Part>& parts, CpuLevel highest,
                         const std::vector<Engine>& engines, int rounds, nlohmann::json& json) {
  const Simulation own = own_simulation<double>(highest, parts);
  const HeadPath reference = head_path(own, 0.05e-3);

  struct Candidate {
    std::string name;
    Simulation simulation;
    double lanes;
  };
  std::vector<Candidate> candidates = {
      {own_name<double>(highest), own, 1},
      {own_name<Lanes4>(highest), own_simulation<Lanes4>(highest, parts), 4},
      {own_name<Lanes8>(highest), own_simulation<Lanes8>(highest, parts), 8}};
  for (const Engine& engine : engines) {
    if (engine.simulation) candidates.push_back({engine.name, *engine.simulation, 1});
  }

  fmt::print(
      "\nthe whole tilt: the longest step with which the head stays within {:.0f} um of the path\n"
      "from 1 s on, and ends within {:.0f} um\n{:40} {:>8} {:>12} {:>12}\n",
      1e6 * kPathTolerance, 1e6 * kEndTolerance, "", "step ms", "path um", "end um");
  std::vector<Row> rows;
  for (const Candidate& candidate : candidates) {
    const std::vector<Attempt> attempts = longest_good_step(candidate.simulation, reference);
    for (const Attempt& attempt : attempts) {
      fmt::print("{:40} {:8.2f} {:12.2f} {:12.3f}{}\n", candidate.name, 1e3 * attempt.h,
                 1e6 * attempt.error.path, 1e6 * attempt.error.end,
                 attempt.good() ? "   taken" : "");
      json["attempts"].push_back({{"name", candidate.name},
                                  {"step_ms", 1e3 * attempt.h},
                                  {"path_um", 1e6 * attempt.error.path},
                                  {"end_um", 1e6 * attempt.error.end},
                                  {"good", attempt.good()}});
    }
    if (!attempts.back().good()) {
      fmt::print("{:40} not at any step that was tried\n", candidate.name);
      continue;
    }
    const double h = attempts.back().h;
    rows.push_back({{fmt::format("{}, {:g} ms", candidate.name, 1e3 * h),
                     static_cast<int>(kEndTime), candidate.lanes,
                     [simulation = candidate.simulation, h] {
                       simulation.start(h);
                       simulation.advance(static_cast<int>(std::lround(kEndTime / h)));
                     }},
                    "",
                    candidate.simulation.scheme});
  }
  print_times("simulation", "CPU milliseconds per simulated second, at these steps; per scenario",
              "ms", 1e-3, rows, rounds, json);
}

std::vector<Engine> engines_found(const std::vector<Part>& parts, nlohmann::json& json) {
  const std::pair<const char*, std::optional<Engine> (*)(const std::vector<Part>&)> makers[] = {
      {"Pinocchio, our flags", pinocchio_as_ours_engine},
      {"Pinocchio, best flags", pinocchio_at_its_best_engine},
      {"DART", dart_engine},
      {"Bullet", bullet_engine},
      {"MuJoCo", mujoco_engine}};
  std::vector<Engine> engines;
  for (const auto& [name, make] : makers) {
    std::optional<Engine> engine = make(parts);
    if (engine) {
      engine->name = name;
      fmt::print("{:24} {}; {}\n", name, engine->version, engine->built);
      engines.push_back(std::move(*engine));
    } else {
      fmt::print("{:24} not found when this was built; left out\n", name);
      json["left_out"].push_back(name);
    }
  }
  return engines;
}

int run(int rounds, int core, const std::string& file) {
  nlohmann::json json = {{"build", machine_and_build()}, {"rounds", rounds}};
  json["core"] = pin_to_core(core);
  fmt::print(
      "{}, {}, flags {}\nkernels {}\nload average {}{}\n", json["build"]["cpu"].get<std::string>(),
      json["build"]["compiler"].get<std::string>(), json["build"]["flags"].get<std::string>(),
      json["build"]["kernel_flags"].get<std::string>(), json["build"]["load_average"].get<double>(),
      json["core"] < 0 ? "; could not be bound to one core" : "");
  const std::vector<Part> parts = spine_parts();
  const CpuLevel highest = choose_cpu_level();
  const std::vector<Engine> engines = engines_found(parts, json);
  fmt::print("\n");
  check_heads(parts, json);
  compare_steps(parts, highest, rounds, json);
  compare_forward_dynamics(parts, highest, engines, rounds, json);
  compare_simulations(parts, highest, engines, std::max(1, rounds / 10), json);
  write_json(json, file);
  return 0;
}

}  // namespace
}  // namespace inversim::bench

int main(int argc, char** argv) {
  CLI::App app{"The reference tree, beside other engines"};
  int rounds = 51, core = -1;
  std::string file;
  app.add_option("--rounds", rounds, "blocks of each contender")->check(CLI::PositiveNumber);
  app.add_option("--core", core, "to run on; -1: the last one allowed");
  app.add_option("--json", file, "file to write");
  CLI11_PARSE(app, argc, argv);
  try {
    return inversim::bench::run(rounds, core, file);
  } catch (const std::exception& error) {
    fmt::print(stderr, "tree_benchmark: {}\n", error.what());
    return 1;
  }
}
