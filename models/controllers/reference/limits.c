/* SPDX-License-Identifier: Apache-2.0 */
/* How far, and how fast. */
#include "reference.h"

/* The chosen angle, kept off the inverted stop; what is no angle is 20 deg, the first session's. */
float ref_preset(const ref_state* s, const inversim_sensors* sensors) {
  const float most = ref_clamp(s->config.upper_stop_deg - 2.0f, 20.0f, 90.0f);
  const float wanted = sensors->preset_deg;
  if (!(wanted >= 10.0f)) return 20.0f;
  return ref_clamp(wanted, 10.0f, most);
}

/* Where the user gets off: just off the mounting stop. */
float ref_upright_target(const ref_state* s) { return s->config.lower_stop_deg + 1.5f; }

/* Rate towards a target: full speed, then in proportion to what is left. */
float ref_wanted_rate(const ref_state* s, float target, float most) {
  const float limit = ref_clamp(
      most, 0.0f,
      s->config.motor_rate_deg_per_s > 0.0f ? 0.9f * s->config.motor_rate_deg_per_s : most);
  return ref_clamp(SOFT_END * (target - s->in.angle), -limit, limit);
}
