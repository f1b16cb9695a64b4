// SPDX-License-Identifier: Apache-2.0
// What is checked of a file to write before the work that fills it begins, and how it is written.
#pragma once

#include <string>

#include "inversim/language/document.h"

namespace inversim {

/// Whether two paths name one file that is there.
bool same_file(const std::string& one, const std::string& other);

/// Why a result of this document cannot be written to `path`, as a sentence; empty if it can: its
/// folder is there, it is no folder itself, and none of the files that the document was read from.
std::string unwritable(const std::string& path, const Document& document);

/// Writes beside the target and renames: a full disk leaves no half file in its place. Throws
/// FileError.
void write_whole(const std::string& path, const std::string& text);

}  // namespace inversim
