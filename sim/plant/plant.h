// SPDX-License-Identifier: Apache-2.0
// The plant to hold in one's hand: model, state and input, stepped together.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "inversim/contact/shapes.h"
#include "inversim/human/body.h"
#include "inversim/plant/kernels.h"
#include "inversim/table/equipment.h"

namespace inversim {

/// What a plant is made of: constant, shared by all plants of one kind.
struct PlantDesign {
  PlantModel<double> model;
  std::vector<Shape> shapes;            ///< what the body can touch, bed axes
  std::vector<Shape> frame_shapes;      ///< what hands may be caught at, frame axes
  PlantState<double> start;             ///< where it starts
  PlantInput<double> input;             ///< what it starts with
  double step = 1e-3;                   ///< [s]
  bool floating = false;                ///< the frame is free in space
  bool standing = false;                ///< the frame stands on the floor, on its feet alone
  std::vector<std::string> body_names;  ///< of the tree
  BodyGeometry body;                    ///< the person in the reference posture
  BodyFrames frames;                    ///< and the axes of its bodies
  TableSetup table;
  std::vector<HandleData> handles;    ///< what hands can hold
  std::vector<std::string> warnings;  ///< sentences: where the person does not fit the table
};

/// Whether the plant steps with a border of six columns: all but a bed on an ideal pivot of a
/// welded frame.
inline bool has_six_columns(const PlantDesign& design) {
  return design.floating || design.standing || design.model.has_trunnions;
}

enum class StepStatus {
  kOk,
  kNotFinite,  ///< some number is not finite; the state is that before the step
  kNoRest  ///< hold() found no rest, as of a posture that does not stand; the state is as before
};

/// Hash of all that moves: equal states, equal hashes (fnv1a() of the bytes).
std::uint64_t state_hash(const PlantState<double>& state);

/// Moment of the weight of bed and body about the pivot [N m], positive head down.
double weight_torque(const PlantModel<double>& model, const PlantWork<double, 1>& work);

/// Steps one plant. Copyable by way of its state; not thread-safe, one per thread.
class Plant {
 public:
  explicit Plant(std::shared_ptr<const PlantDesign> design,
                 const PlantKernels& kernels = plant_kernels());

  /// Advances by the design's step. Allocates nothing, throws nothing, reads no clock. On a
  /// non-finite result the state stays what it was and the status says so.
  StepStatus step() noexcept;
  /// The same by h [s], which must not change while time counts: it counts steps.
  StepStatus step(double h) noexcept;

  /// Advances by about dt [s] (a whole number of the design's steps) with the body at rest and the
  /// bed held at its angle: for long holds. The first call takes the body to rest from where it is.
  /// A standing frame stays where it is meanwhile.
  /// Throws std::logic_error for a floating plant.
  StepStatus hold(double dt);

  /// The same while the bed goes to an angle [rad] at an even rate, so slowly that nothing is felt
  /// of its acceleration. Steps of a few degrees follow how the body slips on the bed. What is not
  /// found in max_iterations is not found. The search begins where the last hold's way leads on to;
  /// after step() or restore() there is none, and rest is the same within the search's tolerance,
  /// not to the bit.
  StepStatus hold(double dt, double to_angle, int max_iterations = kRestIterations);

  const PlantDesign& design() const { return *design_; }
  const PlantModel<double>& model() const { return design_->model; }
  const PlantState<double>& state() const { return state_; }
  void restore(const PlantState<double>& state) {
    state_ = state;
    led_ = false;
  }
  PlantInput<double>& input() { return input_; }
  const PlantInput<double>& input() const { return input_; }
  double time() const { return state_.time; }
  double bed_angle() const { return state_.tree.joint[kBedBody].angle; }
  double bed_rate() const { return state_.tree.joint[kBedBody].w.y; }

  /// The engaged brake takes up what the weight of a body at rest asks of it, as if it had been
  /// holding for long. Without an engaged brake, or floating, nothing happens.
  void load_brake() noexcept;

  /// Kinematics, forces and accelerations at the present state; good until the next call.
  const PlantWork<double, 1>& evaluate() noexcept;

  /// What the last step() computed, at its middle; meaningless after anything else. The second is
  /// that of a plant with a border of six columns, the first of all others.
  const PlantWork<double, 1>& last_step() const { return *work_; }
  const PlantWork<double, 6>& last_floating_step() const { return *floating_work_; }

  /// How the last hold() found rest.
  const RestReport& rest() const { return rest_; }

  /// What was not finite after a failed step: "the motion of 'T7'", or another part of the state.
  std::string failure() const;

 private:
  std::shared_ptr<const PlantDesign> design_;
  const PlantKernels* kernels_;
  PlantState<double> state_;
  PlantState<double> trial_;
  PlantInput<double> input_;
  std::unique_ptr<PlantWork<double, 1>> work_;
  std::unique_ptr<PlantWork<double, 6>> floating_work_;
  // of a standing frame, and of a bed on trunnions: held where they are
  std::unique_ptr<PlantModel<double>> held_model_;
  /// The model for rest: the frame does not move.
  const PlantModel<double>& held_model() const {
    return held_model_ ? *held_model_ : design_->model;
  }
  void carry_weight(const PlantInput<double>& input, PlantState<double>& state) noexcept;

  // the hold that led to the present state: from where, over what way [rad] and time [s] of the bed
  TreeState<double> led_from_ = {};
  double led_way_ = 0.0, led_time_ = 0.0;
  bool led_ = false;
  RestReport rest_ = {};
  int failed_body_ = kNoBody;
};

}  // namespace inversim
