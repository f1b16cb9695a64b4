/* SPDX-License-Identifier: Apache-2.0 */
#include "responder.h"

/* Writes a frame in answer to the one that came; returns its size. */
static uint32_t reply(const inversim_responder* r, uint8_t type, const void* payload,
                      uint16_t length, uint8_t* to) {
  inversim_frame out;
  out.type = type;
  out.length = length;
  out.session = r->session;
  out.sequence = r->in.sequence;
  out.time_ns = r->in.time_ns;
  memcpy(out.payload, payload, length);
  return (uint32_t)inversim_frame_write(&out, to);
}

static uint32_t refuse(const inversim_responder* r, uint32_t reason, int32_t code, uint8_t* to) {
  const inversim_refusal refusal = {reason, code};
  return reply(r, INVERSIM_FRAME_REFUSAL, &refusal, sizeof(refusal), to);
}

static void copy_text(char* to, size_t room, const char* from) {
  size_t i = 0;
  for (; from != NULL && i + 1 < room && from[i] != '\0'; ++i) to[i] = from[i];
  for (; i < room; ++i) to[i] = '\0';
}

/* A new session: the table, and power coming on. */
static void greet(inversim_responder* r) {
  inversim_hello hello;
  inversim_config config;
  r->session = r->in.session;
  r->greeted = 1;
  r->stepped = r->welcome = r->done = 0;
  if (r->in.length < sizeof(hello)) {
    r->greeting_size = refuse(r, INVERSIM_REFUSAL_ABI, (int32_t)r->controller->abi, r->greeting);
    return;
  }
  memcpy(&hello, r->in.payload, sizeof(hello));
  if (hello.abi != r->controller->abi || r->in.length != sizeof(hello) + sizeof(config)) {
    r->greeting_size = refuse(r, INVERSIM_REFUSAL_ABI, (int32_t)r->controller->abi, r->greeting);
    return;
  }
  memcpy(&config, r->in.payload + sizeof(hello), sizeof(config));
  memset(r->self, 0, r->controller->state_size);
  const int32_t code = r->controller->init(r->self, &config);
  if (code != 0) {
    r->greeting_size = refuse(r, INVERSIM_REFUSAL_CONFIG, code, r->greeting);
    return;
  }
  r->controller->reset(r->self);
  inversim_welcome welcome;
  memset(&welcome, 0, sizeof(welcome));
  welcome.abi = r->controller->abi;
  copy_text(welcome.name, sizeof(welcome.name), r->controller->name);
  copy_text(welcome.version, sizeof(welcome.version), r->controller->version);
  r->welcome = 1;
  r->greeting_size = reply(r, INVERSIM_FRAME_WELCOME, &welcome, sizeof(welcome), r->greeting);
}

static void answer_sensors(inversim_responder* r) {
  inversim_sensors sensors;
  inversim_actuators actuators;
  memcpy(&sensors, r->in.payload, sizeof(sensors));
  memset(&actuators, 0, sizeof(actuators));
  actuators.size = sizeof(actuators);
  actuators.abi = INVERSIM_CONTROLLER_ABI;
  r->sequence = r->in.sequence;
  r->stepped = 1;
  const int32_t code = r->controller->step(r->self, &sensors, &actuators);
  r->answer_size =
      code != 0 ? refuse(r, INVERSIM_REFUSAL_STEP, code, r->answer)
                : reply(r, INVERSIM_FRAME_ACTUATORS, &actuators, sizeof(actuators), r->answer);
}

/* Size of the answer to the frame that came, with `*out` on it; 0: none. */
static uint32_t take_frame(inversim_responder* r, const uint8_t** out) {
  const int ours = r->greeted && r->in.session == r->session;
  switch (r->in.type) {
    case INVERSIM_FRAME_HELLO:
      if (!ours) greet(r);
      *out = r->greeting;
      return r->greeting_size;
    case INVERSIM_FRAME_SENSORS:
      if (!ours || !r->welcome || r->in.length != sizeof(inversim_sensors)) return 0;
      /* sequences go up, also over their end; an older one was overtaken */
      if (r->stepped && (int32_t)(r->in.sequence - r->sequence) < 0) return 0;
      if (!r->stepped || r->in.sequence != r->sequence) answer_sensors(r);
      *out = r->answer;
      return r->answer_size;
    case INVERSIM_FRAME_BYE:
      if (ours) r->done = 1;
      return 0;
    default:
      return 0;
  }
}

void inversim_responder_init(inversim_responder* r, const inversim_controller* controller,
                             void* self) {
  memset(r, 0, sizeof(*r));
  r->controller = controller;
  r->self = self;
}

size_t inversim_responder_take(inversim_responder* r, const uint8_t* bytes, size_t count,
                               size_t* used, const uint8_t** out) {
  size_t taken = 0, more = 0;
  while (inversim_decode(&r->decoder, bytes + taken, count - taken, &more, &r->in)) {
    taken += more;
    const uint32_t size = take_frame(r, out);
    if (size > 0) {
      *used = taken;
      return size;
    }
  }
  *used = count;
  return 0;
}

size_t inversim_responder_ready(const inversim_responder* r, uint8_t* out) {
  inversim_frame frame;
  memset(&frame, 0, sizeof(frame));
  frame.type = INVERSIM_FRAME_READY;
  frame.session = r->session;
  return inversim_frame_write(&frame, out);
}
