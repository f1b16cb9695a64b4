// SPDX-License-Identifier: Apache-2.0
// The one table of every key of every file. Parser, JSON Schema, documentation, and the dump from
// which Python types come are made from it and from nothing else.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inversim/language/quantity.h"

namespace inversim {

enum class FileKind {
  kTable,
  kSubject,
  kSpine,
  kCirculation,
  kScenario,
  kValidation,
  kRisk,
  kLimits,
  kSuite,
  kSweep
};

inline constexpr FileKind kFileKinds[] = {
    FileKind::kTable,    FileKind::kSubject,    FileKind::kSpine, FileKind::kCirculation,
    FileKind::kScenario, FileKind::kValidation, FileKind::kRisk,  FileKind::kLimits,
    FileKind::kSuite,    FileKind::kSweep};

std::string_view kind_name(FileKind kind);    ///< "table"
std::string_view kind_folder(FileKind kind);  ///< folder below the data directory: "models/tables"
std::optional<FileKind> kind_by_name(std::string_view name);

enum class FieldType {
  kReal,  ///< a number, with a unit in its key or none; or a figure with its provenance
  kInteger,
  kBoolean,  ///< true or false
  kText,
  kChoice,     ///< one of a few words
  kReals,      ///< a list of numbers
  kTexts,      ///< a list of texts
  kMap,        ///< keys below it
  kRecords,    ///< a list of maps with the same keys, found by their `name` where they have one
  kSteps,      ///< a list of maps with exactly one key each, out of those below it
  kReference,  ///< the name or path of another file
  kOverrides   ///< dotted paths of the resolved scenario and their values
};

/// One row of the table: one key of one kind of file.
struct Field {
  std::string path;  ///< "levels[].tension_linear_N_per_m", "protocol[].rotate.to_deg"; root ""
  std::string key;   ///< its last part
  FieldType type = FieldType::kMap;
  bool required = false;
  std::optional<std::string> preset;  ///< the default, as it would be written in a file
  double low = -std::numeric_limits<double>::infinity();  ///< smallest value, in the key's unit
  double high = std::numeric_limits<double>::infinity();  ///< greatest value, in the key's unit
  bool above_low = false;                                 ///< `low` itself is refused
  const Unit* unit = nullptr;                             ///< of the key, or null
  std::string stem;                                       ///< key without its unit
  std::string unit_from;  ///< key beside it that says the unit ("unit"), or empty
  bool plain = false;     ///< a number only, not a map with its provenance
  std::vector<std::string> choices;
  std::string not_above;  ///< key beside it, of the same unit, that is not smaller; or empty
  std::string member_of;  ///< path of the list in which this text is a name; or empty
  std::size_t least = 0;  ///< entries of a list
  std::size_t most = 10000;
  std::vector<std::string> names;  ///< the records' names, in this order, where they are fixed
  std::vector<std::string> one_or_more_of;  ///< of these keys of a map at least one is there
  FileKind target = FileKind::kTable;       ///< kind of file a reference names
  std::string like;                         ///< path of the field whose keys these are ("protocol")
  std::string doc;                          ///< one line
  std::vector<Field> children;
};

/// The table of one kind of file: a map field with everything below it.
const Field& fields(FileKind kind);

/// The fields below `field` of a `kind` file (those of its `like`, if it has one; those of the
/// target's root for a reference).
std::span<const Field> children_of(const Field& field, FileKind kind);

/// The child with exactly this key, or null.
const Field* find_child(const Field& field, FileKind kind, std::string_view key);

/// The field at a dotted path without list indices ("brake.clamp_force_N", "protocol.rotate"), or
/// null.
const Field* find_field(FileKind kind, std::string_view path);

/// Every field of the kind, in the order of the table, root left out.
std::vector<const Field*> all_fields(FileKind kind);

/// The keys under which a field may be written: its own, and those with another unit of its family.
std::vector<std::string> spellings(const Field& field);

/// The type in words: "a number of N from 0 to 50000", "one of prescribed, spotter, arms"; the
/// range in `unit` if it is given.
std::string expected_text(const Field& field, FileKind kind, const Unit* unit = nullptr);

/// "a", "a and b", "a, b and c" with `last` for "and"; a long one is cut: "..., j and 15 more".
std::string enumeration(std::span<const std::string> words, std::string_view last);

}  // namespace inversim
