// SPDX-License-Identifier: Apache-2.0
// How a row of the table of fields is written. One file of rows per kind of file.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inversim/language/fields.h"

namespace inversim {

/// A field under construction: each call adds what the row says and returns the row.
struct Row {
  Field field;

  Row required() && { return field.required = true, std::move(*this); }
  Row preset(std::string_view value) && { return field.preset = value, std::move(*this); }
  Row preset(double value) && { return field.preset = number_text(value), std::move(*this); }
  Row preset(int value) && { return field.preset = number_text(value), std::move(*this); }
  Row preset(const char* value) && { return field.preset = value, std::move(*this); }
  Row preset(bool value) && { return field.preset = value ? "true" : "false", std::move(*this); }
  Row range(double low, double high) && {
    return field.low = low, field.high = high, std::move(*this);
  }
  Row at_least(double low) && { return field.low = low, std::move(*this); }
  /// low itself is refused
  Row above(double low, double high) && {
    return field.low = low, field.high = high, field.above_low = true, std::move(*this);
  }
  Row not_above(std::string_view key) && { return field.not_above = key, std::move(*this); }
  Row unit_from(std::string_view key) && {
    return field.unit_from = key, field.plain = true, std::move(*this);
  }
  Row plain() && { return field.plain = true, std::move(*this); }
  Row member_of(std::string_view path) && { return field.member_of = path, std::move(*this); }
  Row count(std::size_t least, std::size_t most) && {
    return field.least = least, field.most = most, std::move(*this);
  }
  Row names(std::vector<std::string> all) && {
    return field.names = std::move(all), std::move(*this);
  }
  Row one_or_more_of(std::vector<std::string> keys) && {
    return field.one_or_more_of = std::move(keys), std::move(*this);
  }
};

namespace rows {

inline Row row(FieldType type, std::string_view path, std::string_view doc) {
  Row row;
  row.field.type = type;
  row.field.path = path;
  row.field.doc = doc;
  return row;
}
inline Row real(std::string_view path, std::string_view doc) {
  return row(FieldType::kReal, path, doc);
}
inline Row integer(std::string_view path, std::string_view doc) {
  return row(FieldType::kInteger, path, doc);
}
inline Row boolean(std::string_view path, std::string_view doc) {
  return row(FieldType::kBoolean, path, doc);
}
inline Row text(std::string_view path, std::string_view doc) {
  return row(FieldType::kText, path, doc);
}
inline Row choice(std::string_view path, std::vector<std::string> choices, std::string_view doc) {
  Row made = row(FieldType::kChoice, path, doc);
  made.field.choices = std::move(choices);
  return made;
}
inline Row reals(std::string_view path, std::string_view doc) {
  return row(FieldType::kReals, path, doc);
}
inline Row texts(std::string_view path, std::string_view doc) {
  return row(FieldType::kTexts, path, doc);
}
/// A map is required if anything below it is.
inline Row map(std::string_view path, std::string_view doc) {
  return row(FieldType::kMap, path, doc).preset("{}");
}
inline Row records(std::string_view path, std::string_view doc) {
  return row(FieldType::kRecords, path, doc);
}
inline Row steps(std::string_view path, std::string_view doc) {
  return row(FieldType::kSteps, path, doc);
}
inline Row steps_like(std::string_view path, std::string_view like, std::string_view doc) {
  Row made = row(FieldType::kSteps, path, doc);
  made.field.like = like;
  return made;
}
inline Row reference(std::string_view path, FileKind target, std::string_view doc) {
  Row made = row(FieldType::kReference, path, doc);
  made.field.target = target;
  return made;
}
inline Row overrides(std::string_view path, std::string_view doc) {
  return row(FieldType::kOverrides, path, doc);
}

/// Rows that several kinds share, put below `prefix`.
using Rows = std::vector<Row>;
void append(Rows& rows, Rows more);

}  // namespace rows

rows::Rows table_rows();
rows::Rows sensor_rows();  ///< of a table file
rows::Rows subject_rows();
rows::Rows spine_rows();
rows::Rows circulation_rows();
rows::Rows scenario_rows();
rows::Rows validation_rows();
rows::Rows risk_rows();
rows::Rows limits_rows();
rows::Rows suite_rows();
rows::Rows sweep_rows();

/// Rows that scenarios and suites share, below a path.
rows::Rows fault_rows(const std::string& at, const std::string& doc);
rows::Rows expect_rows(const std::string& at, const std::string& doc);
/// As inversim_state of plant/controller.h numbers them.
std::vector<std::string> state_names();

}  // namespace inversim
