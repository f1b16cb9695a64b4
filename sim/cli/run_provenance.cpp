// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/run_provenance.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "inversim/cli/version.h"
#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/multibody/cpu_levels.h"
#include "inversim/scenario/read_shapes.h"

namespace inversim {
namespace {

constexpr const char* kConventions =
    "SI units. Bed angle 0 horizontal, positive head down. Disc axes: x cranial along the disc "
    "normal, y to the user's right, z anterior; axial forces positive in tension; height changes "
    "positive for more space, from lying relaxed. Pressures are gauge.";

void add_source(const SourceFile& file, const Library& library, RunProvenance& p) {
  p.sources.push_back({std::string(kind_name(file.kind)), portable_name(library, file.path),
                       file.text, "fnv1a64:" + hash_text(file.hash)});
}

}  // namespace

RunProvenance program_provenance() {
  RunProvenance p;
  p.inversim_version = version();
  p.git_revision = git_revision();
  p.build_flags = build_flags();
  p.compiler = compiler();
  p.cpu_level = cpu_level_name(choose_cpu_level());
  p.conventions = kConventions;
  return p;
}

RunProvenance validation_provenance(const std::vector<Document>& sets, const Library& library) {
  RunProvenance p = program_provenance();
  for (const Document& set : sets) add_source(set.files.front(), library, p);
  return p;
}

RunProvenance sweep_provenance(const SweepPlan& plan, const Library& library) {
  RunProvenance p = program_provenance();
  add_source(plan.source(), library, p);
  for (const SourceFile& file : plan.scenario().files) add_source(file, library, p);
  p.overrides = plan.settings();
  p.seed = static_cast<std::uint64_t>(plan.scenario().root.integer("settings.seed"));
  p.step_size = plan.scenario().root.real("settings.step_ms");
  return p;
}

RunProvenance suite_provenance(const std::string& suite, const std::vector<SuiteCase>& cases,
                               const Library& library) {
  RunProvenance p = program_provenance();
  const Reading reading = read_resolved(suite, library, FileKind::kSuite);
  if (!reading) refuse(reading.diagnostics);
  for (const SourceFile& file : reading.document->files) add_source(file, library, p);
  for (const SuiteCase& c : cases) {
    for (const SourceFile& file : c.document.files) {
      const bool known = std::ranges::any_of(p.sources, [&](const SourceText& source) {
        return source.path == portable_name(library, file.path);
      });
      if (!known) add_source(file, library, p);
    }
  }
  return p;
}

RunProvenance run_provenance(const Document& document, const Library& library,
                             const std::vector<std::string>& overrides, const PlantDesign& design,
                             const PlantState<double>& start) {
  RunProvenance p = program_provenance();
  for (const SourceFile& file : document.files) add_source(file, library, p);
  if (document.kind == FileKind::kScenario) {
    int number = 0;
    for (const ShapeFile& file : shape_files(document.root.at("table"))) {
      p.sources.push_back({fmt::format("shape_{}", ++number), portable_name(library, file.path), "",
                           "fnv1a64:" + hash_text(file.hash)});
    }
  }
  p.overrides = overrides;
  p.seed = static_cast<std::uint64_t>(document.root.integer("settings.seed"));
  p.step_size = design.step;
  const auto bytes = std::as_bytes(std::span(&start, 1));
  p.start_state.assign(bytes.begin(), bytes.end());
  return p;
}

RecorderOptions recorder_options(const Document& document, const PlantDesign& design) {
  RecorderOptions options;
  const bool every = document.root.boolean("record.every_step");
  const double rate = every ? 1.0 / design.step : document.root.real("record.rate_Hz");  // [1/s]
  // a chunk is what a kill may cost a run in real time, and what is compressed at once: 5 s of
  // rows; of few rows not less than what makes gzip's start worth its time
  constexpr double kChunkSeconds = 5.0;
  options.chunk_rows = static_cast<std::size_t>(std::clamp(kChunkSeconds * rate, 256.0, 4096.0));
  if (document.root.text("record.precision") == "double") options.precision = Precision::kDouble;
  return options;
}

}  // namespace inversim
