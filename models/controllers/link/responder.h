/* SPDX-License-Identifier: Apache-2.0 */
/* The controller's end of a link: frames in, frames out, a controller behind it. Knows of no
 * transport: bytes come from whatever there is. C11, no allocation, no library but memcpy; for a PC
 * and for bare metal.
 *
 * What it keeps to (docs/wire.md): a repeated sequence is answered from what was kept, without a
 * step; a hello of a new session begins anew, one of this session is answered as before; frames of
 * another session are not looked at.
 */
#ifndef INVERSIM_RESPONDER_H
#define INVERSIM_RESPONDER_H

#include "inversim/controller.h"
#include "inversim/wire.h"

typedef struct inversim_responder {
  const inversim_controller* controller;
  void* self; /* state_size bytes aligned to state_align, the owner's */
  inversim_decoder decoder;
  inversim_frame in;
  uint8_t greeting[INVERSIM_WIRE_FRAME]; /* the answer to the hello */
  uint8_t answer[INVERSIM_WIRE_FRAME];   /* to the last sensors */
  uint32_t greeting_size;
  uint32_t answer_size;
  uint32_t session;
  uint32_t sequence; /* of the last sensors */
  uint8_t greeted;   /* a hello of this session has been answered */
  uint8_t welcome;   /* with a welcome */
  uint8_t stepped;   /* sensors have come since */
  uint8_t done;      /* the plant has said bye */
} inversim_responder;

void inversim_responder_init(inversim_responder* r, const inversim_controller* controller,
                             void* self);

/* Takes bytes that came. Whenever there is something to send, returns its size, with `*out` on it;
 * 0 when all `count` bytes are used up. `used`: how many were taken, go on with the rest. */
size_t inversim_responder_take(inversim_responder* r, const uint8_t* bytes, size_t count,
                               size_t* used, const uint8_t** out);

/* The frame that asks for a hello; to be sent at the start, and again now and then where frames can
 * be lost. Returns its size; `out` has room for INVERSIM_WIRE_FRAME bytes. */
size_t inversim_responder_ready(const inversim_responder* r, uint8_t* out);

#endif
