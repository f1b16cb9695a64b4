// SPDX-License-Identifier: Apache-2.0
// A suite: scenarios x subjects x fault sets, each a case that a controller passes or fails.
#pragma once

#include <string>
#include <vector>

#include "inversim/language/library.h"
#include "inversim/scenario/session.h"

namespace inversim {

/// One case: a resolved scenario with the case's faults and expectations in it.
struct SuiteCase {
  std::string name;        ///< "encoder_sticks", with scenario and subject where there are several
  std::string scenario;    ///< file
  std::string controller;  ///< as it was named
  Document document;
  std::vector<std::string> expected = {};  ///< in words, the scenario's own first
  bool may_refuse = false;                 ///< a controller that refuses the table is no error
};

enum class CaseStatus {
  kPassed,
  kFailed,   ///< an expectation does not hold
  kDied,     ///< the controller stopped answering, which nobody planned
  kInvalid,  ///< it could not be set up
  kRefused,  ///< the controller refuses its table
  kSkipped,  ///< the same, and the case says that it may
  kNoLink,   ///< nobody was at the other end of the link, or there is no such device
  kBroken    ///< the plant's or the program's own fault
};

struct CaseResult {
  std::string name, controller;
  CaseStatus status = CaseStatus::kBroken;
  std::string message;  ///< why, if it is none of passed and failed
  std::vector<Verdict> verdicts;
  std::vector<Event> events;
  double simulated = 0.0;  ///< [s]
  double wall = 0.0;       ///< [s]
  std::uint64_t hash = 0;  ///< of the plant's last state
  std::string recording;   ///< file, or empty
  std::string failing;     ///< stem of the files of its failing second, or empty
};

/// The cases of a suite for each of the controllers (shipped names or paths from here), in the
/// order of the file; with `only`, those of these names. Throws std::invalid_argument with all that
/// is wrong with them, in located sentences, or for a name that there is not.
std::vector<SuiteCase> read_suite(const std::string& file, const Library& library,
                                  const std::vector<std::string>& controllers,
                                  const std::vector<std::string>& only = {});

/// Verdicts and status of a case that ran.
void judge(const SessionResult& result, CaseResult& judged);

/// "pass", "fail", "died", "skip" or "error".
std::string status_word(CaseStatus status);

/// An expectation in words, with the value measured and its time.
std::string verdict_sentence(const Verdict& verdict);

/// JUnit's XML: a test case each, with expectation, measured value, time and recording.
std::string junit(const std::string& suite, const std::vector<CaseResult>& results);

}  // namespace inversim
