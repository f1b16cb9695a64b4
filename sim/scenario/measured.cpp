// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/measured.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "inversim/language/quantity.h"
#include "inversim/plant/observe.h"
#include "inversim/scenario/watch.h"

namespace inversim {
namespace {

using Sizes = std::vector<std::pair<std::string, double>>;  // ends of a key, each in SI

Sizes sizes_of(const std::string& units) {
  Sizes sizes;
  if (const Unit* own = unit_of_signal(units)) {
    for (const Unit* unit : family_of(*own)) sizes.emplace_back(unit->key, unit->si(1.0));
  }
  if (sizes.empty()) sizes.emplace_back("", 1.0);
  return sizes;
}

const SignalTable& signals() {
  static const SignalTable table = every_signal();
  return table;
}

const Signal* signal_named(const std::string& name) {
  const auto at = std::ranges::find(signals().signals, name, &Signal::name);
  return at == signals().signals.end() ? nullptr : &*at;
}

std::vector<std::string> labels_of(const Signal& signal) {
  const auto at = std::ranges::find(signals().coordinates, signal.coordinate, &Coordinate::name);
  return signal.coordinate.empty() || at == signals().coordinates.end() ? std::vector<std::string>{}
                                                                        : at->labels;
}

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_word(std::string_view text) {
  return std::ranges::all_of(
      text, [](unsigned char c) { return c == '_' || c >= 0x80 || std::isalnum(c) != 0; });
}

/// name[label]_UNIT, as far as a header is of that form.
struct Bracketed {
  std::string name, label, unit;
};
std::optional<Bracketed> bracketed(const std::string& header) {
  const std::size_t open = header.find('['), close = header.find(']');
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  const std::string after = header.substr(close + 1);
  if (header.find('[', open + 1) != std::string::npos) return {};
  const bool unit = after.size() > 1 && after[0] == '_' && is_word(after.substr(1));
  if (!after.empty() && !unit) return {};
  return Bracketed{header.substr(0, open),
                   std::string(trimmed(header.substr(open + 1, close - open - 1))),
                   unit ? after.substr(1) : ""};
}

[[noreturn]] void refuse_signal(const std::string& name) {
  std::vector<std::string> names;
  for (const Signal& s : signals().signals) names.push_back(s.name);
  std::string near = nearest(name, names);
  if (near.empty()) near = nearest(name.substr(0, name.rfind('_')), names);
  throw UnknownColumn(fmt::format("the unknown signal {}", in_quotes(name)),
                      "a recorded signal and its unit, such as bed_angle_deg",
                      near.empty() ? "" : fmt::format("did you mean '{}'?", near));
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

/// Size in seconds of the unit of a time column; none for another column.
std::optional<double> split_time(const std::string& header) {
  for (const auto& [unit, si] : sizes_of("s")) {
    if (header == "time_" + unit) return si;
  }
  return std::nullopt;
}

struct CsvField {
  std::string text;
  int column;  // from 1, in characters
};

int characters(std::string_view text) {
  return static_cast<int>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::vector<CsvField> split(std::string_view line, char delimiter) {
  std::vector<CsvField> fields;
  for (std::size_t at = 0; at <= line.size();) {
    const int column = characters(line.substr(0, at)) + 1;
    std::size_t quote = at;
    while (quote < line.size() && blank(line[quote]) && line[quote] != delimiter) ++quote;
    std::string text;
    std::size_t end = at;
    bool is_quoted = quote < line.size() && line[quote] == '"';
    if (is_quoted) {
      std::size_t i = quote + 1;
      for (; i < line.size(); ++i) {
        if (line[i] != '"') {
          text += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
          text += line[i++];
        } else {
          break;
        }
      }
      is_quoted = i < line.size();  // a quote that does not end is no quote
      end = i;
    }
    if (is_quoted) {
      end = std::min(line.find(delimiter, end), line.size());
      fields.push_back({std::string(trimmed(text)), column});
    } else {
      end = std::min(line.find(delimiter, at), line.size());
      const std::string_view whole = line.substr(at, end - at), inner = trimmed(whole);
      const auto lead = inner.empty() ? 0 : static_cast<int>(inner.data() - whole.data());
      fields.push_back({std::string(inner), column + lead});
    }
    at = end + 1;
  }
  return fields;
}

/// A whole text as a number; not a number where it is none.
double number_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN();
}

/// "0,5": a number with a comma for its decimal sign.
bool has_decimal_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return false;
  std::string_view before = text.substr(0, comma), after = text.substr(comma + 1);
  if (before.starts_with('+') || before.starts_with('-')) before.remove_prefix(1);
  const auto digits = [](std::string_view t) {
    return !t.empty() && std::ranges::all_of(t, [](char c) { return c >= '0' && c <= '9'; });
  };
  return digits(before) && digits(after);
}

struct CsvLine {
  int number;
  std::string_view text;
};

std::vector<CsvLine> lines_of(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::vector<CsvLine> lines;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end), content = trimmed(line);
    if (!content.empty() && content.front() != '#') lines.push_back({number, line});
    const bool two = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (two ? 2 : 1), text.size()));
  }
  return lines;
}

/// A byte that no table of numbers has.
bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

class Reader {
 public:
  Reader(const std::string& file, const ColumnNames& names) : names_(names) { out_.file = file; }

  MeasuredReading read(std::string_view text) {
    if (std::ranges::any_of(text, is_control)) {
      say(1, 0, "", "bytes that are no text", "a line that names the columns, and rows of numbers");
      return given_up();
    }
    const std::vector<CsvLine> lines = lines_of(text);
    if (lines.empty()) {
      say(1, 0, "", "nothing", "a line that names the columns, and rows of numbers");
      return given_up();
    }
    for (const char d : {',', '\t', ';'}) {
      if (lines[0].text.find(d) != std::string_view::npos) delimiter_ = d;
    }
    header(lines[0].number, split(lines[0].text, delimiter_));
    if (!wrong_.empty()) return given_up();
    if (lines.size() < 3) {
      say(lines[0].number, 0, "", fmt::format("{} rows", lines.size() - 1),
          "two rows or more below the names");
      return given_up();
    }
    for (std::size_t i = 1; i < lines.size() && wrong_.size() < kMostMistakes; ++i) row(lines[i]);
    if (wrong_.empty()) check_time(lines);
    if (!wrong_.empty()) return given_up();
    return {std::move(out_), {}};
  }

 private:
  struct Taken {
    std::size_t place;
    double si;
  };

  void header(int number, const std::vector<CsvField>& fields) {
    for (const CsvField& f : fields) header_.push_back(f.text);
    for (const auto& [wanted, instead] : names_) {
      if (std::ranges::find(header_, wanted) != header_.end()) continue;
      const std::string near = nearest(wanted, header_);
      say(number, 0, wanted, "no such column", fmt::format("one of {}", fmt::join(header_, ", ")),
          near.empty() ? "" : fmt::format("did you mean '{}'?", near));
    }
    for (std::size_t place = 0; place < fields.size(); ++place) {
      const auto renamed =
          std::ranges::find(names_, fields[place].text, &ColumnNames::value_type::first);
      if (renamed != names_.end() && !renamed->second) continue;
      name_column(number, place, fields[place],
                  renamed != names_.end() ? *renamed->second : fields[place].text);
    }
    if (!time_) {
      say(number, 0, "", "no column of time", "time_s, time_ms, time_min or time_h");
    } else if (taken_.empty() && wrong_.empty()) {
      say(number, 0, "", "no column but time", "a signal beside it, such as bed_angle_deg");
    }
  }

  void name_column(int number, std::size_t place, const CsvField& field, const std::string& name) {
    const std::optional<double> size = split_time(name);
    if (size && !time_) {
      time_ = Taken{place, *size};
      return;
    }
    try {
      if (size) throw UnknownColumn("a second column of time", "one");
      MeasuredColumn column = split_header(name);
      const auto same = std::ranges::find(out_.columns, column.channel, &MeasuredColumn::channel);
      if (same != out_.columns.end()) {
        throw UnknownColumn(fmt::format("'{}' a second time", column.channel), "each channel once");
      }
      taken_.push_back({place, column.si});
      out_.columns.push_back(std::move(column));
      out_.values.emplace_back();
    } catch (const UnknownColumn& e) {
      say(number, field.column, field.text, e.found, e.expected, e.hint);
    }
  }

  void row(const CsvLine& line) {
    const std::vector<CsvField> fields = split(line.text, delimiter_);
    if (fields.size() != header_.size()) {
      say(line.number, 0, "", fmt::format("{} fields", fields.size()),
          fmt::format("{}, as the first line has", header_.size()));
      return;
    }
    std::vector<bool> wanted(fields.size(), false);
    std::vector<double> value(fields.size(), 0.0);
    wanted[time_->place] = true;
    for (const Taken& t : taken_) wanted[t.place] = true;
    for (std::size_t place = 0; place < fields.size(); ++place) {
      if (!wanted[place]) continue;
      const CsvField& f = fields[place];
      value[place] = number_of(f.text);
      if (std::isfinite(value[place])) continue;
      say(line.number, f.column, header_[place], f.text.empty() ? "nothing" : in_quotes(f.text),
          "a finite number",
          delimiter_ != ',' && has_decimal_comma(f.text) ? "the decimal sign is a point" : "");
    }
    out_.time.push_back(value[time_->place] * time_->si);
    for (std::size_t k = 0; k < taken_.size(); ++k) {
      out_.values[k].push_back(value[taken_[k].place] * taken_[k].si);
    }
  }

  void check_time(const std::vector<CsvLine>& lines) {
    for (std::size_t i = 1; i < out_.time.size() && wrong_.size() < kMostMistakes; ++i) {
      if (out_.time[i] > out_.time[i - 1]) continue;
      const CsvField f = split(lines[i + 1].text, delimiter_)[time_->place];
      const CsvField before = split(lines[i].text, delimiter_)[time_->place];
      say(lines[i + 1].number, f.column, header_[time_->place], f.text,
          fmt::format("a time after {}, that of the row above", before.text));
    }
  }

  void say(int line, int column, const std::string& key, const std::string& found,
           const std::string& expected, const std::string& hint = "") {
    wrong_.push_back({{out_.file, line, column}, key, found, expected, hint, ""});
  }

  MeasuredReading given_up() { return {std::nullopt, std::move(wrong_)}; }

  const ColumnNames& names_;
  char delimiter_ = ',';
  std::vector<std::string> header_;
  std::optional<Taken> time_;
  std::vector<Taken> taken_;
  Measured out_;
  std::vector<Diagnostic> wrong_;
};

}  // namespace

MeasuredColumn split_header(const std::string& header) {
  Bracketed part;
  if (const auto in_brackets = bracketed(header)) {
    part = *in_brackets;
  } else {
    part.name = header;
    std::size_t longest = 0;
    for (const Signal& s : signals().signals) {
      const bool begins = header == s.name || header.starts_with(s.name + "_");
      if (!begins || s.name.size() <= longest) continue;
      longest = s.name.size();
      part.name = s.name;
    }
    if (header.size() > part.name.size()) part.unit = header.substr(part.name.size() + 1);
  }
  const Signal* signal = signal_named(part.name);
  if (signal == nullptr) refuse_signal(part.name);
  const std::vector<std::string> labels = labels_of(*signal);
  if (!labels.empty() && std::ranges::find(labels, part.label) == labels.end()) {
    throw UnknownColumn(
        part.label.empty() ? fmt::format("no {}", signal->coordinate) : in_quotes(part.label),
        fmt::format("{}[{}]_UNIT with one of {}", part.name, upper(signal->coordinate),
                    fmt::join(labels, ", ")));
  }
  if (!part.label.empty() && labels.empty()) {
    throw UnknownColumn(in_quotes(header),
                        fmt::format("'{}' without a place: there is one of it", part.name));
  }
  const Sizes sizes = sizes_of(signal->units);
  const auto size = std::ranges::find(sizes, part.unit, &Sizes::value_type::first);
  if (size == sizes.end()) {
    std::vector<std::string> ends;
    for (const auto& [end, si] : sizes) {
      if (!end.empty()) ends.push_back("_" + end);
    }
    throw UnknownColumn(
        part.unit.empty() ? "no unit" : fmt::format("the unit {}", in_quotes(part.unit)),
        fmt::format("'{}' with {}; it is in {}", part.name,
                    ends.empty() ? "no unit" : fmt::format("one of {}", fmt::join(ends, ", ")),
                    signal->units));
  }
  return {part.label.empty() ? part.name : fmt::format("{}[{}]", part.name, part.label),
          part.name,
          part.label,
          signal->units,
          signal->long_name,
          size->second};
}

MeasuredReading read_measured(std::string_view text, const std::string& file,
                              const ColumnNames& names) {
  return Reader(file, names).read(text);
}

std::string mistakes_text(const std::vector<Diagnostic>& wrong) {
  std::string out;
  for (std::size_t i = 0; i < std::min(wrong.size(), kMostMistakes); ++i) {
    out += (out.empty() ? "" : "\n") + sentence(wrong[i]);
  }
  if (wrong.size() > kMostMistakes) {
    out += fmt::format("\nand {} more", wrong.size() - kMostMistakes);
  }
  return out;
}

}  // namespace inversim
