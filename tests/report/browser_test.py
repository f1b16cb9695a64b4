# SPDX-License-Identifier: Apache-2.0
"""The report page in a real browser:

    browser_test.py WRITE_PAGE [--program INVERSIM] [--axe axe.min.js] [--pictures DIRECTORY]
    browser_test.py --page report.html

With the program, a session is run and its page held against its file, which needs h5py; with axe-core,
its accessibility is checked. Without a Chromium all is skipped, or, with --required, it fails."""

import argparse
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from browser import Browser, find_chromium
from browser_case import BrowserCase
from browser_replay import FlatReplay, Replay, make_session
from browser_studies import LimitsPage, ValidationPage, make_studies
from browser_sweeps import SuitePage, SweepPage, make_sweeps

ANSWERS = ["traction", "spacing", "map", "heart-rate", "eye", "risk", "brake", "tipping", "unloading"]
SKIPPED = 77  # told to ctest
PLOTS = ["bed-angle", "traction", "disc-force", "spacing", "pressure", "heart-rate", "brake", "clamp",
         "tipping"]

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


class Page(BrowserCase):
    def test_answers_are_on_the_first_screen(self):
        for width, height in ((1280, 800), (1280, 720), (390, 844)):
            with self.subTest(width=width, height=height):
                self.open(width=width, height=height)
                self.assert_seen_at_once(width, ["title", "verdict"] + [f"answer-{a}" for a in ANSWERS])
                self.picture(f"first_screen_{width}", whole=False)

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
            self.assertEqual(text, "60.0\u00a0deg")
        self.assertRegex(text, r"\d\u00a0deg$")

    def test_half_an_hour(self):
        self.open("long")
        self.assertEqual(len(self.browser.evaluate(LINES)), 13)

    def test_without_circulation(self):
        self.open("no_circulation")
        self.assertEqual(self.browser.evaluate("document.querySelectorAll('#left-out li').length"), 4)
        self.assert_seen_at_once(1280, ["answer-map", "answer-heart-rate"])


def enter_venv():
    """Goes on in $INVERSIM_VENV or build/venv where that is and this Python has no h5py."""
    root = pathlib.Path(__file__).resolve().parents[2]
    venv = pathlib.Path(os.environ.get("INVERSIM_VENV", root / "build" / "venv"))
    python = venv / "bin" / "python"
    if importlib.util.find_spec("h5py") is None and python.exists() and pathlib.Path(sys.prefix) != venv:
        os.execv(python, [str(python), *sys.argv])


def write_pages(given, folder):
    """Addresses of the pages to open, by name."""
    if given.page:
        return {"usual": given.page.resolve().as_uri()}
    pages = {}
    for name, options in (("usual", []), ("long", ["--long"]), ("no_circulation", ["--no-circulation"])):
        path = folder / f"{name}.html"
        path.write_bytes(subprocess.run([given.write_page, *options], check=True, stdout=subprocess.PIPE).stdout)
        pages[name] = path.as_uri()
    return pages


def run(cases, browser):
    for case in cases:
        case.browser = browser
    loader = unittest.defaultTestLoader
    suite = unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in cases)
    return unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("write_page", nargs="?")
    parser.add_argument("--page", type=pathlib.Path)
    parser.add_argument("--program", type=pathlib.Path)
    parser.add_argument("--axe", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--required", action="store_true")
    given = parser.parse_args()
    if (given.write_page is None) == (given.page is None):
        parser.error("WRITE_PAGE or --page, one of them")
    chromium = find_chromium()
    if chromium is None:
        print("no chromium on this machine (apt-get install chromium)")
        return 1 if given.required else SKIPPED
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        BrowserCase.addresses = write_pages(given, folder)
        BrowserCase.pictures, BrowserCase.axe = given.pictures, given.axe
        if given.program and given.write_page:
            make_session(given.program, folder, BrowserCase.addresses)
            make_sweeps(given.write_page, given.program, folder, BrowserCase.addresses)
            make_studies(given.program, folder, BrowserCase.addresses)
        with Browser(chromium) as browser:
            good = run([Page, Replay, SweepPage, SuitePage, LimitsPage, ValidationPage], browser)
        with Browser(chromium, in_space=False) as browser:
            good = run([FlatReplay], browser) and good
    return 0 if good else 1


if __name__ == "__main__":
    enter_venv()
    sys.exit(main())
