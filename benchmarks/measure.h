// SPDX-License-Identifier: Apache-2.0
// Times that can be compared: one core, time of the thread, blocks in turn, medians.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace inversim::bench {

/// One thing to time: `run` does `count` of what is timed.
struct Contender {
  std::string name;
  int count;     ///< per block
  double share;  ///< of what is timed in one count: lanes
  std::function<void()> run;
};

/// Microseconds of one, by contender: median over the rounds; and the median over the rounds of its
/// ratio to the first contender of the same round.
struct Timing {
  double microseconds;
  double ratio;
};

/// Runs all contenders in turn, `rounds` times, after one round that is not counted.
std::vector<Timing> measure(const std::vector<Contender>& contenders, int rounds);

/// CPU time of this thread [s].
double thread_time();

/// Binds this thread to one core, -1 for the last that it may use; returns that core, or -1 if the
/// system does not let it.
int pin_to_core(int core);

/// CPU, how busy the machine is, compiler, its flags.
nlohmann::json machine_and_build();

/// Writes a file in the folder that must be there; nothing for an empty name. Throws
/// std::runtime_error with a sentence for people.
void write_json(const nlohmann::json& json, const std::string& file);

}  // namespace inversim::bench
