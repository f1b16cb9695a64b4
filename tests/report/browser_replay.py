# SPDX-License-Identifier: Apache-2.0
"""The replay of a session that was run: the page's own state against the result file, and what is drawn."""

import importlib.util
import pathlib
import struct
import subprocess
import zlib

from browser_case import BrowserCase

SIGNALS = {"section_axial": 1.0, "disc_height_change": 1e3}  # page's unit over SI
STATE = "inversim.state()"


def make_session(program, folder, addresses):
    """Runs a session to 60 degrees, and one to compare it with, and writes their pages."""
    scenario = pathlib.Path(__file__).parent / "sixty_degrees.yaml"
    for name, options in (("session", []), ("other", ["--set", "settings.friction=0.1"])):
        subprocess.run([program, "run", scenario, "-o", folder / f"{name}.nc", "--quiet", *options], check=True,
                       stdout=subprocess.DEVNULL)
    for page, options in (("session", []), ("both", ["--beside", folder / "other.nc"])):
        path = folder / f"{page}.html"
        subprocess.run([program, "report", folder / "session.nc", "-o", path, *options], check=True,
                       stdout=subprocess.DEVNULL)
        addresses[page] = path.as_uri()
    ReplayCase.result = folder / "session.nc"


def pixels(png):
    """Rows of RGB triples of an 8-bit PNG without interlace, as Chromium writes it."""
    at, data, width, height, step = 8, b"", 0, 0, 3
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at:at + 4]), png[at + 4:at + 8]
        body = png[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", body[:10])
            step = 4 if colour == 6 else 3
        if kind == b"IDAT":
            data += body
        at += 12 + length
    raw, rows, before = zlib.decompress(data), [], bytearray(width * step)
    for y in range(height):
        start = y * (width * step + 1)
        line = bytearray(raw[start + 1:start + 1 + width * step])
        for i in range(len(line)):
            left = line[i - step] if i >= step else 0
            up, corner = before[i], before[i - step] if i >= step else 0
            if raw[start] == 1:
                line[i] = (line[i] + left) & 255
            elif raw[start] == 2:
                line[i] = (line[i] + up) & 255
            elif raw[start] == 3:
                line[i] = (line[i] + (left + up) // 2) & 255
            elif raw[start] == 4:
                guess = left + up - corner
                nearest = min((left, up, corner), key=lambda v: abs(guess - v))
                line[i] = (line[i] + nearest) & 255
        rows.append([tuple(line[x * step:x * step + 3]) for x in range(width)])
        before = line
    return rows


def mixed(colour, value):
    """Colour of a value on a scale of even steps, from its low end over zero in the middle to its high end."""
    stops, end = colour["stops"], -colour["low"] if value < 0 else colour["high"]
    share = min(1.0, max(0.0, 0.5 + value / (2 * end))) * (len(stops) - 1)
    i = min(len(stops) - 2, int(share))
    return [a + (share - i) * (b - a) for a, b in zip(stops[i], stops[i + 1])]


def rgb(css):
    return [int(v) for v in css.removeprefix("rgb(").removesuffix(")").split(",")]


class ReplayCase(BrowserCase):
    result = None

    def canvas(self):
        return self.browser.evaluate(
            "(b => ({x: b.left + scrollX, y: b.top + scrollY, width: b.width, height: b.height, scale: 1}))"
            "(document.querySelector('.picture').getBoundingClientRect())")

    def assert_drawn(self, least=12):
        """The picture has many colours, and none of them fills it."""
        rows = pixels(self.browser.png(clip=self.canvas()))
        counts = {}
        for row in rows:
            for pixel in row:
                counts[pixel] = counts.get(pixel, 0) + 1
        whole = sum(counts.values())
        self.assertGreater(len(counts), least)
        self.assertLess(max(counts.values()) / whole, 0.95, "the picture is blank")

    def seek(self, time):
        self.browser.evaluate(f"inversim.seek({time})")
        self.browser.frames()
        return self.browser.evaluate(STATE)


class Replay(ReplayCase):
    def test_at_sixty_degrees_it_shows_what_the_file_has(self):
        if importlib.util.find_spec("h5py") is None:
            self.skipTest("needs h5py")
        import h5py
        import numpy as np
        self.open("session")
        with h5py.File(self.result) as file:
            angle, time = np.degrees(file["bed_angle"][:]), file["time"][:]
            poses = file["replay"]
            # instants of poses: on the way, at 60 degrees, on the way back
            pose_time = poses["time"][:]
            angle_then = np.interp(pose_time, time, angle)
            at_sixty = int(np.flatnonzero(angle_then > 59.5)[3])
            self.assertGreater(len(pose_time), 20)
            for k in (0, int(np.argmin(abs(angle_then[:at_sixty] - 20))), at_sixty, len(pose_time) - 1):
                state = self.seek(float(pose_time[k]))
                with self.subTest(time=state["time"]):
                    row = int(np.argmin(abs(time - pose_time[k])))
                    side = state["sides"][0]
                    self.assertAlmostEqual(side["bedAngle"], angle[row], delta=0.3)
                    self.assert_bodies(side["bodies"], poses, k, np.radians(angle[row]))
                    for signal, factor in SIGNALS.items():
                        self.browser.evaluate(f"inversim.colour('{signal}')")
                        self.browser.frames()
                        self.assert_levels(self.browser.evaluate(STATE), factor * file[signal][row],
                                           np.ptp(factor * file[signal][:]))
            self.assertAlmostEqual(self.seek(float(pose_time[at_sixty]))["sides"][0]["bedAngle"], 60, delta=0.5)
        self.assert_drawn()
        self.picture("replay_at_60", whole=False)

    def assert_bodies(self, bodies, poses, k, angle):
        import numpy as np
        names = [name.decode() for name in poses["body"][:]]
        self.assertEqual([b["name"] for b in bodies], names)
        pivot = poses["position"][k, 1]
        # a is a turn about y, the user's right: x of the bed goes down
        turn = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
        for i, body in enumerate(bodies):
            there = poses["position"][k, i]
            expected = there if i <= 1 else pivot + turn @ there
            np.testing.assert_allclose(body["position"], expected, atol=1.5e-3, err_msg=body["name"])
        # head down, the skull is below the feet
        skull, feet = bodies[names.index("skull")]["position"], bodies[2]["position"]
        if abs(angle) > 0.3:
            self.assertEqual(skull[2] < feet[2], angle > 0)

    def assert_levels(self, state, expected, span):
        import numpy as np
        levels, colour = state["sides"][0]["levels"], state["colour"]
        self.assertEqual(len(levels), 25)
        np.testing.assert_allclose([level["value"] for level in levels], expected, atol=0.01 * span)
        for level in levels:
            np.testing.assert_allclose(rgb(level["colour"]), mixed(colour, level["value"]),
                                       atol=1.01, err_msg=level["name"])
        # the colours of one picture differ
        self.assertGreater(len({level["colour"] for level in levels}), 5)

    def test_the_answer_is_on_the_first_screen(self):
        for width, height, scheme in ((1280, 800, "light"), (390, 844, "dark")):
            with self.subTest(width=width):
                self.open("session", width, height, scheme=scheme)
                self.assert_seen_at_once(width, ["title", "verdict", "answer-traction", "answer-spacing", "answer-map",
                                                 "answer-eye", "answer-risk", "answer-brake", "answer-tipping"])
                self.assertIn("holds", self.browser.evaluate("document.getElementById('verdict').textContent"))
                self.assertLessEqual(self.browser.evaluate("document.documentElement.scrollWidth"), width)
                self.assert_no_text_over_another()
                self.assert_drawn()
                self.picture(f"session_{width}_{scheme}", whole=False)
                self.picture(f"session_{width}_{scheme}_whole")

    def test_controls_move_the_instant(self):
        self.open("session")
        begin = self.seek(0)["time"]
        self.browser.key("ArrowRight", 39)
        step = self.browser.evaluate(STATE)["time"]
        self.assertGreater(step, begin)
        self.browser.key("ArrowRight", 39, modifiers=8)
        self.assertGreater(self.browser.evaluate(STATE)["time"] - step, 2 * (step - begin))
        self.browser.evaluate("document.getElementById('play').click()")
        self.assertTrue(self.browser.evaluate(STATE)["playing"])
        playing_from = self.browser.evaluate(STATE)["time"]
        self.browser.frames(20)
        self.assertGreater(self.browser.evaluate(STATE)["time"], playing_from)
        self.browser.key(" ", 32)
        self.browser.evaluate("document.getElementById('play').blur()")
        self.browser.evaluate("inversim.pause()")
        paused = self.browser.evaluate(STATE)
        self.assertFalse(paused["playing"])
        self.browser.frames(5)
        self.assertEqual(self.browser.evaluate(STATE)["time"], paused["time"])
        # dragging over a plot scrubs
        self.browser.evaluate("document.getElementById('plot-bed-angle').scrollIntoView()")
        box = self.browser.evaluate(
            "(b => ({left: b.left + 56, wide: b.width - 66, y: b.top + b.height / 2}))"
            "(document.querySelector('#plot-bed-angle > svg').getBoundingClientRect())")
        end = self.browser.evaluate("Number(document.getElementById('time').max)")
        for kind, share in (("mousePressed", 0.2), ("mouseMoved", 0.75), ("mouseReleased", 0.75)):
            self.browser.call("Input.dispatchMouseEvent", type=kind, x=box["left"] + share * box["wide"], y=box["y"],
                              button="left", buttons=1, clickCount=1)
        self.assertAlmostEqual(self.browser.evaluate(STATE)["time"], 0.75 * end, delta=0.02 * end)
        self.assertIn("deg", self.browser.evaluate("document.getElementById('now').textContent"))

    def test_views_and_colours_change_the_picture(self):
        self.open("session")
        before = self.browser.png(clip=self.canvas())
        for press in ("document.getElementById('view-spine').click()", "inversim.colour('disc_height_change')"):
            self.browser.evaluate(press)
            self.browser.frames()
            after = self.browser.png(clip=self.canvas())
            self.assertNotEqual(before, after)
            before = after
        self.picture("replay_spine", whole=False)

    def test_two_results_share_one_scrubber(self):
        for width in (1280, 390):
            with self.subTest(width=width):
                self.open("both", width, 844)
                state = self.seek(20)
                self.assertEqual([side["name"] for side in state["sides"]], ["A", "B"])
                forces = [[level["value"] for level in side["levels"]] for side in state["sides"]]
                self.assertNotEqual(forces[0], forces[1])
                # both have one title: what tells them apart stands beside it
                names = self.browser.evaluate("document.querySelector('.names').innerText").splitlines()
                self.assertEqual(names, ["A To 60 degrees and back (without those settings)",
                                         "B To 60 degrees and back (settings.friction=0.1)"])
                for plot in ("plot-traction-angle", "plot-ladder"):
                    own, beside = self.browser.evaluate(
                        f"[':not(.beside)', '.beside'].map((kind) => [...document.querySelectorAll('#{plot} > svg .line' + kind)]"
                        ".map((p) => p.getAttribute('d')))")
                    self.assertEqual(len(own), len(beside), plot)
                    self.assertNotEqual(own, beside, plot)
                marks, hollow = self.browser.evaluate("['mark', 'hollow'].map((c) => document.querySelectorAll('#profile-forces > svg .' + c).length)")
                self.assertGreater(marks, 0)
                self.assertEqual(marks, hollow)
                self.assertLessEqual(self.browser.evaluate("document.documentElement.scrollWidth"), width)
                self.assert_seen_at_once(width, ["title", "verdict"])
                self.assert_no_text_over_another()
                self.picture(f"both_{width}", whole=False)
                self.picture(f"both_{width}_whole")

    def test_nothing_bars_people(self):
        for what, width, scheme in (("session", 1280, "light"), ("session", 390, "dark"), ("both", 1280, "dark")):
            with self.subTest(what=what, width=width):
                self.open(what, width, 844, scheme=scheme)
                self.assert_accessible()

    def test_on_paper(self):
        self.open("session", media="print")
        seen = self.browser.evaluate(
            "['verdict', 'answers', 'prints', 'plots', 'provenance-section', 'scrubber', 'replay']"
            ".filter((id) => document.getElementById(id).getClientRects().length > 0)")
        self.assertEqual(seen, ["verdict", "answers", "prints", "plots", "provenance-section"])
        self.assertEqual(self.browser.evaluate("document.querySelectorAll('#prints svg .level').length"), 75)
        paper = self.browser.pdf()
        self.assertTrue(paper.startswith(b"%PDF"))
        if self.pictures:
            (self.pictures / "session.pdf").write_bytes(paper)


class FlatReplay(ReplayCase):
    def test_without_webgl_it_says_so_and_draws_from_the_side(self):
        self.open("session")
        self.assertIn("WebGL", self.browser.evaluate("document.getElementById('no-webgl').textContent"))
        state = self.seek(0)
        self.assertTrue(state["flat"])
        self.assertEqual(self.browser.evaluate("document.querySelectorAll('.picture .level').length"), 25)
        self.assert_drawn()
        # the drawing is that of the pose: the skull's level follows it
        for time in (0, 25):
            state = self.seek(time)
            spot = self.browser.evaluate(
                "(c => [Number(c.getAttribute('cx')), Number(c.getAttribute('cy'))])(document.querySelector('.picture .level'))")
            skull = next(b for b in state["sides"][0]["bodies"] if b["name"] == "skull")["position"]
            self.assertAlmostEqual(spot[0], skull[0], delta=1e-3)
            self.assertAlmostEqual(spot[1], -skull[2], delta=1e-3)
        self.picture("flat", whole=False)
