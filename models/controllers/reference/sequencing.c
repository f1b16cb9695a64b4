/* SPDX-License-Identifier: Apache-2.0 */
/* In which order brake and motor take and leave the bed: the motor holds before the brake opens,
 * and the brake has closed before the motor lets go. A vertical axis would sag otherwise. */
#include "reference.h"

#define MOTOR_FIRST 0.1f /* s that the motor holds before the brake opens */
#define BRAKE_FIRST 0.2f /* s that the brake has been on before the motor is off */
#define BRAKE_RAMP 20.0f /* 1/s: 50 ms to full, so that the frame is not tipped */
#define TEST_SHARE 0.45f /* of the brake's torque, put on it by the motor: 136 of 302 N m */
#define TEST_TIME 0.5f

/* Time since the brake was told to be on, or off. */
static void set_brake(ref_state* s, float command, float dt) {
  const int was_on = s->brake >= 0.99f;
  s->brake = command;
  if (s->brake >= 0.99f) {
    if (!was_on) s->held_angle = s->in.angle;
    s->brake_on_time += dt;
    s->brake_off_time = 0.0f;
    /* what it turns while it closes is no slipping */
    if (s->brake_on_time < 0.25f) s->held_angle = s->in.angle;
  } else {
    s->brake_on_time = 0.0f;
    s->brake_off_time += dt;
  }
}

int ref_is_secured(const ref_state* s) { return s->brake_on_time > BRAKE_FIRST && s->moving == 0; }

void ref_secure(ref_state* s, float dt) {
  const int proportional = (s->config.features & INVERSIM_FEATURE_BRAKE_PROPORTIONAL) != 0u;
  const float ramp = proportional ? ref_clamp(s->brake + BRAKE_RAMP * dt, 0.0f, 1.0f) : 1.0f;
  set_brake(s, ramp, dt);
  s->brake_integral = 1.0f;
  s->motor_rate = 0.0f;
  ref_unload(s);
  if (s->moving && s->brake_on_time > BRAKE_FIRST) s->moving = 0;
  s->motor_on_time = s->moving ? s->motor_on_time + dt : 0.0f;
}

void ref_turn(ref_state* s, float target, float most, float dt) {
  s->moving = 1;
  if (!ref_preload(s, dt)) {
    set_brake(s, s->brake, dt);
    return;
  }
  s->motor_on_time += dt;
  const int open = s->motor_on_time > MOTOR_FIRST;
  if (open) s->carried = s->in.released;
  set_brake(s, open ? 0.0f : 1.0f, dt);
  const float wanted = open && s->in.released ? ref_wanted_rate(s, target, most) : 0.0f;
  const float change = ACCELERATION * dt;
  s->motor_rate += ref_clamp(wanted - s->motor_rate, -change, change);
}

/* The bed turns by the user's balance; the brake keeps it to a rate that falls towards the target,
 * and off the wrong way. */
void ref_let_turn(ref_state* s, float target, float most, float dt) {
  const float left = target - s->in.angle;
  const float way = left < 0.0f ? -1.0f : 1.0f;
  const float speed = way * s->in.rate; /* towards the target */
  const float limit = ref_clamp(SOFT_END * ref_abs(left), 0.5f, most);
  const float over = speed < -0.5f ? 4.0f : (speed - limit) / limit;
  s->moving = 1;
  s->motor_on_time = 0.0f;
  /* opens within a second, closes as fast as it is too fast */
  s->brake_integral =
      ref_clamp(s->brake_integral + dt * ref_clamp(4.0f * over, -1.0f, 8.0f), 0.0f, 0.95f);
  const float quick = over > 0.0f ? 0.5f * over : 0.0f;
  set_brake(s, ref_clamp(s->brake_integral + quick, 0.0f, 1.0f), dt);
}

int ref_test_brake(ref_state* s, inversim_actuators* out, float dt) {
  if ((s->config.features & INVERSIM_FEATURE_MOTOR) == 0u) return 1;
  set_brake(s, 1.0f, dt);
  s->carried = 0;
  if (s->test_time == 0.0f) s->test_angle = s->in.angle;
  s->test_time += dt;
  const float torque = TEST_SHARE * s->config.brake_torque_Nm;
  out->motor_mode = INVERSIM_MOTOR_TORQUE;
  out->motor_torque_Nm = ref_clamp(torque, 0.0f, s->config.motor_torque_Nm);
  if (ref_abs(s->in.angle - s->test_angle) > 0.5f) return -1;
  if (s->test_time < TEST_TIME) return 0;
  s->test_time = 0.0f;
  return 1;
}
