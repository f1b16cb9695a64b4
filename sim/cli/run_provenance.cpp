// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/run_provenance.h"

#include <span>

#include "inversim/cli/version.h"
#include "inversim/multibody/cpu_levels.h"

namespace inversim {
namespace {

constexpr const char* kConventions =
    "SI units. Bed angle 0 horizontal, positive head down. Disc axes: x cranial along the disc "
    "normal, y to the user's right, z anterior; axial forces positive in tension; height changes "
    "positive for more space, from lying relaxed. Pressures are gauge.";

}  // namespace

RunProvenance run_provenance(const Document& document, const std::vector<std::string>& overrides,
                             const PlantDesign& design, const PlantState<double>& start) {
  RunProvenance p;
  p.inversim_version = version();
  p.git_revision = git_revision();
  p.build_flags = build_flags();
  p.compiler = compiler();
  p.cpu_level = cpu_level_name(choose_cpu_level());
  for (const SourceFile& file : document.files) {
    p.sources.push_back({std::string(kind_name(file.kind)), file.path, file.text,
                         "fnv1a64:" + hash_text(file.hash)});
  }
  p.overrides = overrides;
  p.seed = static_cast<std::uint64_t>(document.root.integer("settings.seed"));
  p.step_size = design.step;
  p.conventions = kConventions;
  const auto bytes = std::as_bytes(std::span(&start, 1));
  p.start_state.assign(bytes.begin(), bytes.end());
  return p;
}

}  // namespace inversim
