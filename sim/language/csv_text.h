// SPDX-License-Identifier: Apache-2.0
// Tables: a CSV text taken apart; measurements kept as a table, as the validation file that it
// stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inversim {

/// The fields of each line of a CSV text (RFC 4180, UTF-8, commas, no line breaks in fields),
/// blanks around them taken off; empty lines and those that begin with # have no fields. Throws
/// std::invalid_argument with a sentence for people where a line is none.
std::vector<std::vector<std::string>> csv_fields(std::string_view csv, const std::string& name);

/// The YAML text of a validation file whose rows are those of a CSV text (RFC 4180, UTF-8, commas,
/// no line breaks in fields). The header names the keys of a row, with dots for nested ones
/// ("minus.statistic"); an empty field is a key left out. Where the table has no column for them,
/// rows are named by their line, and study, what, source, status and role are filled in: the name
/// given, the signal, the name, seen, and tested where there is a band. Lines of the YAML text are
/// those of the CSV text, so that what is said of one holds for the other. Throws
/// std::invalid_argument with a sentence for people for a table that is none.
std::string validation_from_csv(std::string_view csv, const std::string& name);

}  // namespace inversim
