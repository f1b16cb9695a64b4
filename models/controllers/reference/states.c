/* SPDX-License-Identifier: Apache-2.0 */
/* The state machine. */
#include "reference.h"

#define BOOT_TIME 1.0f
#define WEIGH_TIME 2.0f
#define LEAST_MASS 20.0f
#define LONGEST_MOTION 90.0f
/* upright at 75 to 80 deg the platform carries about 0.9 of the weight */
#define ON_PLATFORM 0.9f

static int is_fault_state(uint32_t state) {
  return state >= INVERSIM_STATE_FAULT_LOCK && state <= INVERSIM_STATE_NEEDS_RELEASE;
}

static int moves(uint32_t state) {
  return state == INVERSIM_STATE_INVERTING || state == INVERSIM_STATE_RETURN ||
         state == INVERSIM_STATE_RETURN_UP;
}

void ref_enter(ref_state* s, uint32_t state) {
  if (state == s->state) return;
  s->state = state;
  s->state_time = 0.0f;
  if (state == INVERSIM_STATE_ASSIST_RETURN) {
    s->assist_wait = 0.5f;
    s->assist_failures = 0u;
  }
  if (state == INVERSIM_STATE_IDLE) {
    s->tested = 0;
    s->weigh_time = 0.0f;
  }
}

static void fail(ref_state* s, uint32_t fault) {
  ref_note(s, fault);
  if (s->fault == FAULT_NONE) s->fault = fault;
  s->test_time = 0.0f;
  /* one more fault on the way back: lock, and think again */
  if (s->state != INVERSIM_STATE_NEEDS_RELEASE) ref_enter(s, INVERSIM_STATE_FAULT_LOCK);
}

/* In a fault state only what is new and takes something away is of interest. */
static int is_news(const ref_state* s, uint32_t fault) {
  if (!is_fault_state(s->state)) return 1;
  ref_state after = *s;
  ref_note(&after, fault);
  const int takes = after.encoder_bad != s->encoder_bad || after.imu_bad != s->imu_bad ||
                    after.motor_bad != s->motor_bad || after.brake_stuck != s->brake_stuck;
  const int stops = s->state == INVERSIM_STATE_FAULT_RETURN && fault == FAULT_RATE;
  return takes || stops;
}

/* The user's weight, standing. */
static int weighs_in(ref_state* s, float dt) {
  const float mass = s->in.platform / (ON_PLATFORM * 9.81f);
  const int steady = ref_abs(mass - s->weighed) < 2.0f;
  const int fits = mass > LEAST_MASS && mass < 1.1f * s->config.rated_mass_kg;
  if (!steady) s->weighed = mass;
  if (!ref_held(&s->weigh_time, steady && fits && s->in.latched, dt, WEIGH_TIME)) return 0;
  s->mass = s->weighed;
  return 1;
}

static void turn(ref_state* s, float target, float dt) {
  if (s->config.features & INVERSIM_FEATURE_MOTOR)
    ref_turn(s, target, RATE_NORMAL, dt);
  else
    ref_let_turn(s, target, RATE_BRAKED, dt);
}

static int is_at(const ref_state* s, float target) {
  const int has_motor = (s->config.features & INVERSIM_FEATURE_MOTOR) != 0u;
  const float left = target - s->in.angle;
  if (has_motor) return ref_abs(left) < ARRIVED;
  /* balance may carry it past */
  return s->target_from < target ? left < ARRIVED : left > -ARRIVED;
}

static void set_off(ref_state* s, uint32_t state, float target) {
  s->target_from = s->in.angle;
  s->target = target;
  ref_enter(s, state);
}

/* From wherever the user is: down to horizontal first, or up at once. */
static void go_back(ref_state* s) {
  if (s->in.angle > HORIZONTAL)
    set_off(s, INVERSIM_STATE_RETURN, 0.0f);
  else
    set_off(s, INVERSIM_STATE_RETURN_UP, ref_upright_target(s));
}

static void invert(ref_state* s, const inversim_sensors* sensors) {
  const float target = ref_preset(s, sensors);
  if (s->in.angle < target - 1.0f) set_off(s, INVERSIM_STATE_INVERTING, target);
}

static int is_worn(const inversim_sensors* sensors) {
  return (sensors->switches & INVERSIM_SWITCH_LINING_WORN) != 0u;
}

static int height_fits(const inversim_sensors* sensors) {
  return sensors->height_setting_cm > 120.0f && sensors->height_setting_cm < 220.0f;
}

/* Standing by at an angle: what the user or time asks for. */
static void wait_at_angle(ref_state* s, const inversim_sensors* sensors, float dt) {
  ref_secure(s, dt);
  if (!ref_is_secured(s)) return;
  const int lost = ref_held(&s->lost_time, s->in.pendant_lost, dt, PENDANT_RETURN);
  if (s->in.go_back || lost || s->state_time > HOLD_TIME)
    go_back(s);
  else if (s->in.invert && s->ready_to_invert)
    invert(s, sensors);
}

static void mounted(ref_state* s, const inversim_sensors* sensors, inversim_actuators* out,
                    float dt) {
  if (!s->in.latched) {
    ref_enter(s, INVERSIM_STATE_IDLE);
    return;
  }
  const int starts = s->in.invert && s->ready_to_invert && ref_is_secured(s);
  if (starts || s->test_time > 0.0f) {
    const int passed = s->tested ? 1 : ref_test_brake(s, out, dt);
    if (passed < 0) fail(s, FAULT_BRAKE_TEST);
    if (passed > 0) {
      s->tested = 1;
      if (s->in.invert) invert(s, sensors);
    }
    return;
  }
  ref_secure(s, dt);
}

/* On the way: by hand down, by itself up. */
static void travel(ref_state* s, float dt) {
  const int down = s->state == INVERSIM_STATE_INVERTING;
  /* without the pendant nobody goes further down, but everybody up */
  if (s->in.stop || (down && !s->in.invert) || (!down && s->in.invert)) {
    ref_secure(s, dt);
    ref_enter(s, INVERSIM_STATE_HOLD);
    return;
  }
  turn(s, s->target, dt);
  if (is_at(s, s->target)) {
    ref_secure(s, dt);
    ref_enter(s, down                                ? INVERSIM_STATE_HOLD
                 : s->state == INVERSIM_STATE_RETURN ? INVERSIM_STATE_PAUSE
                                                     : INVERSIM_STATE_MOUNTED);
    return;
  }
  if (s->state_time > LONGEST_MOTION) fail(s, FAULT_TIME);
}

static void reset_pressed(ref_state* s, uint32_t now_wrong) {
  if (now_wrong != FAULT_NONE) return; /* the cause is still there */
  s->fault = FAULT_NONE;
  s->doubt = s->encoder_bad = s->imu_bad = s->brake_stuck = s->brake_weak = s->supply_low = 0;
  s->motor_bad = s->switches_bad = 0;
  s->safe_off = 0;
  s->tilt = s->in.angle;
  ref_enter(s, s->in.angle < -UPRIGHT ? INVERSIM_STATE_IDLE : INVERSIM_STATE_HOLD);
}

/* What the accelerometer says of encoder and gyro, which differ, once the bed is still. */
static void settle_doubt(ref_state* s, const inversim_sensors* sensors) {
  if (!s->doubt || s->state_time < 0.8f) return;
  s->doubt = 0;
  if (ref_abs(ref_tilt_error(sensors, sensors->bed_angle_deg)) > 2.0f)
    s->encoder_bad = 1;
  else
    s->imu_bad = 1;
}

void ref_run(ref_state* s, const inversim_sensors* sensors, inversim_actuators* out, float dt) {
  ref_read(s, sensors, dt);
  const uint32_t wrong =
      s->state == INVERSIM_STATE_BOOT ? (uint32_t)FAULT_NONE : ref_check(s, sensors, dt);
  s->supply_low = wrong == FAULT_SUPPLY || (s->supply_low && s->fault == FAULT_SUPPLY &&
                                            sensors->supply_V < 0.9f * s->config.supply_V);
  out->motor_mode = INVERSIM_MOTOR_OFF;
  s->state_time += dt;
  if (wrong != FAULT_NONE && is_news(s, wrong)) fail(s, wrong);
  /* a button that was held while something else went on does not start anything */
  if (!s->in.invert) s->ready_to_invert = 1;
  if (moves(s->state) || is_fault_state(s->state)) s->ready_to_invert = 0;

  switch (s->state) {
    case INVERSIM_STATE_BOOT:
      ref_secure(s, dt);
      s->held_angle = s->in.angle;
      if (s->state_time > BOOT_TIME) ref_enter(s, INVERSIM_STATE_IDLE);
      break;
    case INVERSIM_STATE_IDLE:
      ref_secure(s, dt);
      if (s->in.angle < -UPRIGHT) {
        if (!is_worn(sensors) && height_fits(sensors) && weighs_in(s, dt))
          ref_enter(s, INVERSIM_STATE_MOUNTED);
      } else if (s->in.go_back && ref_is_secured(s)) {
        go_back(s); /* powered up, or reset, away from upright */
      }
      break;
    case INVERSIM_STATE_MOUNTED:
      mounted(s, sensors, out, dt);
      break;
    case INVERSIM_STATE_HOLD:
      wait_at_angle(s, sensors, dt);
      break;
    case INVERSIM_STATE_PAUSE:
      ref_secure(s, dt);
      if (s->state_time > PAUSE_TIME && ref_is_secured(s))
        set_off(s, INVERSIM_STATE_RETURN_UP, ref_upright_target(s));
      if (s->in.stop) ref_enter(s, INVERSIM_STATE_HOLD);
      break;
    case INVERSIM_STATE_INVERTING:
    case INVERSIM_STATE_RETURN:
    case INVERSIM_STATE_RETURN_UP:
      travel(s, dt);
      break;
    default:
      settle_doubt(s, sensors);
      ref_return_from_fault(s, dt);
      if (s->in.reset_pressed) reset_pressed(s, wrong);
      break;
  }
  if (is_fault_state(s->state) && s->motor_bad) s->safe_off = 1;

  out->brake_command = s->brake;
  if (s->safe_off) {
    out->motor_mode = INVERSIM_MOTOR_SAFE_OFF;
  } else if (s->moving && (s->config.features & INVERSIM_FEATURE_MOTOR)) {
    out->motor_mode = INVERSIM_MOTOR_RATE;
    out->motor_rate_deg_per_s = s->motor_rate;
    ref_hold_load(s, out);
  }
  out->state_code = s->state;
  out->fault_code = s->fault;
  out->indicator = (s->state == INVERSIM_STATE_MOUNTED ? INVERSIM_INDICATOR_READY : 0u) |
                   (s->moving ? INVERSIM_INDICATOR_MOVING : 0u) |
                   (s->fault != FAULT_NONE ? INVERSIM_INDICATOR_ALARM : 0u) |
                   (s->state == INVERSIM_STATE_NEEDS_RELEASE ? INVERSIM_INDICATOR_HELP : 0u);
  s->steps += 1u;
}
