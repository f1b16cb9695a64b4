// SPDX-License-Identifier: Apache-2.0
// The test bench: one case of user, settings, angle and floor, put into the plant of a scenario,
// and the figure that is read off it. A case is nothing but values of a scenario, so that `inversim
// run` with the same values does the same.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inversim/language/parse.h"
#include "inversim/limits/criteria.h"
#include "inversim/plant/observe.h"

namespace inversim {

/// Who is on the table, how it is set up, how it stands, and what happens. SI units.
struct LimitCase {
  double mass = 75.0, height = 1.75;  ///< [kg], [m] of the user
  std::string sex = "male";
  double height_setting = 0.0;   ///< [m] that is dialled in; 0: the user's height
  int holes_off = 0;             ///< of the boom beyond it; positive: longer, foot-heavy
  std::string hinge;             ///< hole
  std::string arms = "sides";    ///< posture
  double mark = 0.0;             ///< [rad] at which the strap is taut; 0: its last
  double angle = 0.0;            ///< [rad] of the bed, at rest or as the run begins
  double slope_direction = 0.0;  ///< [rad] which side is downhill, of a criterion with a slope
};

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

/// The scenarios of limits with a table put into them; shared by benches.
struct BenchFiles {
  Library library;
  std::string table;                         ///< name or path, as given
  std::map<std::string, Document> scenario;  ///< by scenario_of()
};

/// Reads them. `text`: of the table, if it is in no file; `table` then is what it is called. Throws
/// std::invalid_argument with all that is wrong.
BenchFiles read_bench_files(const Library& library, const std::string& table,
                            const std::optional<std::string>& text = std::nullopt);

/// The rating, stops, holes and marks of the table, and what it has.
struct TableRange {
  std::string type;                                  ///< "disc_brake_table"
  bool brake = false, strap = false, motor = false;  ///< whether it has one
  bool boom = false;                                 ///< whether its height can be set
  double hole_height = 0.0;  ///< [m] of user height from one hole of the boom to the next
  double mass_max = 0.0;     ///< [kg]
  double height_min = 0.0, height_max = 0.0;  ///< [m]
  double lower = 0.0, upper = 0.0;            ///< [rad] end stops
  std::vector<std::string> hinge_holes;
  std::vector<double> marks;  ///< [rad] of the strap
};

/// What one use cycle does to new pads.
struct CycleWear {
  double wear = 0.0;  ///< [m] of each pad
  double heat = 0.0;  ///< [J] made at them
};

/// Friction coefficients of the pads, and the force on each.
struct PadFriction {
  double still = 0.0, kinetic = 0.0;
  double clamp_force = 0.0;  ///< [N]
};
PadFriction pads_of(const Document& scenario);

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
    PadFriction pads;       // of the table as the overlay leaves it
    double friction = 1.0;  // share of that which is laid now
  };
  static void lay(Laid& laid, const std::string& setting);
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

/// The values of a scenario that make it this case: "subject.mass_kg=125" ...
std::vector<std::string> settings_of(const Criterion& criterion, const LimitCase& c,
                                     const Document& scenario, const PadFriction& pads);

/// A case with its values rounded to what a person can type; what is reported is computed of it.
LimitCase rounded(LimitCase c);

}  // namespace inversim
