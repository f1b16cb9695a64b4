// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/plant.h"

#include <cmath>
#include <cstring>
#include <type_traits>

#include "inversim/contact/refresh.h"

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

}  // namespace

std::uint64_t state_hash(const PlantState<double>& state) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(&state);
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (std::size_t i = 0; i < sizeof state; ++i) hash = (hash ^ bytes[i]) * 0x100000001b3u;
  return hash;
}

Plant::Plant(std::shared_ptr<const PlantDesign> design, const PlantKernels& kernels)
    : design_(std::move(design)),
      kernels_(&kernels),
      state_(design_->start),
      trial_(design_->start),
      input_(design_->input),
      work_(std::make_unique<PlantWork<double, 1>>()) {
  if (design_->floating) floating_work_ = std::make_unique<PlantWork<double, 6>>();
}

StepStatus Plant::step() noexcept {
  trial_ = state_;
  refresh_planes(design_->shapes, design_->model.contact.count, trial_.contact);
  if (floating_work_) {
    kernels_->step_floating(design_->model, input_, design_->step, trial_, *floating_work_);
  } else {
    kernels_->step(design_->model, input_, design_->step, trial_, *work_);
  }
  failed_body_ = find_not_finite(trial_.tree, design_->model.tree.body_count);
  if (failed_body_ != kNoBody) return StepStatus::kNotFinite;
  state_ = trial_;
  return StepStatus::kOk;
}

const PlantWork<double, 1>& Plant::evaluate() noexcept {
  trial_ = state_;
  kernels_->evaluate(design_->model, input_, trial_, *work_);
  return *work_;
}

}  // namespace inversim
