/* SPDX-License-Identifier: Apache-2.0 */
/* The reference controller: a real one for a table with a brake that a drive works, with or without
 * a motor, and the worked example of how to bring one's own. C11, float32, no libm, no globals.
 *
 *   plausibility.c  what the sensors say, and whether it can be
 *   limits.c        presets, rates, soft end stop
 *   preload.c       the gear takes up the load before the brake lets go
 *   sequencing.c    motor before brake, brake before motor; the modulated brake
 *   fault_return.c  the best return the plant can still do
 *   states.c        the state machine
 *   controller.c    what is exported
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdint.h>

#include "inversim/controller.h"

/* What is wrong; the first fault stays until it is reset. */
enum fault {
  FAULT_NONE = 0,
  FAULT_ENCODER_TILT = 1,   /* encoder against tilt: > 3 deg for 50 ms */
  FAULT_ENCODER_RATE = 2,   /* its rate against the gyro's: > 5 deg/s for 20 ms, 2.5 for 50 ms */
  FAULT_ENCODER_FROZEN = 3, /* the same while it does not change at all, or > 3 deg/s for 100 ms */
  FAULT_ENCODER_JUMP = 4,   /* > 2 deg in a sample */
  FAULT_ENCODER_STALE = 5,  /* no sample for 20 ms */
  FAULT_IMU_STALE = 6,      /* the same of gyro and accelerometer, for 50 ms */
  FAULT_LOADS_STALE = 7,    /* cuffs or platform, for 500 ms */
  FAULT_SWITCHES_STALE = 8, /* or supply or currents, for 50 ms */
  FAULT_CLAMP_LOAD = 9,     /* cuffs carry less than 0.7 of what they must, or one alone */
  FAULT_LATCH = 10,         /* switches of a latch disagree for 100 ms, or one opens in use */
  FAULT_BRAKE_SLIPS = 11,   /* applied for 150 ms and > 0.5 deg/s, or moved by > 1 deg */
  FAULT_BRAKE_STUCK = 12,   /* let go for 0.5 s and not released */
  FAULT_SUPPLY = 13,        /* below 20 of 24 V for 5 ms */
  FAULT_RATE = 14,          /* > 25 deg/s, or > 15 for 0.5 s */
  FAULT_MOTOR_STALL = 15,   /* asked to turn for 1.5 s and does not */
  FAULT_MOTOR_RUNAWAY = 16, /* turns the other way, or much faster than asked, for 100 ms */
  FAULT_MOTOR_CURRENT = 17, /* near stall for 0.5 s, or with no voltage for 100 ms */
  FAULT_EMERGENCY_STOP = 18,
  FAULT_STOP_SWITCH = 19,       /* a stop's switch against the encoder, for 100 ms */
  FAULT_BRAKE_HOT = 20,         /* pads above 180 degC */
  FAULT_BRAKE_TEST = 21,        /* moved by > 0.5 deg under the motor's test torque */
  FAULT_BRAKE_APPLIES_NOT = 22, /* applied for 0.5 s and its switch says released */
  FAULT_TIME = 23,              /* a motion takes longer than 90 s */
  FAULT_CLOCK = 24,             /* a gap of more than 10 ms between calls, or time going back */
  FAULT_NUMBER = 25,            /* a sensor says what is no number */
  FAULT_GYRO = 26,              /* turns by > 5 deg/s while the braked encoder stands, for 50 ms */
  FAULT_ACCELEROMETER = 27,     /* its tilt jumps by > 3 deg against the encoder, for 20 ms */
  FAULT_LINK = 28               /* no message of the plant for more than 10 ms */
};

/* Limits, deg and s. docs/controller.md says why. */
#define RATE_NORMAL 8.0f  /* of a motor */
#define RATE_BRAKED 10.0f /* of a bed that balance turns */
#define RATE_FAULT_RETURN 4.0f
#define RATE_ALARM 15.0f
#define RATE_TRIP 25.0f
#define ACCELERATION 20.0f
#define SOFT_END 2.0f /* 1/s: slows down from 4 deg before the target */
#define ARRIVED 0.3f
#define UPRIGHT 70.0f /* feet down by so much counts as upright */
#define HORIZONTAL 3.0f
#define PAUSE_TIME 20.0f
#define HOLD_TIME 300.0f     /* then it returns by itself */
#define PENDANT_MS 200u      /* older: hold; */
#define LINK_MS 10u          /* older: nothing is known */
#define PENDANT_RETURN 10.0f /* and return, after so long */
#define ASSIST_STEP 2.0f

typedef struct ref_inputs {
  float angle;                           /* what is believed, deg */
  float rate;                            /* deg/s */
  float tilt;                            /* by gyro and accelerometer alone */
  float load_left, load_right, platform; /* N */
  float motor_current;                   /* A */
  int latched;                           /* every switch of both latches is closed */
  int latch_differs;
  int released;                                        /* the brake's switch */
  int invert, go_back, stop, emergency, reset_pressed; /* the last: newly pressed */
  int pendant_lost, link_lost;
} ref_inputs;

/* Timers of the rules: how long each has held, s. */
typedef struct ref_rules {
  float tilt, rate, slow_rate, accelerometer, encoder_age, gyro_age, accelerometer_age, loads_age,
      switches_age;
  float clamp, latch, slips, stuck, supply, fast, stall, runaway, current, no_voltage;
  float stop_switch, applies_not, hot, gyro;
} ref_rules;

typedef struct ref_state {
  inversim_config config;
  ref_inputs in;
  ref_rules rule;
  /* signals */
  int64_t last_time_ns;
  uint32_t steps, last_buttons;
  float last_angle, sample_age;                          /* of the encoder */
  float encoder_rate, slow_rate, gyro_smooth, gyro_slow; /* deg/s */
  float same_time;    /* the encoder has not changed for so long */
  float angle_before; /* encoder of the step before */
  float slow_off;     /* encoder against accelerometer, smoothed */
  uint32_t loads_seen;
  float gyro_bias, bias_time;
  float tilt;
  float mass; /* kg, weighed while mounting */
  float weigh_time, weighed;
  /* sequence */
  float brake;                         /* command */
  float motor_rate;                    /* command */
  float brake_on_time, brake_off_time; /* since it was commanded so */
  float motor_on_time;
  int32_t moving;                          /* motor enabled or brake let go */
  float load_time, load_hold, load_torque; /* s, s and N m: the gear takes up the load */
  int32_t carried; /* the gear had the load when the brake closed, and nothing has moved it since */
  float brake_integral;
  /* states */
  uint32_t state, fault;
  float state_time;
  float target, target_from; /* deg: where to, and from where */
  float held_angle;          /* where the brake was applied */
  float lost_time;           /* without the pendant */
  int32_t tested;            /* the brake has passed its test since mounting */
  float test_time, test_angle;
  /* what can still be used */
  int32_t doubt, switches_bad, encoder_bad, imu_bad, motor_bad, brake_stuck, brake_weak, supply_low;
  float assist_from, assist_wait, assist_open;
  uint32_t assist_failures;
  int32_t safe_off, ready_to_invert, clock_failed, compared;
} ref_state;

static inline float ref_abs(float x) { return x < 0.0f ? -x : x; }
static inline float ref_clamp(float x, float low, float high) {
  return x < low ? low : x > high ? high : x;
}
/* How long a condition has held; whether that is long enough. */
static inline int ref_held(float* time, int condition, float dt, float limit) {
  *time = condition ? *time + dt : 0.0f;
  return *time >= limit;
}

/* plausibility.c */
float ref_sin_deg(float degrees);
float ref_tilt_error(const inversim_sensors* sensors, float angle);
void ref_read(ref_state* s, const inversim_sensors* sensors, float dt);
uint32_t ref_check(ref_state* s, const inversim_sensors* sensors, float dt);
/* What a fault takes away. */
void ref_note(ref_state* s, uint32_t fault);

/* limits.c */
float ref_preset(const ref_state* s, const inversim_sensors* sensors);
float ref_upright_target(const ref_state* s);
float ref_wanted_rate(const ref_state* s, float target, float most);

/* sequencing.c */
void ref_secure(ref_state* s, float dt);                             /* brake on, then motor off */
void ref_turn(ref_state* s, float target, float most, float dt);     /* by the motor */
void ref_let_turn(ref_state* s, float target, float most, float dt); /* by balance, braked */
int ref_is_secured(const ref_state* s);
/* Whether the brake holds against the motor: 0 not yet, 1 yes, -1 no. */
int ref_test_brake(ref_state* s, inversim_actuators* out, float dt);

/* preload.c */
/* The motor takes up the load while the brake is on; whether it has, or need not. */
int ref_preload(ref_state* s, float dt);
void ref_unload(ref_state* s);
/* The torque of it in place of a rate, while there is one. */
void ref_hold_load(const ref_state* s, inversim_actuators* out);

/* fault_return.c */
void ref_return_from_fault(ref_state* s, float dt);

/* states.c */
void ref_enter(ref_state* s, uint32_t state);
void ref_run(ref_state* s, const inversim_sensors* sensors, inversim_actuators* out, float dt);

#endif
