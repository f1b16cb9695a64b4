/* SPDX-License-Identifier: Apache-2.0 */
/* The bare transport: in place of the responder it answers as many bytes as a frame of sensors has
 * with as many as one of commands has, and looks at none of them. */
#include "responder.h"

enum {
  kAsked = INVERSIM_WIRE_HEADER + sizeof(inversim_sensors) + INVERSIM_WIRE_CRC,
  kAnswered = INVERSIM_WIRE_HEADER + sizeof(inversim_actuators) + INVERSIM_WIRE_CRC
};

void inversim_responder_init(inversim_responder* r, const inversim_controller* controller,
                             void* self) {
  memset(r, 0, sizeof(*r));
  r->controller = controller;
  r->self = self;
}

/* `sequence` counts the bytes that have come of what is asked. */
size_t inversim_responder_take(inversim_responder* r, const uint8_t* bytes, size_t count,
                               size_t* used, const uint8_t** out) {
  (void)bytes;
  const size_t missing = kAsked - r->sequence;
  *used = count < missing ? count : missing;
  r->stepped = 1;
  r->sequence += (uint32_t)*used;
  if (r->sequence < kAsked) return 0;
  r->sequence = 0;
  *out = r->answer;
  return kAnswered;
}

size_t inversim_responder_ready(const inversim_responder* r, uint8_t* out) {
  (void)r;
  out[0] = 0;
  return 1;
}

static int32_t init(void* self, const inversim_config* config) {
  (void)self;
  (void)config;
  return 0;
}
static void reset(void* self) { (void)self; }
static int32_t step(void* self, const inversim_sensors* sensors, inversim_actuators* actuators) {
  (void)self;
  (void)sensors;
  (void)actuators;
  return 0;
}

const inversim_controller* inversim_get_controller(void) {
  static const inversim_controller kNone = {
      sizeof(inversim_controller), INVERSIM_CONTROLLER_ABI, "echo", "1", 8, 8, init, reset, step};
  return &kNone;
}
