/* SPDX-License-Identifier: Apache-2.0 */
/* UART 0 of the board (CMSDK): received bytes by interrupt into a ring, sent ones by waiting. */
#include "board.h"

#define UART(offset) (*(volatile uint32_t*)(0x40004000u + (offset)))
enum { kData = 0x00, kState = 0x04, kControl = 0x08, kInterrupt = 0x0C, kBaudDivider = 0x10 };
enum { kTransmitFull = 1, kReceiveFull = 2 };
enum { kRing = 1024 };

static volatile uint8_t ring[kRing];
static volatile uint32_t head, tail; /* written and read */

void uart_handler(void) {
  UART(kInterrupt) = 2; /* received */
  while (UART(kState) & kReceiveFull) {
    const uint8_t byte = (uint8_t)UART(kData);
    if (head - tail < kRing) ring[head++ % kRing] = byte;
  }
}

void link_open(void) {
  UART(kBaudDivider) = 25000000u / 921600u;
  UART(kControl) = 1 | 2 | 8;            /* transmit, receive, interrupt on receive */
  *(volatile uint32_t*)0xE000E100u = 1u; /* NVIC: IRQ 0 */
  __asm volatile("cpsie i");
  /* the emulator hands over what came before only when it is asked; a real one gives nothing */
  (void)UART(kData);
}

size_t link_read(uint8_t* bytes, size_t room) {
  for (;;) {
    __asm volatile("cpsid i");
    if (head != tail) break;
    __asm volatile("wfi"); /* wakes although interrupts are held back, so that none is missed */
    __asm volatile("cpsie i\n isb"); /* the interrupt is taken here */
  }
  size_t count = 0;
  while (count < room && tail != head) bytes[count++] = ring[tail++ % kRing];
  __asm volatile("cpsie i");
  return count;
}

void link_write(const uint8_t* bytes, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    while (UART(kState) & kTransmitFull) {}
    UART(kData) = bytes[i];
  }
}
