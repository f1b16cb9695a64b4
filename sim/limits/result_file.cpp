// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/result_file.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "inversim/recording/netcdf_file.h"

namespace inversim {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

std::string setting_name(const LimitCase& c) {
  return fmt::format("hinge {}, {} holes, arms {}", c.hinge, c.holes_off, c.arms);
}

/// A member of each result, in order.
template <class Value, class Read>
std::vector<Value> each(const std::vector<CriterionResult>& results, Read read) {
  std::vector<Value> out;
  out.reserve(results.size());
  for (const CriterionResult& r : results) out.push_back(read(r));
  return out;
}

/// What a worn brake is judged by; not a number where a criterion has none.
void write_endurance(NetcdfFile& f, const LimitsResult& x, const NetcdfFile::Axes& by) {
  const auto numbers = [&](const std::string& name, const std::string& units,
                           const std::string& meaning, const std::string& status, auto read) {
    f.values(
        name, units, meaning, by,
        each<double>(x.results,
                     [&](const CriterionResult& r) { return r.endurance ? read(r) : kNothing; }),
        status);
  };
  using R = CriterionResult;
  constexpr const char* kExtrapolated = "extrapolated";
  numbers("cycles", "1", "use cycles after which the brake is judged", "",
          [](const R& r) { return r.criterion.cycles; });
  numbers("cycle_heat", "J", "heat made at new pads by one use cycle", "derived",
          [](const R& r) { return r.endurance->cycle.heat; });
  numbers("cycle_wear", "m", "wear of each pad by one use cycle, new pads", "derived",
          [](const R& r) { return r.endurance->cycle.wear; });
  numbers("wear", "m", "wear of each pad after the cycles, each as the first", kExtrapolated,
          [](const R& r) { return r.endurance->wear; });
  numbers("last_cycle_over_first", "1", "wear of a cycle of the worn pads over that of new ones",
          kExtrapolated, [](const R& r) { return r.endurance->last_cycle; });
  numbers(
      "breaks_after_cycles", "1",
      fmt::format("cycles up to which the criterion holds; not a number: beyond {:g}", kMostCycles),
      kExtrapolated, [](const R& r) { return r.endurance->breaks_after.value_or(kNothing); });
  numbers("opens", "1", "1: the worn brake opens when it is told to", kExtrapolated,
          [](const R& r) { return r.endurance->opens ? 1.0 : 0.0; });
  numbers("opens_for_cycles", "1",
          fmt::format("cycles up to which the brake opens; not a number: beyond {:g}", kMostCycles),
          kExtrapolated, [](const R& r) { return r.endurance->shut_after.value_or(kNothing); });
}

void write_criteria(NetcdfFile& f, const LimitsResult& x, const hdf5::Object& criterion) {
  const std::size_t n = x.results.size();
  const NetcdfFile::Axes by = {{&criterion, n}};
  using R = CriterionResult;
  const auto numbers = [&](const std::string& name, const std::string& units,
                           const std::string& meaning, auto read) {
    f.values(name, units, meaning, by, each<double>(x.results, read));
  };
  const auto words = [&](const std::string& name, const std::string& meaning, auto read) {
    f.texts(name, meaning, by, each<std::string>(x.results, read));
  };
  const auto or_nothing = [](const R& r, double value) { return r.computed() ? value : kNothing; };
  words("what", "what is asked", [](const R& r) { return r.criterion.what; });
  words("quantity", "what is computed", [](const R& r) { return r.criterion.quantity_word; });
  words("unit", "SI unit of demand, capacity and margins of the criterion",
        [](const R& r) { return std::string(si_unit(*r.criterion.unit).text); });
  words("clause", "who asks for it", [](const R& r) { return r.criterion.clause; });
  words("criterion_status", "how factor and limit are known",
        [](const R& r) { return r.criterion.status; });
  words("verdict", "under the bands of unverified figures",
        [](const R& r) { return std::string(verdict_words(r.verdict)); });
  words("replay", "command that runs the worst case", [](const R& r) { return r.replay; });
  words("failure", "why there is no figure", [](const R& r) { return r.failure; });
  words("not_applicable", "why it is not for this table",
        [](const R& r) { return r.not_applicable; });
  numbers("judged", "1", "1: the verdict hangs on it",
          [](const R& r) { return r.judged() ? 1.0 : 0.0; });
  numbers("factor", "1", "times the demand before it is compared",
          [](const R& r) { return r.criterion.factor; });
  numbers("demand", "", "quantity in the worst case; unit: see unit",
          [&](const R& r) { return or_nothing(r, r.worst.point.value); });
  numbers("capacity", "", "what it is compared with",
          [&](const R& r) { return or_nothing(r, r.capacity); });
  numbers("margin", "", "capacity less demand times factor, or demand times factor less limit",
          [&](const R& r) {
            return r.criterion.against == Against::kNothing ? kNothing : or_nothing(r, r.margin);
          });
  numbers("margin_unfavourable", "", "the same, every unverified figure at its worse end",
          [&](const R& r) {
            return r.criterion.against == Against::kNothing ? kNothing
                                                            : or_nothing(r, r.worse_margin);
          });
  write_endurance(f, x, by);
  const auto where = [&](const std::string& name, const std::string& units,
                         const std::string& meaning, double LimitCase::*member) {
    numbers("worst_" + name, units, meaning + " of the worst case",
            [&](const R& r) { return or_nothing(r, r.worst.point.where.*member); });
  };
  where("mass", "kg", "user mass", &LimitCase::mass);
  where("height", "m", "user height", &LimitCase::height);
  where("angle", "rad", "bed angle", &LimitCase::angle);
  where("strap_mark", "rad", "mark of the strap", &LimitCase::mark);
  where("slope_direction", "rad", "side of the table that is downhill",
        &LimitCase::slope_direction);
  words("worst_setting", "how the table is set and where the arms are in the worst case",
        [](const R& r) {
          return setting_name(r.worst.point.where) + ", " + r.worst.point.where.sex;
        });
}

void write_sensitivities(NetcdfFile& f, const LimitsResult& x, const hdf5::Object& criterion) {
  std::vector<std::string> paths, status;
  std::vector<double> nominal, low, high;
  for (const Unverified& u : x.figures) {
    paths.push_back(u.path);
    status.push_back(u.status);
    nominal.push_back(u.nominal);
    low.push_back(u.low);
    high.push_back(u.high);
  }
  if (paths.empty()) return;
  const hdf5::Object& figure = f.axis("figure", "unverified figure, by its path", paths);
  const NetcdfFile::Axes by = {{&figure, paths.size()}};
  f.values("figure_nominal", "", "value in the file, in the unit of its path", by, nominal);
  f.values("figure_low", "", "low end of its range", by, low);
  f.values("figure_high", "", "high end of its range", by, high);
  f.texts("figure_status", "how it is known", by, status);
  std::vector<double> at_low, at_high;
  for (const CriterionResult& r : x.results) {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const bool there = i < r.sensitivities.size();
      at_low.push_back(there ? r.sensitivities[i].margin_low : kNothing);
      at_high.push_back(there ? r.sensitivities[i].margin_high : kNothing);
    }
  }
  const NetcdfFile::Axes both = {{&criterion, x.results.size()}, {&figure, paths.size()}};
  f.values("margin_low", "", "margin of the criterion with the figure at its low end", both,
           at_low);
  f.values("margin_high", "", "margin of the criterion with the figure at its high end", both,
           at_high);
}

void write_users(NetcdfFile& f, const LimitsResult& x, const hdf5::Object& criterion) {
  const hdf5::Object& height = f.axis("user_height", "m", "user height", x.heights);
  const hdf5::Object& mass = f.axis("user_mass", "kg", "user mass", x.masses);
  const std::size_t n = x.results.size(), heights = x.heights.size(), masses = x.masses.size();
  f.values("largest_user", "kg", "largest user for whom every judged criterion holds",
           {{&height, heights}}, x.largest_user);
  std::vector<std::string> binding;
  for (const int k : x.binding) {
    binding.push_back(k < 0 ? "" : x.results[static_cast<std::size_t>(k)].criterion.name);
  }
  f.texts("binding", "criterion that binds there", {{&height, heights}}, binding);
  std::vector<double> largest, margins;
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t h = 0; h < heights; ++h) {
      const UserLimit& u = x.user_limits[k][h];
      const bool known = !u.margin.empty();
      largest.push_back(known ? u.mass : kNothing);
      for (std::size_t m = 0; m < masses; ++m) margins.push_back(known ? u.margin[m] : kNothing);
    }
  }
  f.values("largest_user_by_criterion", "kg", "largest user for whom the criterion holds",
           {{&criterion, n}, {&height, heights}}, largest);
  f.values("user_margin", "", "margin of the criterion for users of a height and a mass",
           {{&criterion, n}, {&height, heights}, {&mass, masses}}, margins);
}

void write_maps(NetcdfFile& f, const LimitsResult& x) {
  const hdf5::Object& angle =
      f.axis("bed_angle", "rad", "bed angle, head down positive", x.map_angles);
  const std::size_t angles = x.map_angles.size();
  if (!x.torque_lines.empty()) {
    std::vector<std::string> settings;
    std::vector<double> torque;
    for (const TorqueLine& line : x.torque_lines) {
      settings.push_back(setting_name(line.where));
      torque.insert(torque.end(), line.torque.begin(), line.torque.end());
    }
    const hdf5::Object& setting = f.axis("setting", "hinge hole, boom and arms", settings);
    f.values("weight_torque", "N m",
             "moment of the weight of bed and user about the pivot, head down positive",
             {{&setting, settings.size()}, {&angle, angles}}, torque, "derived");
  }
  if (!x.tipping_lines.empty()) {
    std::vector<double> directions, margin;
    for (const TippingLine& line : x.tipping_lines) {
      directions.push_back(line.direction);
      margin.insert(margin.end(), line.margin.begin(), line.margin.end());
    }
    const hdf5::Object& direction =
        f.axis("slope_direction", "rad", "side that is downhill: 0 head end, pi/2 the user's right",
               directions);
    f.values("tipping_margin", "m",
             "distance of the centre of pressure from the edge of the feet, at rest",
             {{&direction, directions.size()}, {&angle, angles}}, margin, "recalled");
  }
}

}  // namespace

void write_limits(const std::string& path, const LimitsResult& result,
                  const RunProvenance& provenance) {
  write_netcdf(path, provenance, [&result](NetcdfFile& f) {
    std::vector<std::string> names;
    for (const CriterionResult& r : result.results) names.push_back(r.criterion.name);
    const auto say = [&f](const std::string& name, const auto& value) {
      hdf5::write_attribute(f.root(), name, value);
    };
    say("title", std::string_view(fmt::format("limits of {}", result.table_name)));
    say("verdict", std::string_view(result.verdict_text()));
    say("admissible_user_kg", result.admissible_user);
    say("binding_height_m", result.admissible_height);
    say("binding_criterion",
        std::string_view(result.admissible_binding < 0
                             ? "none"
                             : names[static_cast<std::size_t>(result.admissible_binding)]));
    say("slip_torque_Nm", result.slip_torque);
    say("cases", static_cast<std::uint64_t>(result.cases));
    say("wall_time_s", result.wall);
    const hdf5::Object& criterion = f.axis("criterion", "criterion, by its name", names);
    write_criteria(f, result, criterion);
    write_sensitivities(f, result, criterion);
    write_users(f, result, criterion);
    write_maps(f, result);
  });
}

}  // namespace inversim
