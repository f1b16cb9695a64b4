# SPDX-License-Identifier: Apache-2.0
"""Browser tests of the pages of `inversim limits --report` and `inversim validate -o`: pages of real runs, held
against what the same runs print with --json."""

import json
import pathlib
import posixpath
import re
import subprocess

from browser_case import BrowserCase

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SIZES = ((1280, 800), (390, 844))
NO_BREAK = "\u00a0"

# of a table: the texts of the cells of its rows on the page, by the id of the row
ROWS = """(id) => Object.fromEntries([...document.querySelectorAll('#' + id + ' tbody tr')].map((tr) =>
  [tr.id, [...tr.cells].map((c) => c.textContent)]))"""

# of each drawing: whether it has anything in it that is no number, and lines or marks that leave it
DRAWINGS = """[...document.querySelectorAll('figure > svg')].filter((s) => s.clientWidth > 0).map((svg) => {
  const frame = svg.viewBox.baseVal, parts = [...svg.querySelectorAll('.line, .mark, rect, text')];
  return {id: svg.parentElement.id, width: svg.getBoundingClientRect().width, viewed: frame.width,
    parts: svg.querySelectorAll('.line, .mark, rect').length, texts: svg.querySelectorAll('text').length,
    broken: /NaN|undefined|Infinity|null/.test(svg.outerHTML),
    outside: parts.filter((p) => { const b = p.getBBox(); return b.width > 0 && (b.x < -2 || b.y < -2 || b.y + b.height > frame.height + 2 ||
      (p.tagName !== 'text' && b.x + b.width > frame.width + 2)); }).map((p) => p.outerHTML.slice(0, 90))};
})"""

# what sticks out of the window on either side
STICKING_OUT = """[...document.querySelectorAll('main *')].filter((e) => {
  const b = e.getBoundingClientRect();
  return b.width > 0 && b.right > innerWidth + 1 && !e.closest('.wide');
}).slice(0, 5).map((e) => e.outerHTML.slice(0, 120))"""


def said(program, *arguments):
    """What the program prints with --json; it may find that something fails."""
    done = subprocess.run([program, *arguments, "--json"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def make_studies(program, folder, addresses):
    """Runs both commands; adds the pages to `addresses`."""
    program = program.resolve()
    few = HERE / "limits_page.yaml"
    head, *criteria = few.read_text().split("  - {")
    for name, places in (("limits_failing", (0, 3)), ("limits_silent", (4,))):
        text = head + "".join("  - {" + criteria[k] for k in places)
        (folder / f"{name}.yaml").write_text(text.replace("factor: 1.5", "factor: 3"))
    for name, heights, masses in (("limits", "150,165,180,195", "60,90,125,200"), ("limits_failing", "195", "125"), ("limits_silent", "195", "125")):
        file = few if name == "limits" else folder / f"{name}.yaml"
        page = folder / f"{name}.html"
        LimitsPage.said[name] = said(program, "limits", "disc_brake_125kg", "--quick", "--criteria", file, "--heights", heights,
                                     "--masses", masses, "--report", page)
        addresses[name] = page.as_uri()
    page = folder / "validation.html"
    ValidationPage.said = said(program, "validate", "-o", page)
    addresses["validation"] = page.as_uri()


def figure(text):
    """The number that a text begins with."""
    return float(re.match(r"[^\d\u2212]*(\u2212?[\d.]+)", text)[1].replace("\u2212", "-"))


class StudyCase(BrowserCase):
    def texts(self, selector):
        return self.browser.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].map((e) => e.textContent)")

    def choose(self, select, value):
        self.browser.evaluate(f"""((s) => {{ s.value = {json.dumps(value)}; s.dispatchEvent(new Event('change', {{bubbles: true}})); }})
            (document.getElementById('{select}'))""")
        self.browser.frames()

    def assert_drawn(self):
        drawings = self.browser.evaluate(DRAWINGS)
        for one in drawings:
            self.assertFalse(one["broken"], one)
            self.assertEqual(one["outside"], [], one)
            self.assertGreater(one["parts"], 0, one)
            self.assertGreater(one["texts"], 2, one)
            self.assertAlmostEqual(one["width"] / one["viewed"], 1.0, delta=0.02, msg=one)
        self.assert_no_text_over_another()
        return {one["id"] for one in drawings}

    def check_widths_and_colours(self, what):
        for width, height in SIZES:
            for scheme in ("light", "dark"):
                with self.subTest(width=width, scheme=scheme):
                    self.open(what, width=width, height=height, scheme=scheme)
                    self.assertLessEqual(self.browser.evaluate("document.documentElement.scrollWidth"), width)
                    self.assertEqual(self.browser.evaluate(STICKING_OUT), [])
                    self.assert_drawn()
                    self.assert_accessible()
                    self.picture(f"{what}_{width}_{scheme}")

    def check_paper(self, what):
        """Printed, nothing is hidden behind a fold, and the screen's colours and controls stay there."""
        self.open(what)
        self.browser.evaluate("addEventListener('beforeprint', () => { window.folded = document.querySelectorAll('details:not([open])').length; })")
        pdf = self.browser.pdf()
        self.assertTrue(pdf.startswith(b"%PDF"))
        self.assertEqual(self.browser.evaluate("window.folded"), 0)
        self.assert_quiet(self.addresses[what])
        if self.pictures:
            (self.pictures / f"{what}.pdf").write_bytes(pdf)
        self.open(what, width=690, height=1000, scheme="dark", media="print")  # what A4 has between its margins
        self.assertLessEqual(self.browser.evaluate("document.documentElement.scrollWidth"), 690)
        self.assertEqual(self.browser.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
        self.assertEqual(self.browser.evaluate("[...document.querySelectorAll('button, select')].filter((e) => e.offsetWidth > 0).length"), 0)
        self.picture(f"{what}_paper")


class LimitsPage(StudyCase):
    said = {}

    def answers(self, what):
        self.open(what)
        return self.texts("#answer-limits")[0]

    def test_answer_is_on_the_first_screen_and_agrees(self):
        self.open("limits")
        j = self.said["limits"]
        for width, height in SIZES:
            with self.subTest(width=width):
                self.open("limits", width=width, height=height)
                self.assert_seen_at_once(width, ["title", "answer-limits"] + [f"answer-{a}" for a in ("verdict", "user", "binding", "criteria")])
                values = dict(zip(("verdict", "user", "binding", "criteria"), self.texts("#answer-limits .value")))
                self.assertEqual(values["verdict"], j["verdict"])
                self.assertEqual(values["verdict"], "holds only nominally")
                self.assertEqual(values["user"], f"{j['admissible_user_kg']:.1f}kg")
                self.assertEqual(values["binding"], j["binding"])
                self.assertIn(f"{j['binding_height_cm']:.1f} cm", self.texts("#answer-binding .note")[0])
                judged = [c for c in j["criteria"] if c["judged"]]
                self.assertEqual(values["criteria"], f"{sum(c['verdict'] == 'holds' for c in judged)} of {len(judged)} hold")
                self.assertIn("1 does not apply to this kind: disc brake table", self.texts("#answer-criteria .note")[0])
                self.picture(f"limits_first_{width}", whole=False)

    def test_what_fails_and_what_is_not_judged(self):
        text = self.answers("limits_failing")
        self.assertIn("fails: holds", text)
        self.assertEqual(self.said["limits_failing"]["verdict"], "fails")
        self.assertIn(f"{self.said['limits_failing']['admissible_user_kg']:.1f}", text)
        self.assertEqual(self.texts("#answer-verdict .value"), ["fails"])
        self.assertIn("reported only", self.texts("#criterion-2 .outcome")[0])
        text = self.answers("limits_silent")
        self.assertIn("no verdict, nothing is judged", text)
        self.assertIn("nothing is judged", self.texts("#answer-user .note")[0])
        self.assertEqual(self.texts(".outcome.holds"), [])
        self.assertEqual(self.texts("#user-map"), [])
        self.assert_drawn()

    def test_criteria_are_those_of_the_program(self):
        self.open("limits")
        rows = self.browser.evaluate(f"({ROWS})('criteria')") | self.browser.evaluate(f"({ROWS})('not-applicable')")
        criteria = self.said["limits"]["criteria"]
        self.assertEqual(len(rows), len(criteria))
        for place, c in enumerate(criteria, 1):
            cells = rows[f"criterion-{place}"]
            self.assertTrue(cells[0].startswith(f"{place} {c['name']} "), cells)
            self.assertIn(c["verdict"], cells[1].replace(NO_BREAK, " "))
            if "not_applicable" in c:
                self.assertEqual(cells[2], c["not_applicable"])
                continue
            for cell, key in ((2, "demand"), (4, "capacity"), (5, "margin")):
                if c[key] is not None:
                    self.assertAlmostEqual(figure(cells[cell]), c[key], delta=0.006 * max(0.1, abs(c[key])), msg=cells)
            if c["margin"] is not None:
                unfavourable = cells[5].split("all unfavourable: ")[1]
                self.assertAlmostEqual(figure(unfavourable), c["margin_unfavourable"], delta=0.006 * max(0.1, abs(c["margin_unfavourable"])))
                self.assertEqual(cells[3], f"\u00d7 {c['factor']:g}")
        self.assertIn("ASTM F2571 7.1.3 (verified: seen in the source): extract of ASTM F2571-15", rows["criterion-2"][0])
        self.assertIn("no clause (not verified: recalled): test", rows["criterion-3"][0])
        self.assertIn("test & <b>markup</b>", rows["criterion-5"][0])
        self.assertIn("slip torque after 12000 cycles, extrapolated", rows["criterion-4"][4])
        self.assertIn("cycles (extrapolated)", rows["criterion-4"][6])

    def test_every_worst_case_has_its_command(self):
        self.open("limits")
        commands = []
        for c in self.said["limits"]["criteria"]:
            if "replay" in c:
                commands.append(c["replay"])
            if "endurance" in c:
                commands.append(c["endurance"]["cycle_replay"])
        self.assertGreaterEqual(len(commands), 6)
        self.assertEqual(self.texts("#worst-cases code"), commands)
        self.assertTrue(all(c.startswith("inversim run scenarios/limits/") for c in commands))

    def test_users_are_mapped_by_the_criterion_that_is_chosen(self):
        self.open("limits")
        j = self.said["limits"]
        largest = {round(u["height_cm"]): u["mass_kg"] for u in j["largest_user"]}
        heads = [int(h) for h in self.texts("#user-map thead th")[1:]]
        self.assertEqual(heads, [150, 165, 180, 195])
        self.assertEqual(self.texts("#user-map tbody th"), ["200", "125", "90", "60"])

        def cells():
            return [self.texts(f"#user-map tbody tr:nth-child({i}) td") for i in range(1, 5)]

        for mass, row in zip((200, 125, 90, 60), cells()):
            for height, text in zip(heads, row):
                self.assertEqual(text[0], "\u2713" if mass <= largest[height] else "\u2717")
        self.assertIn("these fail: 1 holds", self.texts("#map-told")[0])
        before = cells()
        self.browser.evaluate("document.getElementById('map-of').focus()")
        self.browser.key("ArrowDown", 40)
        self.browser.frames()
        self.assertEqual(self.browser.evaluate("document.getElementById('map-of').value"), "0")
        after = cells()
        self.assertNotEqual(after, before)
        # heavier users leave the brake less, at every height
        for column in zip(*[[figure(t) for t in row] for row in after]):
            self.assertEqual(list(column), sorted(column))
        self.assertEqual(self.texts("#map-told"), ["Margin of 1 holds, N m; it is broken below 0."])

    def test_plots_and_the_rest_are_there(self):
        self.open("limits")
        drawn = self.assert_drawn()
        self.assertLessEqual({"plot-taken", "plot-users", "plot-torque", "plot-tipping", "bars-1"}, drawn)
        shares = dict(zip(self.texts("#plot-taken a text"), self.texts("#plot-taken svg > text")[-len(self.texts("#plot-taken a")):]))
        holds = self.said["limits"]["criteria"][0]
        self.assertEqual(figure(shares["1 holds"]), round(100 * holds["demand"] * holds["factor"] / holds["capacity"]))
        for point in range(1, 12):
            body = self.texts(f"#point-{point}")[0]
            has_table = self.browser.evaluate(f"document.querySelector('#point-{point} td') !== null")
            self.assertTrue(has_table or "Not simulated" in body or point == 11, body)
        self.assertIn("slips at", self.texts("#point-1-rows")[0])
        self.assertEqual(len(self.texts("#signatures .sign-here")), 9)
        provenance = self.texts("#provenance-section")[0]
        for part in ("fnv1a64:", "git revision", "compiler", "flags", "random seed", "none: nothing in this is random", "Few criteria for a page",
                     "models/tables/disc_brake_125kg.yaml"):
            self.assertIn(part, provenance)
        self.assertGreater(len(self.texts("#unverified tbody tr")), 10)
        # links lead somewhere
        self.assertEqual(self.browser.evaluate(
            "[...document.querySelectorAll('a')].map((a) => a.getAttribute('href')).filter((h) => !document.getElementById(h.slice(1)))"), [])

    def test_widths_and_colours(self):
        self.check_widths_and_colours("limits")

    def test_paper(self):
        self.check_paper("limits")


class ValidationPage(StudyCase):
    said = {}

    def test_answer_is_on_the_first_screen_and_agrees(self):
        self.open("validation")
        rows = self.said["rows"]
        judged = [r for r in rows if r["role"] != "reported"]
        outside = [r for r in judged if not r["inside"]]
        first = next(r for r in sorted(outside, key=lambda r: r["role"] != "tested"))
        for width, height in SIZES:
            with self.subTest(width=width):
                self.open("validation", width=width, height=height)
                self.assert_seen_at_once(width, ["title", "answer-validation", "answer-within", "answer-outside", "answer-first"])
                self.assertEqual(self.texts("#answer-within .value"), [f"{len(judged) - len(outside)} of {len(judged)}"])
                self.assertEqual(self.texts("#answer-outside .value"), [str(len(outside))])
                text = self.texts("#answer-first")[0]
                self.assertIn(f"First that is not: {first['row']}", text)
                self.assertIn(f"{first['simulated']:.4g} {first['unit']}".replace("-", "\u2212"), self.texts("#answer-first .value")[0])
                for part in (first["study"], first["what"], first["source"], first["role"], first["status"]):
                    self.assertIn(re.sub(r"-(?=[\d.])", "\u2212", part), text)
                for end in (first["low"], first["high"]):
                    self.assertIn(f"{end:.4g}".replace("-", "\u2212"), text)
                self.picture(f"validation_first_{width}", whole=False)

    def test_every_row_is_told(self):
        self.open("validation")
        rows = {}
        for role in ("tested", "calibrated", "reported"):
            rows |= self.browser.evaluate(f"({ROWS})('rows-{role}')")
        self.assertEqual(len(rows), len(self.said["rows"]))
        for place, r in enumerate(self.said["rows"], 1):
            cells = rows[f"row-{place}"]
            self.assertEqual(cells[0], r["row"] + r["set"])
            for part in ("study", "what", "source", "status", "note", "known_miss"):
                self.assertIn(r[part], cells[1])
            # a file from the root of the tree, not from where the set's file is
            named = r["scenario"]
            shown = posixpath.normpath(f"models/validation/{named}") if named.endswith(".yaml") else named
            self.assertIn(shown, cells[1])
            self.assertNotIn("../", cells[1])
            for cell, key in ((2, "measured"), (3, "simulated")):
                if r[key] is not None:
                    self.assertAlmostEqual(figure(cells[cell]), r[key], delta=6e-4 * abs(r[key]))
            for end in (r["low"], r["high"]):
                if end is not None:
                    self.assertIn(f"{end:.4g}".replace("-", "\u2212"), cells[4])
            word = {True: "inside", False: "outside"}[r["inside"]] if r["role"] != "reported" else "\u2014"
            self.assertIn(word, cells[7])
        self.assertIn(self.said["parameters"], self.texts("#subtitle")[0])

    def test_rows_are_filtered(self):
        self.open("validation")
        rows = self.said["rows"]

        def shown():
            drawn = self.texts("#plot-rows a title")
            listed = self.browser.evaluate("[...document.querySelectorAll('main tr[id^=row-]')].filter((r) => r.offsetHeight > 0).length")
            return listed, len(drawn)

        def wanted(rows):
            return len(rows), sum(r["low"] is not None or r["high"] is not None for r in rows)

        self.assertEqual(shown(), wanted(rows))
        spine = [r for r in rows if r["set"] == "spine"]
        self.choose("filter-set", "spine")
        self.assertEqual(shown(), wanted(spine))
        self.assertEqual(self.texts("#shown"), [f"{len(spine)} of {len(rows)} rows shown, set spine."])
        self.choose("filter-set", "all")
        outside = [r for r in rows if r["role"] != "reported" and not r["inside"]]
        self.browser.evaluate("document.getElementById('filter-outcome').focus()")
        self.browser.key("ArrowDown", 40)
        self.browser.frames()
        self.assertEqual(shown(), wanted(outside))
        self.assertEqual(self.texts("#section-reported h2"), ["Reported: without a verdict"])
        self.assertFalse(self.browser.evaluate("document.getElementById('section-reported').offsetHeight > 0"))
        self.assert_drawn()
        self.picture("validation_filtered")

    def test_dots_lie_where_the_values_do(self):
        self.open("validation")
        rows = [r for r in self.said["rows"] if r["low"] is not None and r["high"] is not None]
        drawn = self.browser.evaluate("""Object.fromEntries([...document.querySelectorAll('#plot-rows svg')].flatMap((svg) => {
          const bands = [...svg.querySelectorAll('.band')].map((b) => b.getBBox());
          const marks = [...svg.querySelectorAll('.mark')].map((m) => ({text: m.textContent, box: m.getBBox()}));
          return [...svg.querySelectorAll('a')].map((a, i) => [a.querySelector('title').textContent.split(' ')[0], marks.filter((m) =>
            m.text.startsWith('simulated') && Math.abs(m.box.y + m.box.height / 2 - bands[i].y - bands[i].height / 2) < 4).map((m) => ({
              middle: m.box.x + m.box.width / 2, low: bands[i].x, high: bands[i].x + bands[i].width}))[0]]);
        }))""")
        looked_at = 0
        for r in rows:
            at = drawn[r["row"]]
            where = (r["simulated"] - r["low"]) / (r["high"] - r["low"])
            if -0.9 < where < 1.9:
                self.assertAlmostEqual((at["middle"] - at["low"]) / (at["high"] - at["low"]), where, delta=0.02, msg=r["row"])
                looked_at += 1
        self.assertGreater(looked_at, 20)

    def test_widths_and_colours(self):
        self.check_widths_and_colours("validation")

    def test_paper(self):
        self.check_paper("validation")
