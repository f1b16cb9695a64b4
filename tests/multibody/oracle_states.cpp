// SPDX-License-Identifier: Apache-2.0
// oracle_states DIRECTORY STATES [SCENARIO]: writes a tree as DIRECTORY/tree.xml (MJCF) and random
// states with the accelerations that the articulated-body pass gives them as DIRECTORY/states.bin,
// for the Python oracles. Springs and contacts are off, drives are random. The tree is the
// reference problem's on a floating root, or the plant of a scenario.
//
// states.bin: doubles, per state and body, in the order of the tree: quaternion (w x y z),
// displacement (3), angle, w (3), v (3), tau (6), accelerations of the joint w' (3), v' (3), all in
// parent axes. bodies.json: names, joint kinds and where they are at MuJoCo's qpos0.
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "inversim/language/parse.h"
#include "inversim/multibody/kinematics.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/mjcf_export.h"
#include "random_tree.h"
#include "spine_tree.h"

namespace inversim {
namespace {

struct Exported {
  TreeModel<double> tree;
  TreeState<double> neutral;
  std::vector<std::string> names;
};

// the reference tree on a floating frame; body axes at qpos0 turned, so that those count too
Exported reference_tree() {
  Exported subject;
  const auto parts = bench::spine_parts();
  subject.tree = bench::spine_tree(parts);
  subject.tree.joint[0] = JointKind::kFloating;
  subject.tree.link[0] = {{0.1, 0.2, 0.3}, 25, {1, 0.5, -8}, {6, -0.1, 0.2, 6.5, 0.1, 4}};
  subject.names.push_back("frame");
  for (const bench::Part& part : parts) subject.names.push_back(part.name);
  set_neutral(subject.tree, subject.neutral);
  test::Random random(11);
  for (int i = 0; i < subject.tree.body_count; ++i) {
    JointState<double>& x = subject.neutral.joint[i];
    const JointKind kind = subject.tree.joint[i];
    if (kind == JointKind::kSpherical || kind == JointKind::kBushing) x.q_PB = random.quat(0.3);
    if (kind == JointKind::kBushing) x.p_JB = random.vec(0.02);
    if (kind == JointKind::kRevolute) {
      x.angle = random.in(-0.5, 0.5);
      x.q_PB = {__builtin_cos(0.5 * x.angle), 0, __builtin_sin(0.5 * x.angle), 0};
    }
  }
  return subject;
}

Exported plant_tree(const std::string& scenario) {
  Reading reading = read_resolved(scenario, default_library(), FileKind::kScenario);
  if (!reading.diagnostics.empty() || !reading) {
    fmt::print(stderr, "{}", sentences(reading.diagnostics));
    std::exit(2);
  }
  const auto design = build_plant(reading.document->root);
  return {design->model.tree, design->start.tree, design->body_names};
}

void put(std::vector<double>& out, std::initializer_list<double> values) {
  out.insert(out.end(), values);
}
void put(std::vector<double>& out, const Vec3<double>& v) { put(out, {v.x, v.y, v.z}); }

int write(const std::filesystem::path& directory, int states, const Exported& subject) {
  const TreeModel<double>& tree = subject.tree;
  std::filesystem::create_directories(directory);
  std::ofstream(directory / "tree.xml") << mjcf_text(tree, subject.names, subject.neutral);
  nlohmann::json bodies;
  const char* kinds[] = {"welded", "floating", "revolute", "spherical", "bushing"};
  for (int i = 0; i < tree.body_count; ++i) {
    const JointState<double>& x = subject.neutral.joint[i];
    const Quat<double>& q = x.q_PB;
    bodies.push_back({{"name", subject.names[static_cast<std::size_t>(i)]},
                      {"joint", kinds[static_cast<int>(tree.joint[i])]},
                      {"p_PJ", {tree.link[i].p_PJ.x, tree.link[i].p_PJ.y, tree.link[i].p_PJ.z}},
                      {"neutral", {q.w, q.x, q.y, q.z}},
                      {"neutral_p", {x.p_JB.x, x.p_JB.y, x.p_JB.z}},
                      {"neutral_angle", x.angle}});
  }
  std::ofstream(directory / "bodies.json") << bodies.dump(1);

  test::Random random(1);
  const auto work = std::make_unique<TreeWork<double, 0>>();
  std::vector<double> out;
  for (int k = 0; k < states; ++k) {
    TreeState<double> state = test::random_state(random, tree);
    if (tree.joint[0] == JointKind::kWelded) state.joint[0] = subject.neutral.joint[0];
    const auto loads = test::random_loads(random, tree, false, false);
    kinematics_pass(tree, state, *work);
    forward_dynamics(tree, loads->drive, loads->load, {0, 0}, *work);
    for (int i = 0; i < tree.body_count; ++i) {
      const JointState<double>& x = state.joint[i];
      put(out, {x.q_PB.w, x.q_PB.x, x.q_PB.y, x.q_PB.z});
      put(out, x.p_JB), put(out, {x.angle}), put(out, x.w), put(out, x.v);
      put(out, loads->drive[i].tau.n), put(out, loads->drive[i].tau.f);
      put(out, work->body[i].ydot.w), put(out, work->body[i].ydot.v);
    }
  }
  std::ofstream file(directory / "states.bin", std::ios::binary);
  file.write(reinterpret_cast<const char*>(out.data()),
             static_cast<std::streamsize>(out.size() * sizeof(double)));
  return file.flush() ? 0 : 1;
}

}  // namespace
}  // namespace inversim

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    fmt::print(stderr, "usage: oracle_states DIRECTORY STATES [SCENARIO]\n");
    return 2;
  }
  const auto subject = argc == 4 ? inversim::plant_tree(argv[3]) : inversim::reference_tree();
  return inversim::write(argv[1], std::atoi(argv[2]), subject);
}
