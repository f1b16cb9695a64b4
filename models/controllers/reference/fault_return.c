/* SPDX-License-Identifier: Apache-2.0 */
/* After a fault a person may hang head down, and being locked there can kill. So every fault ends
 * in the best return that the plant can still do:
 *   motor, if it and something that tells the angle are good;
 *   else the brake let go in small steps, as long as the bed goes feet down, and closed otherwise;
 *   else alarm, and the manual release by a second person. */
#include "reference.h"

#define SETTLE 1.0f      /* s locked before anything moves again */
#define ASSIST_OPEN 3.0f /* s that the bed is given to begin to move */
#define ASSIST_PAUSE 0.5f
#define ASSIST_TRIES 4u

static int is_upright(const ref_state* s) { return s->in.angle < -UPRIGHT; }

static int can_be_driven(const ref_state* s) {
  const int has_motor = (s->config.features & INVERSIM_FEATURE_MOTOR) != 0u;
  const int knows_angle = !s->encoder_bad || !s->imu_bad;
  return has_motor && !s->motor_bad && !s->supply_low && !s->brake_stuck && knows_angle &&
         !s->in.emergency && !s->in.link_lost;
}

static int can_be_let_down(const ref_state* s) {
  const uint32_t f = s->config.features;
  const int gear_locks = (f & INVERSIM_FEATURE_MOTOR) && (f & INVERSIM_FEATURE_GEAR_LOCKS);
  const int knows_angle = !s->encoder_bad || !s->imu_bad;
  return !gear_locks && !s->brake_stuck && !s->brake_weak && !s->supply_low && !s->in.emergency &&
         !s->in.link_lost && knows_angle && s->assist_failures < ASSIST_TRIES;
}

static void choose(ref_state* s) {
  if (is_upright(s))
    ref_enter(s, INVERSIM_STATE_FAULT_LOCK);
  else if (can_be_driven(s))
    ref_enter(s, INVERSIM_STATE_FAULT_RETURN);
  else if (can_be_let_down(s))
    ref_enter(s, INVERSIM_STATE_ASSIST_RETURN);
  else
    ref_enter(s, INVERSIM_STATE_NEEDS_RELEASE);
}

/* Small steps: open until the bed has come 2 deg, close, wait; too little or the wrong way closes
 * too, and counts. */
static void let_down(ref_state* s, float dt) {
  if (s->assist_wait > 0.0f) {
    s->assist_wait -= dt;
    s->assist_open = 0.0f;
    s->assist_from = s->in.angle;
    ref_secure(s, dt);
    return;
  }
  s->assist_open += dt;
  ref_let_turn(s, ref_upright_target(s), RATE_FAULT_RETURN, dt);
  const float come = s->assist_from - s->in.angle;
  const int wrong = come < -0.5f, done = come >= ASSIST_STEP;
  const int waits = s->assist_open > ASSIST_OPEN && come < 0.3f;
  if (done) s->assist_failures = 0u;
  if (wrong || waits) s->assist_failures += 1u;
  if (wrong || waits || done) s->assist_wait = ASSIST_PAUSE;
}

void ref_return_from_fault(ref_state* s, float dt) {
  switch (s->state) {
    case INVERSIM_STATE_FAULT_LOCK:
      ref_secure(s, dt);
      if (s->state_time > SETTLE && !is_upright(s)) choose(s);
      break;
    case INVERSIM_STATE_FAULT_RETURN:
      if (!can_be_driven(s) || s->state_time > 120.0f) {
        s->motor_bad |= s->state_time > 120.0f;
        ref_secure(s, dt);
        ref_enter(s, INVERSIM_STATE_FAULT_LOCK);
        break;
      }
      ref_turn(s, ref_upright_target(s), RATE_FAULT_RETURN, dt);
      if (ref_abs(s->in.angle - ref_upright_target(s)) < ARRIVED) {
        ref_enter(s, INVERSIM_STATE_FAULT_LOCK);
      }
      break;
    case INVERSIM_STATE_ASSIST_RETURN:
      let_down(s, dt);
      if (is_upright(s))
        ref_enter(s, INVERSIM_STATE_FAULT_LOCK);
      else if (!can_be_let_down(s))
        ref_enter(s, INVERSIM_STATE_NEEDS_RELEASE);
      break;
    default: /* needs the release, which takes the gear apart */
      s->carried = 0;
      ref_secure(s, dt);
      if (is_upright(s))
        ref_enter(s, INVERSIM_STATE_FAULT_LOCK);
      else if (can_be_driven(s) || can_be_let_down(s)) /* what was lost has come back */
        ref_enter(s, INVERSIM_STATE_FAULT_LOCK);
      break;
  }
}
