// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/bands.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <initializer_list>

#include <fmt/format.h>

#include "inversim/language/parse.h"
#include "inversim/sweep/batch.h"

namespace inversim {
namespace {

std::string setting(const std::string& path, double value) {
  return fmt::format("{}={:.8g}", path, value);
}

bool can_be_set(const Document& pristine, const Overlay& overlay) {
  Document scratch = pristine;
  return std::all_of(overlay.begin(), overlay.end(), [&scratch](const std::string& s) {
    return apply_setting(scratch, s).empty();
  });
}

double shown(const Node& figure, double si) {
  return figure.field->unit != nullptr ? figure.field->unit->from_si(si) : si;
}

/// Figures that may not pass this one, or that it may not pass.
std::vector<const Node*> bound_to(const Node& parent, const Node& figure) {
  std::vector<const Node*> out;
  for (const Node& other : parent.children) {
    if (other.field == nullptr || other.field->type != FieldType::kReal || !other.present) continue;
    const bool below = other.field->not_above == figure.field->key;
    const bool above = figure.field->not_above == other.field->key;
    if (below || above) out.push_back(&other);
  }
  return out;
}

/// Sets an end, and takes along what it may not pass where it cannot be set alone.
Overlay end_of(const Document& pristine, const Node& parent, const Node& figure,
               const std::string& parent_path, const std::string& path, double end,
               std::string& remark) {
  Overlay alone = {setting(path, end)};
  if (can_be_set(pristine, alone)) return alone;
  const double share = end / shown(figure, figure.number);
  for (const Node* other : bound_to(parent, figure)) {
    const std::string also =
        setting(parent_path + "." + other->field->key, share * shown(*other, other->number));
    for (const Overlay& both : {Overlay{also, alone[0]}, Overlay{alone[0], also}}) {
      if (!can_be_set(pristine, both)) continue;
      remark = fmt::format("{} goes along in proportion", other->field->key);
      return both;
    }
  }
  remark = fmt::format("{:g} cannot be set", end);
  return {};
}

void gather(const Document& pristine, const Node& node, const std::string& path,
            std::vector<Unverified>& out) {
  for (const Node& child : node.children) {
    if (!child.present || child.field == nullptr) continue;
    const bool entry = child.entry;
    const std::string here = path + "." + (entry ? child.label : child.field->key);
    if (child.field->type == FieldType::kReal) {
      const Provenance& p = child.provenance;
      if (!p.low || !p.high || p.status == Status::kSeen) continue;
      Unverified u;
      u.path = here;
      u.unit = child.field->unit != nullptr ? std::string(child.field->unit->text) : "1";
      u.nominal = shown(child, child.number);
      u.low = shown(child, *p.low);
      u.high = shown(child, *p.high);
      if (u.low >= u.high) continue;
      u.status = status_name(p.status);
      u.source = p.source;
      u.at_low = end_of(pristine, node, child, path, here, u.low, u.remark);
      u.at_high = end_of(pristine, node, child, path, here, u.high, u.remark);
      out.push_back(std::move(u));
    } else if (!child.children.empty()) {
      gather(pristine, child, here, out);
    }
  }
}

/// Whether a figure has a part in what a criterion is compared with; else that is not measured
/// again.
bool bears_on_capacity(const std::string& path, Against against) {
  const auto any_of = [&path](std::initializer_list<const char*> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&path](const char* part) { return path.starts_with(part); });
  };
  switch (against) {
    case Against::kSlipTorque:
      return any_of({"table.brake."});
    case Against::kWornSlipTorque:
      // a rigid user's stop wears it
      return any_of({"table.brake.", "table.bed.", "table.hinge.", "table.boom.", "table.bearing.",
                     "subject."});
    case Against::kSlipLessMotor:
      return any_of({"table.brake.", "table.motor.", "table.bearing."});
    case Against::kMotorTorque:
    case Against::kGearTorque:
      return any_of({"table.motor.", "table.bearing."});
    default:
      return true;
  }
}

/// Whether a figure has a part in a run of a rigid user, who touches nothing but the clamp.
bool bears_on_run(const std::string& path, Quantity quantity) {
  for (const char* part :
       {"table.headrest.", "table.surface.", "table.ankle_clamp.", "table.pivots."}) {
    if (path.starts_with(part)) return false;
  }
  const bool tips = quantity == Quantity::kStopMargin || quantity == Quantity::kPowerLossMargin;
  return tips || !path.starts_with("table.frame.");
}

}  // namespace

std::vector<Unverified> unverified_figures(const BenchFiles& files, const Criteria& criteria) {
  const Document& pristine = files.scenario.at("limits/hold");
  std::vector<Unverified> out;
  gather(pristine, pristine.root.at("table"), "table", out);
  for (const BandFigure& b : criteria.bands) {
    Unverified u;
    u.path = b.path;
    u.low = b.low;
    u.high = b.high;
    u.status = b.status;
    u.source = b.source;
    const Node& node = pristine.root.at(b.path);
    u.unit = node.unit != nullptr          ? std::string(node.unit->text)
             : node.field->unit != nullptr ? std::string(node.field->unit->text)
                                           : "1";
    u.nominal = shown(node, node.number);
    u.at_low = {setting(b.path, b.low)};
    u.at_high = {setting(b.path, b.high)};
    out.push_back(std::move(u));
  }
  return out;
}

double margin_of(const Criterion& criterion, double value, double capacity) {
  return criterion.at_least ? criterion.factor * value - capacity
                            : capacity - criterion.factor * value;
}

std::vector<Sensitivity> sensitivities(const BenchFiles& files, const Criterion& criterion,
                                       const Point& worst, double nominal_capacity,
                                       const Domain& domain, const std::vector<Unverified>& figures,
                                       int threads) {
  struct End {
    std::size_t figure;
    int side;
  };
  std::vector<End> ends;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const bool runs = !is_static(criterion.quantity);
    if (runs && !bears_on_run(figures[i].path, criterion.quantity)) continue;
    if (!figures[i].at_low.empty()) ends.push_back({i, -1});
    if (!figures[i].at_high.empty()) ends.push_back({i, +1});
  }
  // at its own worst angle, as those of the ends are, not at one that a person can type
  Bench nominal(files);
  const double nominal_margin = margin_of(
      criterion, at_worst_angle(nominal, criterion, worst.where, domain).value, nominal_capacity);
  const auto margins = run_batch<double>(ends, threads, [&] {
    return [&](const End& end) {
      const Unverified& u = figures[end.figure];
      Bench bench(files, end.side < 0 ? u.at_low : u.at_high);
      const Point p = at_worst_angle(bench, criterion, worst.where, domain);
      const bool again = bears_on_capacity(u.path, criterion.against);
      return margin_of(criterion, p.value, again ? bench.capacity(criterion) : nominal_capacity);
    };
  });
  std::vector<Sensitivity> out(figures.size());
  for (Sensitivity& s : out) s.margin_low = s.margin_high = nominal_margin;
  // what rounding leaves is no difference
  const double floor = -1e-9 * std::max(1.0, std::fabs(nominal_margin));
  for (std::size_t k = 0; k < ends.size(); ++k) {
    Sensitivity& s = out[ends[k].figure];
    if (!margins[k].result) {
      s.failure = margins[k].failure;
      continue;
    }
    const double margin = *margins[k].result;
    (ends[k].side < 0 ? s.margin_low : s.margin_high) = margin;
    const double change = margin - nominal_margin;
    if (change < floor && change < s.worse) {
      s.worse = change;
      s.worse_end = ends[k].side;
    }
  }
  return out;
}

Overlay worse_together(const BenchFiles& files, const std::vector<Unverified>& figures,
                       const std::vector<Sensitivity>& found) {
  // those that matter most last, so that their own end stands where another took them along
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (found[i].worse_end != 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&found](std::size_t a, std::size_t b) {
    return found[a].worse > found[b].worse;
  });
  Document scratch = files.scenario.at("limits/hold");
  Overlay out;
  std::vector<std::string> waiting;
  for (const std::size_t i : order) {
    for (const std::string& s : found[i].worse_end < 0 ? figures[i].at_low : figures[i].at_high) {
      waiting.push_back(s);
    }
  }
  // what is refused may be taken once something else is set
  for (bool some = true; some && !waiting.empty();) {
    some = false;
    std::vector<std::string> refused;
    for (const std::string& s : waiting) {
      if (apply_setting(scratch, s).empty()) {
        out.push_back(s);
        some = true;
      } else {
        refused.push_back(s);
      }
    }
    waiting = std::move(refused);
  }
  return out;
}

}  // namespace inversim
