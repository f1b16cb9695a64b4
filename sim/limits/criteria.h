// SPDX-License-Identifier: Apache-2.0
// What a table must hold, read from a file of limits: a quantity of the plant, what it is compared
// with, and over which users, settings and angles its worst case is searched. SI units.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inversim/language/document.h"
#include "inversim/language/quantity.h"

namespace inversim {

/// What is computed of a case. Moments about the pivot, positive head down.
enum class Quantity {
  kHoldingTorque,    ///< [N m] size of the moment of the weight of bed and user
  kStopOvershoot,    ///< [rad] travel of a bed at a rate until the brake has stopped it
  kStopMargin,       ///< [m] least tipping margin of that stop
  kStopHeat,         ///< [J] made at the pads by that stop
  kStaticMargin,     ///< [m] of the centre of pressure from the edge of the feet, at rest
  kClampPull,        ///< [N] of the cuffs, rigid user, bed without friction
  kPivotForce,       ///< [N] of both pivots on the bed
  kFallRate,         ///< [rad/s] greatest rate of a bed let go at its lower stop
  kReturnMoment,     ///< [N m] towards the feet, less bearing friction
  kReturnAngle,      ///< [rad] where a bed let go at its upper stop comes to rest
  kHeadClearance,    ///< [m] head over floor
  kStrapPeak,        ///< [N] of a strap at its mark, the bed let go at its lower stop
  kStrapOvershoot,   ///< [rad] by which that bed passes the mark
  kStrapRate,        ///< [rad/s] of that bed as it is there first; 0: it never is
  kStrapLoad,        ///< [N] with which the strap holds bed and user at rest at its mark
  kPowerLossTravel,  ///< [rad] of a bed that its motor turns, from the loss of supply to rest
  kPowerLossMargin   ///< [m] least tipping margin of that
};

/// Whether the quantity is that of a bed at rest at an angle, or of a run.
bool is_static(Quantity quantity);

/// Whether the strap stops a falling bed.
bool falls_on_strap(Quantity quantity);

/// Whether the motor turns the bed until its supply is lost.
bool loses_power(Quantity quantity);

/// Whether the bed angle of a case says where a run of it begins.
bool has_angle(Quantity quantity);

/// Scenario that a case of this quantity runs in: "limits/hold".
const char* scenario_of(Quantity quantity);

/// What the quantity is compared with.
enum class Against {
  kSlipTorque,
  kWornSlipTorque,
  kSlipLessMotor,  ///< the motor's torque at standstill taken off
  kClampCapacity,
  kStrapStrength,
  kBearingFriction,
  kMotorTorque,
  kGearTorque,
  kLimit,
  kNothing
};

struct Criterion {
  std::string name;
  std::string what;  ///< in words
  Quantity quantity = Quantity::kHoldingTorque;
  std::string quantity_word;  ///< as the file has it
  bool at_least = false;      ///< else at most
  Against against = Against::kLimit;
  double limit = 0.0;  ///< of the quantity
  const Unit* unit = nullptr;
  double factor = 1.0;   ///< times the quantity before it is compared
  double weights = 1.0;  ///< load test: everything weighs so many times its weight
  bool judged = true;

  bool empty_table = false;              ///< nobody is on it
  double user_mass_at_least = 0.0;       ///< [kg] the heaviest user is at least this heavy
  std::optional<double> user_mass_from;  ///< [kg] lighter users down to this are searched too
  int holes_off = 0;                     ///< either way
  bool any_height_setting = false;       ///< height left at either end of its range
  std::vector<std::string> arms;         ///< postures
  std::optional<double> from, to;        ///< [rad] bed angles; else the stops
  double slope = 0.0;                    ///< [rad] of the floor, in any direction
  double rate = 0.0;                     ///< [rad/s] of the bed as a stop begins
  double latency = 0.0;                  ///< [s] from then until the brake is closed
  double brake_friction = 1.0;           ///< over that of the table file

  bool at_marks = false;               ///< the bed is at rest at the marks of its strap
  bool without_brake = false;          ///< the brake is left out: it is stuck open
  std::vector<std::string> equipment;  ///< types of table that it is for; none: for all
  std::string otherwise;               ///< why it is not for others

  double cycles = 0.0;               ///< after which the brake is judged; 0: new pads
  int cycle_stops = 1;               ///< of a use cycle, at the rate and latency above
  double cycle_angle = 0.0;          ///< [rad] of the bed as they begin
  std::string cycle_arms = "sides";  ///< posture during them
  double pads_worn = 0.0;            ///< [m] of each pad as a case begins; not in the file

  int report_item = 1;  ///< of a test report, 1 .. 11
  std::string clause, status, source;
};

/// An unverified figure beside those of the table file.
struct BandFigure {
  std::string path;              ///< dotted, in a scenario: "subject.centre_of_mass_offset_m"
  double low = 0.0, high = 0.0;  ///< in the unit of the path
  std::string status, source;
};

struct Criteria {
  std::string name;
  std::vector<Criterion> criteria;
  std::vector<BandFigure> bands;
};

/// Reads a file of limits. Throws std::invalid_argument with a sentence for people where keys do
/// not go together.
Criteria read_criteria(const Document& limits);

}  // namespace inversim
