// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inversim/language/scalar.h"

namespace inversim {
namespace {

using Diagnostics = std::vector<Diagnostic>;

bool in_range(const Field& field, double value) {
  return (field.above_low ? value > field.low : value >= field.low) && value <= field.high;
}

// a number in the place's unit, as SI; nothing if it is wrong
std::optional<double> figure(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  if (raw.broken) return std::nullopt;
  const auto reading = read_number(raw);
  if (!reading.value) {
    complain(diagnostics, raw, place, reading.fault.found, reading.fault.hint);
    return std::nullopt;
  }
  const Unit* own = place.field->unit;
  const Unit* unit = place.unit ? place.unit : own;
  const double si = unit ? unit->si(*reading.value) : *reading.value;
  // the range is in the key's own unit, and its ends belong to it in every unit
  constexpr double kRounding = 1e-12;
  double value = unit == own ? *reading.value : own->from_si(si);
  for (const double end : {place.field->low, place.field->high})
    if (unit != own && std::isfinite(end) && std::abs(value - end) <= kRounding * std::abs(end))
      value = end;
  if (!in_range(*place.field, value)) {
    complain(diagnostics, raw, place, found_text(raw));
    return std::nullopt;
  }
  return si;
}

// --- a figure with its provenance: {value, low, high, status, source} ---

Field figure_field(const Field& field) {
  Field map;
  map.key = field.key;
  const auto add = [&](std::string_view key, FieldType type) -> Field& {
    Field& child = map.children.emplace_back();
    child.key = child.stem = key;
    child.type = type;
    return child;
  };
  const auto like = [&](Field& child) {
    child.low = field.low;
    child.high = field.high;
    child.above_low = field.above_low;
    child.unit = field.unit;
    child.least = field.least;
    child.most = field.most;
    child.plain = true;
    return &child;
  };
  like(add("value", field.type))->required = true;
  if (field.type == FieldType::kReal) {
    like(add("low", FieldType::kReal));
    like(add("high", FieldType::kReal));
  }
  add("status", FieldType::kChoice).choices = {"seen", "recalled", "derived", "assumed"};
  add("source", FieldType::kText);
  return map;
}

bool is_figure_map(const Raw& raw, const Field& field) {
  return raw.type == Raw::Type::kMap && !field.plain &&
         std::any_of(raw.keys.begin(), raw.keys.end(),
                     [](const Raw& key) { return key.scalar == "value"; });
}

Node validate_figure_map(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  const Field map = figure_field(*place.field);
  const std::size_t before = diagnostics.size();
  const Node inner =
      validate(raw, {&map, place.kind, place.unit, place.path, place.owner}, diagnostics);
  Node node = start_node(raw, place);
  if (diagnostics.size() > before) return node;
  const auto child = [&](std::string_view key) -> const Node& {
    return *std::find_if(inner.children.begin(), inner.children.end(),
                         [&](const Node& n) { return n.label == key; });
  };
  const Node& value = child("value");
  node.number = value.number;
  node.numbers = value.numbers;
  node.written = value.written;
  node.unit = value.unit;
  node.where = value.where;
  if (child("status").present) node.provenance.status = *status_by_name(child("status").word);
  node.provenance.source = child("source").word;
  if (place.field->type != FieldType::kReal) return node;
  const auto bound = [&](std::string_view key,
                         bool wrong_side(double, double)) -> std::optional<double> {
    const Node& end = child(key);
    if (!end.present) return std::nullopt;
    if (wrong_side(end.number, node.number))
      diagnostics.push_back({end.where, joined(place.path, key), end.written,
                             fmt::format("a number not {} the value {}",
                                         key == "low" ? "above" : "below", node.written)});
    return end.number;
  };
  node.provenance.low = bound("low", [](double low, double value_) { return low > value_; });
  node.provenance.high = bound("high", [](double high, double value_) { return high < value_; });
  return node;
}

}  // namespace

Node start_node(const Raw& raw, const Place& place) {
  Node node;
  node.field = place.field;
  node.kind = place.kind;
  node.label = place.field->key;
  node.where = raw.where;
  node.present = true;
  node.written = raw.scalar;
  return node;
}

void complain(Diagnostics& diagnostics, const Raw& raw, const Place& place, std::string found,
              std::string hint) {
  diagnostics.push_back({raw.where, place.path, std::move(found),
                         expected_text(*place.field, place.kind, place.unit), std::move(hint)});
}

std::string joined(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

Node validate_real(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  if (is_figure_map(raw, *place.field)) return validate_figure_map(raw, place, diagnostics);
  Node node = start_node(raw, place);
  node.unit = place.unit ? place.unit : place.field->unit;
  node.number = figure(raw, place, diagnostics).value_or(0.0);
  return node;
}

Node validate_list_of_scalars(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  const Field& field = *place.field;
  const bool reals = field.type == FieldType::kReals;
  if (reals && is_figure_map(raw, field)) return validate_figure_map(raw, place, diagnostics);
  Node node = start_node(raw, place);
  node.unit = place.unit ? place.unit : field.unit;
  if (raw.type != Raw::Type::kList) return complain(diagnostics, raw, place, found_text(raw)), node;
  if (raw.items.size() < field.least || raw.items.size() > field.most) {
    diagnostics.push_back({raw.where, place.path, fmt::format("{} entries", raw.items.size()),
                           fmt::format("{} to {}", field.least, field.most)});
    return node;
  }
  Field one = field;
  one.type = reals ? FieldType::kReal : FieldType::kText;
  for (std::size_t i = 0; i < raw.items.size(); ++i) {
    const Raw& item = raw.items[i];
    const Place at{&one, place.kind, place.unit, joined(place.path, std::to_string(i + 1)),
                   item.where};
    if (item.broken) continue;
    if (reals) {
      if (auto value = figure(item, at, diagnostics)) node.numbers.push_back(*value);
      continue;
    }
    const auto text = read_text(item);
    if (!text.value) {
      complain(diagnostics, item, at, text.fault.found, text.fault.hint);
    } else {
      node.words.push_back(*text.value);
      node.spots.push_back(item.where);
    }
  }
  return node;
}

Node validate_scalar(const Raw& raw, const Place& place, Diagnostics& diagnostics) {
  const Field& field = *place.field;
  Node node = start_node(raw, place);
  const auto refuse = [&](const ScalarFault& fault) {
    complain(diagnostics, raw, place, fault.found, fault.hint);
    return node;
  };
  if (field.type == FieldType::kInteger) {
    const auto reading = read_whole(raw);
    if (!reading.value) return refuse(reading.fault);
    if (!in_range(field, static_cast<double>(*reading.value))) return refuse({found_text(raw)});
    node.whole = *reading.value;
  } else if (field.type == FieldType::kBoolean) {
    const auto reading = read_flag(raw);
    if (!reading.value) return refuse(reading.fault);
    node.flag = *reading.value;
  } else if (field.type == FieldType::kChoice) {
    if (raw.type != Raw::Type::kScalar) return refuse({found_text(raw)});
    if (std::find(field.choices.begin(), field.choices.end(), raw.scalar) == field.choices.end()) {
      const std::string near = nearest(raw.scalar, field.choices);
      return refuse({found_text(raw), near.empty() || field.choices.size() == 1
                                          ? ""
                                          : fmt::format("did you mean '{}'?", near)});
    }
    node.word = raw.scalar;
  } else {
    const auto reading = read_text(raw);
    if (!reading.value) return refuse(reading.fault);
    node.word = *reading.value;
  }
  return node;
}

}  // namespace inversim
