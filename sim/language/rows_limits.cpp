// SPDX-License-Identifier: Apache-2.0
// Keys of a file of limits: what a table must hold, over which users and settings, by which clause.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

rows::Rows limits_rows() {
  return {
      records("criteria", "what the table must hold").count(1, 200).required(),
      text("criteria[].name", "identifier").required(),
      text("criteria[].what", "what is asked, in words").required(),
      choice(
          "criteria[].quantity",
          {"holding_torque", "stop_overshoot", "stop_margin", "stop_heat", "static_margin",
           "clamp_pull", "pivot_force", "fall_rate", "return_moment", "return_angle",
           "head_clearance", "strap_peak", "strap_overshoot", "strap_rate", "strap_load",
           "power_loss_travel", "power_loss_margin"},
          "what is computed. holding_torque: moment of the weight about the pivot; "
          "stop_overshoot, stop_margin, stop_heat: travel of a bed at the rate below until the "
          "brake has stopped it, least tipping margin and heat of that stop; static_margin: of "
          "the frame's feet at rest; clamp_pull: of the cuffs, a rigid user on a bed without "
          "friction; pivot_force: of both pivots on the bed; fall_rate: greatest rate of a bed "
          "that is let go at its lower stop; return_moment: with which the bed goes back from "
          "its upper stop, less bearing friction; return_angle: where a bed let go there comes "
          "to rest; head_clearance: head over floor; strap_peak, strap_overshoot, strap_rate: of a "
          "bed let go at its lower stop with the strap at one of its marks, greatest tension, "
          "travel past the mark, rate as it is there first; strap_load: tension that holds the "
          "bed at rest at a mark; power_loss_travel, power_loss_margin: of a bed that its motor "
          "turns at the rate below and whose supply is lost, travel until it rests and least "
          "tipping margin")
          .required(),
      choice("criteria[].side", {"at_most", "at_least"}, "how it is compared").preset("at_most"),
      choice(
          "criteria[].against",
          {"slip_torque", "worn_slip_torque", "slip_torque_less_motor", "clamp_capacity",
           "strap_strength", "bearing_friction", "motor_torque", "gear_torque", "limit", "nothing"},
          "slip_torque: at which the closed brake gives way; worn_slip_torque: the same after "
          "the cycles below; slip_torque_less_motor: what the closed brake has left against a "
          "motor that is stuck on; clamp_capacity: of the ankle clamp; strap_strength: of the "
          "tether; bearing_friction: of a hinge that holds by it; motor_torque: of the motor "
          "at standstill through its gear, less bearing friction; gear_torque: at which the "
          "gear runs back, motor without supply and no brake; limit: the one below; nothing: "
          "it is shown only")
          .required(),
      real("criteria[].limit", "of the quantity").unit_from("unit"),
      text("criteria[].unit", "of the limit, and in which the quantity is shown").required(),
      real("criteria[].factor", "times the quantity before it is compared")
          .above(0, 100)
          .plain()
          .preset(1),
      real("criteria[].weights", "load test: everything weighs so many times its weight")
          .above(0, 6)
          .plain()
          .preset(1),
      choice("criteria[].role", {"judged", "reported"},
             "judged: the verdict hangs on it; reported: shown beside it")
          .preset("judged"),

      boolean("criteria[].empty_table", "nobody is on it").preset(false),
      real("criteria[].user_mass_at_least_kg", "the heaviest user is at least this heavy")
          .range(0, 300)
          .preset(0),
      real("criteria[].user_mass_from_kg",
           "users from this mass to the heaviest are searched; left out, the heaviest alone")
          .range(25, 300),
      integer("criteria[].holes_off", "boom holes by which users set the height wrong, either way")
          .range(0, 40)
          .preset(0),
      boolean("criteria[].any_height_setting",
              "users leave the height at either end of its range, whoever they are")
          .preset(false),
      texts("criteria[].arms", "postures of the arms: sides, thighs, chest, overhead")
          .count(1, 4)
          .required(),
      real("criteria[].from_deg", "least bed angle; left out, the lower stop").range(-110, 110),
      real("criteria[].to_deg", "greatest bed angle; left out, the upper stop").range(-110, 110),
      boolean("criteria[].at_marks",
              "the bed is at rest at each mark of its strap, not at any angle")
          .preset(false),
      boolean("criteria[].without_brake", "the brake is stuck open as the supply is lost")
          .preset(false),
      texts("criteria[].equipment",
            "types of table that it is for; left out, all. What needs a brake, a strap or a motor "
            "is not applicable to a table without, whatever this says"),
      text("criteria[].otherwise", "why it is not for other equipment; only with equipment"),
      real("criteria[].slope_deg", "of the floor, downhill in the worst direction")
          .range(0, 45)
          .preset(0),
      real("criteria[].rate_deg_per_s", "of the bed as its stop begins, or of the motor; head down")
          .range(-720, 720)
          .preset(0),
      real("criteria[].latency_s",
           "from then until the brake is closed; the command comes earlier by the time that "
           "engaging takes")
          .range(0, 10)
          .preset(0),
      real("criteria[].cycles",
           "use cycles after which worn_slip_torque is measured: the wear of one is computed, and "
           "extrapolated in proportion")
          .above(0, 1e7)
          .plain(),
      integer("criteria[].cycle_stops",
              "stops of a use cycle, each of a bed at the rate and latency above with the heaviest "
              "and tallest user of the rating, height set right, first hinge hole")
          .range(1, 10)
          .preset(1),
      real("criteria[].cycle_angle_deg", "bed angle at which they begin")
          .range(-110, 110)
          .preset(0),
      choice("criteria[].cycle_arms", {"sides", "thighs", "chest", "overhead"},
             "posture of the arms during them")
          .preset("sides"),
      real("criteria[].brake_friction", "of the pads, over that of the table file")
          .above(0, 2)
          .plain()
          .preset(1),

      integer("criteria[].report_item", "of a test report: which of its 11 points it belongs to")
          .range(1, 11)
          .required(),
      text("criteria[].clause", "standard and clause that ask for it, or that none does")
          .required(),
      choice("criteria[].status", {"seen", "recalled", "derived", "assumed"},
             "how limit and factor are known")
          .required(),
      text("criteria[].source", "where they are from").required(),

      records("bands", "unverified figures beside those of the table file"),
      text("bands[].path", "dotted path of the figure in a scenario").required(),
      real("bands[].low", "low end of its range, in the unit of the path").plain().required(),
      real("bands[].high", "high end").plain().required(),
      choice("bands[].status", {"seen", "recalled", "derived", "assumed"}, "how the range is known")
          .required(),
      text("bands[].source", "where it is from").required(),
  };
}

}  // namespace inversim
