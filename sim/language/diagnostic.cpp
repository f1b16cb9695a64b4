// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "inversim/language/located.h"

namespace inversim {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// optimal string alignment distance: left out, put in, changed, or two swapped
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1]))
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string sentence(const Diagnostic& diagnostic) {
  std::string out = place_prefix(diagnostic.where);
  if (!diagnostic.key.empty()) out += diagnostic.key + ": ";
  out += fmt::format("found {}, expected {}", diagnostic.found, diagnostic.expected);
  if (!diagnostic.hint.empty()) out += fmt::format(" ({})", diagnostic.hint);
  if (!diagnostic.referred_by.empty()) out += fmt::format(" [named in {}]", diagnostic.referred_by);
  return out;
}

std::string joined_sentences(std::span<const Diagnostic> diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics)
    out += (out.empty() ? "" : "\n") + sentence(diagnostic);
  return out;
}

std::string sentences(std::span<const Diagnostic> diagnostics) {
  return diagnostics.empty() ? "" : joined_sentences(diagnostics) + '\n';
}

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
  std::string best;
  std::size_t least = std::string::npos;
  for (const std::string& candidate : candidates) {
    const std::size_t slips = distance(word, candidate);
    const std::size_t length = std::max(word.size(), candidate.size());
    const std::size_t allowed = length < 2 ? 0 : std::max<std::size_t>(1, length / 3);
    if (slips <= allowed && slips < least) {
      least = slips;
      best = candidate;
    }
  }
  return best;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string out = "'";
  for (std::size_t i = 0; i < text.size(); ++i) {
    // cut between characters, not inside one
    if (i >= kMost && (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      out += "...";
      break;
    }
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n')
      out += "\\n";
    else if (byte == '\t')
      out += "\\t";
    else if (byte < 0x20 || byte == 0x7F)
      out += fmt::format("\\x{:02X}", byte);
    else
      out += text[i];
  }
  return out + "'";
}

}  // namespace inversim
