// SPDX-License-Identifier: Apache-2.0
// The reference tree of 166 degrees of freedom in this library, scalar and in lanes, at every CPU
// level of the machine, beside other engines, in one run. Each engine is first shown to give the
// same accelerations.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <fstream>
#include <memory>

#include "engines.h"
#include "inversim/multibody/cpu_levels.h"
#include "measure.h"
#include "spine_kernel.h"

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

namespace {

constexpr double kStep = 1e-3;  // [s]

SpineKernels kernels_of(CpuLevel level) {
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

template <class T>
std::shared_ptr<SpineProblem<T>> problem_of(const std::vector<Part>& parts) {
  auto problem = std::make_shared<SpineProblem<T>>();
  for (int lane = 0; lane < kLanes<T>; ++lane) set_problem_lane(*problem, lane, parts);
  return problem;
}

struct Entry {
  Contender contender;
  std::string version, built;
};

template <class T>
Entry step_entry(const SpineRuns<T>& runs, CpuLevel level, const std::vector<Part>& parts) {
  auto problem = problem_of<T>(parts);
  runs.steps(*problem, kStep, 5000);  // into the tilt
  const int count = 200;
  return {{fmt::format("inversim {} lane{}, {}", kLanes<T>, kLanes<T> == 1 ? "" : "s",
                       cpu_level_name(level)),
           count, static_cast<double>(kLanes<T>),
           [problem, runs] {
             // the same stretch of the tilt each time
             const TreeState<T> state = problem->state;
             const double t = problem->t;
             runs.steps(*problem, kStep, count);
             problem->state = state, problem->t = t;
           }},
          "this tree",
          fmt::format("kernel for {}", cpu_level_name(level))};
}

// what every engine is asked at one moment of the tilt: joint springs as forces, no supports
struct Question {
  Moment moment;
  Accelerations answer;  // ours, in double
};

Question ask(const std::vector<Part>& parts) {
  auto problem = problem_of<double>(parts);
  const SpineKernels kernels = kernels_of(CpuLevel::kV2);
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

// the head after the whole tilt
void check_head(const SpineKernels& kernels, const std::vector<Part>& parts) {
  auto problem = problem_of<double>(parts);
  kernels.scalar.steps(*problem, kStep, static_cast<int>(std::lround(kEndTime / kStep)));
  kernels.scalar.evaluate(*problem);
  const Vec3<double> head = head_position(*problem);
  fmt::print("head at {} s: {:.7f}, {:.7f} m\n", kEndTime, head.x, head.z);
  if (!(std::fabs(head.x - kHeadAtEnd[0]) < 1e-6 && std::fabs(head.z - kHeadAtEnd[1]) < 1e-6)) {
    throw std::runtime_error(
        fmt::format("the head should be at {}, {} m", kHeadAtEnd[0], kHeadAtEnd[1]));
  }
}

int report(const char* what, const std::vector<Entry>& entries, int rounds, nlohmann::json& json) {
  std::vector<Contender> contenders;
  for (const Entry& entry : entries) contenders.push_back(entry.contender);
  const std::vector<Timing> timings = measure(contenders, rounds);
  fmt::print("\n{}\n{:44} {:>10} {:>8}\n", what, "", "us", "ratio");
  nlohmann::json rows;
  for (std::size_t k = 0; k < entries.size(); ++k) {
    fmt::print("{:44} {:10.3f} {:8.3f}   {} {}\n", entries[k].contender.name,
               timings[k].microseconds, timings[k].ratio, entries[k].version, entries[k].built);
    rows.push_back({{"name", entries[k].contender.name},
                    {"microseconds", timings[k].microseconds},
                    {"ratio_to_first", timings[k].ratio},
                    {"version", entries[k].version},
                    {"built", entries[k].built}});
  }
  json[what] = rows;
  return 0;
}

int run(int rounds, int core, const std::string& file) {
  if (!pin_to_core(core)) fmt::print("could not bind to core {}\n", core);
  const std::vector<Part> parts = spine_parts();
  nlohmann::json json = {{"build", machine_and_build()}, {"rounds", rounds}};
  const CpuLevel highest = choose_cpu_level();
  check_head(kernels_of(highest), parts);

  std::vector<Entry> steps = {step_entry(kernels_of(highest).scalar, highest, parts)};
  for (CpuLevel level : usable_cpu_levels()) {
    const SpineKernels kernels = kernels_of(level);
    if (level != highest) steps.push_back(step_entry(kernels.scalar, level, parts));
    steps.push_back(step_entry(kernels.lanes4, level, parts));
    steps.push_back(step_entry(kernels.lanes8, level, parts));
  }
  report("whole step (springs, supports, dynamics, integration), per scenario", steps, rounds,
         json);

  const Question question = ask(parts);
  const auto own = problem_of<double>(parts);
  own->state = question.moment.state;
  for (int i = 0; i < own->tree.body_count; ++i) own->drive[i].tau = question.moment.tau[i];
  const auto scalar = kernels_of(highest).scalar;
  const int count = 100;
  std::vector<Entry> calls = {
      {{fmt::format("inversim 1 lane, {}", cpu_level_name(highest)), count, 1,
        [own, scalar] {
          for (int i = 0; i < count; ++i) scalar.evaluate(*own);
        }},
       "this tree",
       fmt::format("kernel for {}", cpu_level_name(highest))}};
  for (auto make : {pinocchio_as_ours_engine, pinocchio_at_its_best_engine, dart_engine,
                    bullet_engine, mujoco_engine}) {
    auto engine = make(parts);
    if (!engine) continue;
    engine->set(question.moment);
    engine->evaluate();
    const double off = disagreement(question.answer, engine->accelerations());
    fmt::print("{} {}: accelerations agree to {:.1e}\n", engine->name, engine->version, off);
    json["agreement"][engine->name] = off;
    if (!(off < engine->agreement)) {
      throw std::runtime_error(engine->name +
                               " does not agree; it is not solving the same problem");
    }
    engine->set(question.moment);
    const int each = 20;
    calls.push_back({{engine->name, each, 1,
                      [evaluate = engine->evaluate] {
                        for (int i = 0; i < each; ++i) evaluate();
                      }},
                     engine->version,
                     engine->built});
  }
  report("one evaluation of forward dynamics (kinematics included)", calls, rounds, json);

  if (!file.empty()) {
    std::ofstream out(file);
    out << json.dump(2) << '\n';
    if (!out.flush()) throw std::runtime_error(file + " cannot be written");
    fmt::print("\n{}\n", file);
  }
  return 0;
}

}  // namespace
}  // namespace inversim::bench

int main(int argc, char** argv) {
  CLI::App app{"The reference tree, beside other engines"};
  int rounds = 51, core = 1;
  std::string file;
  app.add_option("--rounds", rounds, "blocks of each contender")->check(CLI::PositiveNumber);
  app.add_option("--core", core, "to run on");
  app.add_option("--json", file, "file to write");
  CLI11_PARSE(app, argc, argv);
  try {
    return inversim::bench::run(rounds, core, file);
  } catch (const std::exception& error) {
    fmt::print(stderr, "tree_benchmark: {}\n", error.what());
    return 1;
  }
}
