// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/page.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include <fmt/format.h>

#include "inversim/language/markup.h"
#include "inversim/limits/applies.h"
#include "inversim/limits/page_parts.h"
#include "inversim/limits/page_points.h"
#include "inversim/limits/plots.h"

namespace inversim {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

std::string binding_name(const LimitsResult& x) {
  if (x.admissible_binding < 0) return "none";
  return x.results[static_cast<std::size_t>(x.admissible_binding)].criterion.name;
}

std::string answer(const std::string& kind, const std::string& label, const std::string& value,
                   const std::string& hint) {
  return fmt::format(
      "<div class=\"answer {}\"><div class=\"label\">{}</div><div class=\"value\">{}</div><div "
      "class=\"hint\">{}</div></div>",
      kind, label, markup_text(value), hint);
}

/// What a person who signs wants to know first.
std::string answers(const LimitsResult& x) {
  const BandVerdict verdict = x.verdict();
  int judged = 0, holding = 0, nominal = 0, silent = 0;
  std::string failing;
  for (const CriterionResult& r : x.results) {
    silent += !r.not_applicable.empty();
    if (!r.judged()) continue;
    ++judged;
    holding += r.verdict == BandVerdict::kHolds;
    nominal += r.verdict == BandVerdict::kNominally;
    if (r.verdict == BandVerdict::kFails) {
      failing += (failing.empty() ? "" : ", ") + markup_text(r.criterion.name);
    }
  }
  const char* kind = verdict == BandVerdict::kHolds       ? "good long"
                     : verdict == BandVerdict::kNominally ? "middling long"
                     : verdict == BandVerdict::kReported  ? "long"
                                                          : "bad long";
  std::string out = "<section id=\"answers\" aria-label=\"Verdict\">";
  out += answer(kind, fmt::format("Verdict, rated user {:.0f} kg", x.range.mass_max),
                x.verdict_text(), failing.empty() ? "" : "fails: " + failing);
  const std::string user =
      judged == 0 || x.admissible_user <= 0.0
          ? "none"
          : (x.admissible_user >= kGreatestUser ? fmt::format("over {:.0f} kg", kGreatestUser)
                                                : fmt::format("{:.1f} kg", x.admissible_user));
  out += answer("", "Largest admissible user, any height", user,
                judged == 0      ? "nothing is judged"
                : user == "none" ? "at some height no user meets every judged criterion"
                                 : "every judged criterion holds with the figures of the file");
  out += answer("long", "Binding criterion", binding_name(x),
                x.admissible_binding < 0
                    ? "nothing breaks as users get heavier"
                    : fmt::format("{} at {:.1f} cm",
                                  user == "none" ? "does not hold for any user"
                                                 : "breaks first as users get heavier,",
                                  100 * x.admissible_height));
  out += answer(
      "long", "Criteria", fmt::format("{} of {} hold", holding, judged),
      fmt::format(
          "{} more only nominally, {} not at all, under the bands of {} unverified figures; {} do "
          "not apply to this kind: {}",
          nominal, judged - holding - nominal, x.figures.size(), silent, type_words(x.range)));
  return out + "</section>";
}

std::string users_figure(const LimitsResult& x) {
  std::vector<double> height;
  for (const double h : x.heights) height.push_back(100 * h);
  std::vector<PlotLine> lines = {{height, x.largest_user, "every judged criterion", 5, false}};
  int colour = 0;
  for (std::size_t k = 0; k < x.results.size(); ++k) {
    if (!x.results[k].judged()) continue;
    std::vector<double> mass;
    bool limits = false;
    for (const UserLimit& u : x.user_limits[k]) {
      mass.push_back(u.mass);
      limits = limits || u.mass < kGreatestUser;
    }
    if (limits) {
      lines.push_back({height, mass, x.results[k].criterion.name, colour++ % 5, false});
    }
  }
  lines.push_back(
      {{height.front(), height.back()}, {x.range.mass_max, x.range.mass_max}, "rated", 5, true});
  if (height.size() < 2) return "";
  return "<figure><figcaption>Largest user over height</figcaption>" +
         line_plot(lines, "user height, cm", "largest user, kg") + "</figure>";
}

std::string failures(const LimitsResult& x) {
  if (x.failures.empty()) return "";
  std::string out = fmt::format(
      "<h2>Cases that failed</h2><p>{} cases could not be computed; the "
      "search went on without them.</p><ul>",
      x.failures.size());
  for (std::size_t i = 0; i < std::min<std::size_t>(20, x.failures.size()); ++i) {
    out += "<li>" + markup_text(x.failures[i]) + "</li>";
  }
  return out + "</ul>";
}

}  // namespace

std::string limits_page(const LimitsResult& x, const BenchFiles& files,
                        const RunProvenance& provenance) {
  std::string page = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light "
      "dark\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; img-src data:\"><link rel=\"icon\" href=\"data:,\"><title>Limits of {0} - "
      "inversim</title><style>{1}</style></head><body><header><h1>Limits of {0}</h1><p "
      "id=\"subtitle\">{2}; {3} cases of the simulated table, a rigid user, in {4:.0f} s. A "
      "model's "
      "test report, not a test of a product and not medical advice.</p></header>\n<main>{5}",
      markup_text(x.table_name), limits_style(), markup_text(x.criteria.name), x.cases, x.wall,
      answers(x));
  page += "<h2>Users</h2><div id=\"users\">" + users_figure(x) +
          "<figure><figcaption>Users of a height and a mass: judged criteria that fail"
          "</figcaption>" +
          user_map(x) + "</figure></div>";
  page += report_points(x, files);
  page +=
      "<h2>Worst cases again</h2><p>Each command runs the worst case and prints its figure.</p>" +
      replay_table(x);
  page += failures(x);
  page += "<h2>Provenance</h2>" + provenance_table(x, provenance);
  page +=
      "<h2>Signatures</h2><table class=\"signature\"><tr><td>simulated by</td><td>checked "
      "by</td><td>released by</td></tr><tr><td>date</td><td>date</td><td>date</td></tr></table>";
  return page + "</main></body></html>\n";
}

}  // namespace inversim
