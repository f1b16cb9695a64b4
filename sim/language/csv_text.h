// SPDX-License-Identifier: Apache-2.0
// Measurements kept as a table: a CSV file as the validation file that it stands for.
#pragma once

#include <string>
#include <string_view>

namespace inversim {

/// The YAML text of a validation file whose rows are those of a CSV text (RFC 4180, UTF-8, commas,
/// no line breaks in fields). The header names the keys of a row, with dots for nested ones
/// ("minus.statistic"); an empty field is a key left out. Where the table has no column for them,
/// rows are named by their line, and study, what, source, status and role are filled in: the name
/// given, the signal, the name, seen, and tested where there is a band. Lines of the YAML text are
/// those of the CSV text, so that what is said of one holds for the other. Throws
/// std::invalid_argument with a sentence for people for a table that is none.
std::string validation_from_csv(std::string_view csv, const std::string& name);

}  // namespace inversim
