// SPDX-License-Identifier: Apache-2.0
// The controller in the loop, by every way to it: exchanges a second of the bare transport (as many
// bytes there and back, looked at by nobody), of the link with the reference controller, and the
// whole session with the plant.
#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "inversim/language/parse.h"
#include "inversim/loop/attach.h"
#include "measure.h"

namespace inversim::bench {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kAsked = INVERSIM_WIRE_HEADER + sizeof(inversim_sensors) + INVERSIM_WIRE_CRC;
constexpr std::size_t kAnswered =
    INVERSIM_WIRE_HEADER + sizeof(inversim_actuators) + INVERSIM_WIRE_CRC;

struct Way {
  std::string name;
  std::string place, start;            // of the reference controller
  std::string bare_place, bare_start;  // of the echo; empty: there is no transport
};

std::vector<Way> ways(const std::string& controllers) {
  const std::string host = controllers + "/reference_host", echo = controllers + "/echo_host";
  std::vector<Way> all = {{"library in the process", "reference", "", "", ""},
                          {"pipe", "exec:" + host + " stdio", "", "exec:" + echo + " stdio", ""}};
  const std::string socket = fmt::format("unix:/tmp/inversim_loop_benchmark_{}", getpid());
  all.push_back({"UNIX socket", socket, host + " {}", socket + "_bare", echo + " {}"});
  for (const std::string a : {"tcp:127.0.0.1:0", "udp:127.0.0.1:0", "pty"}) {
    all.push_back({a.substr(0, a.find(':')), a, host + " {}", a, echo + " {}"});
  }
  all.push_back({"Cortex-M4F in QEMU", "qemu:" + controllers + "/reference.elf", "",
                 "qemu:" + controllers + "/echo.elf", ""});
  return all;
}

/// The median of numbers.
double median(std::vector<double> x) {
  std::ranges::nth_element(x, x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2));
  return x[x.size() / 2];
}

/// Bytes there and back.
class Bare {
 public:
  Bare(const std::string& place, const std::string& start) : link_(open_link(place, start)) {
    // until its first byte, so that it is there
    std::uint8_t byte[64];
    std::size_t count = 0;
    for (const LinkTime until = Clock::now() + milliseconds(10000); count == 0;) {
      if (Clock::now() > until) throw std::runtime_error(place + ": nobody came");
      link_.transport->receive(byte, count, until);
    }
  }
  void exchange() {
    const LinkTime until = Clock::now() + milliseconds(10000);
    if (!link_.transport->send(asked_, until)) throw std::runtime_error("the echo has gone");
    std::array<std::uint8_t, 4096> bytes;
    for (std::size_t have = 0, count = 0; have < kAnswered; have += count) {
      count = 0;
      if (link_.transport->receive(bytes, count, until) != Io::kBytes)
        throw std::runtime_error("the echo does not answer");
    }
  }

 private:
  OpenLink link_;
  std::array<std::uint8_t, kAsked> asked_{};
};

/// The reference controller, asked without a plant: standing upright, then on with it.
class Asked {
 public:
  Asked(const std::string& place, const std::string& start, const inversim_config& config) {
    ControllerOptions options;
    options.start = start;
    controller_ = open_controller(place, "", options);
    const std::string refusal = controller_->start(config);
    if (!refusal.empty()) throw std::runtime_error(refusal);
    sensors_.size = sizeof sensors_;
    sensors_.abi = INVERSIM_CONTROLLER_ABI;
    sensors_.fresh = ~0u;
    sensors_.bed_angle_deg = config.lower_stop_deg;
    sensors_.supply_V = config.supply_V;
    step_ns_ = config.step_ns;
  }
  void exchange() {
    inversim_actuators a{};
    a.size = sizeof a;
    a.abi = INVERSIM_CONTROLLER_ABI;
    if (controller_->exchange(sensors_, a) != ExchangeStatus::kAnswered)
      throw std::runtime_error(controller_->failure());
    sensors_.time_ns += step_ns_;
    ++sensors_.step;
  }

 private:
  std::unique_ptr<ControllerPort> controller_;
  inversim_sensors sensors_{};
  std::int64_t step_ns_ = 1000000;
};

/// Exchanges a second over some time.
double rate(const std::function<void()>& exchange, double seconds) {
  long count = 0;
  const auto start = Clock::now();
  std::chrono::duration<double> taken{};
  do {
    for (int i = 0; i < 50; ++i) exchange();
    count += 50;
    taken = Clock::now() - start;
  } while (taken.count() < seconds);
  return static_cast<double>(count) / taken.count();
}

/// Simulated by wall seconds of a session, and the plant's state at its end.
std::pair<double, std::uint64_t> session(const Document& document, const Way& way) {
  Document with = document;
  apply_setting(with, "controller=" + way.place);
  Session session(with);
  ControllerOptions options;
  options.start = way.start;
  const AttachedController controller = attach_controller(with, session, options);
  session.settle();
  const auto start = Clock::now();
  const SessionResult result = session.run({});
  const std::chrono::duration<double> taken = Clock::now() - start;
  if (!result.controller_failure.empty()) throw std::runtime_error(result.controller_failure);
  return {result.simulated / taken.count(), result.hash};
}

}  // namespace
}  // namespace inversim::bench

int main(int argc, char** argv) {
  using namespace inversim;
  using namespace inversim::bench;
  CLI::App app{
      "The controller in the loop: exchanges a second by every way, beside the bare transport"};
  int rounds = 7;
  double seconds = 0.2;
  std::string file, scenario = "scenarios/controller/inversion.yaml", models = ".";
  app.add_option("--scenario", scenario, "scenario file with a controller")
      ->check(CLI::ExistingFile);
  app.add_option("--models", models, "folder in which models/ is")->check(CLI::ExistingDirectory);
  app.add_option("--rounds", rounds, "of each way, in turns with its bare transport");
  app.add_option("--seconds", seconds, "of a round of one of them");
  app.add_option("--json", file, "file to write");
  CLI11_PARSE(app, argc, argv);
  try {
    Reading reading = read_resolved(scenario, Library{{models}});
    if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
    const Session probe(*reading.document);
    if (probe.control() == nullptr) throw std::runtime_error("the scenario has no controller");
    const inversim_config config = probe.control()->model().config;
    nlohmann::json json = {{"build", machine_and_build()}, {"scenario", scenario}};
    fmt::print("{:26} {:>12} {:>12} {:>8} {:>12}\n", "exchanges a second", "bare", "controller",
               "ratio", "real time x");
    std::optional<std::uint64_t> hash;
    for (const Way& way : ways(INVERSIM_CONTROLLERS)) {
      std::vector<double> bare, asked, ratio;
      try {
        std::optional<Bare> echo;
        if (!way.bare_place.empty()) echo.emplace(way.bare_place, way.bare_start);
        Asked controller(way.place, way.start, config);
        for (int i = -1; i < rounds; ++i) {  // one that is not counted
          const double b = echo ? rate([&] { echo->exchange(); }, seconds) : 0.0;
          const double a = rate([&] { controller.exchange(); }, seconds);
          if (i < 0) continue;
          bare.push_back(b), asked.push_back(a), ratio.push_back(echo ? a / b : 0.0);
        }
      } catch (const std::exception& e) {
        fmt::print("{:26} left out: {}\n", way.name, e.what());
        continue;
      }
      const auto [factor, ends] = session(*reading.document, way);
      if (!hash) hash = ends;
      if (*hash != ends) throw std::runtime_error(way.name + " ends in another state");
      const std::string none = way.bare_place.empty() ? "-" : "";
      fmt::print("{:26} {:>12} {:12.0f} {:>8} {:12.1f}\n", way.name,
                 none.empty() ? fmt::format("{:.0f}", median(bare)) : none, median(asked),
                 none.empty() ? fmt::format("{:.2f}", median(ratio)) : none, factor);
      json["ways"].push_back({{"way", way.name},
                              {"bare_per_s", median(bare)},
                              {"controller_per_s", median(asked)},
                              {"ratio", median(ratio)},
                              {"real_time_factor", factor}});
    }
    fmt::print("every session ends in the state {:016x}\n", hash.value_or(0));
    write_json(json, file);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "loop_benchmark: {}\n", error.what());
    return 1;
  }
}
