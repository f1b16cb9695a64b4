// SPDX-License-Identifier: Apache-2.0
// Suites, scenarios and model files: a text comes to a document or to sentences about it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "inversim/language/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace inversim;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Reading reading = parse_text(text, "fuzzed.yaml");
  if (reading.document.has_value() == !reading.diagnostics.empty()) std::abort();
  if (!reading && sentences(reading.diagnostics).empty()) std::abort();
  return 0;
}
