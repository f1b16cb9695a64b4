/* SPDX-License-Identifier: Apache-2.0 */
/* What the sensors say, and whether it can be. */
#include "reference.h"

#define GRAVITY 9.81f
#define TO_DEGREES 57.29578f

/* Sine to 2e-4, |x| up to 180 deg: odd polynomial after folding at 90 deg. */
float ref_sin_deg(float degrees) {
  float x = degrees;
  if (x > 90.0f) x = 180.0f - x;
  if (x < -90.0f) x = -180.0f - x;
  const float r = x / TO_DEGREES, r2 = r * r;
  return r * (1.0f - r2 * (0.16666667f - r2 * (0.008333333f - r2 * 0.0001984127f)));
}

static int is_number(float x) { return x - x == 0.0f; }

static int numbers(const inversim_sensors* s) {
  return is_number(s->bed_angle_deg) && is_number(s->imu_rate_deg_per_s[1]) &&
         is_number(s->imu_acceleration_m_per_s2[0]) && is_number(s->imu_acceleration_m_per_s2[2]) &&
         is_number(s->brake_current_A) && is_number(s->brake_temperature_C) &&
         is_number(s->motor_current_A) && is_number(s->clamp_load_left_N) &&
         is_number(s->clamp_load_right_N) && is_number(s->platform_load_N) &&
         is_number(s->supply_V) && is_number(s->height_setting_cm) && is_number(s->preset_deg);
}

/* Tilt by gyro, drawn to the accelerometer's with 1 s; the accelerometer points up. */
static void follow_tilt(ref_state* s, const inversim_sensors* in, float rate, float dt) {
  const float sine = -in->imu_acceleration_m_per_s2[0] / GRAVITY;
  const float cosine = in->imu_acceleration_m_per_s2[2] / GRAVITY;
  s->tilt += rate * dt;
  const float size = sine * sine + cosine * cosine;
  if (size < 0.8f || size > 1.25f) return; /* shaken: the gyro alone */
  const float off =
      ref_sin_deg(s->tilt) * cosine - ref_sin_deg(s->tilt + 90.0f) * sine; /* of the difference */
  s->tilt -= 1.0f * dt * TO_DEGREES * ref_clamp(off, -0.5f, 0.5f);
  s->tilt = ref_clamp(s->tilt, -179.0f, 179.0f);
}

void ref_read(ref_state* s, const inversim_sensors* in, float dt) {
  ref_inputs* r = &s->in;
  const int was_lost = r->link_lost;
  r->link_lost = in->link_age_ms > LINK_MS;
  if (!numbers(in) || r->link_lost) {
    s->sample_age += dt;
    return; /* ref_check() will say so; what was, stays */
  }
  if (was_lost) {
    /* the drives stopped the bed by themselves, nobody knows when */
    s->held_angle = in->bed_angle_deg;
    s->compared = 0;
  }
  const float raw_rate = in->imu_rate_deg_per_s[1];
  const int at_rest = s->brake_on_time > 0.5f && ref_abs(s->slow_rate) < 0.5f;
  if (s->steps == 0 || (was_lost && s->state == INVERSIM_STATE_BOOT)) {
    s->tilt = in->bed_angle_deg;
    s->last_angle = in->bed_angle_deg;
    s->gyro_bias = raw_rate;
  }
  /* the gyro is zeroed where the brake holds the bed */
  if (s->state == INVERSIM_STATE_BOOT || (at_rest && s->fault == FAULT_NONE)) {
    const float gain = s->bias_time < 0.5f ? 10.0f : 0.2f;
    s->gyro_bias += gain * dt * (raw_rate - s->gyro_bias);
    s->gyro_bias = ref_clamp(s->gyro_bias, -20.0f, 20.0f);
    s->bias_time += dt;
  }
  const float gyro = raw_rate - s->gyro_bias;
  s->gyro_smooth += dt / (0.01f + dt) * (gyro - s->gyro_smooth);
  s->gyro_slow += dt / (0.1f + dt) * (gyro - s->gyro_slow);
  follow_tilt(s, in, gyro, dt);
  s->sample_age += dt;
  if (in->fresh & INVERSIM_SAMPLE_ENCODER) {
    /* its rate, smoothed over 10 ms to be held against the gyro, over 100 ms to stand for it */
    const float rate = (in->bed_angle_deg - s->last_angle) / s->sample_age;
    s->encoder_rate += s->sample_age / (0.01f + s->sample_age) * (rate - s->encoder_rate);
    s->slow_rate += s->sample_age / (0.1f + s->sample_age) * (rate - s->slow_rate);
    s->same_time = in->bed_angle_deg == s->last_angle ? s->same_time + s->sample_age : 0.0f;
    s->last_angle = in->bed_angle_deg;
    s->sample_age = 0.0f;
  }
  r->tilt = s->tilt;
  r->angle = s->encoder_bad ? s->tilt : in->bed_angle_deg;
  r->rate = s->imu_bad ? s->slow_rate : gyro;
  r->load_left = in->clamp_load_left_N;
  r->load_right = in->clamp_load_right_N;
  r->platform = in->platform_load_N;
  r->motor_current = in->motor_current_A;
  const uint32_t left = INVERSIM_SWITCH_LATCH_LEFT_1 | INVERSIM_SWITCH_LATCH_LEFT_2;
  const uint32_t right = INVERSIM_SWITCH_LATCH_RIGHT_1 | INVERSIM_SWITCH_LATCH_RIGHT_2;
  const uint32_t l = in->switches & left, g = in->switches & right;
  r->latched = l == left && g == right;
  r->latch_differs = (l != left && l != 0u) || (g != right && g != 0u);
  /* without its switch the brake counts as released once it has had the time */
  r->released = s->switches_bad ? s->brake_off_time > 0.3f
                                : (in->switches & INVERSIM_SWITCH_BRAKE_RELEASED) != 0u;
  r->pendant_lost = in->pendant_age_ms > PENDANT_MS;
  const uint32_t buttons = r->pendant_lost ? 0u : in->buttons;
  r->invert = (buttons & INVERSIM_BUTTON_INVERT) != 0u;
  r->go_back = (buttons & INVERSIM_BUTTON_RETURN) != 0u;
  r->stop = (buttons & INVERSIM_BUTTON_STOP) != 0u;
  r->emergency = (in->buttons & INVERSIM_BUTTON_EMERGENCY_STOP) != 0u;
  r->reset_pressed =
      (buttons & INVERSIM_BUTTON_RESET) != 0u && (s->last_buttons & INVERSIM_BUTTON_RESET) == 0u;
  s->last_buttons = buttons;
}

/* Samples that do not come. */
static uint32_t check_age(ref_state* s, const inversim_sensors* in, float dt) {
  ref_rules* r = &s->rule;
  const uint32_t f = in->fresh;
  const uint32_t loads = INVERSIM_SAMPLE_CLAMP_LOAD | INVERSIM_SAMPLE_PLATFORM_LOAD;
  const uint32_t both = f | s->loads_seen;
  s->loads_seen = (both & loads) == loads ? 0u : both & loads;
  const uint32_t slow = INVERSIM_SAMPLE_SWITCHES | INVERSIM_SAMPLE_SUPPLY |
                        INVERSIM_SAMPLE_BRAKE_CURRENT | INVERSIM_SAMPLE_MOTOR_CURRENT;
  if (ref_held(&r->encoder_age, !(f & INVERSIM_SAMPLE_ENCODER), dt, 0.02f))
    return FAULT_ENCODER_STALE;
  if (ref_held(&r->gyro_age, !(f & INVERSIM_SAMPLE_GYRO), dt, 0.05f) ||
      ref_held(&r->accelerometer_age, !(f & INVERSIM_SAMPLE_ACCELEROMETER), dt, 0.05f))
    return FAULT_IMU_STALE;
  if (ref_held(&r->loads_age, (both & loads) != loads, dt, 0.5f)) return FAULT_LOADS_STALE;
  if (ref_held(&r->switches_age, (f & slow) != slow, dt, 0.05f)) return FAULT_SWITCHES_STALE;
  return FAULT_NONE;
}

/* Encoder against accelerometer, deg; good to some 0.3 where the bed is not shaken. */
float ref_tilt_error(const inversim_sensors* in, float angle) {
  const float sine = -in->imu_acceleration_m_per_s2[0] / GRAVITY;
  const float cosine = in->imu_acceleration_m_per_s2[2] / GRAVITY;
  return TO_DEGREES * (ref_sin_deg(angle) * cosine - ref_sin_deg(angle + 90.0f) * sine);
}

/* Encoder, gyro and accelerometer against each other: the one that leaves the other two is wrong.
 */
static uint32_t check_motion(ref_state* s, const inversim_sensors* in, float dt) {
  ref_rules* r = &s->rule;
  const float gyro = s->gyro_smooth;
  const float off = ref_tilt_error(in, in->bed_angle_deg);
  if (!s->compared) {
    s->compared = 1;
    s->slow_off = off;
    s->angle_before = in->bed_angle_deg;
  }
  if (ref_abs(in->bed_angle_deg - s->angle_before) > 2.0f) return FAULT_ENCODER_JUMP;
  const int jumped = ref_abs(off - s->slow_off) > 3.0f;
  s->slow_off += dt / (0.3f + dt) * (off - s->slow_off);
  if (ref_held(&r->accelerometer, jumped, dt, 0.02f)) return FAULT_ACCELEROMETER;
  const int differ = ref_abs(s->encoder_rate - gyro) > 5.0f;
  const int differ_slowly = ref_abs(s->slow_rate - s->gyro_slow) > 2.5f;
  if (ref_held(&r->gyro, !s->moving && ref_abs(gyro) > 5.0f && ref_abs(s->slow_rate) < 2.0f, dt,
               0.05f))
    return FAULT_GYRO;
  const int quick = ref_held(&r->rate, s->moving && differ, dt, 0.02f);
  if (ref_held(&r->slow_rate, s->moving && differ_slowly, dt, 0.05f) || quick)
    return s->same_time > 0.015f ? FAULT_ENCODER_FROZEN : FAULT_ENCODER_RATE;
  if (s->moving && ref_abs(gyro) > 3.0f && s->same_time > 0.1f) return FAULT_ENCODER_FROZEN;
  if (ref_held(&r->tilt, ref_abs(in->bed_angle_deg - s->tilt) > 3.0f && ref_abs(off) > 2.0f, dt,
               0.05f))
    return FAULT_ENCODER_TILT;
  const int upper = (in->switches & INVERSIM_SWITCH_UPPER_STOP) != 0u;
  const int lower = (in->switches & INVERSIM_SWITCH_LOWER_STOP) != 0u;
  const int contradicts = (upper && in->bed_angle_deg < s->config.upper_stop_deg - 10.0f) ||
                          (lower && in->bed_angle_deg > s->config.lower_stop_deg + 10.0f);
  if (ref_held(&r->stop_switch, contradicts, dt, 0.1f)) return FAULT_STOP_SWITCH;
  return FAULT_NONE;
}

/* Cuffs and latches. */
static uint32_t check_person(ref_state* s, float dt) {
  ref_rules* r = &s->rule;
  const ref_inputs* in = &s->in;
  const int in_use = s->state >= INVERSIM_STATE_MOUNTED;
  if (ref_held(&r->latch, in_use && (in->latch_differs || !in->latched), dt, 0.1f))
    return FAULT_LATCH;
  /* head down, cuffs carry the weight less what the bed's friction does; 0.6 of friction at most */
  const float sum = in->load_left + in->load_right;
  const float sine = ref_sin_deg(in->angle), cosine = ref_sin_deg(in->angle + 90.0f);
  const float share = sine - 0.6f * cosine;
  const float least = 0.7f * share * s->mass * GRAVITY;
  const int still_moves = ref_abs(in->rate) > 2.0f;
  const float lesser = in->load_left < in->load_right ? in->load_left : in->load_right;
  const int missing = share > 0.2f && !still_moves && (sum < least || lesser < 0.15f * sum);
  if (ref_held(&r->clamp, in_use && missing, dt, 0.2f)) return FAULT_CLAMP_LOAD;
  return FAULT_NONE;
}

/* Brake, motor, supply. */
static uint32_t check_drives(ref_state* s, const inversim_sensors* in, float dt) {
  ref_rules* r = &s->rule;
  const inversim_config* c = &s->config;
  const int has_motor = (c->features & INVERSIM_FEATURE_MOTOR) != 0u;
  const float rate = s->in.rate;
  if (s->in.emergency) return FAULT_EMERGENCY_STOP;
  if (ref_held(&r->supply, in->supply_V < c->supply_V * (20.0f / 24.0f), dt, 0.005f))
    return FAULT_SUPPLY;
  const float fast = ref_abs(rate);
  if (fast > RATE_TRIP || ref_held(&r->fast, fast > RATE_ALARM, dt, 0.5f)) return FAULT_RATE;
  if (ref_held(&r->hot, in->brake_temperature_C > 180.0f, dt, 0.5f)) return FAULT_BRAKE_HOT;
  const int applied = s->brake_on_time > 0.25f;
  if (ref_held(&r->slips, applied && ref_abs(rate) > 0.5f, dt, 0.1f)) return FAULT_BRAKE_SLIPS;
  if (applied && s->state != INVERSIM_STATE_BOOT && ref_abs(s->in.angle - s->held_angle) > 1.0f)
    return FAULT_BRAKE_SLIPS;
  if (ref_held(&r->applies_not, applied && s->in.released, dt, 0.5f))
    return FAULT_BRAKE_APPLIES_NOT;
  if (ref_held(&r->stuck, s->brake_off_time > 0.0f && s->brake < 0.01f && !s->in.released, dt,
               0.5f))
    return FAULT_BRAKE_STUCK;
  if (!has_motor) return FAULT_NONE;
  const int turns = s->moving && s->in.released;
  const float asked = s->motor_rate;
  if (ref_held(&r->stall, turns && ref_abs(asked) > 2.0f && ref_abs(rate) < 0.3f, dt, 1.5f))
    return FAULT_MOTOR_STALL;
  const int other_way = rate * asked < 0.0f && s->slow_rate * asked <= 0.0f && ref_abs(rate) > 2.0f;
  const int gyro_or_encoder = s->encoder_bad || s->imu_bad;
  const float surely = gyro_or_encoder || ref_abs(rate) < ref_abs(s->slow_rate)
                           ? ref_abs(rate)
                           : ref_abs(s->slow_rate);
  const int too_fast = surely > ref_abs(asked) + 4.0f;
  if (ref_held(&r->runaway, turns && (other_way || too_fast), dt, 0.1f)) return FAULT_MOTOR_RUNAWAY;
  const float current = ref_abs(in->motor_current_A);
  if (ref_held(&r->current, s->test_time == 0.0f && current > 0.9f * c->motor_current_A, dt, 0.5f))
    return FAULT_MOTOR_CURRENT;
  const int off = !s->moving && s->motor_on_time == 0.0f && s->test_time == 0.0f;
  if (ref_held(&r->no_voltage, off && current > 0.1f * c->motor_current_A, dt, 0.1f))
    return FAULT_MOTOR_CURRENT;
  return FAULT_NONE;
}

uint32_t ref_check(ref_state* s, const inversim_sensors* in, float dt) {
  if (!numbers(in)) return FAULT_NUMBER;
  if (s->clock_failed) return FAULT_CLOCK;
  if (s->in.link_lost) return FAULT_LINK;
  const uint32_t drives = check_drives(s, in, dt);
  const uint32_t age = check_age(s, in, dt);
  const int all_good = !s->encoder_bad && !s->imu_bad;
  const uint32_t motion = all_good ? check_motion(s, in, dt) : (uint32_t)FAULT_NONE;
  const uint32_t person = check_person(s, dt);
  s->angle_before = in->bed_angle_deg;
  /* what explains the others goes first */
  if (drives == FAULT_EMERGENCY_STOP || drives == FAULT_SUPPLY) return drives;
  if (age != FAULT_NONE) return age;
  if (motion != FAULT_NONE) return motion;
  return drives != FAULT_NONE ? drives : person;
}

void ref_note(ref_state* s, uint32_t fault) {
  switch (fault) {
    case FAULT_ENCODER_TILT:
    case FAULT_ENCODER_FROZEN:
    case FAULT_ENCODER_JUMP:
    case FAULT_ENCODER_STALE:
    case FAULT_STOP_SWITCH:
      s->encoder_bad = 1;
      break;
    case FAULT_IMU_STALE:
    case FAULT_ACCELEROMETER:
    case FAULT_GYRO:
      s->imu_bad = 1;
      break;
    case FAULT_ENCODER_RATE:
      s->doubt = 1; /* which of the two, the accelerometer says once the bed is still */
      break;
    case FAULT_NUMBER:
      s->encoder_bad = s->imu_bad = 1; /* whichever it was */
      break;
    case FAULT_MOTOR_STALL:
    case FAULT_MOTOR_RUNAWAY:
    case FAULT_MOTOR_CURRENT:
    case FAULT_TIME:
      s->motor_bad = 1;
      break;
    case FAULT_SWITCHES_STALE:
      s->switches_bad = 1;
      break;
    case FAULT_BRAKE_STUCK:
      s->brake_stuck = 1;
      break;
    case FAULT_SUPPLY:
    case FAULT_EMERGENCY_STOP:
    case FAULT_LINK:
      s->carried = 0; /* the drives have stopped by themselves */
      break;
    case FAULT_BRAKE_SLIPS:
    case FAULT_BRAKE_APPLIES_NOT:
    case FAULT_BRAKE_TEST:
      s->brake_weak = 1;
      break;
    default:
      break;
  }
}
