// SPDX-License-Identifier: Apache-2.0
#include "inversim/limits/bench.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/math/angle.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/session.h"
#include "inversim/scenario/watch.h"

namespace inversim {
namespace {

constexpr const char* kScenarios[] = {"limits/hold",   "limits/stop",   "limits/fall",
                                      "limits/return", "limits/tether", "limits/motor"};
constexpr double kUnbreakable = 1e6;  // [N] of a strap whose load is asked for

void set(Document& document, const std::string& setting) {
  const auto wrong = apply_setting(document, setting);
  if (!wrong.empty()) throw std::invalid_argument(sentences(wrong));
}

/// The value at a path of keys as the table of fields writes them, or null.
Node* find(Node& root, const std::string& path) {
  Node* node = &root;
  for (std::size_t from = 0; node != nullptr && from <= path.size();) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    const std::string part = path.substr(from, dot - from);
    const auto child =
        std::find_if(node->children.begin(), node->children.end(), [&part](const Node& n) {
          return n.entry ? n.label == part : n.field != nullptr && n.field->key == part;
        });
    node = child == node->children.end() ? nullptr : &*child;
    from = dot + 1;
  }
  return node;
}

/// Puts a checked kind of value in its place; false where it must be read as a file is.
bool put(Node& root, const std::string& path, const std::string& value) {
  Node* node = find(root, path);
  if (node == nullptr || !node->present || !node->field->unit_from.empty()) return false;
  switch (node->field->type) {
    case FieldType::kReal: {
      const double number = std::strtod(value.c_str(), nullptr);
      const bool inside = number >= node->field->low && number <= node->field->high;
      if (!inside) return false;
      node->number = node->field->unit != nullptr ? node->field->unit->si(number) : number;
      break;
    }
    case FieldType::kInteger:
      node->whole = std::strtoll(value.c_str(), nullptr, 10);
      break;
    case FieldType::kBoolean:
      node->flag = value == "true";
      break;
    case FieldType::kChoice:
    case FieldType::kText:
      node->word = value;
      break;
    default:
      return false;
  }
  node->written = value;
  return true;
}

std::filesystem::path scenario_path(const Library& library, const std::string& name) {
  for (const auto& root : library.roots) {
    auto path = root / "scenarios" / (name + ".yaml");
    if (std::filesystem::exists(path)) return path;
  }
  throw std::invalid_argument(fmt::format("there is no scenario '{}'\n", name));
}

/// Both friction coefficients at a share of the file's, in the order in which the kinetic one is at
/// no time above the static; `change`: over those that are set now.
std::vector<std::string> pad_settings(const PadFriction& pads, double share, double change) {
  std::vector<std::string> out = {
      fmt::format("table.brake.mu_kinetic={:.8g}", share * pads.kinetic),
      fmt::format("table.brake.mu_static={:.8g}", share * pads.still)};
  if (change > 1.0) std::swap(out[0], out[1]);
  return out;
}

const char* signal_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::kStopMargin:
    case Quantity::kPowerLossMargin:
      return "tipping_margin";
    case Quantity::kStopHeat:
      return "brake_heat";
    case Quantity::kFallRate:
    case Quantity::kStrapRate:
      return "bed_rate";
    case Quantity::kStrapPeak:
      return "tether_tension";
    default:
      return "bed_angle";
  }
}

double read_trace(Quantity quantity, const Trace& x) {
  switch (quantity) {
    case Quantity::kStopOvershoot:
      return std::max(x.greatest - x.first, x.first - x.least);
    case Quantity::kStopMargin:
    case Quantity::kPowerLossMargin:
      return x.least;
    case Quantity::kPowerLossTravel:
      return x.greatest - x.least;
    case Quantity::kStrapPeak:
    case Quantity::kStrapOvershoot:
      return x.greatest;
    case Quantity::kStrapRate:
      return x.any ? x.first : 0.0;
    case Quantity::kFallRate:
      return std::max(x.greatest, -x.least);
    default:
      return x.last;
  }
}

bool has_brake(const Node& table) { return table.real("brake.clamp_force_N") > 0.0; }
bool has_strap(const Node& table) { return table.real("tether.stiffness_N_per_m") > 0.0; }
bool has_motor(const Node& table) { return table.real("motor.stall_torque_Nm") > 0.0; }

}  // namespace

PadFriction pads_of(const Document& scenario) {
  const Node& brake = scenario.root.at("table.brake");
  return {brake.real("mu_static"), brake.real("mu_kinetic"), brake.real("clamp_force_N")};
}

BenchFiles read_bench_files(const Library& library, const std::string& table,
                            const std::optional<std::string>& text) {
  BenchFiles files{library, table, {}};
  std::string word = table;
  std::error_code failed;
  if (!text && std::filesystem::exists(table, failed))
    word = std::filesystem::absolute(table).string();
  const auto read = [&](const std::string& name) {
    Reading reading = read_resolved(scenario_path(library, name), library, FileKind::kScenario,
                                    {{"table", word, text}});
    if (!reading) {
      // what is wrong with the table is said of the file that was named, not of a scenario
      if (!text) {
        const Reading alone = read_resolved(table, library, FileKind::kTable);
        if (!alone) throw std::invalid_argument(sentences(alone.diagnostics));
      }
      throw std::invalid_argument(sentences(reading.diagnostics));
    }
    return reading;
  };
  for (const char* name : kScenarios) {
    Reading reading = read(name);
    const bool brake = has_brake(reading.document->root.at("table"));
    // without a brake something else holds a bed at rest
    if (name == std::string("limits/hold") && !brake) reading = read("limits/held");
    const Node& of_table = reading.document->root.at("table");
    if (name == std::string("limits/tether") && !has_strap(of_table)) continue;
    if (name == std::string("limits/motor") && !has_motor(of_table)) continue;
    // every path of a case is set once as a file is read, so that it is there and of a kind
    Criterion any;
    for (const Quantity q : {Quantity::kStopMargin, Quantity::kFallRate, Quantity::kReturnAngle,
                             Quantity::kStrapPeak, Quantity::kPowerLossMargin}) {
      if (name == std::string(scenario_of(q))) any.quantity = q;
    }
    LimitCase c;
    c.hinge = reading.document->root.at("table").list("hinge.holes").front().text("name");
    for (const std::string& s :
         settings_of(any, c, *reading.document, pads_of(*reading.document))) {
      set(*reading.document, s);
    }
    files.scenario.emplace(name, std::move(*reading.document));
  }
  return files;
}

Bench::Bench(const BenchFiles& files, Overlay overlay)
    : files_(&files), overlay_(std::move(overlay)) {}

Bench::Laid& Bench::document(const std::string& scenario) {
  const auto found = documents_.find(scenario);
  if (found != documents_.end()) return found->second;
  Laid& made = documents_[scenario];
  made.document = files_->scenario.at(scenario);
  for (const std::string& setting : overlay_) set(made.document, setting);
  made.pads = pads_of(made.document);
  return made;
}

TableRange Bench::range() const {
  const Node& table = files_->scenario.at("limits/hold").root.at("table");
  TableRange r;
  r.mass_max = table.real("rating.user_mass_max_kg");
  r.height_min = table.real("rating.user_height_min_cm");
  r.height_max = table.real("rating.user_height_max_cm");
  r.lower = table.real("stops.lower_deg");
  r.upper = table.real("stops.upper_deg");
  for (const Node& hole : table.list("hinge.holes")) r.hinge_holes.push_back(hole.text("name"));
  r.type = table.text("type");
  r.brake = has_brake(table);
  r.strap = has_strap(table);
  r.motor = has_motor(table);
  r.boom = !table.has("boom.ankle_distance_m");
  r.hole_height = table.real("boom.hole_pitch_m") / table.real("boom.distance_per_height");
  if (r.strap && table.has("tether.marks_deg")) r.marks = table.reals("tether.marks_deg");
  // a strap without marks has one length
  if (r.strap && r.marks.empty()) r.marks = {r.upper};
  return r;
}

LimitCase rounded(LimitCase c) {
  const auto to = [](double x, double unit) { return std::round(x / unit) * unit; };
  c.mass = to(c.mass, 0.01);
  c.height = to(c.height, 1e-4);
  c.height_setting = to(c.height_setting, 1e-4);
  c.angle = to(c.angle / kDegree, 0.01) * kDegree;
  c.slope_direction = to(c.slope_direction / kDegree, 0.1) * kDegree;
  return c;
}

std::vector<std::string> settings_of(const Criterion& criterion, const LimitCase& c,
                                     const Document& scenario, const PadFriction& pads) {
  const Node& table = scenario.root.at("table");
  std::vector<std::string> out = {
      fmt::format("subject.sex={}", c.sex),
      fmt::format("subject.mass_kg={:.8g}", c.mass),
      fmt::format("subject.height_cm={:.8g}", 100.0 * c.height),
      fmt::format("settings.height_setting_cm={:.8g}",
                  100.0 * (c.height_setting > 0.0 ? c.height_setting : c.height)),
      fmt::format("settings.boom_holes={}", c.holes_off),
      fmt::format("settings.hinge_hole={}", c.hinge),
      fmt::format("settings.arms={}", c.arms),
      fmt::format("settings.start_angle_deg={:.8g}", c.angle / kDegree),
      fmt::format("settings.slope_deg={:.8g}", criterion.slope / kDegree),
      fmt::format("settings.slope_direction_deg={:.8g}", c.slope_direction / kDegree),
      fmt::format("settings.gravity_m_per_s2={:.8g}", 9.81 * criterion.weights),
  };
  out.push_back(fmt::format("settings.empty_table={}", criterion.empty_table));
  if (table.text("type") == "inversion_chair") out.emplace_back("settings.posture=seated");
  if (c.mark > 0.0) out.push_back(fmt::format("settings.tether_deg={:.8g}", c.mark / kDegree));
  const std::string name = scenario_of(criterion.quantity);
  if (name == "limits/hold" && !has_brake(table)) {
    out.push_back(fmt::format("protocol.1.rotate.to_deg={:.8g}", c.angle / kDegree));
  }
  if (name == "limits/fall" && has_strap(table)) {
    out.emplace_back("table.tether.stiffness_N_per_m=0");  // it is not fitted
  }
  if (name == "limits/tether") {
    out.push_back(fmt::format("table.tether.strength_N={:.8g}", kUnbreakable));
  }
  if (name == "limits/motor") {
    out.push_back(
        fmt::format("protocol.1.rotate.to_deg={:.8g}", table.real("stops.upper_deg") / kDegree));
    out.push_back(fmt::format("protocol.1.rotate.rate_deg_per_s={:.8g}",
                              (criterion.rate > 0.0 ? criterion.rate : kDegree) / kDegree));
    out.push_back(fmt::format("table.brake.clamp_force_N={:.8g}",
                              criterion.without_brake ? 0.0 : pads.clamp_force));
  }
  if (name == "limits/stop") {
    const double engage = table.real("brake.lever.engage_time_s");
    // the command comes before the brake is closed by what engaging takes
    out.push_back(fmt::format("faults.1.value={:.8g}", criterion.pads_worn));
    out.push_back(fmt::format("settings.start_rate_deg_per_s={:.8g}", criterion.rate / kDegree));
    out.push_back(fmt::format("protocol.1.hold.duration_s={:.8g}",
                              std::max(0.001, criterion.latency - engage)));
  }
  if (criterion.brake_friction != 1.0) {
    for (std::string& s : pad_settings(pads, criterion.brake_friction, criterion.brake_friction)) {
      out.push_back(std::move(s));
    }
  }
  return out;
}

void Bench::lay(Laid& laid, const std::string& setting) {
  const std::size_t equals = setting.find('=');
  if (!put(laid.document.root, setting.substr(0, equals), setting.substr(equals + 1))) {
    set(laid.document, setting);
  }
}

const Document& Bench::laid(const Criterion& criterion, const LimitCase& c) {
  Laid& laid = document(scenario_of(criterion.quantity));
  // pads as they are, then as the criterion has them
  if (laid.friction != 1.0) {
    for (const std::string& s : pad_settings(laid.pads, 1.0, 1.0 / laid.friction)) lay(laid, s);
  }
  laid.friction = criterion.brake_friction;
  for (const std::string& s : settings_of(criterion, c, laid.document, laid.pads)) lay(laid, s);
  return laid.document;
}

Bench::Rest::Rest(std::shared_ptr<const PlantDesign> design, const PlantKernels& kernels)
    : plant_(std::move(design), kernels), start_(plant_.state()) {
  // at rest, whatever the brake can do
  plant_.input().prescribed = 1.0;
  plant_.input().prescribed_acceleration = 0.0;
}

AtRest Bench::Rest::at(double angle) {
  PlantState<double> s = start_;
  JointState<double>& bed = s.tree.joint[kBedBody];
  bed.angle = angle;
  bed.q_PB = {std::cos(0.5 * angle), 0.0, std::sin(0.5 * angle), 0.0};
  plant_.restore(s);
  const Observation o = observe(plant_);
  return {o.weight_torque, o.tipping_margin, o.cuff_pull,
          o.pivot_force,   o.head_clearance, o.tether_hold};
}

double Bench::Rest::bearing_friction() const { return plant_.model().bearing_grip; }

Bench::Rest Bench::at_rest(const Criterion& criterion, const LimitCase& c) {
  ++cases_;
  return Rest(build_plant(laid(criterion, c).root), *kernels_);
}

double read_at_rest(Quantity quantity, const AtRest& rest, double bearing_friction) {
  switch (quantity) {
    case Quantity::kHoldingTorque:
      return std::fabs(rest.weight_torque);
    case Quantity::kStaticMargin:
      return rest.tipping_margin;
    case Quantity::kClampPull:
      return rest.cuff_pull;
    case Quantity::kPivotForce:
      return rest.pivot_force;
    case Quantity::kReturnMoment:
      return -rest.weight_torque - bearing_friction;
    case Quantity::kHeadClearance:
      return rest.head_clearance;
    case Quantity::kStrapLoad:
      return rest.tether_hold;
    default:
      throw std::logic_error("not a quantity at rest");
  }
}

double Bench::figure(const Criterion& criterion, const LimitCase& c) {
  if (!is_static(criterion.quantity)) {
    const Trace x = traces(criterion, c, {signal_of(criterion.quantity)}).front();
    const double value = read_trace(criterion.quantity, x);
    // past the mark, or not that far
    return criterion.quantity == Quantity::kStrapOvershoot ? std::max(0.0, value - c.mark) : value;
  }
  Rest rest = at_rest(criterion, c);
  return read_at_rest(criterion.quantity, rest.at(c.angle), rest.bearing_friction());
}

std::vector<Trace> Bench::traces(const Criterion& criterion, const LimitCase& c,
                                 const std::vector<std::string>& signals) {
  ++cases_;
  const Document& d = laid(criterion, c);
  Session session(d);
  std::vector<Trace> out(signals.size());
  std::vector<std::size_t> places;
  places.reserve(signals.size());
  for (const std::string& s : signals) places.push_back(place_of(session.all_signals(), s));
  const double from = loses_power(criterion.quantity) ? kPowerLossTime : 0.0;
  // else from the first sample after the strap is taut
  bool there = criterion.quantity != Quantity::kStrapRate, taut = false;
  session.watch([&](double time, int, std::span<const double> row) {
    if (!there) {
      there = taut;
      return;
    }
    if (time < from) return;
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double value = row[places[i]];
      Trace& x = out[i];
      if (!x.any) x.first = value;
      x.any = true;
      x.last = value;
      x.least = std::min(x.least, value);
      x.greatest = std::max(x.greatest, value);
    }
  });
  session.settle();
  SessionSink sink;
  sink.event = [&taut](const Event& e) { taut = taut || e.kind == "tether_taut"; };
  const SessionResult result = session.run(sink);
  if (result.status != StepStatus::kOk) throw std::runtime_error(result.failure);
  return out;
}

double Bench::capacity(const Criterion& criterion) {
  switch (criterion.against) {
    case Against::kSlipTorque:
      return slip_torque(criterion.brake_friction);
    case Against::kWornSlipTorque:
      return slip_torque(criterion.brake_friction, criterion.cycles * cycle_wear(criterion).wear);
    case Against::kSlipLessMotor:
      return slip_torque(criterion.brake_friction) - motor_torque();
    case Against::kMotorTorque:
      return motor_torque();
    case Against::kGearTorque:
      return gear_torque();
    case Against::kBearingFriction:
      return document("limits/hold").document.root.real("table.bearing.friction_torque_Nm");
    case Against::kClampCapacity:
      return document("limits/hold").document.root.real("table.ankle_clamp.capacity_N");
    case Against::kStrapStrength:
      return document("limits/hold").document.root.real("table.tether.strength_N");
    case Against::kLimit:
      return criterion.limit;
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace inversim
