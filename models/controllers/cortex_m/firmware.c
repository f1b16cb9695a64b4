/* SPDX-License-Identifier: Apache-2.0 */
/* The controller behind the link of this board. */
#include "board.h"
#include "responder.h"

static _Alignas(64) uint8_t self[32768];
static inversim_responder responder;

int firmware_main(void) {
  uint8_t bytes[512];
  const inversim_controller* controller = inversim_get_controller();
  if (controller->state_size > sizeof(self) || controller->state_align > 64) return kExitTooLarge;
  inversim_responder_init(&responder, controller, self);
  link_open();
  link_write(bytes, inversim_responder_ready(&responder, bytes));
  while (!responder.done) {
    const size_t count = link_read(bytes, sizeof(bytes));
    if (count == 0) return kExitClosed;
    for (size_t at = 0, used = 0; at < count; at += used) {
      const uint8_t* answer = NULL;
      const size_t size =
          inversim_responder_take(&responder, bytes + at, count - at, &used, &answer);
      if (size > 0) link_write(answer, size);
    }
  }
  return kExitBye;
}
