/* SPDX-License-Identifier: Apache-2.0 */
/* The emulator's standard input and output. */
#include "board.h"

static uint32_t in, out;

static uint32_t open_console(uint32_t mode) {
  static const char name[] = ":tt";
  const uint32_t block[3] = {(uint32_t)(uintptr_t)name, mode, sizeof(name) - 1};
  return semihost(0x01u, block); /* SYS_OPEN */
}

void link_open(void) {
  in = open_console(0);
  out = open_console(4);
}

size_t link_read(uint8_t* bytes, size_t room) {
  const uint32_t block[3] = {in, (uint32_t)(uintptr_t)bytes, room};
  const uint32_t unread = semihost(0x06u, block); /* SYS_READ */
  return unread > room ? 0 : room - unread;
}

void link_write(const uint8_t* bytes, size_t count) {
  while (count > 0) {
    const uint32_t block[3] = {out, (uint32_t)(uintptr_t)bytes, count};
    const uint32_t unwritten = semihost(0x05u, block); /* SYS_WRITE */
    if (unwritten >= count) firmware_exit(kExitClosed);
    bytes += count - unwritten;
    count = unwritten;
  }
}
