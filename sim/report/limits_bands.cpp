// SPDX-License-Identifier: Apache-2.0
#include "inversim/report/limits_bands.h"

#include <algorithm>
#include <string>
#include <vector>

namespace inversim {
namespace {

using Json = nlohmann::ordered_json;

Json bars_of(const LimitsResult& x, const CriterionResult& r) {
  constexpr std::size_t kMost = 12;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < r.sensitivities.size(); ++i) {
    if (r.sensitivities[i].worse_end != 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&r](std::size_t a, std::size_t b) {
    return r.sensitivities[a].worse < r.sensitivities[b].worse;
  });
  Json rows = Json::array();
  const Unit& unit = *r.criterion.unit;
  for (std::size_t k = 0; k < std::min(kMost, order.size()); ++k) {
    const std::size_t i = order[k];
    const std::string& path = x.figures[i].path;
    rows.push_back({{"figure", path.starts_with("table.") ? path.substr(6) : path},
                    {"low", unit.from_si(r.sensitivities[i].margin_low)},
                    {"high", unit.from_si(r.sensitivities[i].margin_high)}});
  }
  return rows;
}

}  // namespace

Json sensitivity_bars(const LimitsResult& x) {
  Json out = Json::array();
  for (std::size_t k = 0; k < x.results.size(); ++k) {
    const CriterionResult& r = x.results[k];
    if (r.judged() && r.failure.empty()) {
      out.push_back({{"criterion", k}, {"rows", bars_of(x, r)}});
    }
  }
  return out;
}

Json unverified_rows(const LimitsResult& x) {
  Json out = Json::array();
  for (const Unverified& u : x.figures) {
    out.push_back({{"path", u.path},
                   {"nominal", u.nominal},
                   {"low", u.low},
                   {"high", u.high},
                   {"unit", u.unit == "1" ? "" : u.unit},
                   {"status", u.status},
                   {"source", u.source},
                   {"remark", u.remark}});
  }
  return out;
}

}  // namespace inversim
