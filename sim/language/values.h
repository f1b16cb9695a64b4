// SPDX-License-Identifier: Apache-2.0
// Numbers, words and lists of them, checked.
#pragma once

#include <string>
#include <vector>

#include "inversim/language/validate.h"

namespace inversim {

/// What is common to every kind of value.
Node start_node(const Raw& raw, const Place& place);

/// `raw` is not what `place` asks for.
void complain(std::vector<Diagnostic>& diagnostics, const Raw& raw, const Place& place,
              std::string found, std::string hint = "");

/// "a.b", or "b" for an empty a.
std::string joined(const std::string& path, std::string_view key);

/// kReal: a number, or a map of it with its provenance.
Node validate_real(const Raw& raw, const Place& place, std::vector<Diagnostic>& diagnostics);

/// kReals, kTexts.
Node validate_list_of_scalars(const Raw& raw, const Place& place,
                              std::vector<Diagnostic>& diagnostics);

/// kInteger, kBoolean, kChoice, kText, kReference.
Node validate_scalar(const Raw& raw, const Place& place, std::vector<Diagnostic>& diagnostics);

}  // namespace inversim
