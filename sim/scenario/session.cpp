// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/session.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "inversim/circulation/rest.h"
#include "inversim/language/located.h"
#include "inversim/math/angle.h"
#include "inversim/plant/control_signals.h"
#include "inversim/plant/observe_bodies.h"
#include "inversim/scenario/build_control.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/fault_targets.h"

namespace inversim {
namespace {

/// The signals that the scenario records, and where their values are in a full row.
SignalTable pick_signals(const Node& scenario, const SignalTable& all,
                         std::vector<std::size_t>& places) {
  const bool every = !scenario.has("record.signals");
  SignalTable table;
  table.coordinates = all.coordinates;
  std::size_t offset = 0;
  for (const Signal& s : all.signals) {
    const bool wanted = every || std::ranges::count(scenario.texts("record.signals"), s.name) > 0;
    if (wanted) {
      table.signals.push_back(s);
      table.row_width += s.width;
      for (std::size_t i = 0; i < s.width; ++i) places.push_back(offset + i);
    }
    offset += s.width;
  }
  if (every) return table;
  for (const std::string& name : scenario.texts("record.signals")) {
    const bool known =
        std::ranges::any_of(all.signals, [&name](const Signal& s) { return s.name == name; });
    if (!known) {
      refuse(scenario.at("record.signals").where, "record.signals",
             fmt::format("there is no signal '{}'", name));
    }
  }
  return table;
}

constexpr double kPosesApart = 0.1;  // [s] at least

// when a hold is long enough, and a body still enough, for large steps
constexpr double kShortestRest = 2.0;  // [s]
constexpr double kStill = 2e-4;        // [rad/s, m/s] of any joint
constexpr double kStillFor = 0.5;      // [s]

// the body is set down at once; how its contacts slip then is seen for long, so these steps are
// small
constexpr double kFineStep = 1e-3;  // [s]
constexpr double kFineFor = 1.0;    // [s]
constexpr double kSlipsFor = 0.3;   // [s] of dynamics before the first equilibrium

double greatest_rate(const TreeState<double>& tree, int bodies) {
  double most = 0.0;
  for (int i = 0; i < bodies; ++i) {
    const JointState<double>& x = tree.joint[i];
    for (const double v : {x.w.x, x.w.y, x.w.z, x.v.x, x.v.y, x.v.z}) {
      most = std::max(most, std::fabs(v));
    }
  }
  return most;
}

/// Refuses a rate of recording that is no whole number of steps.
void check_rate(const Node& scenario) {
  if (scenario.boolean("record.every_step")) return;
  const double rate = scenario.real("record.rate_Hz"), step = scenario.real("settings.step_ms");
  const double steps = 1.0 / (rate * step);
  const double whole = std::max(1.0, std::round(steps));
  if (std::fabs(steps - whole) < 1e-6 * steps) return;
  refuse(scenario.at("record").where, "record.rate_Hz",
         fmt::format("{:g} samples a second are no whole number of steps of {:g} ms; {:g} would be",
                     rate, 1e3 * step, 1.0 / (whole * step)));
}

// a plant whose controller has stopped answering goes on until it rests, or for so long
constexpr double kRunsOn = 60.0;     // [s]
constexpr double kQuietFor = 1.0;    // [s]
constexpr double kQuietRate = 1e-3;  // [rad/s] of the bed

std::optional<ControlUnit> unit_of(const Node& scenario, const PlantDesign& design) {
  if (!scenario.has("controller")) return std::nullopt;
  return ControlUnit(build_control(scenario, design));
}

/// Signals of the plant, and of its controller where there is one.
SignalTable signals_of(const PlantDesign& design, bool is_controlled) {
  SignalTable table = signal_table(design);
  if (is_controlled) add_control_signals(table);
  return table;
}

}  // namespace

Session::Session(const Document& document, RestingStates* known)
    : scenario_(&document.root),
      design_(build_plant(document.root, known)),
      all_(signals_of(*design_, document.root.has("controller"))),
      table_(pick_signals(document.root, all_, picked_)),
      plant_(design_),
      unit_(unit_of(document.root, *design_)),
      start_(design_->start),
      runner_(unroll_protocol(document.root, *design_), [this](const Event& e) { tell(e); }),
      faults_(read_faults(document.root, *design_, unit_ ? &unit_->model() : nullptr),
              [this](const Event& e) { tell(e); }),
      full_row_(all_.row_width),
      row_(table_.row_width),
      figures_(std::make_unique<KeyFigures>(topics())),
      expectations_(std::make_unique<Expectations>(document.root, all_)) {
  check_rate(document.root);
  if (document.root.text("settings.solver") == "quasi_static") {
    slow_.emplace(unroll_protocol(document.root, *design_), document.root,
                  [this](const Event& e) { tell(e); });
  }
  if (design_->model.circulates)
    risk_ = std::make_unique<RiskWatch>(document.root, all_,
                                        lying_at_rest(design_->model.circulation, known));
  plant_.input().arm_angle = arm_angle(document.root.text("settings.arms"));
  if (unit_) {
    unit_->pendant().preset =
        static_cast<double>(unit_->model().config.default_preset_deg) * kDegree;
    runner_.operate(&*unit_);
  }
}

FigureTopics Session::topics() const {
  return {design_->model.circulates, !design_->floating,        design_->standing,
          has_brake(*design_),       design_->model.has_tether, design_->model.has_motor};
}

void Session::attach(ControllerPort* port) {
  if (!unit_) throw std::logic_error("the scenario names no controller");
  const std::string refusal = port->start(unit_->model().config);
  if (!refusal.empty()) { refuse(scenario_->at("controller").where, "controller", refusal); }
  port_ = port;
}

/// To whoever listens, and to what waits for it.
void Session::tell(const Event& event) {
  faults_.notice(event);
  expectations_->notice(event);
  if (event_sink_) event_sink_(event);
}

/// Sensors out, commands in; what is new of the controller becomes an event.
void Session::exchange() {
  if (!unit_) return;
  const double now = plant_.time();
  CommandFault refusal = CommandFault::kNone;
  const ExchangeStatus status =
      unit_->control(plant_, controller_failure_.empty() ? port_ : nullptr, refusal);
  if (status == ExchangeStatus::kDied && controller_failure_.empty()) {
    controller_failure_ = fmt::format("at {:.4f} s {}", now, port_->failure());
    failed_at_ = quiet_since_ = now;
    tell({now, "controller_died", controller_failure_, 0.0});
  }
  const ControlState& s = unit_->state();
  expectations_->state(now, protocol_step(), s.state_code);
  if (s.fault_code != told_fault_) {
    told_fault_ = s.fault_code;
    tell({now, "controller_fault", fmt::format("controller: fault {}", s.fault_code),
          static_cast<double>(s.fault_code)});
  }
  if (s.state_code != told_state_) {
    told_state_ = s.state_code;
    const std::string_view name = controller_state_name(s.state_code);
    tell({now, "controller_state",
          name.empty() ? fmt::format("controller: state {}", s.state_code)
                       : fmt::format("controller: {}", name),
          static_cast<double>(s.state_code)});
  }
  if (refusal != told_refusal_) {
    told_refusal_ = refusal;
    if (refusal != CommandFault::kNone) {
      tell({now, "command_refused",
            fmt::format("a command is refused, brake on and motor off instead: {}",
                        command_fault_text(refusal)),
            0.0});
    }
  }
}

/// Whether a plant without an answering controller still has something to show.
bool Session::runs_on() const {
  return plant_.time() - failed_at_ < kRunsOn && plant_.time() - quiet_since_ < kQuietFor;
}

void Session::settle_dynamically(double settle, const std::function<void()>& now_and_then) {
  const double whole = design_->step;
  // nobody lets go of the bed before the start
  plant_.input().prescribed = 1.0;
  plant_.input().prescribed_acceleration = 0.0;
  // arms go where they start by way of the front, as they do in the session
  const double wanted = plant_.input().arm_angle, raising = std::min(3.0, 0.5 * settle);
  const double fine = whole / std::ceil(whole / kFineStep - 1e-9);
  double told = 0.0;
  for (double t = 0.0; t < settle - 0.5 * whole;) {
    const ArmMotion arms = arm_motion(0.0, wanted, raising, t);
    plant_.input().arm_angle = arms.angle;
    plant_.input().arm_rate = arms.rate;
    if (now_and_then && t >= told) {
      now_and_then();
      told += 1.0;
    }
    const double h = t < kFineFor ? fine : whole;
    if (plant_.step(h) != StepStatus::kOk) {
      throw DoesNotSettle(
          fmt::format("the plant does not settle: {} is not finite", plant_.failure()));
    }
    t += h;
  }
  plant_.input().prescribed = 0.0;
  plant_.input().arm_angle = wanted;
  plant_.input().arm_rate = 0.0;
}

void Session::settle(const std::function<void()>& now_and_then) {
  const double settle = scenario_->real("settings.settle_time_s");
  // how a body that is set down slips is for the dynamics
  const double moving = slow_ ? std::min(settle, kSlipsFor) : settle;
  settle_dynamically(moving, now_and_then);
  if (slow_ && slow_->settle(settle - moving, plant_) != StepStatus::kOk) {
    throw DoesNotSettle(
        fmt::format("the plant does not settle: {} is not finite", plant_.failure()));
  }
  plant_.load_brake();
  PlantState<double> state = plant_.state();
  state.time = state.step = 0.0;
  for (FloorPointState<double>& point : state.floor.point) point.slid = 0.0;
  state.tree.joint[kBedBody].w.y = scenario_->real("settings.start_rate_deg_per_s");
  plant_.restore(state);
  start_ = state;
}

void Session::sample(const SessionSink& sink) {
  Observation o = observe(plant_);
  if (slow_) o.bed_rate = slow_->bed_rate();
  const std::span<double> row = full_row_;
  const std::size_t of_plant = unit_ ? row.size() - control_signals() : row.size();
  write_row(*design_, o, row.first(of_plant));
  if (unit_) write_control_row(*unit_, plant_, row.subspan(of_plant));
  for (std::size_t i = 0; i < picked_.size(); ++i) row_[i] = full_row_[picked_[i]];
  expectations_->sample(plant_.time(), protocol_step(), full_row_);
  figures_->sample(plant_.time(), o, plant_.input().brake_command,
                   [this](const Event& e) { tell(e); });
  if (risk_) {
    risk_->sample(plant_.time(), full_row_, [this](const RaisedFlag& flag) {
      flags_.push_back(flag);
      figures_->flag(flag.level == RiskLevel::kRed);
      tell({flag.time, flag.level == RiskLevel::kRed ? "risk_red" : "risk_amber", sentence(flag),
            flag.value});
    });
  }
  if (watcher_) watcher_(plant_.time(), protocol_step(), full_row_);
  if (sink.sample) sink.sample(plant_.time(), row_);
  if (sink.poses && plant_.time() > next_poses_ - 1e-9) {
    next_poses_ = plant_.time() + kPosesApart;
    poses_.resize(pose_width(*design_));
    observe_bodies(*design_, plant_.state(), poses_);
    sink.poses(plant_.time(), poses_);
  }
}

/// Takes a large step if nothing moves and nothing is asked. Such a step is always sampled.
bool Session::rest_step(const SessionSink& sink) {
  const double now = plant_.time();
  const double until = std::min(runner_.still_until(plant_), faults_.none_until(now));
  const bool held = plant_.input().brake_command > 0.5 || plant_.input().prescribed > 0.5;
  if (until - now < kShortestRest || !held || now < no_rest_until_) {
    still_since_ = -1.0;
    resting_ = false;
    return false;
  }
  if (!resting_) {
    if (greatest_rate(plant_.state().tree, design_->model.tree.body_count) > kStill) {
      still_since_ = -1.0;
      return false;
    }
    if (still_since_ < 0.0) still_since_ = now;
    if (now - still_since_ < kStillFor) return false;
  }
  // small where loads have just changed, then longer
  const double longest = scenario_->real("settings.rest_step_s");
  const double dt = std::min({0.1 + 0.1 * (now - still_since_), longest, until - now});
  if (plant_.hold(dt) != StepStatus::kOk) {
    no_rest_until_ = until;
    return false;
  }
  resting_ = true;
  sample(sink);
  return true;
}

void Session::run_quasi_statically(const SessionSink& sink, SessionResult& result) {
  sample(sink);
  double told = -1.0;
  for (StepStatus status; slow_->advance(plant_, status);) {
    if (status != StepStatus::kOk) {
      result.status = status;
      result.failure = fmt::format(
          "at {:.1f} s, bed at {:.1f} deg, no equilibrium was found, and {} is not finite",
          plant_.time(), plant_.bed_angle() / kDegree, plant_.failure());
      tell({plant_.time(), "failed", result.failure, 0.0});
      return;
    }
    ++result.rest_steps;
    sample(sink);
    if (sink.progress && slow_->progress() - told >= 0.01) {
      told = slow_->progress();
      sink.progress(told, plant_.time());
    }
  }
}

void Session::run_dynamically(const SessionSink& sink, SessionResult& result) {
  const double rate = scenario_->real("record.rate_Hz");
  const bool every = scenario_->boolean("record.every_step");
  const auto stride =
      every ? 1 : std::max<std::int64_t>(1, std::llround(1.0 / (rate * design_->step)));
  // no large steps with a bed that can come loose on one side, or with a controller, which is
  // asked at every step
  const bool rests =
      scenario_->text("settings.solver") == "auto" && !design_->model.has_trunnions && !unit_;
  if (unit_ && port_ == nullptr) throw std::logic_error("no controller has been attached");
  double told = -1.0;
  std::int64_t n = 0;
  const auto show_progress = [&] {
    const double share = runner_.progress(plant_.time());
    if (share - told >= 0.01) {
      told = share;
      sink.progress(share, plant_.time());
    }
  };
  for (bool more = true; more; ++n) {
    more = controller_failure_.empty() ? runner_.steer(plant_) : runs_on();
    faults_.apply(plant_, unit_ ? &*unit_ : nullptr, runner_);
    while (more && rests && rest_step(sink)) {
      ++result.rest_steps;
      if (sink.progress) show_progress();
      more = runner_.steer(plant_);
      faults_.apply(plant_, nullptr, runner_);
    }
    exchange();
    if (n % stride == 0 || !more) sample(sink);
    if (!more) break;
    if (sink.progress && n % 256 == 0) show_progress();
    result.status = plant_.step();
    if (std::fabs(plant_.bed_rate()) > kQuietRate) quiet_since_ = plant_.time();
    if (result.status != StepStatus::kOk) {
      result.failure =
          fmt::format("at {:.4f} s {} is not finite; the state before that step is kept",
                      plant_.time(), plant_.failure());
      tell({plant_.time(), "failed", result.failure, 0.0});
      break;
    }
  }
  result.steps = static_cast<std::uint64_t>(n);
}

std::vector<KeyFigure> Session::figure_catalogue() const {
  std::vector<KeyFigure> figures = KeyFigures::catalogue(topics());
  mark(figures, all_);
  return figures;
}

SessionResult Session::run(const SessionSink& sink) {
  SessionResult result;
  event_sink_ = sink.event;
  if (sink.event) {
    for (const std::string& warning : design_->warnings) sink.event({0.0, "warning", warning, 0.0});
    if (risk_)
      for (const std::string& text : risk_->contraindications())
        sink.event({0.0, "contraindication", text, 0.0});
  }
  if (slow_) {
    run_quasi_statically(sink, result);
  } else {
    run_dynamically(sink, result);
  }
  result.simulated = plant_.time();
  result.hash = state_hash(plant_.state());
  result.figures = figures_->figures();
  mark(result.figures, all_);
  // of a run that broke off nothing is judged
  result.controller_failure = controller_failure_;
  const bool whole = result.status == StepStatus::kOk && controller_failure_.empty();
  if (whole) result.verdicts = expectations_->judge();
  result.flags = flags_;
  event_sink_ = nullptr;
  return result;
}

}  // namespace inversim
