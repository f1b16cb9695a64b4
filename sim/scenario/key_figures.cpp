// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/key_figures.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "inversim/language/quantity.h"
#include "inversim/math/angle.h"

namespace inversim {
namespace {

constexpr double kLitrePerMinute = 1e-3 / 60.0;  // [m^3/s]
constexpr double kUnloadBand = 1.0;              // [N] hysteresis of the unloading event
constexpr double kTurning = 0.01 * kDegree;      // [rad/s] head-down
constexpr double kTaut = 20.0;                   // [N]
constexpr double kCuffPull = 20.0;               // [N] more than their padding gives
constexpr double kSlipNoticed = 0.05 * kDegree;  // [rad] in one sample

}  // namespace

void KeyFigures::sample(double time, const Observation& o, double brake_command,
                        const std::function<void(const Event&)>& report) {
  const auto tell = [&](const char* kind, std::string text, double value) {
    if (report) report({time, kind, std::move(text), value});
  };
  if (!started_) first_ = before_ = o;

  if (o.bed_angle > greatest_angle_) {
    greatest_angle_ = o.bed_angle;
    steepest_ = o;
  }
  // what is read off at the steepest angle is its last sample there
  if (o.bed_angle > greatest_angle_ - kSteepestBand) steepest_ = o;
  greatest_rate_ = std::max(greatest_rate_, std::fabs(o.bed_rate));
  for (int k = kLevelT12L1 + 1; k < kLevels; ++k) {
    if (o.section_axial[k] > peak_traction_) {
      peak_traction_ = o.section_axial[k];
      peak_level_ = k;
    }
  }
  for (int k = 0; k < kLevels; ++k) {
    const bool was = unloaded_[k];
    if (o.disc_axial[k] > kUnloadBand) unloaded_[k] = true;
    if (o.disc_axial[k] < -kUnloadBand) unloaded_[k] = false;
    if (!started_ || was == unloaded_[k] || k <= kLevelT12L1) continue;
    const double degrees = o.bed_angle / kDegree;
    // on the way back, or in a hold, is not going down
    if (unloaded_[k] && !unloaded_once_[k] && o.bed_rate > kTurning) {
      unloaded_once_[k] = true;
      // where the disc passed the band since the sample before
      const double rise = o.disc_axial[k] - before_.disc_axial[k];
      const double left = rise > 0.0 ? (o.disc_axial[k] - kUnloadBand) / rise : 0.0;
      unloading_angle_[k] =
          o.bed_angle - std::clamp(left, 0.0, 1.0) * (o.bed_angle - before_.bed_angle);
    }
    tell(unloaded_[k] ? "disc_unloaded" : "disc_loaded",
         fmt::format("{} {} at {:.1f} deg", kLevelNames[static_cast<std::size_t>(k)],
                     unloaded_[k] ? "is unloaded" : "is loaded again", degrees),
         o.bed_angle);
  }
  l4l5_section_ = std::max(l4l5_section_, o.section_axial[kLevelL4L5]);
  l4l5_space_ = std::max(l4l5_space_, o.disc_height_change[kLevelL4L5]);
  lumbar_ = std::max(lumbar_, o.lumbar_length);
  cuff_pull_ = std::max(cuff_pull_, o.cuff_pull);
  least_margin_ = std::min(least_margin_, o.tipping_margin);
  least_fore_aft_ = std::min(least_fore_aft_, o.tipping_margin_fore_aft);
  least_clearance_ = std::min(least_clearance_, o.head_clearance);
  brake_torque_ = std::max(brake_torque_, std::fabs(o.brake_torque));
  muscle_effort_ = std::max(muscle_effort_, o.muscle_effort);
  pad_temperature_ = std::max(pad_temperature_, o.pad_temperature);
  tension_ = std::max(tension_, o.tether_tension);
  current_ = std::max(current_, std::fabs(o.motor_current));
  head_speed_ = std::max(head_speed_, o.head_speed);
  pivot_force_ = std::max(pivot_force_, o.pivot_force);

  const double slid = std::fabs(o.brake_slip - before_.brake_slip);
  if (brake_command > 0.999) slip_engaged_ += slid;
  const bool slips = of_.brake && brake_command > 0.999 && slid > kSlipNoticed;
  if (slips && !slipping_) {
    tell("brake_slips",
         fmt::format("the engaged brake slips under {:.0f} N m", std::fabs(o.brake_torque)),
         o.brake_torque);
  }
  slipping_ = slips;
  const bool tips = o.tipping_margin < 0.0;  // of a welded frame; frame_ sees one that can
  if (tips && !tipping_) {
    tell("tipping_margin_gone", "the centre of pressure has left the feet of the frame",
         o.tipping_margin);
  }
  tipping_ = tips;
  frame_.sample(time, o.floor, report);
  hands_.sample(time, o, report);
  const bool touches = o.head_clearance < 0.0;
  if (touches && !head_down_) {
    tell("head_on_floor", "the head would be on the floor", o.head_clearance);
  }
  head_down_ = touches;
  const bool pulls = o.cuff_pull > kCuffPull;
  if (started_ && pulls != cuffs_pull_) {
    tell(pulls ? "cuffs_pull" : "cuffs_slack",
         pulls ? "the ankle cuffs take up the body" : "the ankle cuffs are slack", o.bed_angle);
  }
  cuffs_pull_ = pulls;
  const bool torn = o.tether_torn > 0.5;
  if (of_.tether && torn && !torn_) tell("tether_torn", "the tether has torn", o.bed_angle);
  torn_ = torn;
  const bool taut = o.tether_tension > kTaut;
  if (of_.tether && taut && !taut_) {
    tell("tether_taut",
         fmt::format("the tether stops the bed at {:.1f} deg", o.bed_angle / kDegree), o.bed_angle);
  }
  taut_ = taut;
  const bool opened = o.cuffs_opened > 0.5;
  if (opened && !opened_) tell("cuffs_opened", "the ankle cuffs have opened", o.bed_angle);
  opened_ = opened;

  if (of_.circulation) {
    brain_pressure_ = std::max(brain_pressure_, o.circulation.mean_brain);
    least_brain_pressure_ = std::min(least_brain_pressure_, o.circulation.mean_brain);
    heart_rate_low_ = std::min(heart_rate_low_, o.circulation.heart_rate);
    heart_rate_high_ = std::max(heart_rate_high_, o.circulation.heart_rate);
    intracranial_ = std::max(intracranial_, o.circulation.intracranial);
    intraocular_ = std::max(intraocular_, o.circulation.intraocular);
    least_flow_ = std::min(least_flow_, o.circulation.brain_flow_change);
    lightness_ = std::max(lightness_, o.circulation.lightness);
  }
  before_ = o;
  started_ = true;
}

void mark(std::vector<KeyFigure>& figures, const SignalTable& table) {
  for (KeyFigure& f : figures) {
    const auto behind = std::ranges::find(table.signals, f.signal, &Signal::name);
    f.status = behind == table.signals.end() ? "unknown" : behind->status;
  }
}

std::vector<KeyFigure> KeyFigures::catalogue(const FigureTopics& topics) {
  KeyFigures any(topics);
  any.sample(0.0, {}, 0.0, {});
  any.unloaded_once_[kLevelL4L5] = true;
  std::vector<KeyFigure> all = any.figures();
  for (KeyFigure& f : all) {
    // what it says of one run
    if (f.name == "peak_traction")
      f.long_name = "greatest gravitational traction of a lumbar level";
    if (f.name == "brake_slip") f.long_name = "slip of the engaged brake";
  }
  return all;
}

std::vector<KeyFigure> KeyFigures::figures() const {
  std::vector<KeyFigure> out;
  if (!started_) return out;
  const auto add = [&out](const char* name, const char* signal, double value, const char* units,
                          std::string meaning) {
    out.push_back({name, value, units, std::move(meaning), signal});
  };
  const std::string peak_level(kLevelNames[static_cast<std::size_t>(peak_level_)]);
  add("peak_traction", "section_axial", peak_traction_, "N",
      "greatest gravitational traction of a lumbar level, at " + peak_level);
  out.back().label = peak_level;
  add("peak_traction_l4_l5", "section_axial", l4l5_section_, "N",
      "greatest gravitational traction at L4-L5");
  add("spacing_l4_l5", "disc_height_change", l4l5_space_ * 1e3, "mm",
      "greatest gain of mean disc height at L4-L5, from lying relaxed");
  add("lumbar_length_gain", "lumbar_length_change", lumbar_ * 1e3, "mm",
      "greatest gain of length, L1-L2 to L5-S1");
  if (unloaded_once_[kLevelL4L5]) {
    add("unloading_angle_l4_l5", "disc_axial", unloading_angle_[kLevelL4L5] / kDegree, "deg",
        "bed angle at which the L4-L5 disc is first unloaded, going down");
  }
  if (of_.circulation) {
    add("map_start", "map_heart", first_.circulation.mean_heart / kMmHg, "mmHg",
        "mean arterial pressure at the heart at the start");
    add("map_steepest", "map_heart", steepest_.circulation.mean_heart / kMmHg, "mmHg",
        "mean arterial pressure at the heart at the steepest angle");
    add("map_brain_max", "map_brain", brain_pressure_ / kMmHg, "mmHg",
        "greatest mean arterial pressure at the level of the brain");
    add("map_brain_min", "map_brain", least_brain_pressure_ / kMmHg, "mmHg",
        "least mean arterial pressure at the level of the brain");
    add("heart_rate_start", "heart_rate", first_.circulation.heart_rate * 60.0, "1/min",
        "heart rate at the start");
    add("heart_rate_steepest", "heart_rate", steepest_.circulation.heart_rate * 60.0, "1/min",
        "heart rate at the steepest angle");
    add("heart_rate_min", "heart_rate", heart_rate_low_ * 60.0, "1/min", "least heart rate");
    add("heart_rate_max", "heart_rate", heart_rate_high_ * 60.0, "1/min", "greatest heart rate");
    add("cardiac_output_steepest", "cardiac_output",
        steepest_.circulation.cardiac_output / kLitrePerMinute, "l/min",
        "cardiac output at the steepest angle");
    add("systolic_cuff_steepest", "sbp_cuff", steepest_.circulation.systolic_cuff / kMmHg, "mmHg",
        "systolic pressure at the cuff at the steepest angle");
    add("diastolic_cuff_steepest", "dbp_cuff", steepest_.circulation.diastolic_cuff / kMmHg, "mmHg",
        "diastolic pressure at the cuff at the steepest angle");
    add("intracranial_max", "intracranial_pressure", intracranial_ / kMmHg, "mmHg",
        "greatest intracranial pressure");
    add("intraocular_max", "intraocular_pressure", intraocular_ / kMmHg, "mmHg",
        "greatest intraocular pressure");
    add("cerebral_flow_drop_max", "cerebral_flow_change", -100.0 * least_flow_, "%",
        "greatest drop of cerebral blood flow below that of lying at rest");
    add("light_headedness_max", "light_headedness", lightness_, "1",
        "greatest light-headedness index");
    add("risk_flags_red", "", red_flags_, "1",
        "red flags of this model, which are not medical advice");
    add("risk_flags_amber", "", amber_flags_, "1",
        "amber flags of this model, which are not medical advice");
  }
  add("bed_angle_max", "bed_angle", greatest_angle_ / kDegree, "deg", "greatest inversion angle");
  add("bed_rate_max", "bed_rate", greatest_rate_ / kDegree, "deg/s", "greatest rate of the bed");
  if (of_.brake) {
    add("brake_slip", "brake_slip", slip_engaged_ / kDegree, "deg",
        slip_engaged_ > kBrakeSlipped * kDegree ? "the engaged brake slipped"
                                                : "the engaged brake held");
    add("brake_torque_max", "brake_torque", brake_torque_, "N m", "greatest torque of the brake");
    add("pad_temperature_max", "pad_temperature", pad_temperature_, "degC",
        "greatest temperature of the brake's pads");
  }
  if (of_.tether)
    add("tether_tension_max", "tether_tension", tension_, "N", "greatest tension of the tether");
  if (of_.motor)
    add("motor_current_max", "motor_current", current_, "A", "greatest current of the motor");
  if (of_.floor) {
    add("pivot_force_max", "pivot_force", pivot_force_, "N",
        "greatest force on the pivot bearings, both together");
    add("tipping_margin_min", "tipping_margin", least_margin_ * 100.0, "cm",
        "least distance of the centre of pressure from the edge of the feet");
    add("tipping_margin_fore_aft_min", "tipping_margin_fore_aft", least_fore_aft_ * 100.0, "cm",
        "the same towards the head and foot end alone");
  }
  for (KeyFigure& figure : frame_.figures()) out.push_back(std::move(figure));
  for (KeyFigure& figure : hands_.figures()) out.push_back(std::move(figure));
  add("cuff_pull_max", "cuff_pull", cuff_pull_, "N", "greatest pull of the ankle cuffs, both feet");
  add("head_speed_max", "head_speed", head_speed_, "m/s", "greatest speed of the top of the head");
  add("head_clearance_min", "head_clearance", least_clearance_ * 100.0, "cm",
      "least height of the head over floor");
  add("muscle_effort_max", "muscle_effort", muscle_effort_, "1",
      "greatest share of its strength asked of any muscle");
  return out;
}

}  // namespace inversim
