/* SPDX-License-Identifier: Apache-2.0 */
/* What crosses between the plant and a brake or motor controller.
 *
 * C11, no dependencies, the same on a PC and on bare metal. Angles: 0 is horizontal, positive is
 * head down. Every struct starts with its size and the ABI it was compiled against; the loader
 * refuses a mismatch. A controller keeps all it knows in the state that the host gives it, and
 * reads no clock but the one in the sensors. The sample is the same for every transport: sensors of
 * step k in, actuators out, which act from step k plus the plant's delay (one step by default).
 * docs/controller.md describes it for those who write one.
 */
#ifndef INVERSIM_CONTROLLER_H
#define INVERSIM_CONTROLLER_H

#include <stddef.h>
#include <stdint.h>

/* a C header: NOLINTBEGIN(modernize-use-using,readability-identifier-naming) */

#ifdef __cplusplus
extern "C" {
#endif

#define INVERSIM_CONTROLLER_ABI 1u

enum inversim_button {
  INVERSIM_BUTTON_INVERT = 1u << 0, /* hold to run */
  INVERSIM_BUTTON_RETURN = 1u << 1,
  INVERSIM_BUTTON_STOP = 1u << 2,
  INVERSIM_BUTTON_EMERGENCY_STOP = 1u << 3, /* also cuts the drives, by wire */
  INVERSIM_BUTTON_RESET = 1u << 4
};

enum inversim_switch {
  INVERSIM_SWITCH_LATCH_LEFT_1 = 1u << 0, /* two on each ankle latch: closed is 1 */
  INVERSIM_SWITCH_LATCH_LEFT_2 = 1u << 1,
  INVERSIM_SWITCH_LATCH_RIGHT_1 = 1u << 2,
  INVERSIM_SWITCH_LATCH_RIGHT_2 = 1u << 3,
  INVERSIM_SWITCH_UPPER_STOP = 1u << 4, /* bed at its inverted stop */
  INVERSIM_SWITCH_LOWER_STOP = 1u << 5, /* bed at its mounting stop */
  INVERSIM_SWITCH_TETHER = 1u << 6,     /* taut */
  INVERSIM_SWITCH_BRAKE_RELEASED = 1u << 7,
  INVERSIM_SWITCH_LINING_WORN = 1u << 8
};

/* Bits of `fresh`, and the sensors they are of. */
enum inversim_sample {
  INVERSIM_SAMPLE_ENCODER = 1u << 0,
  INVERSIM_SAMPLE_GYRO = 1u << 1, /* all three axes */
  INVERSIM_SAMPLE_ACCELEROMETER = 1u << 2,
  INVERSIM_SAMPLE_BRAKE_CURRENT = 1u << 3,
  INVERSIM_SAMPLE_BRAKE_TEMPERATURE = 1u << 4,
  INVERSIM_SAMPLE_MOTOR_CURRENT = 1u << 5,
  INVERSIM_SAMPLE_CLAMP_LOAD = 1u << 6, /* both sides */
  INVERSIM_SAMPLE_PLATFORM_LOAD = 1u << 7,
  INVERSIM_SAMPLE_SUPPLY = 1u << 8,
  INVERSIM_SAMPLE_HEIGHT_SETTING = 1u << 9,
  INVERSIM_SAMPLE_SWITCHES = 1u << 10, /* all */
  INVERSIM_SAMPLE_PENDANT = 1u << 11   /* buttons and preset */
};

typedef struct inversim_sensors {
  uint32_t size;
  uint32_t abi;
  int64_t time_ns; /* simulated, absolute */
  uint64_t step;
  uint32_t fresh;      /* enum inversim_sample: what has a new sample since the last step; the rest
                          is as it was */
  float bed_angle_deg; /* encoder at the pivot */
  float imu_rate_deg_per_s[3]; /* rate sensor on the bed: about x to the head, y to the right,
                                  z out of the bed; the bed's own rate is the second */
  float
      imu_acceleration_m_per_s2[3]; /* accelerometer on the bed, same axes: at rest it points up */
  float brake_current_A;
  float brake_temperature_C; /* of the pads */
  float motor_current_A;     /* positive drives the head down */
  float clamp_load_left_N;   /* pull of the ankle cuffs */
  float clamp_load_right_N;
  float platform_load_N; /* what the feet stand on */
  float supply_V;
  float height_setting_cm;
  float preset_deg;        /* bed angle that the user has chosen */
  uint32_t switches;       /* enum inversim_switch */
  uint32_t buttons;        /* enum inversim_button: held down */
  uint32_t pendant_age_ms; /* age of the last message of the pendant with the buttons */
  uint32_t link_age_ms;    /* age of the rest of this, where a link is between that has
                               faults, else 0; 0xffffffff before the first message */
  uint32_t reserved;
} inversim_sensors;

enum inversim_motor_mode {
  INVERSIM_MOTOR_OFF = 0,     /* no voltage; a motor without current brakes itself */
  INVERSIM_MOTOR_RATE = 1,    /* the drive holds a rate of the bed */
  INVERSIM_MOTOR_TORQUE = 2,  /* the drive holds a torque, gear friction not counted */
  INVERSIM_MOTOR_SAFE_OFF = 3 /* no torque until the controller is reset */
};

enum inversim_indicator {
  INVERSIM_INDICATOR_READY = 1u << 0,
  INVERSIM_INDICATOR_MOVING = 1u << 1,
  INVERSIM_INDICATOR_ALARM = 1u << 2, /* sounder */
  INVERSIM_INDICATOR_HELP = 1u << 3   /* a second person is to pull the manual release */
};

/* What state codes mean, so that tests can ask for them by name. Own states from 100 on. */
enum inversim_state {
  INVERSIM_STATE_BOOT = 0,           /* brake on; tests itself */
  INVERSIM_STATE_IDLE = 1,           /* brake on; nobody secured */
  INVERSIM_STATE_MOUNTED = 2,        /* brake on; ready to invert */
  INVERSIM_STATE_INVERTING = 3,      /* on the way down */
  INVERSIM_STATE_HOLD = 4,           /* brake on at an angle */
  INVERSIM_STATE_RETURN = 5,         /* on the way to horizontal */
  INVERSIM_STATE_PAUSE = 6,          /* brake on at horizontal, for the circulation */
  INVERSIM_STATE_RETURN_UP = 7,      /* on the way to upright */
  INVERSIM_STATE_FAULT_LOCK = 8,     /* brake on after a fault */
  INVERSIM_STATE_FAULT_RETURN = 9,   /* the motor brings the user up after a fault */
  INVERSIM_STATE_ASSIST_RETURN = 10, /* brake let go in small steps as the bed goes feet down */
  INVERSIM_STATE_NEEDS_RELEASE = 11  /* brake on; only the manual release gets the user up */
};

typedef struct inversim_actuators {
  uint32_t size;
  uint32_t abi;
  float brake_command;        /* 0 released .. 1 applied */
  uint32_t motor_mode;        /* enum inversim_motor_mode */
  float motor_rate_deg_per_s; /* of the bed, positive turns the head down */
  float motor_torque_Nm;      /* at the bed, the same sign */
  uint32_t indicator;         /* enum inversim_indicator */
  uint32_t state_code;        /* enum inversim_state, or its own from 100 on */
  uint32_t fault_code;        /* 0 none; the controller's own */
  uint32_t reserved;
} inversim_actuators;

enum inversim_feature {
  INVERSIM_FEATURE_MOTOR = 1u << 0,
  INVERSIM_FEATURE_GEAR_LOCKS = 1u << 1,         /* the bed cannot drive the motor */
  INVERSIM_FEATURE_BRAKE_PROPORTIONAL = 1u << 2, /* else on or off, above or below one half */
  INVERSIM_FEATURE_BRAKE_FAILS_SAFE = 1u << 3,   /* applied without supply */
  INVERSIM_FEATURE_TETHER = 1u << 4
};

/* The table, as a controller is commissioned for it. */
typedef struct inversim_config {
  uint32_t size;
  uint32_t abi;
  int64_t step_ns;   /* from one call to the next */
  uint32_t features; /* enum inversim_feature */
  float lower_stop_deg;
  float upper_stop_deg;
  float rated_mass_kg;
  float supply_V;             /* nominal */
  float brake_torque_Nm;      /* that the brake holds, as bought */
  float brake_current_A;      /* while it is held released, or at full command */
  float motor_rate_deg_per_s; /* of the bed, without load */
  float motor_torque_Nm;      /* at the bed, stalled */
  float motor_current_A;      /* stalled */
  float default_preset_deg;
  uint32_t reserved;
} inversim_config;

/* A controller. The functions keep all they know in `self`, a block of state_size bytes aligned to
 * state_align that the host owns, copies and restores; they allocate nothing and have no globals.
 * state_align is a power of two. */
typedef struct inversim_controller {
  uint32_t size;
  uint32_t abi;
  const char* name;
  const char* version;
  uint32_t state_size;
  uint32_t state_align;
  /* Once, before all else, `self` being zero; 0, or a code of its own that refuses the config. */
  int32_t (*init)(void* self, const inversim_config* config);
  /* As power coming on: forgets all but the config. */
  void (*reset)(void* self);
  /* Once a step. `actuators` comes with size and abi set and the rest zero. 0, or a code of its own
   * that says that the controller has given up. */
  int32_t (*step)(void* self, const inversim_sensors* sensors, inversim_actuators* actuators);
} inversim_controller;

#if defined(__GNUC__) || defined(__clang__)
#define INVERSIM_EXPORT __attribute__((visibility("default")))
#else
#define INVERSIM_EXPORT
#endif

/* The one symbol that a controller's library exports. */
#define INVERSIM_CONTROLLER_SYMBOL "inversim_get_controller"
INVERSIM_EXPORT const inversim_controller* inversim_get_controller(void);

/* The layout is the same for every compiler; the wire copies these structs as they are. */
#ifdef __cplusplus
#define INVERSIM_LAYOUT(condition) static_assert(condition, "layout of inversim/controller.h")
#else
#define INVERSIM_LAYOUT(condition) _Static_assert(condition, "layout of inversim/controller.h")
#endif
INVERSIM_LAYOUT(sizeof(float) == 4);
INVERSIM_LAYOUT(sizeof(inversim_sensors) == 112);
INVERSIM_LAYOUT(offsetof(inversim_sensors, time_ns) == 8);
INVERSIM_LAYOUT(offsetof(inversim_sensors, step) == 16);
INVERSIM_LAYOUT(offsetof(inversim_sensors, fresh) == 24);
INVERSIM_LAYOUT(offsetof(inversim_sensors, imu_rate_deg_per_s) == 32);
INVERSIM_LAYOUT(offsetof(inversim_sensors, imu_acceleration_m_per_s2) == 44);
INVERSIM_LAYOUT(offsetof(inversim_sensors, brake_current_A) == 56);
INVERSIM_LAYOUT(offsetof(inversim_sensors, platform_load_N) == 76);
INVERSIM_LAYOUT(offsetof(inversim_sensors, preset_deg) == 88);
INVERSIM_LAYOUT(offsetof(inversim_sensors, switches) == 92);
INVERSIM_LAYOUT(offsetof(inversim_sensors, link_age_ms) == 104);
INVERSIM_LAYOUT(sizeof(inversim_actuators) == 40);
INVERSIM_LAYOUT(offsetof(inversim_actuators, brake_command) == 8);
INVERSIM_LAYOUT(offsetof(inversim_actuators, motor_torque_Nm) == 20);
INVERSIM_LAYOUT(offsetof(inversim_actuators, fault_code) == 32);
INVERSIM_LAYOUT(sizeof(inversim_config) == 64);
INVERSIM_LAYOUT(offsetof(inversim_config, features) == 16);
INVERSIM_LAYOUT(offsetof(inversim_config, default_preset_deg) == 56);

/* NOLINTEND(modernize-use-using,readability-identifier-naming) */

#ifdef __cplusplus
}
#endif

#endif
