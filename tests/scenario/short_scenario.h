// SPDX-License-Identifier: Apache-2.0
// A scenario of the shipped table and the 75 kg man, written for one test.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>

#include "inversim/language/parse.h"

namespace inversim {

/// `settings` are entries of that map in YAML's flow style, `rest` the other keys.
inline Document short_scenario(const std::string& settings, const std::string& rest) {
  // tests run at the same time, each in a process of its own
  const std::string file =
      testing::TempDir() + "/inversim_short_" + std::to_string(::getpid()) + ".yaml";
  std::ofstream(file) << "kind: scenario\nname: A test\ntable: disc_brake_125kg\n"
                         "subject: man_75kg_175cm\nsettings: {"
                      << settings << "}\n"
                      << rest;
  Reading reading = read_resolved(file, Library{{INVERSIM_SOURCE_DIR}});
  std::filesystem::remove(file);
  if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
  return std::move(*reading.document);
}

}  // namespace inversim
