// SPDX-License-Identifier: Apache-2.0
// Time of forward dynamics by size of the tree and kind of border (Google Benchmark).
#include <benchmark/benchmark.h>

#include <memory>

#include "inversim/multibody/articulated_body.h"

namespace inversim::bench {
namespace {

// a chain of bushings on a carrier on a root, every body in contact
template <int NB>
struct Chain {
  TreeModel<double> tree;
  TreeState<double> state;
  TreeWork<double, NB> work;
  JointDrive<double> drive[kMaxBodies];
  ContactLoad<double> load[kMaxBodies];
};

template <int NB>
std::unique_ptr<Chain<NB>> make_chain(int bodies) {
  auto c = std::make_unique<Chain<NB>>();
  c->tree.body_count = bodies;
  c->tree.carrier = 1;
  c->tree.g_W = {0, 0, -9.81};
  for (int i = 0; i < bodies; ++i) {
    c->tree.parent[i] = i - 1;
    c->tree.joint[i] = i > 1     ? JointKind::kBushing
                       : i == 1  ? JointKind::kRevolute
                       : NB == 6 ? JointKind::kFloating
                                 : JointKind::kWelded;
    c->tree.touches[i] = i > 1;
    c->tree.link[i] = {{0.04, 0, 0}, 2, {0.04, 0.01, 0.02}, {0.02, 0, 0, 0.03, 0, 0.03}};
    c->state.joint[i] = {{0.995, 0.1, 0, 0}, {0.001, 0, 0}, 0, {0.1, 0.2, 0.1}, {0.01, 0, 0.02}};
    c->drive[i] = {{{1, 2, 3}, {10, 20, 30}}, {0.01, 0.01, 0.01}, {1, 0.2, 0.2}};
    c->load[i] = {{{0, 0.1, 0}, {0, 0, 20}}, {{0.1, 0, 0, 0.1, 0, 0.1}, {}, {1, 0, 0, 1, 0, 5}}};
  }
  set_topology(c->tree);
  return c;
}

template <int NB>
void forward(benchmark::State& timer) {
  const auto c = make_chain<NB>(static_cast<int>(timer.range(0)));
  const CarrierDrive<double> free = {0, 0};
  for (auto _ : timer) {
    kinematics_pass(c->tree, c->state, c->work);
    forward_dynamics(c->tree, c->drive, c->load, free, c->work);
    benchmark::DoNotOptimize(c->work.body[0].A);
    benchmark::ClobberMemory();
  }
  timer.counters["per_body"] =
      benchmark::Counter(static_cast<double>(timer.iterations() * timer.range(0)),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK(forward<0>)
    ->Name("forward_dynamics/contacts on ground")
    ->RangeMultiplier(2)
    ->Range(6, 48);
BENCHMARK(forward<1>)->Name("forward_dynamics/welded root")->RangeMultiplier(2)->Range(6, 48);
BENCHMARK(forward<6>)->Name("forward_dynamics/floating root")->RangeMultiplier(2)->Range(6, 48);

}  // namespace
}  // namespace inversim::bench

BENCHMARK_MAIN();
