// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/plant.h"

#include <cmath>
#include <cstring>
#include <span>
#include <stdexcept>
#include <type_traits>

#include "inversim/contact/refresh.h"
#include "inversim/language/fnv1a.h"

namespace inversim {
namespace {

static_assert(std::is_trivially_copyable_v<PlantState<double>>);
static_assert(sizeof(PlantState<Lanes8>) == 8 * sizeof(PlantState<double>),
              "the state is made of T alone");

/// First body whose coordinates are not finite, or kNoBody.
int find_not_finite(const TreeState<double>& tree, int body_count) {
  for (int i = 0; i < body_count; ++i) {
    const JointState<double>& x = tree.joint[i];
    const double sum = (x.q_PB.w + x.q_PB.x + x.q_PB.y + x.q_PB.z) +
                       (x.p_JB.x + x.p_JB.y + x.p_JB.z) + (x.w.x + x.w.y + x.w.z) +
                       (x.v.x + x.v.y + x.v.z);
    if (!std::isfinite(sum)) return i;
  }
  return kNoBody;
}

/// Whether every number of the state is.
bool is_finite(const PlantState<double>& state) {
  static_assert(sizeof state % sizeof(double) == 0);
  const auto* number = reinterpret_cast<const double*>(&state);
  constexpr std::size_t kCount = sizeof state / sizeof(double);
  // a number times 0 is 0, what is not finite becomes not a number
  double sum[4] = {};
  for (std::size_t i = 0; i + 4 <= kCount; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) sum[k] += 0.0 * number[i + k];
  }
  for (std::size_t i = kCount - kCount % 4; i < kCount; ++i) sum[0] += 0.0 * number[i];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]) == 0.0;
}

/// What does not depend on how the root is held.
void copy_work(int body_count, const PlantWork<double, 6>& from, PlantWork<double, 1>& to) {
  for (int i = 0; i < body_count; ++i) {
    const BodyWork<double, 6>& a = from.tree.body[i];
    BodyWork<double, 1>& b = to.tree.body[i];
    b.R_PB = a.R_PB;
    b.r_P = a.r_P;
    b.V = a.V;
    b.bias = a.bias;
    b.R_CB = a.R_CB;
    b.p_CB = a.p_CB;
    b.p = a.p;
    b.A = a.A;
    b.ydot = a.ydot;
    to.drive[i] = from.drive[i];
    to.load[i] = from.load[i];
  }
  to.g_C = from.g_C;
  to.sin_a = from.sin_a;
  to.upright = from.upright;
  to.helper = from.helper;
  for (int k = 0; k < kSections; ++k) {
    to.section[k] = from.section[k];
    to.voluntary[k] = from.voluntary[k];
  }
}

constexpr double kFurthest = 2.5;  ///< share of the way before, beyond which nothing is foretold

/// Sets the bed to an angle, turning at a rate.
void turn_bed(double angle, double rate, TreeState<double>& tree) {
  JointState<double>& bed = tree.joint[kBedBody];
  const SinCos<double> half = sincos<double>(0.5 * angle);
  bed.q_PB = {half.cos, 0.0, half.sin, 0.0};
  bed.angle = angle;
  bed.w = {0.0, rate, 0.0};
}

/// Goes on by a share of the way from one posture of the body to the next. Where a joint would go
/// far, it stays.
void go_on(const TreeModel<double>& tree, const TreeState<double>& from, double share,
           TreeState<double>& to) {
  constexpr double kFar = 0.2;  // [rad, m]
  for (int i = kFirstSegment; i < tree.body_count; ++i) {
    const JointState<double>& a = from.joint[i];
    JointState<double>& b = to.joint[i];
    const Vec3<double> turn = share * rotation_measure(b.q_PB, a.q_PB).e;
    const Vec3<double> shift = share * (b.p_JB - a.p_JB);
    if (!(norm2(turn) < kFar * kFar && norm2(shift) < kFar * kFar)) continue;
    b.angle += share * (b.angle - a.angle);
    b.q_PB = integrate_rotation(b.q_PB, turn, 1.0);
    b.p_JB += shift;
  }
}

}  // namespace

double weight_torque(const PlantModel<double>& m, const PlantWork<double, 1>& w) {
  Vec3<double> moment = m.tree.link[kBedBody].mc;
  for (int i = kFirstSegment; i < m.tree.body_count; ++i) {
    const BodyWork<double, 1>& b = w.tree.body[i];
    moment += m.tree.link[i].m * b.p_CB + b.R_CB * m.tree.link[i].mc;
  }
  return cross(moment, w.g_C).y;
}

std::uint64_t state_hash(const PlantState<double>& state) {
  return fnv1a(std::as_bytes(std::span(&state, 1)));
}

Plant::Plant(std::shared_ptr<const PlantDesign> design, const PlantKernels& kernels)
    : design_(std::move(design)),
      kernels_(&kernels),
      state_(design_->start),
      trial_(design_->start),
      input_(design_->input),
      work_(std::make_unique<PlantWork<double, 1>>()) {
  if (has_six_columns(*design_)) { floating_work_ = std::make_unique<PlantWork<double, 6>>(); }
  if (design_->standing || design_->model.has_trunnions) {
    held_model_ = std::make_unique<PlantModel<double>>(design_->model);
    held_model_->tree.joint[kFrameBody] = JointKind::kWelded;
    held_model_->tree.joint[kBedBody] = JointKind::kRevolute;
  }
}

StepStatus Plant::step() noexcept { return step(design_->step); }

StepStatus Plant::step(double h) noexcept {
  trial_ = state_;
  refresh_planes(design_->shapes, design_->model.contact.count, trial_.contact);
  if (floating_work_) {
    kernels_->step_floating(design_->model, input_, h, trial_, *floating_work_);
  } else {
    kernels_->step(design_->model, input_, h, trial_, *work_);
  }
  if (!is_finite(trial_)) {
    failed_body_ = find_not_finite(trial_.tree, design_->model.tree.body_count);
    return StepStatus::kNotFinite;
  }
  state_ = trial_;
  led_ = false;
  return StepStatus::kOk;
}

std::string Plant::failure() const {
  if (failed_body_ == kNoBody) return "brake, spine or circulation";
  return "the motion of '" + design_->body_names[static_cast<std::size_t>(failed_body_)] + "'";
}

/// Bed and body are at rest: the bearing stays as it is, the brake holds what is left of the
/// weight.
void Plant::carry_weight(const PlantInput<double>& input, PlantState<double>& state) noexcept {
  const PlantModel<double>& m = held_model();
  kernels_->evaluate(m, input, state, *work_);
  const double load = weight_torque(m, *work_);
  const FrictionState<double> before = state.brake;
  state.brake = friction_at_rest<double>(m.brake, grip_of(m, input, state, state.actuator.force),
                                         load - state.bearing.torque);
  state.brake.slip = before.slip;
  state.brake.heat = before.heat;
  state.pivot_acceleration = 0.0;
}

void Plant::load_brake() noexcept {
  if (design_->floating || input_.brake_command < 0.5) return;
  carry_weight(input_, state_);
}

StepStatus Plant::hold(double dt) { return hold(dt, bed_angle()); }

StepStatus Plant::hold(double dt, double to_angle, int max_iterations) {
  if (design_->floating) throw std::logic_error("a floating plant does not rest");
  const PlantModel<double>& m = held_model();
  const double steps = std::fmax(1.0, std::round(dt / design_->step));
  trial_ = state_;
  PlantInput<double> input = input_;
  input.prescribed = 1.0;
  input.prescribed_acceleration = 0.0;
  refresh_planes(design_->shapes, m.contact.count, trial_.contact);
  // time passes at the middle of the way, at the bed's rate
  const double way = to_angle - bed_angle(), time = steps * design_->step;
  if (way != 0.0) turn_bed(to_angle - 0.5 * way, way / time, trial_.tree);
  kernels_->take_time(m, time, trial_, *work_);
  if (way != 0.0) turn_bed(to_angle, 0.0, trial_.tree);
  // the body goes on as it went before: the search begins closer
  const double share = !led_             ? 0.0
                       : led_way_ != 0.0 ? way / led_way_
                       : way == 0.0      ? time / led_time_
                                         : 0.0;
  if (share > 0.0 && share < kFurthest) go_on(m.tree, led_from_, share, trial_.tree);
  rest_ = kernels_->find_rest(m, input, max_iterations, trial_, *work_);
  if (!is_finite(trial_)) {
    failed_body_ = find_not_finite(trial_.tree, m.tree.body_count);
    return StepStatus::kNotFinite;
  }
  if (!rest_.converged) return StepStatus::kNoRest;
  carry_weight(input, trial_);
  trial_.step += steps;
  trial_.time = trial_.step * design_->step;
  led_from_ = state_.tree;
  led_way_ = way;
  led_time_ = time;
  led_ = true;
  state_ = trial_;
  return StepStatus::kOk;
}

const PlantWork<double, 1>& Plant::evaluate() noexcept {
  trial_ = state_;
  if (floating_work_) {
    kernels_->evaluate_floating(design_->model, input_, trial_, *floating_work_);
    copy_work(design_->model.tree.body_count, *floating_work_, *work_);
  } else {
    kernels_->evaluate(design_->model, input_, trial_, *work_);
  }
  return *work_;
}

}  // namespace inversim
