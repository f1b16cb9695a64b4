// SPDX-License-Identifier: Apache-2.0
// The test bench: one case put into the plant of a scenario, and the figure that is read off it.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "inversim/limits/bench_files.h"
#include "inversim/limits/limit_case.h"
#include "inversim/plant/observe.h"

namespace inversim {

/// What a bed at rest at an angle shows. Nothing of it depends on the brake.
struct AtRest {
  double weight_torque = 0.0;   ///< [N m] head down positive
  double tipping_margin = 0.0;  ///< [m]
  double cuff_pull = 0.0;       ///< [N]
  double pivot_force = 0.0;     ///< [N]
  double head_clearance = 0.0;  ///< [m]
  double tether_hold = 0.0;     ///< [N]
};

/// Values laid over the table, or over anything else of a scenario: "table.brake.mu_static=0.3".
using Overlay = std::vector<std::string>;

/// What one use cycle does to new pads.
struct CycleWear {
  double wear = 0.0;  ///< [m] of each pad
  double heat = 0.0;  ///< [J] made at them
};

/// One signal of a run, or of it from a time or bed angle on.
struct Trace {
  bool any = false;  ///< whether there is a sample
  double first = 0.0, last = 0.0;
  double least = std::numeric_limits<double>::infinity();
  double greatest = -std::numeric_limits<double>::infinity();
};

/// The stop of a use cycle, and who makes it: the heaviest and tallest user of the rating.
Criterion cycle_stop(const Criterion& criterion);
LimitCase cycle_user(const Criterion& criterion, const TableRange& range);

inline constexpr double kMostGearTorque = 2000.0;  ///< [N m] that a gear is tried with
inline constexpr double kPowerLossTime =
    1.5;  ///< [s] of scenario limits/motor, without supply then

/// One per thread.
class Bench {
 public:
  explicit Bench(const BenchFiles& files, Overlay overlay = {});

  /// What of the table the search ranges over, as the overlay leaves it.
  TableRange range() const;

  /// The plant of a case at rest, to be asked angle by angle.
  class Rest {
   public:
    AtRest at(double angle);
    /// [N m] of the bearing, with which it resists any motion.
    double bearing_friction() const;

   private:
    friend class Bench;
    Rest(std::shared_ptr<const PlantDesign> design, const PlantKernels& kernels);
    Plant plant_;
    PlantState<double> start_;
  };
  Rest at_rest(const Criterion& criterion, const LimitCase& c);

  /// The criterion's quantity of a case at its angle. Throws std::runtime_error where the plant
  /// fails.
  double figure(const Criterion& criterion, const LimitCase& c);

  /// Torque at which the closed brake gives way, found by a motor that pulls ever harder [N m].
  /// Each pad is worn by `wear` [m].
  double slip_torque(double brake_friction, double wear = 0.0);

  /// Wear and heat of one use cycle of a criterion, read off the plant of its stop.
  /// Each pad is worn by `worn` [m] before it.
  CycleWear cycle_wear(const Criterion& criterion, double worn = 0.0);

  /// Torque of the motor at standstill with all its voltage, through its gear and against the
  /// bearing: what it can just turn [N m].
  double motor_torque();

  /// Torque at which the bed drives the gear back, motor without supply and no brake [N m];
  /// kMostGearTorque if it holds that.
  double gear_torque();

  /// Whether the brake opens when it is told to, each pad worn by `wear` [m].
  bool opens(double wear);

  /// What the criterion's quantity is compared with; not a number if with nothing.
  double capacity(const Criterion& criterion);

  /// Figures computed so far.
  std::size_t cases() const { return cases_; }

 private:
  struct Laid {
    Document document;
    BaseFigures base;       // as the overlay leaves them
    double friction = 1.0;  // share of that which is laid now
  };
  const Document& laid(const Criterion& criterion, const LimitCase& c);
  Laid& document(const std::string& scenario);
  std::vector<Trace> traces(const Criterion& criterion, const LimitCase& c,
                            const std::vector<std::string>& signals);
  PlantDesign closed_brake(double wear);

  const BenchFiles* files_;
  Overlay overlay_;
  std::map<std::string, Laid> documents_;
  std::map<std::pair<double, double>, double> slip_;  // torque by share of friction and wear
  std::size_t cases_ = 0;
  const PlantKernels* kernels_ = &plant_kernels();  // asked for once
};

/// The quantity of a bed at rest, from what it shows.
double read_at_rest(Quantity quantity, const AtRest& rest, double bearing_friction);

}  // namespace inversim
