// SPDX-License-Identifier: Apache-2.0
// inversim.models: files of models and scenarios as values that can be read, changed and handed on.
#include "inversim/cli/models.h"

#include <optional>

#include <fmt/format.h>

#include "inversim/language/edit.h"
#include "inversim/language/paths.h"
#include "inversim/language/scalar.h"
#include "python.h"

namespace inversim::python {
namespace {

namespace fs = std::filesystem;

py::object number(double value) { return py::float_(value); }

/// A value of `overrides`, which is kept as it was written.
py::object written_value(const std::string& written) {
  const RawReading raw = read_yaml(written, "");
  if (!raw.root) return to_str(written);
  const auto one = [](const Raw& value) -> py::object {
    if (const auto real = read_number(value); real.value) return number(*real.value);
    if (const auto flag = read_flag(value); flag.value) return py::bool_(*flag.value);
    return to_str(value.scalar);
  };
  if (raw.root->type != Raw::Type::kList) return one(*raw.root);
  py::list out;
  for (const Raw& item : raw.root->items) out.append(one(item));
  return out;
}

/// A node as Python has it; figures in a unit, null: none.
py::object value_of(const Node& node, const Unit* unit) {
  if (!node.present) return py::none();
  const auto below = [](const Node& map) {
    py::dict out;
    for (const Node& child : map.children) {
      if (!child.present) continue;
      const Unit* own = child.field->unit_from.empty() ? child.field->unit : child.unit;
      out[to_str(child.label)] = value_of(child, own);
    }
    return out;
  };
  if (node.entry) return below(node);
  switch (node.field->type) {
    case FieldType::kReal:
      return number(number_in(node, unit));
    case FieldType::kInteger:
      return py::int_(node.whole);
    case FieldType::kBoolean:
      return py::bool_(node.flag);
    case FieldType::kText:
    case FieldType::kChoice:
    case FieldType::kReference:
      return to_str(node.word);
    case FieldType::kReals: {
      py::list out;
      for (const double x : node.numbers) out.append(unit != nullptr ? unit->from_si(x) : x);
      return out;
    }
    case FieldType::kTexts: {
      py::list out;
      for (const std::string& word : node.words) out.append(to_str(word));
      return out;
    }
    case FieldType::kMap:
      return below(node);
    case FieldType::kRecords:
    case FieldType::kSteps: {
      py::list out;
      for (const Node& entry : node.children) out.append(below(entry));
      return out;
    }
    case FieldType::kOverrides: {
      py::dict out;
      for (const Node& entry : node.children)
        out[to_str(entry.label)] = written_value(entry.written);
      return out;
    }
  }
  return py::none();
}

void add_paths(const Node& node, const std::string& path, std::vector<std::string>& out) {
  for (const Node& child : node.children) {
    if (!child.present || child.field->type == FieldType::kOverrides) continue;
    const std::string at = path.empty() ? child.label : path + "." + child.label;
    const bool leaf = child.field->type == FieldType::kReference || child.children.empty();
    const bool list = is_list_node(child) || child.field->type == FieldType::kMap || child.entry;
    if (!leaf) {
      add_paths(child, at, out);
    } else if (!list || is_list_node(child)) {
      out.push_back(at);
    }
  }
}

/// One file, checked, with what it names if it is a scenario. Never changed: a change makes
/// another, so that threads may share it.
class ModelText {
 public:
  using File = std::tuple<std::string, std::string, std::string>;  // key, name, text

  ModelText(std::string text, std::string file, std::optional<FileKind> kind,
            std::vector<Replacement> replaced)
      : text_(std::move(text)), file_(std::move(file)), replaced_(std::move(replaced)) {
    Reading own = parse_text(text_, file_, kind);
    if (!own) throw InputFailure(std::move(own.diagnostics));
    kind_ = own.document->kind;
    if (kind_ == FileKind::kScenario) {
      check_replaced(replaced_);
      own = resolve_text(text_, file_, library(), kind_, replaced_);
      if (!own) throw InputFailure(std::move(own.diagnostics));
    }
    document_ = std::move(*own.document);
  }

  FileKind kind() const { return kind_; }
  const std::string& file() const { return file_; }
  const std::string& text() const { return text_; }

  py::object get(const std::string& path) const {
    Document scratch = document_;
    const Walk way = find(scratch, path);
    return value_of(*way.nodes.back(), unit_of(way));
  }

  bool has(const std::string& path) const {
    Document scratch = document_;
    const Walk way = walk(scratch, path, {file_, 0, 0});
    return !way.wrong && way.nodes.back()->present;
  }

  PathNumber quantity(const std::string& path) const {
    PathNumber number;
    auto wrong = find_number(document_, path, {file_, 0, 0}, number);
    if (!wrong.empty()) throw InputFailure(std::move(wrong));
    return number;
  }

  std::vector<std::string> paths() const {
    std::vector<std::string> out;
    add_paths(document_.root, "", out);
    return out;
  }

  ModelText with_value(const std::string& path, const std::string& value,
                       const std::string& source) const {
    return changed(set_in_text(text_, file_, kind_, path, value, source), replaced_);
  }

  ModelText without(const std::string& path) const {
    return changed(remove_from_text(text_, file_, kind_, path), replaced_);
  }

  ModelText with_model(const std::string& key, const std::string& name,
                       const std::string& text) const {
    if (kind_ != FileKind::kScenario) {
      throw InputFailure(std::vector<Diagnostic>{
          {{file_, 0, 0}, key, "a model", fmt::format("a value of the {}", kind_name(kind_))}});
    }
    std::vector<Replacement> replaced = without_key(key);
    replaced.push_back({key, name, text});
    return {text_, file_, kind_, std::move(replaced)};
  }

  ModelText without_model(const std::string& key) const {
    return {text_, file_, kind_, without_key(key)};
  }

  ModelText named(std::string file) const { return {text_, std::move(file), kind_, replaced_}; }

  std::vector<File> models() const {
    std::vector<File> out;
    for (const Replacement& r : replaced_) out.emplace_back(r.key, r.file, *r.text);
    return out;
  }

 private:
  Walk find(Document& scratch, const std::string& path) const {
    Walk way = walk(scratch, path, {file_, 0, 0});
    if (way.wrong) throw InputFailure(std::vector<Diagnostic>{*way.wrong});
    return way;
  }

  ModelText changed(Edited made, std::vector<Replacement> replaced) const {
    if (!made) throw InputFailure(std::move(made.diagnostics));
    return {std::move(made.text), file_, kind_, std::move(replaced)};
  }

  std::vector<Replacement> without_key(const std::string& key) const {
    std::vector<Replacement> out;
    for (const Replacement& r : replaced_) {
      if (r.key != key) out.push_back(r);
    }
    return out;
  }

  FileKind kind_ = FileKind::kTable;
  std::string text_, file_;
  std::vector<Replacement> replaced_;
  Document document_;
};

std::optional<FileKind> kind_called(const std::optional<std::string>& name) {
  if (!name) return std::nullopt;
  if (const auto kind = kind_by_name(*name)) return kind;
  std::vector<std::string> names;
  for (const FileKind each : kFileKinds) names.emplace_back(kind_name(each));
  throw InputFailure(fmt::format("kind: found {}, expected one of {}", in_quotes(*name),
                                 enumeration(names, "or")));
}

ModelText read_model(const fs::path& name, const std::optional<std::string>& kind_word) {
  const std::optional<FileKind> kind = kind_called(kind_word);
  const Library known = library();
  const bool is_name = !name.has_extension() && !fs::exists(name);
  fs::path file = name;
  if (is_name && !name.has_parent_path()) {
    try {
      file = find_shipped(known, name.string(), kind).path;
    } catch (const std::invalid_argument& e) { throw InputFailure(std::string(e.what())); }
  }
  // those in folders of their own are scenarios, if nothing else is said
  Reading reading = is_name && name.has_parent_path()
                        ? read_named(name, known, kind.value_or(FileKind::kScenario))
                        : read_file(file, kind);
  if (!reading) throw InputFailure(std::move(reading.diagnostics));
  const SourceFile& read = reading.document->files.front();
  return {read.text, read.path, kind, {}};
}

}  // namespace

void bind_models(py::module_& module) {
  py::class_<ModelText>(module, "ModelText", "A file's text, checked; a change makes another.")
      .def(py::init([](std::string text, std::string file, const std::optional<std::string>& kind,
                       const std::vector<ModelText::File>& models) {
             std::vector<Replacement> replaced;
             replaced.reserve(models.size());
             for (const auto& [key, name, words] : models) replaced.push_back({key, name, words});
             return ModelText(std::move(text), std::move(file), kind_called(kind),
                              std::move(replaced));
           }),
           py::arg("text"), py::arg("file"), py::arg("kind"),
           py::arg("models") = std::vector<ModelText::File>(),
           "Raises InputError with all that is wrong.")
      .def_property_readonly("kind",
                             [](const ModelText& m) { return std::string(kind_name(m.kind())); })
      .def_property_readonly("file", [](const ModelText& m) { return to_str(m.file()); })
      .def_property_readonly("text", [](const ModelText& m) { return to_str(m.text()); })
      .def_property_readonly("models", &ModelText::models,
                             "Key, name and text of each model in place of a file.")
      .def("get", &ModelText::get, py::arg("path"), "The value at a dotted path, or None.")
      .def("has", &ModelText::has, py::arg("path"))
      .def(
          "number", [](const ModelText& m, const std::string& path) { return m.quantity(path); },
          py::arg("path"))
      .def("paths", &ModelText::paths, "Dotted paths of all values, in the order of the table.")
      .def("with_value", &ModelText::with_value, py::arg("path"), py::arg("value"),
           py::arg("source"), "The value as it is written in a file.")
      .def("without", &ModelText::without, py::arg("path"))
      .def("with_model", &ModelText::with_model, py::arg("key"), py::arg("name"), py::arg("text"))
      .def("without_model", &ModelText::without_model, py::arg("key"))
      .def("named", &ModelText::named, py::arg("file"));

  module.def("read_model", &read_model, py::arg("name"), py::arg("kind"),
             "A file, or the shipped one of a name.");
  module.def(
      "shipped_models",
      [] {
        py::list out;
        for (const ShippedModel& m : shipped_models(library())) {
          out.append(py::make_tuple(std::string(kind_name(m.entry.kind)), m.entry.name,
                                    to_str(m.title), m.entry.path.string(), m.good));
        }
        return out;
      },
      "Kind, name, title, file of each shipped file, and whether it is sound.");
}

}  // namespace inversim::python
