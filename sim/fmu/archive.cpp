// SPDX-License-Identifier: Apache-2.0
#include "inversim/fmu/archive.h"

#include <link.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "inversim/fmu/co_simulation.h"
#include "inversim/fmu/model_description.h"
#include "inversim/fmu/resources.h"
#include "inversim/language/library.h"
#include "inversim/scenario/actions.h"
#include "inversim/scenario/build_plant.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

/// A file of the archive: its name there, and its bytes.
using Entry = std::pair<std::string, std::string>;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::system_error(ENOENT, std::generic_category(), file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The library of this build, as installed or where it was built.
fs::path library_file(int fmi) {
  const std::string name = fmt::format("inversim_fmi{}.so", fmi);
  if (fs::path file = built_file("fmu", name); !file.empty()) return file;
  throw std::invalid_argument(
      fmt::format("{} is not there: this inversim was built without the FMI headers "
                  "(docs/fmu.md)",
                  name));
}

/// Libraries that the FMU's own needs and that are not on every Linux; as this program has them.
std::vector<fs::path> needed_libraries() {
  std::vector<fs::path> found;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* data) {
        const fs::path path(info->dlpi_name);
        const std::string name = path.filename().string();
        for (const char* stem : {"libyaml-cpp", "libfmt", "libBullet", "libLinearMath"}) {
          if (name.starts_with(stem)) static_cast<std::vector<fs::path>*>(data)->push_back(path);
        }
        return 0;
      },
      &found);
  return found;
}

std::string html(const ModelInfo& info, std::size_t variables) {
  return fmt::format(
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{0}</title><h1>{0}</h1>"
      "<p>{1}</p><p>inversim {2}; {3} variables; step {4} s. Communication steps are whole "
      "multiples of it. Names, units and meanings stand in modelDescription.xml.</p></html>\n",
      info.name, info.description, info.version, variables, info.step);
}

void write_zip(const std::vector<Entry>& entries, const std::string& path) {
  int error = 0;
  std::unique_ptr<zip_t, void (*)(zip_t*)> archive(
      zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error), zip_discard);
  const auto fail = [&path](const char* why) {
    throw std::system_error(EIO, std::generic_category(), fmt::format("{}: {}", path, why));
  };
  if (!archive) fail("it cannot be written");
  for (const auto& [name, bytes] : entries) {
    zip_source_t* source = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
    const auto index = source == nullptr
                           ? -1
                           : zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      fail(zip_strerror(archive.get()));
    }
    // the same bytes from the same files
    zip_file_set_mtime(archive.get(), static_cast<zip_uint64_t>(index), 315532800, 0);
  }
  if (zip_close(archive.get()) != 0) fail(zip_strerror(archive.get()));
  static_cast<void>(archive.release());  // zip_close has ended it
}

}  // namespace

void write_fmu(const Document& document, const std::vector<std::string>& settings, int fmi,
               const std::string& version, const std::string& path) {
  const auto design = build_plant(document.root);
  const std::vector<ResourceFile> resources = resource_files(document, settings);
  // read back as an importer does, so that what is shipped is what was asked for
  const fs::path folder =
      fs::temp_directory_path() / fmt::format("inversim_fmu_{}", static_cast<int>(getpid()));
  fs::create_directories(folder);
  struct Remove {
    fs::path folder;
    ~Remove() {
      std::error_code ignored;
      fs::remove_all(folder, ignored);
    }
  } const remove{folder};
  for (const auto& [name, text] : resources) std::ofstream(folder / name) << text;
  const CoSimulation probe(folder);

  ModelInfo info;
  info.name = document.root.text("name");
  info.description = document.root.has("description") ? document.root.text("description") : "";
  std::ranges::replace(info.description, '\n', ' ');
  info.version = version;
  info.step = design->step;
  info.stop = expected_duration(unroll_protocol(document.root, *design));
  std::string all;
  for (const auto& [name, text] : resources) all.append(name).append("\n").append(text);
  const std::string hash = hash_text(text_hash(all)), again = hash_text(text_hash(all + version));
  info.token = fmt::format("{{{}-{}-{}-{}-{}}}", hash.substr(0, 8), hash.substr(8, 4),
                           hash.substr(12, 4), again.substr(0, 4), again.substr(4, 12));

  const std::string binaries = fmi == 2 ? "binaries/linux64/" : "binaries/x86_64-linux/";
  std::vector<Entry> entries = {
      {"modelDescription.xml", fmi == 2 ? description_fmi2(info, probe.variables())
                                        : description_fmi3(info, probe.variables())},
      {binaries + kModelIdentifier + ".so", bytes_of(library_file(fmi))},
      {"documentation/index.html", html(info, probe.variables().size())}};
  for (const fs::path& library : needed_libraries())
    entries.emplace_back(binaries + library.filename().string(), bytes_of(library));
  for (const auto& [name, text] : resources) entries.emplace_back("resources/" + name, text);
  write_zip(entries, path);
}

}  // namespace inversim
