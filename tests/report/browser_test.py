# SPDX-License-Identifier: Apache-2.0
"""The report page in a real browser: python3 browser_test.py WRITE_PAGE [--pictures DIRECTORY]
or browser_test.py --page report.html."""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import unittest

from browser import Browser, find_chromium

ANSWERS = ["traction", "spacing", "map", "heart-rate", "brake", "tipping", "unloading"]
PLOTS = ["bed-angle", "traction", "disc-force", "spacing", "pressure", "heart-rate", "brake", "clamp",
         "tipping"]

# boxes of what must be seen at once, and how much of it is ink: a box without text is no answer
BOXES = """(ids) => ids.map((id) => {
  const e = document.getElementById(id);
  if (!e) return {id, missing: true};
  const b = e.getBoundingClientRect();
  return {id, left: b.left, top: b.top, right: b.right, bottom: b.bottom,
          value: e.querySelector('.value')?.textContent ?? e.textContent,
          clipped: [...e.querySelectorAll('*')].some((x) => x.scrollWidth > x.clientWidth + 1 && x.clientWidth > 0)};
})"""

# of each plot: size on the page, and size of the ink of each line
LINES = """[...document.querySelectorAll('figure > svg')].map((svg) => ({
  id: svg.parentElement.id,
  width: svg.getBoundingClientRect().width, height: svg.getBoundingClientRect().height,
  viewed: svg.viewBox.baseVal.width,
  lines: [...svg.querySelectorAll('.line')].map((p) => ({
    length: p.getTotalLength(), wide: p.getBBox().width, high: p.getBBox().height,
    inside: p.getBBox().x >= 0 && p.getBBox().y >= 0 &&
            p.getBBox().y + p.getBBox().height <= svg.viewBox.baseVal.height})),
  marks: svg.querySelectorAll('.mark').length,
  broken: /NaN|undefined|Infinity/.test(svg.outerHTML)}))"""


class Page(unittest.TestCase):
    browser = None
    addresses = {}
    pictures = None

    def open(self, what="usual", width=1280, height=720, **how):
        if what not in self.addresses:
            self.skipTest("needs the made-up session")
        self.browser.open(self.addresses[what], width, height, **how)
        self.assertEqual(self.browser.complaints, [])
        self.assertEqual(self.browser.requests[0], self.addresses[what])
        others = [r for r in self.browser.requests[1:] if not r.startswith("data:")]
        self.assertEqual(others, [], "the page asked for something")

    def picture(self, name, whole=True):
        if self.pictures:
            self.browser.screenshot(str(self.pictures / f"{name}.png"), whole)

    def assert_answers_seen(self, width, height, ids):
        for box in self.browser.evaluate(f"({BOXES})({ids})"):
            self.assertNotIn("missing", box, box)
            self.assertTrue(box["value"].strip(), box)
            self.assertGreaterEqual(box["left"], 0, box)
            self.assertGreaterEqual(box["top"], 0, box)
            self.assertLessEqual(box["right"], width, box)
            self.assertLessEqual(box["bottom"], height, box)
            self.assertFalse(box["clipped"], box)

    def test_answers_are_on_the_first_screen(self):
        self.open()
        self.assert_answers_seen(1280, 720, ["title"] + [f"answer-{a}" for a in ANSWERS])
        self.picture("first_screen", whole=False)
        self.picture("desktop")

    def test_plots_are_drawn(self):
        for width, scheme in ((1280, "light"), (390, "dark")):
            with self.subTest(width=width):
                self.open(width=width, height=844, scheme=scheme)
                plots = {p["id"]: p for p in self.browser.evaluate(LINES)}
                for name in PLOTS:
                    plot = plots[f"plot-{name}"]
                    self.assertFalse(plot["broken"], plot)
                    self.assertGreater(plot["height"], 150, plot)
                    # drawn at the size it is shown at, so that its texts can be read
                    self.assertAlmostEqual(plot["width"] / plot["viewed"], 1.0, delta=0.02)
                    for line in plot["lines"]:
                        self.assertTrue(line["inside"], plot)
                        self.assertGreater(line["wide"], 0.7 * plot["width"], plot)
                self.assertGreater(plots["plot-bed-angle"]["lines"][0]["high"], 60)
                self.assertEqual(len(plots["plot-traction"]["lines"]), 6)
                angle = plots["plot-traction-angle"]
                self.assertFalse(angle["broken"])
                self.assertEqual(len(angle["lines"]), 3)
                for line in angle["lines"]:
                    self.assertTrue(line["inside"], angle)
                    self.assertGreater(line["wide"], 0.7 * angle["width"], angle)
                for name in ("profile-forces", "profile-heights"):
                    self.assertFalse(plots[name]["broken"])
                    self.assertGreaterEqual(plots[name]["marks"], 6)

    def test_phone_needs_no_sideways_scrolling(self):
        self.open(width=390, height=844)
        self.assertLessEqual(self.browser.evaluate("document.documentElement.scrollWidth"), 390)
        self.picture("phone")
        self.open(width=390, height=844, scheme="dark")
        self.picture("phone_dark")

    def test_colours_follow_the_wish(self):
        papers = []
        for scheme in ("light", "dark"):
            self.open(scheme=scheme)
            papers.append(self.browser.evaluate("getComputedStyle(document.body).backgroundColor"))
        self.assertEqual(papers, ["rgb(255, 255, 255)", "rgb(20, 23, 26)"])
        self.picture("dark")
        self.open(scheme="dark", media="print")
        paper = self.browser.evaluate("getComputedStyle(document.body).backgroundColor")
        self.assertEqual(paper, "rgb(255, 255, 255)")

    def test_pointing_reads_values(self):
        self.open()
        self.browser.evaluate("document.getElementById('plot-bed-angle').scrollIntoView()")
        box = self.browser.evaluate(
            "(b => ({x: b.left + 56 + (b.width - 66) / 2, y: b.top + b.height / 2}))"
            "(document.querySelector('#plot-bed-angle > svg').getBoundingClientRect())")
        self.browser.call("Input.dispatchMouseEvent", type="mouseMoved", **box)
        text = self.browser.evaluate("document.querySelector('#plot-bed-angle output').textContent")
        if len(self.addresses) > 1:  # half of the made-up session: 60 deg
            self.assertEqual(text, "60.0 deg")
        self.assertRegex(text, r"\d deg$")

    def test_half_an_hour(self):
        self.open("long")
        self.assertEqual(len(self.browser.evaluate(LINES)), 13)

    def test_without_circulation(self):
        self.open("no_circulation")
        self.assertEqual(self.browser.evaluate("document.querySelectorAll('#left-out li').length"), 4)
        self.assert_answers_seen(1280, 720, ["answer-map", "answer-heart-rate"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("write_page", nargs="?")
    parser.add_argument("--page", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path)
    given = parser.parse_args()
    if (given.write_page is None) == (given.page is None):
        parser.error("WRITE_PAGE or --page, one of them")
    chromium = find_chromium()
    if chromium is None:
        print("skipped: no chromium on this machine (apt-get install chromium)")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        if given.page:
            Page.addresses = {"usual": given.page.resolve().as_uri()}
        else:
            for name, options in (("usual", []), ("long", ["--long"]),
                                  ("no_circulation", ["--no-circulation"])):
                path = pathlib.Path(folder) / f"{name}.html"
                path.write_bytes(subprocess.run([given.write_page, *options], check=True,
                                                stdout=subprocess.PIPE).stdout)
                Page.addresses[name] = path.as_uri()
        Page.pictures = given.pictures
        with Browser(chromium) as Page.browser:
            result = unittest.TextTestRunner(verbosity=2).run(
                unittest.defaultTestLoader.loadTestsFromTestCase(Page))
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
