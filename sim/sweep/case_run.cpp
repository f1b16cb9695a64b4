// SPDX-License-Identifier: Apache-2.0
#include "inversim/sweep/case_run.h"

#include <algorithm>
#include <limits>

#include "inversim/scenario/session.h"

namespace inversim {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// First place of a signal in a full row, or none.
std::optional<std::size_t> find_place(const SignalTable& table, const std::string& name) {
  std::size_t at = 0;
  for (const Signal& s : table.signals) {
    if (s.name == name) return at;
    at += s.width;
  }
  return std::nullopt;
}

/// Watches the statistics of signals that are kept.
class Statistics {
 public:
  Statistics(const SweepPlan& plan, const SignalTable& table) {
    for (const SweepMetric& m : plan.metrics()) {
      if (m.signal.empty()) continue;
      const auto place = find_place(table, m.signal);
      if (!place) continue;
      for (std::size_t i = 0; i < m.width; ++i) {
        watches_.push_back({m.offset + i, m.unit, Watch(*place + m.label + i, m.window)});
      }
    }
  }
  void sample(double time, int step, std::span<const double> row) {
    for (Kept& k : watches_) k.watch.sample(time, step, row);
  }
  void write(std::vector<double>& values) const {
    for (const Kept& k : watches_) {
      if (k.watch.seen()) values[k.place] = k.unit->from_si(k.watch.value());
    }
  }

 private:
  struct Kept {
    std::size_t place;
    const Unit* unit;
    Watch watch;
  };
  std::vector<Kept> watches_;
};

/// Signals over time, between samples on a straight line.
class Traces {
 public:
  Traces(const SweepPlan& plan, const SignalTable& table, std::vector<double>& values)
      : plan_(plan), values_(values) {
    for (const SweepTrace& t : plan.traces()) places_.push_back(find_place(table, t.signal.name));
    before_.resize(table.row_width);
  }
  void sample(double time, std::span<const double> row) {
    const std::vector<double>& times = plan_.trace_times();
    for (; next_ < times.size() && times[next_] <= time + kSame; ++next_) {
      const double way = time - time_;
      const double share =
          next_ == 0 || way <= 0.0 ? 1.0 : std::min(1.0, (times[next_] - time_) / way);
      for (std::size_t k = 0; k < places_.size(); ++k) {
        if (!places_[k]) continue;
        const SweepTrace& t = plan_.traces()[k];
        for (std::size_t i = 0; i < t.signal.width; ++i) {
          const std::size_t at = *places_[k] + i;
          values_[t.offset + next_ * t.signal.width + i] =
              share >= 1.0 ? row[at] : before_[at] + share * (row[at] - before_[at]);
        }
      }
    }
    time_ = time;
    if (!places_.empty()) std::ranges::copy(row, before_.begin());
  }

 private:
  static constexpr double kSame = 1e-9;  // [s]
  const SweepPlan& plan_;
  std::vector<double>& values_;
  std::vector<std::optional<std::size_t>> places_;
  std::vector<double> before_;
  double time_ = 0.0;
  std::size_t next_ = 0;
};

void run_session(const SweepPlan& plan, std::size_t index, const std::function<bool()>& stop,
                 SweepCase& out) {
  const Document document = plan.scenario_of(index);
  Session session(document, &plan.resting_states());
  if (session.control() != nullptr) {
    throw std::invalid_argument("a sweep runs no controller; see 'inversim hil'");
  }
  const auto check = [&stop] {
    if (stop && stop()) throw SweepStopped{};
  };
  session.settle(check);
  Statistics statistics(plan, session.all_signals());
  Traces traces(plan, session.all_signals(), out.values);
  std::size_t count = 0;
  session.watch([&](double time, int step, std::span<const double> row) {
    statistics.sample(time, step, row);
    traces.sample(time, row);
    if (++count % 16 == 0) check();
  });
  const SessionResult result = session.run({});
  if (result.status != StepStatus::kOk) {
    out.failure = result.failure;
    return;
  }
  statistics.write(out.values);
  for (const SweepMetric& m : plan.metrics()) {
    if (m.figure.empty()) continue;
    const auto figure = std::ranges::find(result.figures, m.figure, &KeyFigure::name);
    if (figure != result.figures.end()) out.values[m.offset] = figure->value;
  }
}

}  // namespace

SweepCase run_case(const SweepPlan& plan, std::size_t index, const std::function<bool()>& stop) {
  SweepCase out;
  out.values.assign(plan.values_per_case(), kNothing);
  try {
    run_session(plan, index, stop, out);
  } catch (const std::exception& e) {
    out.failure = e.what();
    if (out.failure.empty()) out.failure = "failed without a reason";
  }
  if (!out.failure.empty()) std::ranges::fill(out.values, kNothing);
  return out;
}

}  // namespace inversim
