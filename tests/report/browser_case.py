# SPDX-License-Identifier: Apache-2.0
"""What the browser tests of the report page share: opening a page, and what must be seen at once."""

import unittest

# boxes of what must be seen at once, and how much of it is ink: a box without text is no answer
BOXES = """(ids) => ids.map((id) => {
  const e = document.getElementById(id);
  if (!e) return {id, missing: true};
  const b = e.getBoundingClientRect();
  const bar = document.getElementById('scrubber')?.getBoundingClientRect();
  return {id, left: b.left, top: b.top, right: b.right, bottom: b.bottom, covered: bar ? bar.top : innerHeight,
          value: e.querySelector('.value')?.textContent ?? e.textContent,
          clipped: [...e.querySelectorAll('*')].some((x) => x.scrollWidth > x.clientWidth + 1 && x.clientWidth > 0)};
})"""

# texts of SVG drawings that lie over each other
OVERLAPS = """[...document.querySelectorAll('svg')].filter((s) => s.clientWidth > 0).flatMap((svg) => {
  const texts = [...svg.querySelectorAll('text')].map((t) => ({text: t.textContent, box: t.getBoundingClientRect()}))
    .filter((t) => t.box.width > 0);
  const found = [];
  texts.forEach((a, i) => texts.slice(i + 1).forEach((b) => {
    const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (wide > 1 && high > 4) found.push([svg.parentElement.id, a.text, b.text]);
  }));
  return found;
})"""


class BrowserCase(unittest.TestCase):
    browser = None
    addresses = {}
    pictures = None
    axe = None

    def open(self, what="usual", width=1280, height=800, **how):
        if what not in self.addresses:
            self.skipTest(f"needs the page '{what}'")
        self.browser.open(self.addresses[what], width, height, **how)
        self.browser.frames()
        self.assert_quiet(self.addresses[what])

    def assert_quiet(self, address):
        self.assertEqual(self.browser.complaints, [])
        self.assertEqual(self.browser.requests[0], address)
        others = [r for r in self.browser.requests[1:] if not r.startswith("data:")]
        self.assertEqual(others, [], "the page asked for something")

    def picture(self, name, whole=True):
        if self.pictures:
            self.browser.screenshot(str(self.pictures / f"{name}.png"), whole)

    def assert_seen_at_once(self, width, ids):
        for box in self.browser.evaluate(f"({BOXES})({ids})"):
            self.assertNotIn("missing", box, box)
            self.assertTrue(box["value"].strip(), box)
            self.assertGreaterEqual(box["left"], 0, box)
            self.assertGreaterEqual(box["top"], 0, box)
            self.assertLessEqual(box["right"], width, box)
            self.assertLessEqual(box["bottom"], box["covered"], box)
            self.assertFalse(box["clipped"], box)

    def assert_no_text_over_another(self):
        self.assertEqual(self.browser.evaluate(OVERLAPS), [])

    def assert_accessible(self):
        """axe-core has nothing serious to say."""
        if self.axe is None:
            self.skipTest("needs --axe")
        self.browser.evaluate(self.axe.read_text())
        found = self.browser.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) => "
            "({id: v.id, impact: v.impact, help: v.help, where: v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160))})))",
            wait=True)
        self.assertEqual([v for v in found if v["impact"] in ("serious", "critical")], [])
