// SPDX-License-Identifier: Apache-2.0
// What a command says and returns where something is wrong: one line, the same way for all.
#include "inversim/cli/exit_code.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <ostream>
#include <stdexcept>
#include <string>

#include "inversim/cli/report.h"
#include "inversim/cli/run.h"
#include "inversim/cli/sweep.h"
#include "inversim/cli/validate.h"
#include "inversim/recording/hdf5_file.h"

namespace inversim {
namespace {

struct Outcome {
  int exit_code;
  std::string err;
  bool operator==(const Outcome&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& o) {
  return out << o.exit_code << ' ' << o.err;
}

Outcome outcome(const std::function<int()>& command) {
  testing::internal::CaptureStderr();
  const int exit_code = exit_code_of(command);
  return {exit_code, testing::internal::GetCapturedStderr()};
}

TEST(ExitCode, OfEachKindOfFailureWithOneLine) {
  EXPECT_EQ(outcome([]() -> int { throw std::invalid_argument("a.yaml:1:2: b: why"); }),
            (Outcome{kInput, "a.yaml:1:2: b: why\n"}));
  EXPECT_EQ(outcome([]() -> int { throw FileError("x.nc cannot be written"); }),
            (Outcome{kEnvironment, "inversim: x.nc cannot be written\n"}));
  EXPECT_EQ(outcome([]() -> int { throw std::logic_error("never"); }),
            (Outcome{kInternal, "inversim: never\n"}));
}

TEST(ExitCode, ANameThatIsNoneIsToldAlikeByEveryCommand) {
  const auto said = [](const std::string& name, const std::string& kind, const std::string& near) {
    return Outcome{kInput, name +
                               ": found no such file, expected a readable file, or the name of "
                               "a shipped " +
                               kind + " file (did you mean '" + near + "'?)\n"};
  };
  RunRequest run;
  run.scenario = "kim_2013_60dg";
  EXPECT_EQ(outcome([&] { return run_session(run); }),
            said("kim_2013_60dg", "scenario", "kim_2013_60deg"));
  SweepRequest sweep;
  sweep.file = "angle_and_duratoin";
  EXPECT_EQ(outcome([&] { return run_sweep_command(sweep); }),
            said("angle_and_duratoin", "sweep", "angle_and_duration"));
  ValidateRequest validate;
  validate.sets = {"circulaton"};
  EXPECT_EQ(outcome([&] { return run_validate(validate); }),
            said("circulaton", "validation", "circulation"));
}

TEST(ExitCode, AResultThatIsNotThereIsAMatterOfTheInput) {
  ReportRequest report;
  report.result = "/no/such/run.nc";
  const Outcome gone = outcome([&] { return run_report(report); });
  EXPECT_EQ(gone.exit_code, kInput);
  EXPECT_EQ(gone.err.rfind("cannot read /no/such/run.nc: ", 0), 0u) << gone.err;
  EXPECT_EQ(std::count(gone.err.begin(), gone.err.end(), '\n'), 1) << gone.err;
}

}  // namespace
}  // namespace inversim
