# SPDX-License-Identifier: Apache-2.0
"""The pages of sweeps and of suites in a browser: two small sweeps and a suite with a broken controller are run, and
what the pages tell and draw is held against result file and JUnit's XML."""

import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

from browser_case import BrowserCase
from browser_replay import pixels

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MINUS = "\u2212"
# the rule that finds everything wrong finds nothing (as the mutant 'blind' of tests/loop/mutants.yaml)
BLIND = ("plausibility.c", "  if (!numbers(in)) return FAULT_NUMBER;\n", "  if (dt > 0.0f) return FAULT_NONE;\n")
CASES = ["nothing_wrong", "encoder_sticks_going_down"]
SIZES = ((1280, 800), (390, 844))


def broken_controller(program, folder):
    """The reference controller, blind to all faults, as a library."""
    sources = folder / "blind"
    shutil.copytree(ROOT / "models" / "controllers" / "reference", sources)
    file, old, new = BLIND
    text = (sources / file).read_text()
    assert text.count(old) == 1
    (sources / file).write_text(text.replace(old, new))
    target = folder / "blind.so"
    include = pathlib.Path(program).resolve().parents[1] / "include"
    subprocess.run(["gcc", "-std=c11", "-O2", "-ffp-contract=off", "-fPIC", "-shared", "-fvisibility=hidden", "-I", include,
                    *sorted(sources.glob("*.c")), "-o", target], check=True)
    return target


def make_sweeps(write_page, program, folder, addresses):
    """Runs two sweeps and two suites, and writes their pages and one of ten thousand made-up cases."""
    def run(*arguments, codes=(0,)):
        done = subprocess.run([program, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert done.returncode in codes, (arguments, done.returncode, done.stdout)

    run("sweep", HERE / "small_sweep.yaml", "-o", folder / "grid.nc", "--report", folder / "grid.html", codes=(1,))
    run("sweep", HERE / "small_points.yaml", "-o", folder / "points.nc")
    run("report", folder / "points.nc", "-o", folder / "points.html")
    only = ["--only", ",".join(CASES), "-q"]
    run("hil", "tests/hil/faults.yaml", "--controller", broken_controller(program, folder), *only, "--junit", folder / "blind.xml",
        "--report", folder / "blind.html", codes=(1,))
    run("hil", "tests/hil/faults.yaml", "--controller", "reference", *only, "--report", folder / "good.html")
    (folder / "many.html").write_bytes(subprocess.run([write_page, "--points"], check=True, stdout=subprocess.PIPE).stdout)
    for name, page in (("grid", "grid"), ("points", "points"), ("many", "many"), ("blind suite", "blind"), ("good suite", "good")):
        addresses[name] = (folder / f"{page}.html").as_uri()
    StudyPage.folder, StudyPage.program = folder, program


def short(value, digits=3):
    """A number as the page writes it."""
    import math
    size = abs(value)
    places = 0 if size == 0 else max(0, digits - 1 - math.floor(math.log10(size)))
    text = f"{value:.{min(places, 6)}f}"
    return MINUS + text[1:] if text.startswith("-") and float(text) != 0 else text.lstrip("-")


class StudyPage(BrowserCase):
    folder = None
    program = None

    def text(self, element):
        return self.browser.evaluate(f"document.getElementById('{element}').textContent").replace("\u00a0", " ")

    def choose(self, element, value):
        self.browser.evaluate(f"""(() => {{ const s = document.getElementById('{element}'); s.value = '{value}';
          s.dispatchEvent(new Event('change')); }})()""")
        self.assertEqual(self.browser.evaluate(f"document.getElementById('{element}').value"), value)

    def texts(self, selector):
        return self.browser.evaluate(f"[...document.querySelectorAll({selector!r})].map((e) => e.textContent)")

    def assert_usable(self, name, answers, ways=SIZES):
        """Seen at once, no sideways scrolling, light and dark, accessible, on paper, no text over another."""
        for width, height in ways:
            for scheme in ("light", "dark"):
                with self.subTest(width=width, scheme=scheme):
                    self.open(name, width=width, height=height, scheme=scheme)
                    self.assert_seen_at_once(width, ["title", *answers])
                    self.assertLessEqual(self.browser.evaluate("document.documentElement.scrollWidth"), width)
                    self.assert_no_text_over_another()
                    self.picture(f"{name}_{width}_{scheme}_first".replace(" ", "_"), whole=False)
                    self.picture(f"{name}_{width}_{scheme}".replace(" ", "_"))
                    if self.axe is not None:
                        self.assert_accessible()
        self.open(name)
        self.assertTrue(self.browser.pdf().startswith(b"%PDF"))


class SweepPage(StudyPage):
    def file(self, name="grid"):
        import h5py
        return h5py.File(self.folder / f"{name}.nc")

    def test_pages_are_usable(self):
        self.assert_usable("grid", ["answer-sweep", "answer-spacing_l4_l5", "answer-cuff_pull_max"])
        self.assert_usable("points", ["answer-sweep", "answer-spacing_l4_l5"])
        self.assert_usable("many", ["answer-sweep", "answer-pull", "answer-gain"])

    def test_answer_is_that_of_the_file(self):
        import numpy as np
        self.open("grid")
        with self.file() as f:
            spacing, failed = f["spacing_l4_l5"][()], int(f["failed"][()].sum())
            self.assertEqual(failed, 6)
            angle, friction, mass = (f[name][()] for name in ("angle_deg", "friction", "mass_kg"))
            low, high = (np.unravel_index(g(spacing), spacing.shape) for g in (np.nanargmin, np.nanargmax))
            told = [f"angle {angle[i]:g} deg, friction {friction[j]:g}, mass {mass[k]:g} kg" for i, j, k in (low, high)]
            text = self.text("answer-sweep")
            self.assertIn(f"18 cases, {failed} failed.", text)
            self.assertIn(f"{short(np.nanmin(spacing))} to {short(np.nanmax(spacing))} mm", text)
            self.assertIn(f"least at {told[0]}", text)
            self.assertIn(f"greatest at {told[1]}", text)
            status = f["spacing_l4_l5"].attrs["status"]
            status = status.decode() if isinstance(status, bytes) else str(status)
            self.assertIn(f"mark: {status}", self.text("answer-spacing_l4_l5"))
            pull = f["cuff_pull_max"][()]
            self.assertIn(f"{short(np.nanmin(pull))} \u2026 {short(np.nanmax(pull))}", self.text("answer-cuff_pull_max"))
            row = self.texts("#metrics tbody tr:nth-child(2) td")
            told = [short(np.nanquantile(pull, q), 4) for q in (0, 0.05, 0.5, 0.95, 1)]
            self.assertEqual(row[1:6], told)
            self.assertEqual(row[7], str(18 - failed))
            reasons = {r.decode() for r in f["failure"][()].ravel() if r}
        self.assertEqual(set(self.texts("#failed-reasons tbody td:last-child")), reasons)
        self.assertEqual(len(self.texts("#failed tbody tr")), 6)

    def test_map_is_that_of_the_file(self):
        import numpy as np
        self.open("grid")
        with self.file() as f:
            spacing = f["spacing_l4_l5"][()]
        # the third axis stands at its second value, and can be averaged
        self.assertIn("mass 85 kg", self.text("map-others"))
        low, high = np.nanmin(spacing), np.nanmax(spacing)
        for column in range(3):
            for row in range(2):
                value = spacing[column, row, 1]
                index = row * 3 + column
                cell = self.browser.evaluate(f"""(() => {{ const r = document.querySelectorAll('#map .cell')[{index}];
                  r.scrollIntoView({{block: 'center'}}); const b = r.getBoundingClientRect();
                  return {{x: b.left, y: b.top, w: b.width, h: b.height, fill: r.getAttribute('fill')}}; }})()""")
                x, y = round(cell["x"] + 6), round(cell["y"] + 6)
                seen = pixels(self.browser.png())[y][x]
                self.assertEqual(cell["fill"], "rgb({}, {}, {})".format(*seen))
                share = (value - low) / (high - low)
                bar = self.browser.evaluate(f"""document.querySelectorAll('#map rect:not(.cell):not(.ring)')
                  [Math.min(47, Math.floor({share} * 48))].getAttribute('fill')""")
                near = [int(v) for v in re.findall(r"\d+", bar)]
                self.assertLess(max(abs(a - b) for a, b in zip(seen, near)), 12, "the legend has that colour elsewhere")
                self.browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
                self.assertIn(f": {short(value, 4)} mm", self.text("map-value"))
        self.choose("choose-2", "-1")
        self.browser.evaluate("document.getElementById('map-box').focus()")
        self.browser.key("End", 35)
        self.browser.key("ArrowUp", 38)
        mean = np.nanmean(spacing[2, 1])
        self.assertIn(f"{short(mean, 4)} mm (mean of 2 of 3 cases)", self.text("map-value"))
        self.assertIn("mean of the 3 values of mass", self.text("map-others"))
        self.assert_quiet(self.addresses["grid"])

    def test_controls_of_the_map(self):
        import numpy as np
        self.open("grid")
        with self.file() as f:
            traction, labels = f["traction"][()], [v.decode() for v in f["level"][()]]
        level = labels.index("L3-L4")
        self.choose("choose-metric", "traction L3-L4")
        state = self.browser.evaluate("inversim.state()")
        self.assertEqual(state["quantity"], "traction L3-L4")
        span = np.nanmax(traction) - np.nanmin(traction)
        at = state["cell"]
        self.assertAlmostEqual(state["value"], traction[at["column"], at["row"], 1, level], delta=span / 65534)
        # the axis that is up goes across: both change places
        self.choose("choose-x", "1")
        state = self.browser.evaluate("inversim.state()")
        self.assertEqual([state["x"], state["y"]], ["friction", "angle_deg"])
        self.assertEqual(len(self.texts("#map .cell")), 6)
        # the failed mass across: crossed out, and said to have no value
        self.choose("choose-x", "2")
        self.assertEqual(self.browser.evaluate(
            "[...document.querySelectorAll('#map .cell')].filter((c) => c.getAttribute('fill') === 'none').length"), 3)
        self.assertEqual(len(self.texts("#map .cross")), 3)
        self.browser.evaluate("document.getElementById('map-box').focus()")
        self.browser.key("End", 35)
        self.assertIn("no value", self.text("map-value"))
        self.assertEqual(self.browser.evaluate("document.querySelectorAll('#plot-along .line.c0').length"), 2)
        self.choose("choose-order", "down cuff_pull_max")
        first = self.texts("#cases tbody tr:first-child td")
        with self.file() as f:
            pull = f["cuff_pull_max"][()].ravel()
        self.assertEqual(first[0], str(int(np.nanargmax(pull))))
        self.assertIn(short(np.nanmax(pull), 4), first)
        self.assert_quiet(self.addresses["grid"])

    def test_points(self):
        self.open("points")
        with self.file("points") as f:
            angle, spacing = f["angle_deg"][()], f["spacing_l4_l5"][()]
        self.assertEqual(self.browser.evaluate("inversim.state().x"), "axis angle_deg")
        dots = self.browser.evaluate("""[...document.querySelectorAll('#cloud .point')]
          .reduce((n, p) => n + p.getAttribute('d').split('M').length - 1, 0)""")
        self.assertEqual(dots, 70)
        self.browser.evaluate("document.getElementById('cloud-box').focus()")
        self.browser.key("End", 35)
        steepest = int(angle.argmax())
        self.assertIn(f"case {steepest}, ", self.text("cloud-value"))
        self.assertIn(f"{short(spacing[steepest], 4)} mm", self.text("cloud-value"))
        self.browser.key("ArrowLeft", 37)
        self.assertIn(f"case {int(angle.argsort()[-2])}, ", self.text("cloud-value"))
        self.choose("choose-y", "cuff_pull_max")
        self.choose("choose-colour", "")
        self.assertEqual(len(self.texts("#cloud .point")), 1)
        self.assertEqual(len(self.texts("#plot-along .band")), 1)
        self.assert_quiet(self.addresses["points"])

    def test_ten_thousand_cases(self):
        self.open("many", width=390, height=844)
        self.assertIn("10000 cases, 40 failed.", self.text("answer-sweep"))
        self.assertIn("The first 200 of 10000 cases", self.text("cases-count"))
        self.assertEqual(len(self.texts("#cases tbody tr")), 200)
        # ten thousand points are a few paths
        self.assertLessEqual(len(self.texts("#cloud .point")), 33)
        self.assertLess(self.browser.evaluate("document.querySelectorAll('*').length"), 12000)
        self.choose("choose-y", "levels L24")
        self.assertIn("40 of 10000 cases have no value of both", self.text("map-place"))


class SuitePage(StudyPage):
    def test_pages_are_usable(self):
        self.assert_usable("blind suite", ["answer-suite", "first-case", "first-value", "first-time"])
        self.assert_usable("good suite", ["answer-suite"])

    def test_first_failure_is_that_of_the_results(self):
        self.open("blind suite")
        suite = ET.parse(self.folder / "blind.xml").getroot().find("testsuite")
        failed = [c for c in suite if c.find("failure") is not None]
        self.assertEqual([c.get("name") for c in failed], ["encoder_sticks_going_down"])
        self.assertIn("1 of 2 cases does not hold.", self.text("answer-suite"))
        self.assertEqual(self.text("first-case"), "encoder_sticks_going_down")
        self.assertIn("sensor_stuck encoder", self.text("first-fault"))
        told = re.findall(r"FAILS: (.*)", failed[0].find("system-out").text)
        times = [(float(re.search(r" at ([\d.]+) s$", t).group(1)) if " at " in t else None, t) for t in told]
        expectation = self.text("first-expectation").replace(MINUS, "-")
        self.assertTrue(any(t.startswith(expectation) for t in told), (expectation, told))
        time = float(self.text("first-time").split()[0])
        known = [t for t, _ in times if t is not None]
        self.assertLessEqual(time, min(known, default=time) + 1e-3)

    def test_table_of_cases(self):
        self.open("blind suite")
        self.assertEqual(self.texts("#cases .word"), ["holds", "fails"])
        self.assertGreater(len(self.texts("#cases .expectations .fails")), 0)
        self.assertRegex(" ".join(self.texts("#cases .expectations li")), r"margin [\d.]+")
        self.choose("choose-cases", "bad")
        self.assertEqual(len(self.texts("#cases tbody tr")), 1)
        self.choose("choose-cases", "good")
        self.assertIn("nothing_wrong", self.texts("#cases tbody tr")[0])
        settings = dict(zip(self.texts("#settings td:first-child"), self.texts("#settings td:last-child")))
        self.assertEqual(settings["transport"], "shared library in this process")
        self.assertRegex(settings["hash"], r"^fnv1a64:[0-9a-f]{16}$")
        self.assertIn("tests/hil/faults.yaml", " ".join(self.texts("#sources td")))

    def test_failing_second(self):
        """The same second as `hil --failing` writes, to the step."""
        self.open("blind suite")
        program = self.program
        subprocess.run([program, "hil", "tests/hil/faults.yaml", "--controller", self.folder / "blind.so", "--only", CASES[1], "-q",
                        "--failing", self.folder / "failing"], cwd=ROOT, stdout=subprocess.DEVNULL)
        lines = (self.folder / "failing" / f"{CASES[1]}.csv").read_text().splitlines()
        names, rows = lines[0].split(","), [[float(v) for v in line.split(",")] for line in lines[1:]]
        state = self.browser.evaluate("inversim.state()")
        self.assertEqual(state["case"], CASES[1])
        at = min(rows, key=lambda row: abs(row[0] - state["at"]))
        self.assertLess(abs(at[0] - state["at"]), 1.5e-3)
        angle = at[names.index("bed_angle [rad]")] * 57.29577951308232
        shown = self.browser.evaluate("""(() => { const f = [...document.querySelectorAll('#second-section figure')]
          .find((e) => e.textContent.includes('bed angle')); return f.querySelector('output').textContent; })()""")
        span = max(r[names.index("bed_angle [rad]")] for r in rows) - min(r[names.index("bed_angle [rad]")] for r in rows)
        number = float(shown.split("\u00a0")[0].replace(MINUS, "-"))
        self.assertAlmostEqual(number, angle, delta=max(abs(angle) * 0.006, span))
        self.assertGreater(len(self.texts("#second-section .instant.bad")), 3)
        before = self.texts("#second-section figure output")
        self.browser.evaluate("document.getElementById('second-time').focus()")
        for _ in range(30):
            self.browser.key("ArrowLeft", 37)
        self.assertNotEqual(self.texts("#second-section figure output"), before)
        plots = len(self.texts("#second-section figure"))
        self.choose("choose-signal", "seen_brake_current")
        self.assertEqual(len(self.texts("#second-section figure")), plots + 1)
        self.assert_quiet(self.addresses["blind suite"])

    def test_all_hold(self):
        self.open("good suite")
        self.assertEqual(self.text("answer-suite").strip(), "All 2 cases hold.")
        self.assertFalse(self.browser.evaluate("document.getElementById('second-section') !== null"))
