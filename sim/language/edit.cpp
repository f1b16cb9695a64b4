// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "inversim/language/paths.h"
#include "inversim/language/yaml_places.h"

namespace inversim {
namespace {

using Diagnostics = std::vector<Diagnostic>;

bool stands_for(const std::string& written, const Field& field) {
  if (written == field.key) return true;
  const auto split = split_unit_key(written);
  return split && field.unit && field.stem == split->stem &&
         field.unit->family == split->unit->family;
}

std::string last_part(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return std::string(dot == std::string_view::npos ? path : path.substr(dot + 1));
}

/// How far a path is written in a text.
struct Written {
  struct Step {
    const Raw* value = nullptr;
    const Raw* key = nullptr;  ///< null: an entry of a list
    std::size_t index = 0;     ///< among the parent's items
    bool flow = false;         ///< within brackets
    int owner = 1;             ///< column of its key or dash
  };
  std::vector<Step> steps;           ///< root first
  std::vector<std::string> missing;  ///< keys that are not there
};

Written::Step below(const Written::Step& parent, const YamlPlaces& places, std::size_t index) {
  const bool map = parent.value->type == Raw::Type::kMap;
  Written::Step step;
  step.value = &parent.value->items[index];
  step.key = map ? &parent.value->keys[index] : nullptr;
  step.index = index;
  step.flow = parent.flow || places.bracketed(*parent.value);
  step.owner = (map ? *step.key : *parent.value).where.column;
  return step;
}

/// The nodes of a walk, root first, found again in the text.
Written find_written(const Raw& root, const YamlPlaces& places, const std::vector<Node*>& nodes) {
  Written out;
  out.steps.push_back({&root, nullptr, 0, false, 0});
  for (std::size_t n = 1; n < nodes.size(); ++n) {
    const Node& parent = *nodes[n - 1];
    const Written::Step at = out.steps.back();
    std::optional<std::size_t> index;
    if (!out.missing.empty()) {
    } else if (is_list_node(parent)) {
      index = static_cast<std::size_t>(nodes[n] - parent.children.data());
      if (*index >= at.value->items.size()) index.reset();
    } else if (at.value->type == Raw::Type::kMap) {
      for (std::size_t k = 0; k < at.value->keys.size() && !index; ++k)
        if (stands_for(at.value->keys[k].scalar, *nodes[n]->field)) index = k;
    } else if (parent.entry && at.value->type == Raw::Type::kScalar) {
      // a step that is its name alone; what is below it is missing
      continue;
    }
    if (index) {
      out.steps.push_back(below(at, places, *index));
    } else {
      out.missing.push_back(nodes[n]->label);
    }
  }
  return out;
}

Written find_override(const Raw& root, const YamlPlaces& places, std::string_view path) {
  Written out;
  out.steps.push_back({&root, nullptr, 0, false, 0});
  for (const std::string& key : {std::string("overrides"), std::string(path)}) {
    const Raw& map = *out.steps.back().value;
    const auto found = std::find_if(map.keys.begin(), map.keys.end(),
                                    [&](const Raw& one) { return one.scalar == key; });
    if (!out.missing.empty() || found == map.keys.end()) {
      out.missing.push_back(key);
    } else {
      out.steps.push_back(
          below(out.steps.back(), places, static_cast<std::size_t>(found - map.keys.begin())));
    }
  }
  return out;
}

/// A value behind its key, which stands in column `owner` (from 0): in one line, or a line for each
/// entry of a list of maps.
std::string behind_key(const Raw& value, bool flow, int owner) {
  const bool entries = value.type == Raw::Type::kList &&
                       std::any_of(value.items.begin(), value.items.end(),
                                   [](const Raw& one) { return one.type == Raw::Type::kMap; });
  if (flow || !entries) return " " + in_one_line(value);
  std::string out;
  for (const Raw& one : value.items)
    out += fmt::format("\n{:{}}- {}", "", owner + 2, in_one_line(one));
  return out;
}

/// Puts a value where `written` ends; `key` is how the last key is spelled.
std::string put(std::string_view text, const YamlPlaces& places, const Written& written,
                const std::string& key, const Raw& value) {
  const Written::Step& at = written.steps.back();
  std::string out(text);
  if (written.missing.empty()) {
    if (at.key == nullptr) {
      const TextSpan span = places.span(*at.value, at.flow, at.owner);
      return out.replace(span.begin, span.end - span.begin, in_one_line(value));
    }
    const std::size_t colon = places.behind_colon(*at.key, at.flow);
    const TextSpan old = places.span(*at.value, at.flow, at.owner);
    const std::string made = behind_key(value, at.flow, at.owner - 1);
    // one that stands in the line of its key leaves what is between them
    const bool beside = at.value->type != Raw::Type::kNothing &&
                        at.value->where.line == at.key->where.line && made.front() == ' ';
    const std::size_t begin = beside ? old.begin : colon;
    out.replace(begin, std::max(old.end, colon) - begin, beside ? made.substr(1) : made);
    const TextSpan name = places.span(*at.key, at.flow, at.owner);
    return out.replace(name.begin, name.end - name.begin, key);
  }
  const Raw& parent = *at.value;
  const bool bracketed = at.flow || places.bracketed(parent);
  const bool of_map = parent.type == Raw::Type::kMap;
  std::string entry = key;
  if (written.missing.size() == 1) {
    const int owner = of_map && !bracketed ? parent.keys.front().where.column - 1 : 0;
    entry += ":" + behind_key(value, bracketed || !of_map, owner);
  } else {
    entry += ": " + in_one_line(value);
    for (std::size_t n = written.missing.size() - 1; n-- > 1;)
      entry = fmt::format("{}: {{{}}}", written.missing[n], entry);
    entry = fmt::format("{}: {{{}}}", written.missing.front(), entry);
  }
  const TextSpan span = places.span(parent, at.flow, at.owner);
  if (!of_map) {
    // a step that was its name alone
    const std::string step = fmt::format("{}: {{{}}}", parent.scalar, entry);
    return out.replace(span.begin, span.end - span.begin, at.flow ? "{" + step + "}" : step);
  }
  if (bracketed) {
    const bool empty = parent.items.empty();
    const std::size_t end =
        empty ? span.begin + 1
              : places.span(parent.items.back(), true, parent.keys.back().where.column).end;
    return out.insert(end, (empty ? "" : ", ") + entry);
  }
  return out.insert(places.line_end(span.end),
                    fmt::format("\n{:{}}{}", "", parent.keys.front().where.column - 1, entry));
}

bool same(const Node& a, const Node& b) {
  if (a.field == nullptr || b.field == nullptr) return a.field == b.field;
  // overrides are compared by what they lead to
  if (a.field->type == FieldType::kOverrides) return true;
  return a.label == b.label && a.present == b.present && a.number == b.number &&
         a.whole == b.whole && a.flag == b.flag && a.word == b.word && a.numbers == b.numbers &&
         a.words == b.words && a.children.size() == b.children.size() &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), same);
}

Diagnostic tangled(const std::string& name, std::string_view path) {
  return {{name, 0, 0},
          std::string(path),
          "a place in the text that cannot be changed without changing another",
          "the key in a line of its own"};
}

/// Whether a path of a scenario names a value of a file that the scenario names, or that name.
enum class Through { kOwn, kName, kFile };
Through through(const Document& document, std::string_view path) {
  const Node* first = child_labelled(document.root, path.substr(0, path.find('.')));
  if (first == nullptr || first->field->type != FieldType::kReference) return Through::kOwn;
  return path.find('.') == std::string_view::npos ? Through::kName : Through::kFile;
}

Edited refused(Diagnostics wrong) { return {"", std::move(wrong)}; }

/// One value, without a look at what was known of it.
Edited set_one(std::string_view text, const std::string& name, FileKind kind, std::string_view path,
               std::string_view value) {
  Reading before = parse_text(text, name, kind);
  if (!before) return refused(std::move(before.diagnostics));
  const Location nowhere{name, 0, 0};
  const Through leads = through(*before.document, path);
  if (leads == Through::kOwn) {
    Diagnostics wrong = apply_override(*before.document, path, value, nowhere);
    if (!wrong.empty()) return refused(std::move(wrong));
  }
  const RawReading raw = read_yaml(text, name), made = read_yaml(value, name);
  if (!made.root || !made.diagnostics.empty()) return refused(made.diagnostics);
  const YamlPlaces places(text);
  Edited edited;
  if (leads == Through::kFile) {
    edited.text =
        put(text, places, find_override(*raw.root, places, path), std::string(path), *made.root);
  } else {
    const Walk way = walk(*before.document, path, nowhere);
    // the last key is spelled as the path spells it, or as a named figure's value
    const Node& last = *way.nodes.back();
    const std::string part = last_part(path);
    edited.text = put(text, places, find_written(*raw.root, places, way.nodes),
                      stands_for(part, *last.field) ? part : last.label, *made.root);
    if (leads == Through::kName) way.nodes.back()->present = true;
    if (leads == Through::kName) way.nodes.back()->word = made.root->scalar;
  }
  Reading after = parse_text(edited.text, name, kind);
  if (!after) return refused(std::move(after.diagnostics));
  if (!same(before.document->root, after.document->root)) return refused({tangled(name, path)});
  return edited;
}

}  // namespace

Edited set_in_text(std::string_view text, const std::string& name, FileKind kind,
                   std::string_view path, std::string_view value, const std::string& source) {
  Reading before = parse_text(text, name, kind);
  if (!before) return refused(std::move(before.diagnostics));
  const Location nowhere{name, 0, 0};
  if (through(*before.document, path) != Through::kOwn) {
    return set_one(text, name, kind, path, value);
  }
  const Walk way = walk(*before.document, path, nowhere);
  if (way.wrong) return refused({*way.wrong});
  const RawReading made = read_yaml(value, name);
  const Node& node = *way.nodes.back();
  const Field& field = *node.field;
  const Provenance& known = node.provenance;
  const bool was_known =
      known.status != Status::kNone || !known.source.empty() || known.low || known.high;
  const bool bare = made.root && made.root->type != Raw::Type::kMap;
  if (!was_known || !bare) return set_one(text, name, kind, path, value);
  Raw quoted;
  quoted.type = Raw::Type::kScalar;
  quoted.quoted = true;
  quoted.scalar = source;
  const std::string from = in_one_line(quoted);
  if (field.unit_from.empty()) {
    // checked as it was given, so that what is wrong is said of that; `node` is gone after it
    Diagnostics wrong = apply_override(*before.document, path, value, nowhere);
    if (!wrong.empty()) return refused(std::move(wrong));
    if (field.plain) return set_one(text, name, kind, path, value);
    return set_one(
        text, name, kind, path,
        fmt::format("{{value: {}, status: assumed, source: {}}}", in_one_line(*made.root), from));
  }
  // a named figure has its marks beside it
  Edited edited = set_one(text, name, kind, path, value);
  const std::string record(path.ends_with(".value") ? path.substr(0, path.size() - 6) : path);
  if (edited) edited = set_one(edited.text, name, kind, record + ".status", "assumed");
  if (edited) edited = set_one(edited.text, name, kind, record + ".source", from);
  return edited;
}

Edited remove_from_text(std::string_view text, const std::string& name, FileKind kind,
                        std::string_view path) {
  Reading before = parse_text(text, name, kind);
  if (!before) return refused(std::move(before.diagnostics));
  const Location nowhere{name, 0, 0};
  const RawReading raw = read_yaml(text, name);
  const YamlPlaces places(text);
  const bool in_overrides = through(*before.document, path) == Through::kFile;
  const Walk way = in_overrides ? Walk() : walk(*before.document, path, nowhere);
  if (way.wrong) return refused({*way.wrong});
  const Written written = in_overrides ? find_override(*raw.root, places, path)
                                       : find_written(*raw.root, places, way.nodes);
  const Written::Step& at = written.steps.back();
  if (!written.missing.empty() || at.key == nullptr) {
    return refused(
        {{nowhere, std::string(path), "what is not written there", "a key of the file"}});
  }
  const Raw& parent = *written.steps[written.steps.size() - 2].value;
  const std::size_t key = places.offset(at.key->where);
  const std::size_t end = std::max(places.behind_colon(*at.key, at.flow),
                                   places.span(*at.value, at.flow, at.owner).end);
  std::string out(text);
  Edited edited;
  if (at.flow) {
    const bool last = at.index + 1 == parent.items.size();
    const bool first = at.index == 0;
    const std::size_t begin =
        last && !first ? places.span(parent.items[at.index - 1], true, at.owner).end : key;
    edited.text =
        out.erase(begin, (last ? end : places.offset(parent.keys[at.index + 1].where)) - begin);
  } else {
    const std::size_t begin = places.line_begin(key);
    const bool alone = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                   text.begin() + static_cast<std::ptrdiff_t>(key),
                                   [](char c) { return c == ' '; });
    if (!alone) return refused({tangled(name, path)});
    edited.text = parent.items.size() == 1
                      ? out.replace(key, end - key, "{}")
                      : out.erase(begin, std::min(places.line_end(end) + 1, text.size()) - begin);
  }
  Reading after = parse_text(edited.text, name, kind);
  if (!after) return refused(std::move(after.diagnostics));
  if (!in_overrides) {
    const Walk there = walk(*after.document, path, nowhere);
    if (there.wrong) return refused({*there.wrong});
    *way.nodes.back() = *there.nodes.back();
  }
  if (!same(before.document->root, after.document->root)) return refused({tangled(name, path)});
  return edited;
}

}  // namespace inversim
