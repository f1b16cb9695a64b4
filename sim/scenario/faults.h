// SPDX-License-Identifier: Apache-2.0
// Faults of a scenario: what breaks, leaks or fails, at a time, as the bed passes an angle, as the
// controller enters a state, or after an event.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/plant/control_unit.h"
#include "inversim/plant/signals.h"
#include "inversim/scenario/protocol.h"

namespace inversim {

enum class FaultKind {
  kPadsContaminated,  ///< value: what is left of their friction
  kPadsWorn,          ///< value: [m] of each pad
  kPadsHot,           ///< value: [degC]
  kCableTorn,
  kSupplyLost,
  kSupplyDip,  ///< value: share of the voltage that is left
  kTetherTorn,
  kCuffsLatch,  ///< value: share of their capacity at which the cuffs hold
  kPivotBolt,   ///< of the right or left side
  kSyncope,     ///< the person faints and stays so
  kArmsThrown,  ///< value: [rad/s] greatest rate of the arms
  kSensorStuck,
  kSensorBias,
  kSensorDrift,  ///< value: in a minute
  kSensorNoise,
  kSensorDropout,
  kSensorDelay,  ///< value: [s]
  kSensorSwap,
  kActuatorStuck,
  kActuatorSlow,  ///< value: [s]
  kActuatorWeak,  ///< value: share that is left
  kActuatorRunaway,
  kLinkLoss,       ///< value: share of the messages
  kLinkDelay,      ///< value: [s]
  kLinkDuplicate,  ///< value: share
  kLinkReorder,    ///< value: share that the next ones overtake
  kLinkCorrupt,    ///< value: share
  kLinkCut,
  kControllerFrozen,  ///< does not run, and goes on where it stopped
  kControllerOff,     ///< without power; starts anew when it comes back
};

/// One fault; it happens once, when all that it waits for has come, and may pass.
struct Fault {
  FaultKind kind = FaultKind::kCableTorn;
  double at = 0.0;                               ///< [s]
  std::optional<double> angle;                   ///< [rad] that the bed must pass
  std::optional<std::uint32_t> state;            ///< that the controller must enter
  std::string event;                             ///< kind of an event that must come, or empty
  std::optional<double> lasts;                   ///< [s]
  std::optional<double> value;                   ///< in SI
  bool right = true, left = true;                ///< which cuffs, which pivot
  double arms_to = 0.0;                          ///< [rad] to where the arms are thrown
  std::vector<Sensor> sensors;                   ///< which quantities
  Sensor source = Sensor::kEncoder;              ///< of a swap
  bool is_motor = false;                         ///< the drive of the motor, else that of the brake
  bool sensors_way = true, commands_way = true;  ///< which messages
  std::string text;                              ///< for people
};

/// The faults of a resolved scenario. `control` is what its controller is joined to the plant by,
/// null without one. Throws std::invalid_argument with a sentence for people where one does not fit
/// or has nothing to act on.
std::vector<Fault> read_faults(const Node& scenario, const PlantDesign& design,
                               const ControlModel* control);

/// How far one fault has come; plain data.
struct FaultProgress {
  double since = 0.0;  ///< [s]
  std::int32_t event_came = 0, done = 0, passed = 0, reserved = 0;
};

/// How far all of them have.
struct FaultPlace {
  std::vector<FaultProgress> faults;
  double last_angle = 0.0;  ///< [rad]
  std::uint32_t last_state = 0;
  bool first = true;
};

/// Makes faults happen and pass. Call before each step.
class FaultSchedule {
 public:
  using Report = std::function<void(const Event&)>;

  FaultSchedule(std::vector<Fault> faults, Report report);

  /// `unit` may be null where no fault needs one; `person` is who moves the arms.
  void apply(Plant& plant, ControlUnit* unit, ProtocolRunner& person);

  /// Something has happened that a fault may wait for.
  void notice(const Event& event);

  /// Time until which no fault is due by time; an angle's fault needs a bed that moves.
  double none_until(double now) const;

  const FaultPlace& place() const { return at_; }
  /// Of the same faults.
  void restore(FaultPlace place) { at_ = std::move(place); }

 private:
  std::vector<Fault> faults_;
  Report report_;
  FaultPlace at_;
};

}  // namespace inversim
