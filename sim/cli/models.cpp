// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/models.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

#include "inversim/cli/exit_code.h"
#include "inversim/language/edit.h"
#include "inversim/language/parse.h"
#include "inversim/language/schema.h"

namespace inversim {
std::vector<ShippedModel> shipped_models(const Library& library) {
  std::vector<ShippedModel> all;
  for (const FileKind kind : kFileKinds)
    for (const LibraryEntry& entry : shipped(library, kind)) {
      const Reading reading = read_file(entry.path, kind);
      all.push_back(
          {entry,
           reading ? reading.document->root.text("name") : sentence(reading.diagnostics.front()),
           static_cast<bool>(reading)});
    }
  return all;
}

LibraryEntry find_shipped(const Library& library, const std::string& name,
                          std::optional<FileKind> kind) {
  std::vector<LibraryEntry> entries;
  for (const FileKind each : kFileKinds) {
    if (kind && each != *kind) continue;
    for (LibraryEntry& entry : shipped(library, each)) {
      if (entry.name == name) return entry;
      entries.push_back(std::move(entry));
    }
  }
  const std::string near = shipped_like(entries, name);
  throw std::invalid_argument(
      fmt::format("models: found {}, expected the name of a shipped {}{}", in_quotes(name),
                  kind ? fmt::format("{} file", kind_name(*kind)) : "file",
                  near.empty() ? "; 'inversim models' lists them"
                               : fmt::format(" (did you mean '{}'?)", near)));
}

int list_models(std::ostream& out, std::ostream& err, bool json) {
  const std::vector<ShippedModel> all = shipped_models(default_library());
  if (all.empty()) {
    err << "no models were found; set INVERSIM_DATA to the directory that holds models/ and "
           "scenarios/\n";
    return kInput;
  }
  if (json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const ShippedModel& shown : all)
      list.push_back({{"kind", kind_name(shown.entry.kind)},
                      {"name", shown.entry.name},
                      {"title", shown.title},
                      {"good", shown.good},
                      {"path", shown.entry.path.string()}});
    out << list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    return kHolds;
  }
  std::size_t width = 0;
  for (const ShippedModel& shown : all) width = std::max(width, shown.entry.name.size());
  for (const ShippedModel& shown : all)
    out << fmt::format("{:<11}  {:<{}}  {}\n", kind_name(shown.entry.kind), shown.entry.name, width,
                       shown.title);
  return kHolds;
}

namespace {

/// The shipped file of a name; without one, a sentence on `err`.
std::optional<LibraryEntry> find_shipped(const std::string& name, std::ostream& err) {
  try {
    return find_shipped(default_library(), name);
  } catch (const std::invalid_argument& e) {
    err << e.what() << '\n';
    return std::nullopt;
  }
}

/// The file's text; nothing, and sentences on `err`, if something is wrong with it.
std::optional<std::string> good_text(const LibraryEntry& entry, std::ostream& err) {
  const Reading reading = read_file(entry.path, entry.kind);
  if (reading) return reading.document->files.front().text;
  err << sentences(reading.diagnostics);
  return std::nullopt;
}

}  // namespace

int show_model(const std::string& name, std::ostream& out, std::ostream& err) {
  const std::optional<LibraryEntry> entry = find_shipped(name, err);
  if (!entry) return kInput;
  const std::optional<std::string> text = good_text(*entry, err);
  if (!text) return kInput;
  out << "# " << entry->path.string() << '\n' << *text;
  return kHolds;
}

int new_model(const std::string& name, const std::string& output, const std::string& title,
              std::ostream& out, std::ostream& err) {
  const std::optional<LibraryEntry> entry = find_shipped(name, err);
  if (!entry) return kInput;
  std::optional<std::string> text = good_text(*entry, err);
  if (!text) return kInput;
  if (std::filesystem::exists(output)) {
    err << fmt::format("models: {} is there already and is not written over\n", output);
    return kEnvironment;
  }
  if (!title.empty()) {
    // as JSON a title of any characters is a text in YAML
    const Edited named = set_in_text(
        *text, entry->path.string(), entry->kind, "name",
        nlohmann::json(title).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), "");
    if (!named) {
      err << sentences(named.diagnostics);
      return kInput;
    }
    text = named.text;
  }
  std::ofstream file(output);
  file << *text;
  file.close();
  if (!file) {
    err << fmt::format("models: {} cannot be written\n", output);
    return kEnvironment;
  }
  out << fmt::format("{}: a copy of {}; change its figures, then: inversim check {}\n", output,
                     name, output);
  return kHolds;
}

int print_schema(const std::string& kind, std::ostream& out, std::ostream& err) {
  if (const auto known = kind_by_name(kind)) {
    out << json_schema(*known).dump(2) << '\n';
    return kHolds;
  }
  std::vector<std::string> names;
  for (const FileKind each : kFileKinds) names.emplace_back(kind_name(each));
  err << fmt::format("models: found {}, expected one of {}\n", in_quotes(kind),
                     enumeration(names, "or"));
  return kInput;
}

int print_formats(std::ostream& out) {
  out << formats_markdown();
  return kHolds;
}

int print_fields(std::ostream& out) {
  out << fields_json().dump(2) << '\n';
  return kHolds;
}

int print_places(std::ostream& out) {
  for (const auto& root : default_library().roots) {
    out << fmt::format("data         {}\n", root.string());
  }
  const std::filesystem::path prefix = installed_prefix();
  const std::filesystem::path controller = built_file("controllers", "reference.so");
  if (!controller.empty())
    out << fmt::format("controllers  {}\n", controller.parent_path().string());
  // a build tree is laid out alike
  if (!prefix.empty()) {
    out << fmt::format("include      {}\n", (prefix / "include").string());
  } else if (!controller.empty()) {
    const auto tree = controller.parent_path().parent_path();
    out << fmt::format("include      {}\n", (tree / "include").string());
  }
  return kHolds;
}

void add_models(CLI::App& app, int& exit_code) {
  struct Words {
    std::string name, kind, from, output, title;
    bool json = false;
  };
  auto words = std::make_shared<Words>();
  CLI::App* models =
      app.add_subcommand("models", "Shipped models and scenarios, and their file formats");
  models->add_flag("--json", words->json, "For machines");
  models->footer(
      "Examples: inversim models; inversim models new my_table.yaml --from disc_brake_125kg");
  models->require_subcommand(0, 1);

  CLI::App* show = models->add_subcommand("show", "Print a shipped file");
  show->add_option("name", words->name, "As 'inversim models' lists it")->required();
  show->callback(
      [words, &exit_code] { exit_code = show_model(words->name, std::cout, std::cerr); });

  CLI::App* fresh =
      models->add_subcommand("new", "Begin a file of one's own as a copy of a shipped one");
  fresh->add_option("output", words->output, "File to write, such as my_table.yaml")->required();
  fresh->add_option("--from", words->from, "As 'inversim models' lists it")->required();
  fresh->add_option("--name", words->title, "What people call it");
  fresh->footer(
      "Example: inversim models new my_table.yaml --from disc_brake_125kg --name 'Prototype 3'\n"
      "Figures may be written in other units: user_mass_max_lb, hole_pitch_in, "
      "user_height_max_ft.");
  fresh->callback([words, &exit_code] {
    exit_code = new_model(words->from, words->output, words->title, std::cout, std::cerr);
  });

  CLI::App* schema = models->add_subcommand("schema", "Print the JSON Schema of a kind of file");
  schema
      ->add_option(
          "kind", words->kind,
          "table, subject, spine, circulation, scenario, validation, risk, limits, suite or sweep")
      ->required();
  schema->callback(
      [words, &exit_code] { exit_code = print_schema(words->kind, std::cout, std::cerr); });

  CLI::App* where = models->add_subcommand(
      "where", "Print the folders of shipped files, controllers and the headers for one's own");
  where->footer(
      "Example: gcc -shared -fPIC -I$(inversim models where | awk '/include/ {print $2}') "
      "mine.c -o mine.so");
  where->callback([&exit_code] { exit_code = print_places(std::cout); });

  CLI::App* docs = models->add_subcommand("docs", "Print docs/file_formats.md");
  docs->callback([&exit_code] { exit_code = print_formats(std::cout); });

  CLI::App* fields = models->add_subcommand("fields", "Print the table of fields as JSON");
  fields->callback([&exit_code] { exit_code = print_fields(std::cout); });

  models->callback([models, words, &exit_code] {
    if (models->get_subcommands().empty())
      exit_code = list_models(std::cout, std::cerr, words->json);
  });
}

}  // namespace inversim
