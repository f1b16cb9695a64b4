// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "inversim/language/markup.h"
#include "inversim/loop/suite.h"

namespace inversim {
namespace {

/// Text for XML 1.0, also in attributes: what is no character there is left out, and a newline is
/// kept as one.
std::string escaped(const std::string& text) {
  std::string out;
  std::string line;
  for (const char c : text) {
    if (c == '\n') {
      out += markup_text(line) + "&#10;";
      line.clear();
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') {
      line += c;
    }
  }
  return out + markup_text(line);
}

bool is_error(const CaseResult& r) {
  return r.status != CaseStatus::kPassed && r.status != CaseStatus::kFailed &&
         r.status != CaseStatus::kSkipped;
}

const char* error_kind(CaseStatus status) {
  if (status == CaseStatus::kDied) return "controller_died";
  if (status == CaseStatus::kNoLink) return "link";
  if (status == CaseStatus::kRefused) return "table_refused";
  return status == CaseStatus::kInvalid ? "input" : "internal";
}

void write_case(const std::string& suite, const CaseResult& r, std::string& out) {
  out += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\">\n",
                     escaped(suite), escaped(r.name), r.wall);
  if (is_error(r)) {
    out += fmt::format("      <error type=\"{}\" message=\"{}\"/>\n", error_kind(r.status),
                       escaped(r.message));
  }
  if (r.status == CaseStatus::kSkipped)
    out += fmt::format("      <skipped message=\"{}\"/>\n", escaped(r.message));
  std::string failed, all;
  for (const Verdict& v : r.verdicts) {
    all += fmt::format("{} {}\n", v.holds ? "holds:" : "FAILS:", verdict_sentence(v));
    if (!v.holds) failed += (failed.empty() ? "" : "; ") + verdict_sentence(v);
  }
  if (r.status == CaseStatus::kFailed) {
    out += fmt::format("      <failure type=\"expectation\" message=\"{}\"/>\n", escaped(failed));
  }
  for (const Event& e : r.events) {
    if (e.kind == "protocol_step" || e.kind.starts_with("disc_")) continue;
    all += fmt::format("{:.3f} s {}\n", e.time, e.text);
  }
  all += fmt::format("controller {}, {:.3f} s simulated, state {:016x}\n", r.controller,
                     r.simulated, r.hash);
  if (!r.recording.empty()) all += fmt::format("recording {}\n", r.recording);
  out += fmt::format("      <system-out>{}</system-out>\n    </testcase>\n", escaped(all));
}

}  // namespace

std::string junit(const std::string& suite, const std::vector<CaseResult>& results) {
  double wall = 0.0;
  for (const CaseResult& r : results) wall += r.wall;
  const auto failures = std::ranges::count(results, CaseStatus::kFailed, &CaseResult::status);
  const auto skipped = std::ranges::count(results, CaseStatus::kSkipped, &CaseResult::status);
  const auto errors = std::ranges::count_if(results, is_error);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  out += fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" "
      "time=\"{:.3f}\">\n",
      escaped(suite), results.size(), failures, errors, skipped, wall);
  for (const CaseResult& r : results) write_case(suite, r, out);
  return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace inversim
