// SPDX-License-Identifier: Apache-2.0
// The shipped table on the bench, and plants of its rigid user.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "inversim/language/parse.h"
#include "inversim/limits/search.h"
#include "inversim/math/angle.h"
#include "inversim/scenario/build_plant.h"

namespace inversim {

inline Library source_tree() { return Library{{INVERSIM_SOURCE_DIR}}; }

inline const BenchFiles& bench_files() {
  static const BenchFiles files = read_bench_files(source_tree(), "disc_brake_125kg");
  return files;
}

/// A criterion of the shipped file.
inline Criterion shipped_criterion(const std::string& name) {
  static const Criteria all = [] {
    const Reading reading = read_file(
        std::string(INVERSIM_SOURCE_DIR) + "/models/criteria/table_limits.yaml", FileKind::kLimits);
    if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
    return read_criteria(*reading.document);
  }();
  for (const Criterion& c : all.criteria) {
    if (c.name == name) return c;
  }
  throw std::runtime_error("there is no criterion " + name);
}

/// The plant of a limits scenario with values laid over it.
inline std::shared_ptr<const PlantDesign> rigid_plant(const std::string& scenario,
                                                      const std::vector<std::string>& settings) {
  Document document = bench_files().scenario.at(scenario);
  for (const std::string& s : settings) {
    const auto wrong = apply_setting(document, s);
    if (!wrong.empty()) throw std::runtime_error(sentences(wrong));
  }
  return build_plant(document.root);
}

inline std::string text(double x) { return number_text(x); }

}  // namespace inversim
