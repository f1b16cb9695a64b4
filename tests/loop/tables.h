// SPDX-License-Identifier: Apache-2.0
// A scenario of the motorised table with a controller, and controllers written for one test.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

#include "inversim/language/parse.h"
#include "inversim/plant/control_unit.h"

namespace inversim {

inline Document controlled_scenario(const std::string& rest, const std::string& settings = "",
                                    const std::string& head = "controller: reference\n",
                                    const std::string& table = "motorised_136kg") {
  const std::string file = std::filesystem::temp_directory_path().string() +
                           "/inversim_controlled_" + std::to_string(::getpid()) + ".yaml";
  std::ofstream(file) << "kind: scenario\nname: A test\ntable: " << table
                      << "\nsubject: man_75kg_175cm\n"
                      << head << "settings: {circulation: false, settle_time_s: 2, "
                      << "start_angle_deg: -78" << settings << "}\n"
                      << rest;
  Reading reading = read_resolved(file, Library{{INVERSIM_SOURCE_DIR}});
  std::filesystem::remove(file);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return std::move(*reading.document);
}

/// Answers by a function of the sensors.
class FunctionPort final : public ControllerPort {
 public:
  using Answer = std::function<ExchangeStatus(const inversim_sensors&, inversim_actuators&)>;
  explicit FunctionPort(Answer answer) : answer_(std::move(answer)) {}

  std::string start(const inversim_config&) override { return ""; }
  ExchangeStatus exchange(const inversim_sensors& s, inversim_actuators& a) noexcept override {
    return answer_(s, a);
  }
  std::string failure() const override { return "it was told to stop"; }

 private:
  Answer answer_;
};

}  // namespace inversim
