// SPDX-License-Identifier: Apache-2.0
#include "inversim/cli/limits.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "inversim/cli/exit_code.h"
#include "inversim/cli/output_file.h"
#include "inversim/cli/run_provenance.h"
#include "inversim/language/located.h"
#include "inversim/language/parse.h"
#include "inversim/limits/result_file.h"
#include "inversim/recording/hdf5_file.h"
#include "inversim/report/fill_page.h"
#include "inversim/report/limits_data.h"
#include "inversim/report/limits_words.h"

namespace inversim {
namespace {

Document read_limits_file(const Library& library, const std::string& name,
                          const std::optional<std::string>& text) {
  Reading reading = text ? parse_text(*text, name, FileKind::kLimits)
                         : read_named(name, library, FileKind::kLimits);
  if (!reading) refuse(reading.diagnostics);
  return std::move(*reading.document);
}

/// Refuses numbers that no user and no machine has, whoever asks.
void check_ranges(const LimitsRequest& request) {
  const auto check = [](const char* key, double found, double low, double high,
                        const char* expected) {
    if (found >= low && found <= high) return;
    refuse({}, key,
           fmt::format("found {:g}, expected {} from {:g} to {:g}", found, expected, low, high));
  };
  for (const double h : request.heights_cm) check("heights", h, 100.0, 230.0, "numbers of cm");
  for (const double m : request.masses_kg) check("masses", m, 25.0, 300.0, "numbers of kg");
  check("threads", request.threads, 0.0, 1024.0, "a number");
}

/// The files that a result is made from: criteria, table, then the scenarios and what they name.
std::vector<SourceText> sources_of(const BenchFiles& files, const Document& criteria) {
  std::vector<SourceText> out;
  const auto add = [&](const std::string& role, const SourceFile& file) {
    for (const SourceText& known : out) {
      if (known.path == portable_name(files.library, file.path)) return;
    }
    out.push_back({role, portable_name(files.library, file.path), file.text,
                   "fnv1a64:" + hash_text(file.hash)});
  };
  add("limits", criteria.files.front());
  for (const auto& [name, document] : files.scenario) {
    for (const SourceFile& file : document.files) {
      const bool scenario = file.kind == FileKind::kScenario;
      add(scenario ? "scenario_" + name.substr(name.find('/') + 1)
                   : std::string(kind_name(file.kind)),
          file);
    }
  }
  return out;
}

RunProvenance provenance_of(const BenchFiles& files, const Document& criteria) {
  RunProvenance p = program_provenance();
  p.sources = sources_of(files, criteria);
  p.seed = 0;  // nothing is random
  p.step_size = files.scenario.at("limits/stop").root.real("settings.step_ms");
  p.conventions =
      "SI units. Bed angle 0 horizontal, positive head down. Moments about the pivot, positive "
      "head down. Slope direction: 0 the head end is downhill, pi/2 the user's right.";
  return p;
}

std::string shown(double value) {
  if (std::isnan(value)) return "-";
  const double size = std::fabs(value);
  return fmt::format("{:.{}f}", value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3);
}

void print_result(const LimitsResult& x) {
  const auto name = [&x](int k) {
    return k < 0 ? std::string("none") : x.results[static_cast<std::size_t>(k)].criterion.name;
  };
  fmt::print("{}\n", x.table_name);
  fmt::print("  rated user {:.0f} kg: {}\n", x.range.mass_max, x.verdict_text());
  const bool judges = x.verdict() != BandVerdict::kReported;
  if (!judges) {
    fmt::print("  largest admissible user: not asked for\n");
  } else if (x.admissible_user <= 0.0) {
    fmt::print("  largest admissible user: none; binds: {}\n", name(x.admissible_binding));
  } else {
    fmt::print("  largest admissible user: {}{:.1f} kg at any height; binds: {} at {:.1f} cm\n",
               x.admissible_user >= kGreatestUser ? "over " : "", x.admissible_user,
               name(x.admissible_binding), 100 * x.admissible_height);
  }
  if (x.range.brake) fmt::print("  the brake gives way at {:.1f} N m\n", x.slip_torque);
  fmt::print("\n");
  std::size_t w = 9;
  for (const CriterionResult& r : x.results) w = std::max(w, r.criterion.name.size());
  fmt::print("  {:<{}} {:>10} {:>7} {:>10} {:>10} {:<7} {:<21} {}\n", "criterion", w, "demand",
             "factor", "capacity", "margin", "unit", "verdict", "worst case");
  for (const CriterionResult& r : x.results) {
    const Criterion& c = r.criterion;
    if (!r.computed()) {
      const bool silent = r.failure.empty();
      fmt::print("  {:<{}} {}: {}\n", c.name, w, silent ? "not applicable" : "not computed",
                 silent ? r.not_applicable : r.failure);
      continue;
    }
    const bool compared = c.against != Against::kNothing;
    const auto in_unit = [&c](double si) { return shown(c.unit->from_si(si)); };
    std::string verdict = verdict_words(r.verdict);
    if (!c.judged && compared) verdict = fmt::format("({})", verdict);
    fmt::print("  {:<{}} {:>10} {:>7} {:>10} {:>10} {:<7} {:<21} {}\n", c.name, w,
               in_unit(r.worst.point.value), compared ? fmt::format("{:g}", c.factor) : "",
               compared ? (capacity_is_least(c, r.capacity) ? ">=" : "") + in_unit(r.capacity) : "",
               compared ? in_unit(r.margin) : "", c.unit->text, verdict,
               case_words(c, r.worst.point.where));
    if (!r.endurance) continue;
    for (const std::string& s : endurance_words(c, *r.endurance)) fmt::print("      {}\n", s);
  }
  if (judges) fmt::print("\n  largest user by height\n");
  for (std::size_t h = 0; judges && h < x.heights.size(); ++h) {
    const bool all = x.largest_user[h] >= kGreatestUser;
    fmt::print("    {:>6.1f} cm  {:>5}{:.1f} kg  {}\n", 100 * x.heights[h], all ? "over " : "",
               x.largest_user[h], name(x.binding[h]));
  }
  fmt::print("\n  worst cases again\n");
  for (const CriterionResult& r : x.results) {
    if (!r.replay.empty()) fmt::print("  # {}\n  {}\n", r.criterion.name, r.replay);
    if (r.endurance) fmt::print("  # a stop of its use cycle\n  {}\n", r.endurance->replay);
  }
  const bool any_bracket = std::ranges::any_of(x.results, [](const CriterionResult& r) {
    return r.computed() && !r.criterion.judged && r.criterion.against != Against::kNothing;
  });
  fmt::print("\n");
  if (any_bracket) fmt::print("  (in brackets: reported, without a say in the verdict)\n");
  for (const std::string& f : x.failures) fmt::print("  failed: {}\n", f);
  fmt::print("  {} cases in {:.1f} s: {:.0f} cases a second\n", x.cases, x.wall,
             static_cast<double>(x.cases) / x.wall);
}

nlohmann::ordered_json endurance_json(const Criterion& c, const Endurance& e) {
  const auto cycles = [](const std::optional<double>& v) {
    return v ? nlohmann::ordered_json(*v) : nlohmann::ordered_json(nullptr);
  };
  return {{"extrapolated", true},
          {"cycles", c.cycles},
          {"cycle_heat_J", e.cycle.heat},
          {"cycle_wear_m", e.cycle.wear},
          {"wear_m", e.wear},
          {"new_slip_torque_Nm", e.new_capacity},
          {"last_cycle_over_first", e.last_cycle},
          {"breaks_after_cycles", cycles(e.breaks_after)},
          {"opens", e.opens},
          {"opens_for_cycles", cycles(e.shut_after)},
          {"cycle_replay", e.replay}};
}

void print_json(const LimitsResult& x) {
  nlohmann::ordered_json j;
  const auto number = [](double v) -> nlohmann::ordered_json {
    return std::isfinite(v) ? nlohmann::ordered_json(v) : nlohmann::ordered_json(nullptr);
  };
  j["table"] = x.table_name;
  j["type"] = x.range.type;
  j["verdict"] = x.verdict_text();
  j["rated_user_kg"] = x.range.mass_max;
  j["admissible_user_kg"] = x.admissible_user;
  j["binding"] =
      x.admissible_binding < 0
          ? nlohmann::ordered_json(nullptr)
          : nlohmann::ordered_json(
                x.results[static_cast<std::size_t>(x.admissible_binding)].criterion.name);
  j["binding_height_cm"] = 100 * x.admissible_height;
  j["slip_torque_Nm"] = number(x.slip_torque);
  for (const CriterionResult& r : x.results) {
    const Criterion& c = r.criterion;
    nlohmann::ordered_json one = {{"name", c.name},
                                  {"judged", r.judged()},
                                  {"unit", c.unit->text},
                                  {"verdict", verdict_words(r.verdict)}};
    if (!r.not_applicable.empty()) {
      one["not_applicable"] = r.not_applicable;
    } else if (!r.failure.empty()) {
      one["failure"] = r.failure;
    } else {
      const bool compared = c.against != Against::kNothing;
      one["demand"] = number(c.unit->from_si(r.worst.point.value));
      one["factor"] = c.factor;
      one["capacity"] = number(c.unit->from_si(r.capacity));
      one["margin"] = compared ? number(c.unit->from_si(r.margin)) : nullptr;
      one["margin_unfavourable"] =
          compared && r.worse_failure.empty() ? number(c.unit->from_si(r.worse_margin)) : nullptr;
      one["worst_case"] = case_words(c, r.worst.point.where);
      one["replay"] = r.replay;
    }
    if (r.endurance) one["endurance"] = endurance_json(c, *r.endurance);
    j["criteria"].push_back(one);
  }
  for (std::size_t h = 0; h < x.heights.size(); ++h) {
    j["largest_user"].push_back(
        {{"height_cm", 100 * x.heights[h]}, {"mass_kg", x.largest_user[h]}});
  }
  j["failures"] = x.failures;
  j["cases"] = x.cases;
  j["wall_s"] = x.wall;
  fmt::print("{}\n", j.dump(2));
}

int assess_and_write(const LimitsRequest& request) {
  const bool shows_progress = !request.json && isatty(STDERR_FILENO) != 0;
  const auto show = [](const std::string& what) {
    fmt::print(stderr, "\r\033[K  {}", what);
    std::fflush(stderr);
  };
  const LimitsResult result =
      compute_limits(request, default_library(),
                     shows_progress ? std::function<void(const std::string&)>(show) : nullptr);
  if (shows_progress) fmt::print(stderr, "\r\033[K");
  if (request.json) {
    print_json(result);
  } else {
    print_result(result);
    for (const std::string& path : {request.output, request.report}) {
      if (!path.empty()) fmt::print("  {}\n", path);
    }
  }
  return result.verdict() == BandVerdict::kFails ? kFails : kHolds;
}

}  // namespace

LimitsResult compute_limits(const LimitsRequest& request, const Library& library,
                            const std::function<void(const std::string&)>& tell) {
  check_ranges(request);
  const Document criteria_file = read_limits_file(library, request.criteria, request.criteria_text);
  const Criteria criteria = read_criteria(criteria_file);
  const BenchFiles files = read_bench_files(library, request.table, request.table_text);
  for (const std::string& path : {request.output, request.report}) {
    if (path.empty()) continue;
    const std::string why_not = unwritable(path, files.scenario.at("limits/hold"));
    if (!why_not.empty()) throw FileError(why_not);
  }
  AssessOptions options;
  options.search = request.quick ? quick_options(request.threads) : SearchOptions{};
  options.search.threads = request.threads;
  for (const double h : request.heights_cm) options.heights.push_back(0.01 * h);
  options.masses = request.masses_kg;
  options.tell = tell;
  LimitsResult result = assess(files, criteria, options);
  const RunProvenance provenance = provenance_of(files, criteria_file);
  if (!request.output.empty()) write_limits(request.output, result, provenance);
  if (!request.report.empty()) {
    write_whole(request.report, fill_page(limits_page_data(result, files, provenance)));
  }
  return result;
}

int run_limits(const LimitsRequest& request) {
  return exit_code_of([&] { return assess_and_write(request); });
}

void add_limits(CLI::App& app, int& exit_code) {
  auto request = std::make_shared<LimitsRequest>();
  CLI::App* limits = app.add_subcommand(
      "limits", "What a table holds: worst cases, largest admissible user, test report");
  limits->add_option("TABLE", request->table, "table file, or the name of a shipped one")
      ->required();
  limits
      ->add_option("--criteria", request->criteria, "file of limits, or the name of a shipped one")
      ->capture_default_str();
  limits->add_option("-o,--output", request->output, "result file (netCDF-4/HDF5)");
  limits->add_option("--report", request->report, "test report (HTML, one self-contained page)");
  limits
      ->add_option("--heights", request->heights_cm,
                   "user heights in cm for the largest user, 100 to 230; left out, seven over the "
                   "rated range")
      ->delimiter(',');
  limits
      ->add_option("--masses", request->masses_kg,
                   "user masses in kg of the map of margins, 25 to 300; left out, six from 50 kg")
      ->delimiter(',');
  limits->add_flag("--quick", request->quick, "a coarser search, men alone, for a first look");
  limits->add_flag("--json", request->json, "for machines");
  limits->add_option("--threads", request->threads, "up to 1024; 0: as many as the machine has")
      ->capture_default_str();
  limits->footer(
      "Examples: inversim limits models/tables/disc_brake_125kg.yaml -o limits.nc --report "
      "limits.html\n"
      "          inversim limits my_table.yaml --quick --heights 150,165,180 --masses 60,90,120\n"
      "Exit codes: 0 every judged criterion that is applicable holds for the rated user with the "
      "figures of the file, "
      "1 one does not, 2 input, 3 file system, 5 internal.");
  limits->callback([request, &exit_code] { exit_code = run_limits(*request); });
}

}  // namespace inversim
