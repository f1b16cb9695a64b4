// SPDX-License-Identifier: Apache-2.0
#include "inversim/recording/provenance.h"

#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace inversim {

std::string utc_now() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

std::vector<ProvenanceAttribute> provenance_attributes(const RunProvenance& provenance) {
  std::vector<ProvenanceAttribute> out;
  const auto text = [&out](const std::string& name, const std::string& value) {
    if (!value.empty()) out.emplace_back(name, value);
  };
  text("inversim_version", provenance.inversim_version);
  text("git_revision", provenance.git_revision);
  text("build_flags", provenance.build_flags);
  text("compiler", provenance.compiler);
  text("cpu_level", provenance.cpu_level);
  text("conventions", provenance.conventions);
  out.emplace_back("seed", provenance.seed);
  out.emplace_back("step_size_s", provenance.step_size);
  text("overrides", fmt::format("{}", fmt::join(provenance.overrides, "\n")));
  std::vector<std::string> roles;
  for (const SourceText& source : provenance.sources) roles.push_back(source.role);
  text("sources", fmt::format("{}", fmt::join(roles, "\n")));
  for (const SourceText& source : provenance.sources) {
    text(source.role + "_path", source.path);
    text(source.role + "_hash", source.hash);
    text(source.role + "_text", source.text);
  }
  return out;
}

void write_provenance(const hdf5::Object& root, const RunProvenance& provenance,
                      int& next_dimension) {
  for (const auto& [name, value] : provenance_attributes(provenance)) {
    std::visit([&](const auto& x) { hdf5::write_attribute(root, name, x); }, value);
  }
  if (provenance.start_state.empty()) return;

  const hdf5::Object start = hdf5::create_group(root, "start");
  const std::vector<std::uint64_t> extent = {provenance.start_state.size()};
  const hdf5::Object bytes = hdf5::create_dataset(start, "byte", {hdf5::Kind::kInt32, extent});
  hdf5::make_dimension(bytes, "byte", next_dimension++, false);
  const hdf5::Object state = hdf5::create_dataset(start, "state", {hdf5::Kind::kByte, extent});
  hdf5::attach_dimension(state, bytes, 0);
  hdf5::write_attribute(state, "units", "1");
  hdf5::write_attribute(state, "long_name", "state of the plant before the first step, opaque");
  hdf5::write_all(state, provenance.start_state.data());
}

}  // namespace inversim
