// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/assess.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <initializer_list>
#include <tuple>

#include <fmt/format.h>

#include "inversim/limits/applies.h"
#include "inversim/math/angle.h"
#include "inversim/sweep/batch.h"

namespace inversim {
namespace {

void tell(const AssessOptions& options, const std::string& what) {
  if (options.tell) options.tell(what);
}

/// Whether two criteria have the same worst case: they differ in what it is compared with alone.
bool same_demand(const Criterion& a, const Criterion& b) {
  const auto of = [](const Criterion& c) {
    return std::tie(c.quantity, c.at_least, c.weights, c.empty_table, c.user_mass_at_least,
                    c.user_mass_from, c.holes_off, c.any_height_setting, c.arms, c.from, c.to,
                    c.slope, c.at_marks);
  };
  return is_static(a.quantity) && of(a) == of(b);
}

/// The worst case of a bed at rest that an earlier criterion has found already, or null.
const Worst* known_worst(const std::vector<CriterionResult>& results, const Criterion& c) {
  for (const CriterionResult& r : results) {
    if (r.computed() && same_demand(r.criterion, c)) return &r.worst;
  }
  return nullptr;
}

/// The verdict of one criterion, with its bands.
void judge(const BenchFiles& files, const std::vector<Unverified>& figures,
           const SearchOptions& options, CriterionResult& r) {
  Bench bench(files);
  const Criterion& c = r.criterion;
  r.capacity = bench.capacity(c);
  r.replay = replay_command(files, c, r.worst.point.where);
  if (c.against == Against::kWornSlipTorque) {
    r.endurance = endure(files, c, r.worst.point.value);
    r.endurance->replay = replay_command(files, cycle_stop(c), cycle_user(c, bench.range()));
    r.replay += fmt::format(" --set faults.1.value={:.8g}", r.endurance->wear);
  }
  if (c.against == Against::kNothing) return;
  r.margin = margin_of(c, r.worst.point.value, r.capacity);
  r.sensitivities =
      sensitivities(files, c, r.worst.point, r.capacity, r.domain, figures, options.threads);
  r.worse_together = worse_together(files, figures, r.sensitivities);
  try {
    const Worst together = find_worst(files, r.worse_together, c, r.domain, options);
    r.worst.cases += together.cases + 2 * figures.size();
    r.worse_point = together.point;
    r.worse_capacity = Bench(files, r.worse_together).capacity(c);
    r.worse_margin = margin_of(c, r.worse_point.value, r.worse_capacity);
  } catch (const std::exception& e) {
    // what cannot be computed is not shown to hold
    r.worse_failure = e.what();
    r.worse_margin = -1.0;
  }
  r.verdict = r.margin < 0.0         ? BandVerdict::kFails
              : r.worse_margin < 0.0 ? BandVerdict::kNominally
                                     : BandVerdict::kHolds;
}

std::vector<double> chosen(const std::vector<double>& given, double from, double to, int count) {
  if (!given.empty()) return given;
  std::vector<double> out;
  out.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) out.push_back(from + (to - from) * i / (count - 1));
  return out;
}

/// Largest user of every height by every judged criterion.
void find_users(const BenchFiles& files, const AssessOptions& options, LimitsResult& out) {
  struct Cell {
    std::size_t criterion, height;
  };
  std::vector<Cell> cells;
  for (std::size_t k = 0; k < out.results.size(); ++k) {
    const CriterionResult& r = out.results[k];
    if (!r.computed() || !r.criterion.judged) continue;
    for (std::size_t h = 0; h < out.heights.size(); ++h) cells.push_back({k, h});
  }
  SearchOptions coarse = options.search;
  coarse.directions = std::min(coarse.directions, 4);
  coarse.fineness = std::max(coarse.fineness, 2.0);
  const auto limits = run_batch<UserLimit>(cells, options.search.threads, [&] {
    return [&](const Cell& cell) {
      return largest_user(files, out.results[cell.criterion].criterion, out.range,
                          out.heights[cell.height], out.masses, coarse,
                          out.results[cell.criterion].worst.contenders);
    };
  });
  out.user_limits.assign(out.results.size(), std::vector<UserLimit>(out.heights.size()));
  std::vector<std::vector<bool>> known(out.results.size(),
                                       std::vector<bool>(out.heights.size(), false));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!limits[i].result) {
      out.failures.push_back(limits[i].failure);
      continue;
    }
    out.user_limits[cells[i].criterion][cells[i].height] = *limits[i].result;
    known[cells[i].criterion][cells[i].height] = true;
    out.cases += limits[i].result->cases;
  }
  out.admissible_user = kGreatestUser;
  for (std::size_t h = 0; h < out.heights.size(); ++h) {
    double most = kGreatestUser;
    int binds = -1;
    for (std::size_t k = 0; k < out.results.size(); ++k) {
      const CriterionResult& r = out.results[k];
      if (!r.judged()) continue;
      // what could not be computed admits nobody
      const double mass = known[k][h] ? out.user_limits[k][h].mass : 0.0;
      if (mass >= most) continue;
      most = mass;
      binds = static_cast<int>(k);
    }
    out.largest_user.push_back(most);
    out.binding.push_back(binds);
    if (most < out.admissible_user || (h == 0 && binds >= 0)) {
      out.admissible_user = most;
      out.admissible_height = out.heights[h];
      out.admissible_binding = binds;
    }
  }
}

/// Between the heights of the list some may be worse: a hole of the boom makes steps. Searches
/// every judged criterion over all heights for a user of the mass found so far, and takes what it
/// finds, until nothing is worse.
void check_all_heights(const BenchFiles& files, const AssessOptions& options, LimitsResult& out) {
  constexpr int kMostRounds = 6;
  for (int round = 0; round < kMostRounds && out.admissible_user > 0.0; ++round) {
    bool worse = false;
    for (std::size_t k = 0; k < out.results.size(); ++k) {
      const CriterionResult& r = out.results[k];
      if (!r.judged() || !r.failure.empty() || out.admissible_user <= 0.0) continue;
      // where the worst case of the rated user holds, so do those of lighter ones, at the first
      // look
      const bool lighter = out.admissible_user <= out.range.mass_max && r.margin >= 0.0;
      if (lighter) continue;
      const Domain domain = domain_of(r.criterion, out.range, out.admissible_user, options.search);
      const Worst there = find_worst(files, {}, r.criterion, domain, options.search);
      out.cases += there.cases;
      if (margin_of(r.criterion, there.point.value, r.capacity) >= 0.0) continue;
      const UserLimit limit = largest_user(files, r.criterion, out.range, there.point.where.height,
                                           {}, options.search, there.contenders);
      out.cases += limit.cases;
      if (limit.mass >= out.admissible_user) continue;
      out.admissible_user = limit.mass;
      out.admissible_height = there.point.where.height;
      out.admissible_binding = static_cast<int>(k);
      worse = true;
    }
    if (!worse) break;
  }
}

/// The judged criterion of one of these quantities that users can set wrong in most ways; null
/// where there is none.
const CriterionResult* widest_of(const LimitsResult& out, std::initializer_list<Quantity> among) {
  const CriterionResult* best = nullptr;
  for (const CriterionResult& r : out.results) {
    const bool one = std::find(among.begin(), among.end(), r.criterion.quantity) != among.end();
    if (!r.computed() || !one || !r.criterion.judged) continue;
    if (best == nullptr || r.domain.holes.size() > best->domain.holes.size()) best = &r;
  }
  return best;
}

/// Holding torque and tipping margin over the bed angle, for the users of the worst cases.
void draw_maps(const BenchFiles& files, LimitsResult& out) {
  Bench bench(files);
  constexpr int kAngles = 67;
  for (int i = 0; i < kAngles; ++i) {
    out.map_angles.push_back(out.range.lower +
                             (out.range.upper - out.range.lower) * i / (kAngles - 1));
  }
  if (const CriterionResult* r = widest_of(out, {Quantity::kHoldingTorque, Quantity::kStrapLoad})) {
    for (const std::string& arms : r->domain.arms) {
      for (const std::string& hinge : r->domain.hinges) {
        for (const int holes : r->domain.holes) {
          TorqueLine line;
          line.where = r->worst.point.where;
          line.where.arms = arms;
          line.where.hinge = hinge;
          line.where.holes_off = holes;
          Bench::Rest rest = bench.at_rest(r->criterion, line.where);
          for (const double a : out.map_angles) line.torque.push_back(rest.at(a).weight_torque);
          out.torque_lines.push_back(std::move(line));
        }
      }
    }
  }
  if (const CriterionResult* r = widest_of(out, {Quantity::kStaticMargin})) {
    for (int k = 0; k < 4; ++k) {
      TippingLine line;
      line.direction = k * 90 * kDegree;
      LimitCase c = r->worst.point.where;
      c.slope_direction = line.direction;
      Bench::Rest rest = bench.at_rest(r->criterion, c);
      for (const double a : out.map_angles) line.margin.push_back(rest.at(a).tipping_margin);
      out.tipping_lines.push_back(std::move(line));
    }
  }
  if (out.range.brake) out.slip_torque = bench.slip_torque(1.0);
  out.cases += bench.cases();
}

}  // namespace

bool capacity_is_least(const Criterion& criterion, double capacity) {
  return criterion.against == Against::kGearTorque && capacity >= kMostGearTorque;
}

const char* verdict_words(BandVerdict verdict) {
  switch (verdict) {
    case BandVerdict::kHolds:
      return "holds";
    case BandVerdict::kNominally:
      return "holds only nominally";
    case BandVerdict::kFails:
      return "fails";
    case BandVerdict::kNotApplicable:
      return "not applicable";
    default:
      return "reported";
  }
}

std::string LimitsResult::verdict_text() const {
  const BandVerdict v = verdict();
  return v == BandVerdict::kReported ? "no verdict, nothing is judged" : verdict_words(v);
}

BandVerdict LimitsResult::verdict() const {
  BandVerdict worst = BandVerdict::kReported;
  for (const CriterionResult& r : results) {
    if (!r.judged()) continue;
    if (worst == BandVerdict::kReported) worst = BandVerdict::kHolds;
    if (!r.failure.empty() || r.verdict == BandVerdict::kFails) return BandVerdict::kFails;
    if (r.verdict == BandVerdict::kNominally) worst = BandVerdict::kNominally;
  }
  return worst;
}

std::string replay_command(const BenchFiles& files, const Criterion& criterion,
                           const LimitCase& c) {
  const Document& scenario = files.scenario.at(scenario_of(criterion.quantity));
  std::string out =
      fmt::format("inversim run {} --table {}",
                  portable_name(files.library, scenario.files.front().path), files.table);
  for (const std::string& s : settings_of(criterion, c, scenario, base_figures(scenario))) {
    out += " --set " + s;
  }
  return out;
}

LimitsResult assess(const BenchFiles& files, const Criteria& criteria,
                    const AssessOptions& options) {
  const auto before = std::chrono::steady_clock::now();
  LimitsResult out;
  out.criteria = criteria;
  out.table_name = files.scenario.at("limits/hold").root.text("table.name");
  out.range = Bench(files).range();
  out.figures = unverified_figures(files, criteria);
  for (const Criterion& c : criteria.criteria) {
    tell(options, c.name);
    CriterionResult r;
    r.criterion = c;
    r.not_applicable = why_not(c, out.range);
    if (!r.not_applicable.empty()) {
      r.verdict = BandVerdict::kNotApplicable;
      out.results.push_back(std::move(r));
      continue;
    }
    r.domain = domain_of(c, out.range, out.range.mass_max, options.search);
    try {
      if (const Worst* known = known_worst(out.results, c)) {
        r.worst = *known;
        r.worst.cases = 0;
        r.worst.failures.clear();
      } else {
        r.worst = find_worst(files, {}, c, r.domain, options.search);
      }
      judge(files, out.figures, options.search, r);
    } catch (const std::runtime_error& e) {
      r.failure = e.what();
      if (c.judged) r.verdict = BandVerdict::kFails;
    }
    out.cases += r.worst.cases;
    for (const std::string& f : r.worst.failures) out.failures.push_back(c.name + ": " + f);
    out.results.push_back(std::move(r));
  }
  tell(options, "largest user of each height");
  out.heights = chosen(options.heights, out.range.height_min, out.range.height_max, 7);
  out.masses = chosen(options.masses, 50.0, std::max(100.0, 1.5 * out.range.mass_max), 6);
  find_users(files, options, out);
  check_all_heights(files, options, out);
  tell(options, "maps");
  draw_maps(files, out);
  out.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
  return out;
}

}  // namespace inversim
