// SPDX-License-Identifier: Apache-2.0
// what scrolls sideways can be reached by keyboard: tables, code and equations wider than the page
"use strict";
function reachable() {
  for (const box of document.querySelectorAll(".table-wrapper, .math-wrapper, div.math, .highlight pre, .output pre, .sig")) {
    const wide = box.scrollWidth > box.clientWidth + 1;
    if (wide) {
      box.setAttribute("tabindex", "0");
    } else {
      box.removeAttribute("tabindex");
    }
  }
}
window.addEventListener("resize", reachable);
reachable();
