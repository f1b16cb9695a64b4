// SPDX-License-Identifier: Apache-2.0
// Where a result comes from: all that is needed to run it again, kept in the result file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "inversim/recording/hdf5_file.h"

namespace inversim {

/// A text that a run was built from, kept whole in its result file.
struct SourceText {
  std::string role;  ///< snake_case, unique in the run: "scenario", "table", "subject"
  std::string path;  ///< "models/tables/disc_brake_125kg.yaml"; outside the library as given
  std::string text;  ///< the file's text, of any length
  std::string hash;  ///< of the text, with its kind in front: "sha256:..."
};

/// All that is needed to run a run again. Empty texts are not written.
struct RunProvenance {
  std::string inversim_version;
  std::string git_revision;
  std::string build_flags;
  std::string compiler;
  std::string cpu_level;
  std::vector<SourceText> sources;
  std::vector<std::string> overrides;  ///< "table.brake.clamp_force_N=3000"
  std::uint64_t seed = 0;
  double step_size = 0.0;              ///< [s] of the plant
  std::string conventions;             ///< frames, signs and units in words
  std::vector<std::byte> start_state;  ///< the plant's state before the first step, opaque
  std::string created_at;              ///< wall clock, ISO 8601; empty: the recorder stamps it
};

/// The wall clock as `created_at` has it: "2026-01-31T12:00:00Z".
std::string utc_now();

/// A name and what stands under it in a result file or a dataset.
using ProvenanceAttribute =
    std::pair<std::string, std::variant<std::string, std::uint64_t, double>>;

/// All but `created_at` and the start state, in the order in which it is written.
std::vector<ProvenanceAttribute> provenance_attributes(const RunProvenance& provenance);

/// Writes all but `created_at` as attributes of the root group, and the start state as start/state
/// along a dimension with the number `next_dimension`. Throws hdf5::Failure.
void write_provenance(const hdf5::Object& root, const RunProvenance& provenance,
                      int& next_dimension);

}  // namespace inversim
