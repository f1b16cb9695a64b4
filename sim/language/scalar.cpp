// SPDX-License-Identifier: Apache-2.0
#include "inversim/language/scalar.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace inversim {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// length of [+-] digits [. digits] [e [+-] digits] at the start of the text, or 0
std::size_t decimal_length(std::string_view text) {
  std::size_t i = 0, digits = 0;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  for (; i < text.size() && digit(text[i]); ++i) ++digits;
  if (i < text.size() && text[i] == '.')
    for (++i; i < text.size() && digit(text[i]); ++i) ++digits;
  if (digits == 0) return 0;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::size_t k = i + 1;
    if (k < text.size() && (text[k] == '+' || text[k] == '-')) ++k;
    if (k < text.size() && digit(text[k])) {
      while (k < text.size() && digit(text[k])) ++k;
      i = k;
    }
  }
  return i;
}

bool leading_zero(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && digit(text[1]);
}

bool is_not_finite(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  const std::string word = lowered(text);
  constexpr std::array<std::string_view, 5> kWords = {".nan", "nan", ".inf", "inf", "infinity"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool other_notation(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || !digit(text[0])) return false;
  const auto in = [&](std::string_view set) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
      return std::isxdigit(static_cast<unsigned char>(c)) || set.find(c) != std::string_view::npos;
    });
  };
  if (text.starts_with("0x") || text.starts_with("0o") || text.starts_with("0b")) return true;
  return text.find_first_of("_:") != std::string_view::npos && in("_:.");
}

// a hint for something that is not a plain number, or ""
std::string number_hint(const Raw& raw) {
  const std::string_view text = raw.scalar;
  const std::size_t length = decimal_length(text);
  if (raw.quoted) return length == text.size() && length > 0 ? "write it without quotes" : "";
  if (is_not_finite(text)) return "it must be finite";
  if (other_notation(text)) return "write plain decimal digits";
  if (length == 0 || length == text.size()) return "";
  if (text[length] == ',') return "write a decimal point";
  const char next =
      text[length] == ' ' && length + 1 < text.size() ? text[length + 1] : text[length];
  if (std::isalpha(static_cast<unsigned char>(next)) || next == '%')
    return "the unit belongs in the key";
  return "";
}

}  // namespace

std::string found_text(const Raw& raw) {
  switch (raw.type) {
    case Raw::Type::kNothing:
      return "nothing";
    case Raw::Type::kList:
      return raw.items.empty() ? "an empty list" : "a list";
    case Raw::Type::kMap:
      return raw.items.empty() ? "an empty map" : "a map";
    case Raw::Type::kScalar:
      break;
  }
  if (raw.scalar.empty()) return "an empty text";
  const bool plain_number = !raw.quoted && decimal_length(raw.scalar) == raw.scalar.size();
  return plain_number ? raw.scalar : in_quotes(raw.scalar);
}

ScalarReading<double> read_number(const Raw& raw) {
  ScalarReading<double> reading;
  if (raw.type != Raw::Type::kScalar) return reading.fault.found = found_text(raw), reading;
  const std::string_view text = raw.scalar;
  if (raw.quoted || text.empty() || decimal_length(text) != text.size()) {
    reading.fault = {found_text(raw), number_hint(raw)};
    return reading;
  }
  if (leading_zero(text)) {
    reading.fault = {in_quotes(text),
                     "leave out the leading zero, which some readers take for octal"};
    return reading;
  }
  double value = 0;
  const std::size_t plus = text.starts_with('+') ? 1 : 0;  // from_chars takes no plus
  const auto result = std::from_chars(text.data() + plus, text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    // too small is zero for our purposes only if it is meant to be: say so either way
    reading.fault = {std::string(text.substr(0, 40)), "beyond what a double can hold"};
    return reading;
  }
  reading.value = value;
  return reading;
}

ScalarReading<std::int64_t> read_whole(const Raw& raw) {
  ScalarReading<std::int64_t> reading;
  const ScalarReading<double> number = read_number(raw);
  if (!number.value) return reading.fault = number.fault, reading;
  if (raw.scalar.find_first_of(".eE") != std::string::npos || std::abs(*number.value) > 9e15) {
    reading.fault = {found_text(raw)};
    return reading;
  }
  reading.value = static_cast<std::int64_t>(*number.value);
  return reading;
}

ScalarReading<bool> read_flag(const Raw& raw) {
  ScalarReading<bool> reading;
  reading.fault.found = found_text(raw);
  if (raw.type != Raw::Type::kScalar) return reading;
  if (raw.quoted) {
    if (raw.scalar == "true" || raw.scalar == "false")
      reading.fault.hint = "write it without quotes";
    return reading;
  }
  if (raw.scalar == "true") reading.value = true;
  if (raw.scalar == "false") reading.value = false;
  return reading;
}

ScalarReading<std::string> read_text(const Raw& raw) {
  ScalarReading<std::string> reading;
  reading.fault.found = found_text(raw);
  if (raw.type != Raw::Type::kScalar || raw.scalar.empty()) return reading;
  const std::string_view text = raw.scalar;
  const bool other = decimal_length(text) == text.size() || is_not_finite(text) ||
                     other_notation(text) || text == "true" || text == "false";
  if (other && !raw.quoted) {
    reading.fault.hint = "put it in quotes if the text is meant";
    return reading;
  }
  reading.value = raw.scalar;
  return reading;
}

}  // namespace inversim
