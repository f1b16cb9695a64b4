// SPDX-License-Identifier: Apache-2.0
// A checked file, or a scenario with all files it names: a tree of values in SI, each knowing where
// it was written, in which unit, and how sure it is.
//
//   const Node& brake = document.root.at("table.brake");
//   double force = brake.real("clamp_force_N");              // [N], whatever unit was written
//   double start = document.root.real("settings.start_angle_deg");  // [rad]: SI, always
//   for (const Node& level : document.root.list("spine.levels")) level.name();  // "C0-C1" ...
//   for (const Node& step : document.root.list("protocol"))
//     if (step.step() == "rotate") step.real("rotate.to_deg");
//
// A path holds the keys as the table of fields writes them, and in lists the name of a record or,
// where records have none, its number from 1 ("levels.L4-L5.disc_area_mm2", "protocol.3.rotate").
// Asking for a path or a type that the table does not have is a programmer's error:
// std::logic_error with the path, whatever the file says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inversim/language/diagnostic.h"
#include "inversim/language/fields.h"

namespace inversim {

/// How a figure is known.
enum class Status { kNone, kSeen, kRecalled, kDerived, kAssumed };
std::string_view status_name(Status status);  ///< "", "seen", "recalled", "derived", "assumed"
std::optional<Status> status_by_name(std::string_view name);

/// What is known about a figure beside its value.
struct Provenance {
  Status status = Status::kNone;
  std::string source;
  std::optional<double> low;   ///< in SI
  std::optional<double> high;  ///< in SI
};

/// Where a value comes from.
enum class Origin { kFile, kPreset, kOverride };

/// One value of the tree, and what is below it. Plain data; the accessors read it by path.
struct Node {
  const Field* field = nullptr;      ///< row of the table
  FileKind kind = FileKind::kTable;  ///< of the file the row belongs to
  std::string label;                 ///< key in a map; name, or number from 1, in a list
  Location where;                    ///< of the value
  Origin origin = Origin::kFile;
  bool present = false;  ///< optional and left out: false, and no value
  bool entry = false;    ///< of a list: a record or a step

  double number = 0.0;             ///< kReal: in SI
  std::int64_t whole = 0;          ///< kInteger
  bool flag = false;               ///< kBoolean
  std::string word;                ///< kText, kChoice; kReference as written
  std::vector<double> numbers;     ///< kReals: in SI
  std::vector<std::string> words;  ///< kTexts
  std::vector<Location> spots;     ///< of the words
  std::string written;             ///< scalar as written: "9.26"
  const Unit* unit = nullptr;      ///< unit it was written in, or null
  Provenance provenance;           ///< kReal, kReals

  std::vector<Node> children;  ///< of a map, a list, or the file a reference names

  // by path, relative to this node

  double real(std::string_view path) const;  ///< [SI]
  std::int64_t integer(std::string_view path) const;
  bool boolean(std::string_view path) const;
  const std::string& text(std::string_view path) const;           ///< kText, kChoice, kReference
  const std::vector<double>& reals(std::string_view path) const;  ///< [SI]
  const std::vector<std::string>& texts(std::string_view path) const;
  const std::vector<Node>& list(std::string_view path) const;  ///< kRecords, kSteps
  const Node& at(std::string_view path) const;                 ///< any; it may be absent

  bool has(std::string_view path) const;                          ///< an optional one is there
  double real_or(std::string_view path, double otherwise) const;  ///< [SI]

  const std::string& name() const { return label; }  ///< of a record in a list
  const std::string& step() const;                   ///< the one key of a step
};

/// A file as it was read: results store the text and the hash.
struct SourceFile {
  FileKind kind = FileKind::kTable;
  std::string path;
  std::string text;
  std::uint64_t hash = 0;  ///< text_hash() of the text
  Location referred_by;    ///< where another file names it; line 0 for the first
};

struct Document {
  FileKind kind = FileKind::kTable;
  Node root;
  std::vector<SourceFile> files;  ///< the file itself first, then those it names
};

/// fnv1a() of its bytes.
std::uint64_t text_hash(std::string_view text);
std::string hash_text(std::uint64_t hash);  ///< 16 hexadecimal digits

}  // namespace inversim
