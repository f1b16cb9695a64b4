/* SPDX-License-Identifier: Apache-2.0 */
/* The gear takes up the load before the brake lets go of it. A gear has backlash: a bed that the
 * brake opens on falls through it, and what the trial of the brake has wound up lets go as well. So
 * the motor turns slowly to the flank that will carry, until its current shows that it presses, and
 * holds that torque for a moment. A gear that locks itself keeps it.
 *
 * A gear that has carried the bed until the brake closed lies there already. After anything else
 * nobody knows: nothing measures the load. But bed and user are a pendulum that rests between 45
 * deg up and down: nearer upright the load turns the head down, further inverted the feet; in
 * between nothing is done. */
#include "reference.h"

#define SURE_ANGLE 45.0f   /* deg */
#define LOAD 65.0f         /* N m of bed and user about the pivot, across from where they rest */
#define PASSES_LOCKED 0.4f /* of the motor's torque comes to the bed through a gear that locks */
#define PASSES 0.7f        /* and through one that does not */
#define MOST 0.4f          /* of the motor's torque */
#define TAKE_UP_RATE 2.0f
#define TAKE_UP_LONGEST 0.6f /* s; then it goes on as it is */
#define HOLD_LONG 0.04f      /* s */

/* Torque of the motor at the bed, against the load, N m; 0 where that is not known. */
static float torque_against(const ref_state* s) {
  const float passes = (s->config.features & INVERSIM_FEATURE_GEAR_LOCKS) ? PASSES_LOCKED : PASSES;
  const float most = MOST * s->config.motor_torque_Nm;
  if (ref_abs(s->in.angle) < SURE_ANGLE) return 0.0f;
  return ref_clamp(LOAD * ref_sin_deg(s->in.angle) / passes, -most, most);
}

void ref_unload(ref_state* s) { s->load_time = s->load_hold = s->load_torque = 0.0f; }

int ref_preload(ref_state* s, float dt) {
  if (s->carried || s->motor_on_time > 0.0f) return 1;
  const float torque = torque_against(s);
  const float way = torque < 0.0f ? -1.0f : 1.0f;
  /* what the motor draws while it stands against the teeth with this torque */
  const float current = torque / s->config.motor_torque_Nm * s->config.motor_current_A;
  s->load_time += dt;
  if (s->load_hold == 0.0f && way * s->in.motor_current < way * current) {
    const float change = ACCELERATION * dt;
    s->motor_rate += ref_clamp(way * TAKE_UP_RATE - s->motor_rate, -change, change);
  } else {
    s->load_torque = torque;
    s->load_hold += dt;
  }
  if (torque != 0.0f && s->load_hold < HOLD_LONG && s->load_time < TAKE_UP_LONGEST) return 0;
  s->motor_rate = 0.0f;
  ref_unload(s);
  return 1;
}

void ref_hold_load(const ref_state* s, inversim_actuators* out) {
  if (s->load_torque == 0.0f) return;
  out->motor_mode = INVERSIM_MOTOR_TORQUE;
  out->motor_torque_Nm = s->load_torque;
}
