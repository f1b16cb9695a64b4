/* SPDX-License-Identifier: Apache-2.0 */
/* What a firmware of this folder is made of: a startup, a link, and this main function between. */
#ifndef INVERSIM_BOARD_H
#define INVERSIM_BOARD_H

#include <stddef.h>
#include <stdint.h>

enum firmware_exit_code {
  kExitBye = 0,
  kExitFault = 70,   /* of the processor */
  kExitClosed = 71,  /* the link was closed without a bye */
  kExitTooLarge = 72 /* the controller's state has no room */
};

/* One of link_semihosting.c and link_uart.c. */
void link_open(void);
/* Waits for bytes; returns how many came, or 0 once the link is closed. */
size_t link_read(uint8_t* bytes, size_t room);
void link_write(const uint8_t* bytes, size_t count);

int firmware_main(void);
/* Through semihosting, which ends the emulator with this code. */
_Noreturn void firmware_exit(int code);

/* An operation of ARM semihosting. */
uint32_t semihost(uint32_t operation, const void* parameters);

#endif
