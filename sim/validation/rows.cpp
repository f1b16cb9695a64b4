// SPDX-License-Identifier: Apache-2.0
#include "inversim/validation/rows.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/language/quantity.h"
#include "inversim/scenario/session.h"
#include "inversim/scenario/watch.h"

namespace inversim {
namespace {

/// What is looked at for one row.
struct Look {
  ValidationRow* row;
  const Node* node;
  Watch value;
  std::optional<Watch> minus, over;
};

ValidationRow read_row(const Node& n) {
  ValidationRow r;
  r.id = n.name();
  r.study = n.text("study");
  r.what = n.text("what");
  r.scenario = n.text("scenario");
  r.unit = n.text("unit");
  r.status = n.text("status");
  r.source = n.text("source");
  if (n.has("note")) r.note = n.text("note");
  if (n.has("known_miss")) r.known_miss = n.text("known_miss");
  const std::string& role = n.text("role");
  r.role = role == "tested"       ? RowRole::kTested
           : role == "calibrated" ? RowRole::kCalibrated
                                  : RowRole::kReported;
  const Unit* unit = unit_by_text(r.unit);
  const auto shown = [&](const char* key) -> std::optional<double> {
    if (!n.has(key)) return std::nullopt;
    return unit != nullptr ? unit->from_si(n.real(key)) : n.real(key);
  };
  r.measured = shown("measured");
  r.low = shown("low");
  r.high = shown("high");
  return r;
}

/// The row's value in SI, once its session is over; none where a window saw nothing.
std::optional<double> value_of(const Look& look) {
  if (!look.value.seen()) return std::nullopt;
  double x = look.value.value();
  if (!look.minus) return x;
  if (!look.minus->seen()) return std::nullopt;
  const double base = look.minus->value();
  x -= base;
  if (look.node->boolean("relative")) return x / base;
  if (!look.over) return x;
  if (!look.over->seen()) return std::nullopt;
  return x / (look.over->value() - base);
}

void run_scenario(const Document& document, std::vector<Look>& looks,
                  const std::function<void()>& interrupt) {
  Session session(document);
  session.watch([&looks](double time, int step, std::span<const double> row) {
    for (Look& look : looks) {
      look.value.sample(time, step, row);
      if (look.minus) look.minus->sample(time, step, row);
      if (look.over) look.over->sample(time, step, row);
    }
  });
  session.settle(interrupt);
  SessionSink sink;
  if (interrupt) sink.progress = [&interrupt](double, double) { interrupt(); };
  const SessionResult result = session.run(sink);
  if (result.status != StepStatus::kOk) throw std::runtime_error(result.failure);
}

/// The looks of the rows that use a scenario, against the signals it has.
std::vector<Look> looks_at(const std::vector<ValidationRow*>& rows, const Node& set,
                           const SignalTable& table) {
  std::vector<Look> looks;
  for (ValidationRow* row : rows) {
    const auto& all = set.list("rows");
    const auto node =
        std::find_if(all.begin(), all.end(), [row](const Node& n) { return n.name() == row->id; });
    const std::size_t place = find_value(*node, table, "rows." + row->id);
    // a ratio has no unit of the signal
    if (!node->boolean("relative") && !node->has("over.statistic")) {
      read_unit(*node, table, "rows." + row->id);
    }
    Look look{row, &*node, Watch(place, read_window(*node)), {}, {}};
    if (node->has("minus.statistic")) look.minus.emplace(place, read_window(node->at("minus")));
    if (node->has("over.statistic")) look.over.emplace(place, read_window(node->at("over")));
    looks.push_back(std::move(look));
  }
  return looks;
}

/// The scenario of the rows that name it.
Reading read_scenario(const Document& set, const std::string& name, const Library& library) {
  const std::vector<Node>& rows = set.root.list("rows");
  const auto row =
      std::ranges::find_if(rows, [&name](const Node& n) { return n.text("scenario") == name; });
  std::vector<Diagnostic> wrong;
  const auto file = referred_file(library, FileKind::kScenario, name, row->at("scenario").where,
                                  fmt::format("rows.{}.scenario", row->name()), wrong);
  if (!file) refuse(wrong);
  Reading reading = read_resolved(*file, library, FileKind::kScenario);
  if (!reading) refuse(reading.diagnostics);
  return reading;
}

}  // namespace

std::vector<std::string> scenarios_of(const Document& set) {
  std::vector<std::string> order;
  for (const Node& n : set.root.list("rows")) {
    const std::string& name = n.text("scenario");
    if (std::find(order.begin(), order.end(), name) == order.end()) order.push_back(name);
  }
  return order;
}

std::vector<ValidationRow> run_validation(const Document& set, const Library& library,
                                          const std::function<void(const std::string&)>& tell,
                                          const std::function<void()>& look) {
  std::vector<ValidationRow> rows;
  for (const Node& n : set.root.list("rows")) rows.push_back(read_row(n));
  std::map<std::string, std::vector<ValidationRow*>> by_scenario;
  for (ValidationRow& row : rows) by_scenario[row.scenario].push_back(&row);
  for (const std::string& name : scenarios_of(set)) {
    if (tell) tell(name);
    const Reading reading = read_scenario(set, name, library);
    const Session probe(*reading.document);
    std::vector<Look> looks = looks_at(by_scenario[name], set.root, probe.all_signals());
    try {
      run_scenario(*reading.document, looks, look);
      for (const Look& of_row : looks) {
        const std::optional<double> x = value_of(of_row);
        const Unit* unit = unit_by_text(of_row.row->unit);
        if (!x) of_row.row->failure = "no sample in its time";
        if (x) of_row.row->simulated = unit != nullptr ? unit->from_si(*x) : *x;
      }
    } catch (const std::runtime_error& e) {
      for (const Look& of_row : looks) of_row.row->failure = e.what();
    }
  }
  return rows;
}

}  // namespace inversim
