// SPDX-License-Identifier: Apache-2.0
// The page of `inversim validate`: every row with its band, drawn and in numbers.
#pragma once

#include <string>
#include <vector>

#include "inversim/scenario/validation.h"

namespace inversim {

/// One self-contained HTML page.
std::string validation_page(const std::vector<ValidationRow>& rows, const std::string& parameters);

}  // namespace inversim
