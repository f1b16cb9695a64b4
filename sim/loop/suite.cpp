// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/suite.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/diagnostic.h"
#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/loop/attach.h"
#include "inversim/scenario/expectations.h"

namespace inversim {
namespace {

namespace fs = std::filesystem;

Node& child(Node& root, std::string_view key) {
  return *std::ranges::find_if(root.children, [key](const Node& n) { return n.label == key; });
}

/// File of a scenario that a case names: a path from the suite's folder, or a shipped one.
std::string scenario_file(const Library& library, const std::string& named, const Node& of_case) {
  std::vector<Diagnostic> wrong;
  const auto file =
      referred_file(library, FileKind::kScenario, named, of_case.at("scenarios").where,
                    fmt::format("cases.{}.scenarios", of_case.name()), wrong);
  if (!file) refuse(wrong);
  return file->string();
}

/// The case's faults and expectations in the scenario's places; they keep their own locations.
void lay_over(const Node& of_case, Node& root) {
  if (of_case.has("faults")) {
    Node& faults = child(root, "faults");
    faults.children = of_case.at("faults").children;
    faults.present = true;
  }
  Node& expect = child(root, "expect");
  if (of_case.boolean("expect_only")) expect.children.clear();
  if (of_case.has("expect")) {
    const std::vector<Node>& more = of_case.at("expect").children;
    expect.children.insert(expect.children.end(), more.begin(), more.end());
    expect.present = true;
  }
}

SuiteCase make_case(const Node& of_case, const std::string& file, const std::string& subject,
                    const Library& library, const std::string& controller) {
  std::vector<Replacement> instead;
  if (!subject.empty()) instead.push_back({"subject", subject});
  Reading reading = read_resolved(file, library, FileKind::kScenario, instead);
  std::vector<std::string> settings;
  if (of_case.has("set")) settings = of_case.texts("set");
  apply_settings(reading, settings);
  name_controller(reading, controller);
  if (!reading.diagnostics.empty()) refuse(reading.diagnostics);
  lay_over(of_case, reading.document->root);
  const Document& document = *reading.document;
  if (!document.root.has("controller")) {
    throw std::invalid_argument(
        fmt::format("{}: the scenario names no controller; give one by "
                    "--controller",
                    file));
  }
  if (document.root.list("expect").empty()) {
    refuse(of_case.where, "",
           fmt::format("case '{}' expects nothing, and could not fail", of_case.name()));
  }
  return {of_case.name(), file, document.root.text("controller"), std::move(*reading.document)};
}

/// A case by its name, before anything of it is read.
struct Named {
  const Node* node = nullptr;
  std::string name, scenario, subject, controller;  // the last two empty: the scenario's own
};

std::vector<Named> named_cases(const Document& suite, const std::vector<std::string>& controllers) {
  const std::vector<std::string> own{""};
  const std::vector<std::string>& by = controllers.empty() ? own : controllers;
  std::vector<Named> named;
  for (const std::string& controller : by) {
    for (const Node& n : suite.root.list("cases")) {
      const std::vector<std::string>& scenarios = n.texts("scenarios");
      const std::vector<std::string>& subjects = n.has("subjects") ? n.texts("subjects") : own;
      for (const std::string& scenario : scenarios) {
        for (const std::string& subject : subjects) {
          std::string name = n.name();
          if (scenarios.size() > 1) name += fmt::format("/{}", fs::path(scenario).stem().string());
          if (subjects.size() > 1) name += fmt::format("/{}", fs::path(subject).stem().string());
          if (by.size() > 1) name += fmt::format("/{}", fs::path(controller).stem().string());
          named.push_back({&n, std::move(name), scenario, subject, controller});
        }
      }
    }
  }
  return named;
}

/// Leaves the cases that are asked for; none named: all.
void keep(const std::vector<std::string>& only, std::vector<Named>& named) {
  if (only.empty()) return;
  for (const std::string& name : only) {
    if (std::ranges::count(named, name, &Named::name) > 0) continue;
    std::vector<std::string> names(named.size());
    std::ranges::transform(named, names.begin(), &Named::name);
    const std::string near = nearest(name, names);
    throw std::invalid_argument(
        fmt::format("there is no case '{}'; {}", name,
                    near.empty() ? "--list names all" : fmt::format("did you mean '{}'?", near)));
  }
  std::erase_if(named, [&only](const Named& c) { return std::ranges::count(only, c.name) == 0; });
}

}  // namespace

std::vector<SuiteCase> read_suite(const std::string& file, const Library& library,
                                  const std::vector<std::string>& controllers,
                                  const std::vector<std::string>& only) {
  const Reading suite = read_resolved(file, library, FileKind::kSuite);
  if (!suite) refuse(suite.diagnostics);
  std::vector<Named> named = named_cases(*suite.document, controllers);
  keep(only, named);
  std::vector<SuiteCase> cases;
  std::string wrong;
  for (const Named& c : named) {
    try {
      const std::string found = scenario_file(library, c.scenario, *c.node);
      SuiteCase made = make_case(*c.node, found, c.subject, library, c.controller);
      made.name = c.name;
      made.may_refuse = c.node->boolean("may_refuse");
      // all that is wrong is said before anything runs
      made.expected = Session(made.document).expected();
      cases.push_back(std::move(made));
    } catch (const std::invalid_argument& e) {
      if (!wrong.empty()) wrong += '\n';
      wrong += e.what();
    }
  }
  if (!wrong.empty()) throw std::invalid_argument(wrong);
  return cases;
}

void judge(const SessionResult& result, CaseResult& judged) {
  judged.simulated = result.simulated;
  judged.hash = result.hash;
  judged.verdicts = result.verdicts;
  if (result.status != StepStatus::kOk) {
    judged.status = CaseStatus::kBroken;
    judged.message = result.failure;
  } else if (!result.controller_failure.empty()) {
    judged.status = CaseStatus::kDied;
    judged.message = result.controller_failure;
  } else {
    const bool holds = std::ranges::all_of(result.verdicts, &Verdict::holds);
    judged.status = holds ? CaseStatus::kPassed : CaseStatus::kFailed;
  }
}

std::string status_word(CaseStatus status) {
  switch (status) {
    case CaseStatus::kPassed:
      return "pass";
    case CaseStatus::kFailed:
      return "fail";
    case CaseStatus::kDied:
      return "died";
    case CaseStatus::kSkipped:
      return "skip";
    default:
      return "error";
  }
}

std::string verdict_sentence(const Verdict& v) {
  // a time that never came has no value, and what fails by it says so
  if (v.unit == "s" && v.measured < 0.0) {
    return v.holds ? fmt::format("{}: measured never at {:.3f} s", v.text, v.time) : v.text;
  }
  return fmt::format("{}: measured {} at {:.3f} s", v.text, measured_text(v), v.time);
}

}  // namespace inversim
