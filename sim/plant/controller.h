/* SPDX-License-Identifier: Apache-2.0 */
/* What crosses between the plant and a brake or motor controller.
 *
 * C11, no dependencies, the same on a PC and on bare metal. Angles: 0 is horizontal, positive is
 * head down. Every struct starts with its size and the ABI it was compiled against; the loader
 * refuses a mismatch. A controller keeps all it knows in the state that the host gives it, and
 * reads no clock but the one in the sensors. The sample is the same for every transport: sensors of
 * step k in, actuators out, which act from step k plus the plant's delay (one step by default).
 * The plant does not load controllers yet: these structs are what it will exchange with them.
 */
#ifndef INVERSIM_CONTROLLER_H
#define INVERSIM_CONTROLLER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define INVERSIM_CONTROLLER_ABI 1u

enum inversim_button {
  INVERSIM_BUTTON_INVERT = 1u << 0,
  INVERSIM_BUTTON_RETURN = 1u << 1,
  INVERSIM_BUTTON_STOP = 1u << 2,
  INVERSIM_BUTTON_EMERGENCY_STOP = 1u << 3,
  INVERSIM_BUTTON_RESET = 1u << 4
};

enum inversim_switch {
  INVERSIM_SWITCH_ANKLE_LATCH_LEFT = 1u << 0,
  INVERSIM_SWITCH_ANKLE_LATCH_RIGHT = 1u << 1,
  INVERSIM_SWITCH_UPPER_STOP = 1u << 2,
  INVERSIM_SWITCH_LOWER_STOP = 1u << 3,
  INVERSIM_SWITCH_TETHER = 1u << 4,
  INVERSIM_SWITCH_BRAKE_LINING = 1u << 5
};

typedef struct inversim_sensors {
  uint32_t size;
  uint32_t abi;
  int64_t time_ns; /* simulated, absolute */
  uint64_t step;
  float bed_angle_deg;            /* encoder at the pivot */
  float bed_rate_deg_per_s;       /* rate sensor on the bed */
  float acceleration_m_per_s2[3]; /* accelerometer on the bed: x to the head, y to the right, z up
                                     from the bed */
  float brake_current_A;
  float brake_temperature_C;
  float motor_current_A;
  float clamp_load_left_N; /* pull of the ankle cuffs */
  float clamp_load_right_N;
  float platform_load_N;
  float supply_V;
  float height_setting_cm;
  float preset_deg;
  uint32_t switches;    /* enum inversim_switch */
  uint32_t buttons;     /* enum inversim_button */
  uint32_t link_age_ms; /* age of the last message, on a link */
  uint32_t reserved;
} inversim_sensors;

typedef struct inversim_actuators {
  uint32_t size;
  uint32_t abi;
  float brake_command;   /* 0 released .. 1 applied */
  float motor_torque_Nm; /* positive turns the head down */
  uint32_t indicator;
  uint32_t state_code;
  uint32_t fault_code;
  uint32_t reserved;
} inversim_actuators;

#ifdef __cplusplus
}
#endif

#endif
