/* SPDX-License-Identifier: Apache-2.0 */
/* From reset to firmware_main: floating point on, data in place. A fault ends the program with code
 * 70, so that the host hears of it at once. */
#include "board.h"

extern uint32_t data_begin[], data_end[], data_load[], bss_begin[], bss_end[], stack_top[];

void reset_handler(void) {
  *(volatile uint32_t*)0xE000ED88u |= 0xFu << 20; /* CPACR: coprocessors 10 and 11 */
  __asm volatile("dsb\n isb");
  const uint32_t* from = data_load;
  for (uint32_t* to = data_begin; to < data_end;) *to++ = *from++;
  for (uint32_t* to = bss_begin; to < bss_end;) *to++ = 0;
  firmware_exit(firmware_main());
}

static void fault_handler(void) { firmware_exit(kExitFault); }

__attribute__((weak)) void uart_handler(void) { fault_handler(); }

typedef void (*handler)(void);

__attribute__((section(".vectors"), used)) static const handler vectors[17] = {
    (handler)(uintptr_t)stack_top,
    reset_handler,
    fault_handler, /* NMI */
    fault_handler, /* hard fault */
    fault_handler, /* memory management */
    fault_handler, /* bus */
    fault_handler, /* usage */
    0,
    0,
    0,
    0,
    fault_handler, /* SVC */
    fault_handler, /* debug monitor */
    0,
    fault_handler, /* PendSV */
    fault_handler, /* SysTick */
    uart_handler,  /* IRQ 0: UART 0 received */
};
