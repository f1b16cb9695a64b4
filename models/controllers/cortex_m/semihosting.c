/* SPDX-License-Identifier: Apache-2.0 */
#include "board.h"

uint32_t semihost(uint32_t operation, const void* parameters) {
  register uint32_t r0 __asm("r0") = operation;
  register const void* r1 __asm("r1") = parameters;
  __asm volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

_Noreturn void firmware_exit(int code) {
  const uint32_t block[2] = {0x20026u, (uint32_t)code}; /* ADP_Stopped_ApplicationExit */
  semihost(0x20u, block);                               /* SYS_EXIT_EXTENDED */
  for (;;) {}
}
