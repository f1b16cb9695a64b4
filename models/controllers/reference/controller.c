/* SPDX-License-Identifier: Apache-2.0 */
/* The controller's face to the host. */
#include <string.h>

#include "reference.h"

#define LONGEST_GAP_NS 10000000 /* the watchdog: a call that is missed for longer is a fault */

static int32_t init(void* self, const inversim_config* config) {
  ref_state* s = self;
  if (config->size != sizeof *config || config->abi != INVERSIM_CONTROLLER_ABI) return 1;
  if (config->step_ns < 100000 || config->step_ns > 5000000) return 2; /* 0.1 to 5 ms */
  if (!(config->features & INVERSIM_FEATURE_BRAKE_FAILS_SAFE)) return 3;
  s->config = *config;
  return 0;
}

static void reset(void* self) {
  ref_state* s = self;
  const inversim_config config = s->config;
  memset(s, 0, sizeof *s);
  s->config = config;
  s->brake = 1.0f;
  s->state = INVERSIM_STATE_BOOT;
}

static int32_t step(void* self, const inversim_sensors* sensors, inversim_actuators* actuators) {
  ref_state* s = self;
  if (sensors->size != sizeof *sensors || sensors->abi != INVERSIM_CONTROLLER_ABI) return 1;
  const int64_t gap = s->steps == 0u ? s->config.step_ns : sensors->time_ns - s->last_time_ns;
  s->last_time_ns = sensors->time_ns;
  s->clock_failed = gap <= 0 || gap > LONGEST_GAP_NS;
  const float dt = s->clock_failed ? 1e-9f * (float)s->config.step_ns : 1e-9f * (float)gap;
  ref_run(s, sensors, actuators, dt);
  return 0;
}

static const inversim_controller kController = {sizeof(inversim_controller),
                                                INVERSIM_CONTROLLER_ABI,
                                                "reference",
                                                "1",
                                                sizeof(ref_state),
                                                _Alignof(ref_state),
                                                init,
                                                reset,
                                                step};

INVERSIM_EXPORT const inversim_controller* inversim_get_controller(void) { return &kController; }
