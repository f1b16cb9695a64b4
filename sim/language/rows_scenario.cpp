// SPDX-License-Identifier: Apache-2.0
// Keys of a scenario file: who, on what, doing what.
#include "inversim/language/rows.h"

namespace inversim {

using namespace rows;

rows::Rows scenario_rows() {
  Rows all = {
      reference("table", FileKind::kTable, "the equipment").required(),
      reference("subject", FileKind::kSubject, "the person").required(),
      reference("spine", FileKind::kSpine, "the spine").preset("adult"),
      reference("circulation", FileKind::kCirculation, "the circulation").preset("heldt_2004"),
      reference("risk", FileKind::kRisk, "thresholds at which flags are raised")
          .preset("inversion_risk"),

      text(
          "controller",
          "works brake and motor in place of the protocol: the shipped 'reference', or the path of "
          "a shared library, from this file's folder (docs/controller.md)"),

      map("settings", "of the table, the person and the calculation"),
      real("settings.height_setting_cm",
           "height label to which the boom is set; left out, the subject's height")
          .range(50, 250),
      integer("settings.boom_holes", "holes by which the boom is set longer than that label")
          .range(-40, 40)
          .preset(0),
      real("settings.clamp_distance_m", "pivot to ankle joint, in place of the height label")
          .above(0, 2),
      text("settings.hinge_hole",
           "hole of the hinge; left out, B, or the first of a table that has no B")
          .member_of("table.hinge.holes"),
      real("settings.tether_deg",
           "bed angle at which the tether is taut; left out, the last of its marks, or the upper "
           "stop")
          .range(-90, 110),
      real("settings.friction", "user against pad, in place of the table's").range(0, 2),
      choice("settings.tone", {"on", "fixed", "off"},
             "muscle tone: as it goes, at its lying value, none")
          .preset("on"),
      boolean("settings.creep", "discs creep; false: their heights are elastic ones").preset(true),
      real("settings.clock_time_h",
           "time of the clock at time 0: how far the day has pressed the discs")
          .range(0, 24)
          .preset(12),
      real("settings.lying_before_min", "how long the person has been lying at time 0")
          .range(0, 1440)
          .preset(0),
      boolean("settings.active_posture", "the person keeps the trunk upright when standing")
          .preset(true),
      boolean("settings.contact", "the body rests on the bed; false: it hangs from the feet alone")
          .preset(true),
      boolean("settings.rigid_user", "every joint of the body is locked").preset(false),
      boolean("settings.empty_table",
              "nobody is on it: a rigid user who weighs nothing; needs settings.rigid_user")
          .preset(false),
      boolean("settings.circulation", "the circulation is computed").preset(true),
      choice("settings.heart", {"averaged", "beating"},
             "averaged over its cycle, for sweeps and long sessions; or beating, with systolic and "
             "diastolic pressures and breathing, at steps up to 2 ms")
          .preset("averaged"),
      choice(
          "settings.cuff_site", {"upper_arm", "forearm", "heart"},
          "where the cuff is: the middle of the right upper arm or forearm, or an arm held at the "
          "level of the right atrium")
          .preset("upper_arm"),
      boolean("settings.blood_shift",
              "blood that shifts weighs on the segments it leaves and enters, and so on the "
              "table's balance")
          .preset(false),
      choice("settings.frame", {"welded", "standing", "floating"},
             "welded to the floor; standing on it, on its feet alone, so that it can slide, lift, "
             "tip and fall; or not held at all, and then nobody helps")
          .preset("welded"),
      real("settings.slope_deg", "of the floor").range(0, 60).preset(0),
      real("settings.slope_direction_deg",
           "which way is downhill: 0 the head end of the table, 90 the user's right, 180 the foot "
           "end, 270 the user's left")
          .range(-360, 360)
          .preset(0),
      real("settings.gravity_m_per_s2", "straight down; above 9.81, a load test by so many weights")
          .range(0, 60)
          .preset(9.81),
      real("settings.step_ms", "of the integration").above(0, 10).preset(1),
      choice("settings.solver", {"dynamic", "auto", "quasi_static"},
             "dynamic: every step; auto: equilibria in large steps while nothing moves; "
             "quasi_static: from one equilibrium to the next all the way, for sweeps: nothing that "
             "lives by its inertia")
          .preset("dynamic"),
      real("settings.rest_step_s", "longest of those large steps").above(0, 3600).preset(10),
      real("settings.start_angle_deg", "bed angle at the start; head down is positive")
          .range(-110, 110)
          .preset(0),
      real("settings.start_rate_deg_per_s",
           "of the bed as the protocol begins; head down is positive")
          .range(-720, 720)
          .preset(0),
      choice(
          "settings.posture", {"straight", "seated", "headstand"},
          "of the body at the start, its back to the bed. straight: lying, or standing on the "
          "platform or hanging as the bed turns; seated: hips and knees bent by 90 deg, the clamp "
          "where that puts the ankles, on and under the supports; "
          "headstand: straight, cuffs open, on a support under the head, leaning on the bed")
          .preset("straight"),
      records("settings.supports", "boxes fixed to the bed beside its pads: seat, thigh bar"),
      text("settings.supports[].name", "of the box").required(),
      real("settings.supports[].from_hip_x_m",
           "its middle from the hip joints of the person as placed, towards the head")
          .range(-2, 2)
          .required(),
      real("settings.supports[].from_hip_z_m", "the same, out of the bed's surface")
          .range(-2, 2)
          .required(),
      real("settings.supports[].length_m", "along the bed").above(0, 3).required(),
      real("settings.supports[].width_m", "across").above(0, 3).required(),
      real("settings.supports[].height_m", "out of the bed's surface").above(0, 3).required(),
      choice(
          "settings.legs", {"lumped", "two"},
          "lumped: one chain for both; two: each leg with its own cuff, for loads left and right")
          .preset("lumped"),
      choice("settings.cuffs", {"both", "right", "left"},
             "latched at the start; one alone needs settings.legs: two")
          .preset("both"),
      choice("settings.arms", {"sides", "thighs", "chest", "overhead"}, "at the start")
          .preset("sides"),
      choice("settings.brake", {"engaged", "released"}, "at the start").preset("engaged"),
      real("settings.settle_time_s", "run and not recorded before time 0, so that everything rests")
          .range(0, 3600)
          .preset(5),
      integer("settings.seed", "of everything random: the noise of sensors")
          .range(0, 2147483647)
          .preset(1),

      overrides("overrides",
                "values of the files above that this scenario changes, by dotted path"),

      steps("protocol", "what happens, in order").count(1, 10000).required(),

      map("protocol[].mount", "wait on the platform, ankles latched, brake engaged"),
      real("protocol[].mount.duration_s", "of all of it").range(0, 3600).preset(10),

      map("protocol[].rotate", "release the brake, turn the bed to an angle, engage the brake"),
      real("protocol[].rotate.to_deg", "bed angle").range(-110, 110).required(),
      real("protocol[].rotate.rate_deg_per_s", "greatest rate").above(0, 360).preset(4),
      choice("protocol[].rotate.by", {"prescribed", "spotter", "arms", "motor"},
             "prescribed motion; a second person's hands; the user's arms, by balance alone; the "
             "table's motor")
          .preset("prescribed"),
      boolean("protocol[].rotate.engage", "engage the brake at the angle").preset(true),
      real("protocol[].rotate.at_most_s",
           "a helper or the arms give up after this time; left out, after 60 s and twice the time "
           "that the rate needs")
          .above(0, 36000),

      map("protocol[].hold", "stay as it is"),
      real("protocol[].hold.duration_s", "how long").above(0, 360000).required(),

      choice("protocol[].brake", {"engage", "release"}, "work the brake lever"),

      map("protocol[].arms", "move the arms"),
      choice("protocol[].arms.to", {"sides", "thighs", "chest", "overhead"}, "where to").required(),
      real("protocol[].arms.duration_s", "of the movement").above(0, 600).preset(2),

      map("protocol[].return", "turn the bed back to the start angle, with a stop on the way"),
      real("protocol[].return.rate_deg_per_s", "greatest rate").above(0, 360).preset(4),
      real("protocol[].return.stop_at_deg", "bed angle of the stop").range(-110, 110).preset(0),
      real("protocol[].return.stop_s", "length of the stop").range(0, 3600).preset(20),
      choice("protocol[].return.by", {"prescribed", "spotter", "arms", "motor"}, "as in rotate")
          .preset("prescribed"),

      map("protocol[].rest", "stay on the table as it is, between sets"),
      real("protocol[].rest.duration_s", "how long").above(0, 360000).required(),

      map("protocol[].oscillate", "turn the bed to and fro from where it is, by a drive"),
      real("protocol[].oscillate.to_deg", "the other end").range(-110, 110).required(),
      real("protocol[].oscillate.period_s", "there and back").above(0, 600).preset(8),
      integer("protocol[].oscillate.cycles", "how often").range(1, 10000).preset(10),

      map("protocol[].crunch", "bend the trunk forward and let go, again and again"),
      real("protocol[].crunch.flexion_deg", "of T1 against the pelvis, as wanted")
          .above(0, 90)
          .preset(30),
      real("protocol[].crunch.period_s", "of one crunch").above(0.5, 60).preset(4),
      integer("protocol[].crunch.times", "how many").range(1, 1000).preset(10),

      map("protocol[].twist", "turn the trunk to one side and to the other"),
      real("protocol[].twist.rotation_deg", "of T1 against the pelvis, as wanted, to either side")
          .above(0, 60)
          .preset(25),
      real("protocol[].twist.period_s", "to both sides and back").above(0.5, 60).preset(4),
      integer("protocol[].twist.times", "how many").range(1, 1000).preset(10),

      map("protocol[].pull", "pull the body headward by a grip, with both hands"),
      real("protocol[].pull.force_N", "of both hands").above(0, 2000).required(),
      real("protocol[].pull.duration_s", "with half a second to take it up and to let go")
          .above(1, 3600)
          .preset(10),
      choice("protocol[].pull.grip", {"frame", "bed"}, "what the grip is fixed to").preset("frame"),

      map("protocol[].grip",
          "hold handles of the table and pull: with one on the frame and one on the bed, both are "
          "pulled together"),
      text("protocol[].grip.right", "handle for the right hand; left out, it does nothing"),
      text("protocol[].grip.left", "handle for the left hand; left out, it does nothing"),
      real("protocol[].grip.force_N",
           "pull of each arm once its hand holds; at most the arm's strength of 400 N")
          .range(0, 2000)
          .required(),
      real("protocol[].grip.duration_s", "from reaching out to letting go")
          .above(1, 3600)
          .preset(10),

      map("protocol[].rock", "rock on the bed, so that nothing rubs, and come to rest"),
      real("protocol[].rock.duration_s", "of the rocking").above(0, 60).preset(3),

      choice("protocol[].press", {"invert", "return", "stop", "emergency_stop", "reset"},
             "hold a button of the controller's pendant down, until it is let go"),
      choice("protocol[].let_go", {"all", "invert", "return", "stop", "emergency_stop", "reset"},
             "of a button"),
      map("protocol[].tap", "press a button and let it go"),
      choice("protocol[].tap.button", {"invert", "return", "stop", "emergency_stop", "reset"},
             "of the controller's pendant")
          .required(),
      real("protocol[].tap.duration_s", "from pressing to letting go").above(0, 600).preset(0.3),
      map("protocol[].set_preset", "choose how far to invert, at the controller's pendant"),
      real("protocol[].set_preset.angle_deg", "bed angle").range(-110, 110).required(),
      map("protocol[].await", "go on once the controller is in a state"),
      choice("protocol[].await.state", state_names(), "of the controller").required(),
      real("protocol[].await.at_most_s", "after which the protocol goes on all the same")
          .above(0, 36000)
          .preset(120),
      choice("protocol[].hand_release", {"pull", "let_go"},
             "the lever by which a second person holds brake pads off and the motor's gear apart, "
             "without supply"),

      map("protocol[].push", "a force of a given time on one part"),
      text("protocol[].push.body", "part of the body, such as 'head', 'T1' or 'pelvis'").required(),
      real("protocol[].push.force_N", "its size").range(0, 10000).required(),
      choice("protocol[].push.direction",
             {"forward", "backward", "right", "left", "headward", "footward"},
             "in the axes of the bed: forward is out of its surface")
          .preset("forward"),
      real("protocol[].push.duration_s", "how long").above(0, 3600).required(),

      map("protocol[].repeat", "steps again and again"),
      integer("protocol[].repeat.times", "how often").range(1, 100000).required(),
      steps_like("protocol[].repeat.steps", "protocol", "the steps").count(1, 10000).required(),

      map("protocol[].each_angle", "rotate to one angle after another, and do the steps at each"),
      real("protocol[].each_angle.from_deg", "first bed angle").range(-110, 110).required(),
      real("protocol[].each_angle.to_deg", "last bed angle, reached or not passed")
          .range(-110, 110)
          .required(),
      real("protocol[].each_angle.every_deg", "from one to the next").above(0, 220).required(),
      real("protocol[].each_angle.rate_deg_per_s", "greatest rate").above(0, 360).preset(4),
      choice("protocol[].each_angle.by", {"prescribed", "spotter", "arms", "motor"}, "as in rotate")
          .preset("prescribed"),
      steps_like("protocol[].each_angle.steps", "protocol", "the steps").count(1, 10000).required(),

      map("record", "what is written to the result file"),
      real("record.rate_Hz", "samples a second").above(0, 100000).preset(50),
      boolean("record.every_step", "every step, whatever the rate").preset(false),
      texts("record.signals", "names of signals; left out, all"),
      choice("record.precision", {"single", "double"},
             "of the values in the result file: 4 bytes, 7 digits; or 8 bytes, as computed")
          .preset("single"),
  };
  append(all, fault_rows("faults", "what breaks or fails, in simulated time; each once"));
  append(all, expect_rows("expect", "what must come out"));
  return all;
}

}  // namespace inversim
