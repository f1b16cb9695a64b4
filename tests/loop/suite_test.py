# SPDX-License-Identifier: Apache-2.0
"""`inversim hil`: the shipped suite, its XML, its exit codes, and cases side by side with the same results."""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import h5py
import numpy as np
import pytest
from built import ROOT, inversim, library, listed

SUITE = "tests/hil/faults.yaml"
FEW = ["--only", "encoder_sticks_going_down", "pads_worn"]

DIES = """#include "inversim/controller.h"
static int32_t init(void *self, const inversim_config *c) { (void)self; (void)c; return 0; }
static void reset(void *self) { (void)self; }
static int32_t step(void *self, const inversim_sensors *s, inversim_actuators *a) {
  (void)self; a->brake_command = 1.0f; return s->time_ns > 1000000000 ? 7 : 0;
}
static const inversim_controller t = {sizeof(inversim_controller), INVERSIM_CONTROLLER_ABI, "dies", "1", 8, 8, init, reset, step};
INVERSIM_EXPORT const inversim_controller *inversim_get_controller(void) { return &t; }
"""


def test_the_reference_controller_passes_every_case(tmp_path: Path) -> None:
    xml = tmp_path / "out.xml"
    ran = inversim("hil", SUITE, "--controller", "reference", "--junit", xml, "-q")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    suite = ElementTree.parse(xml).getroot().find("testsuite")
    assert suite is not None
    names = listed(SUITE)
    assert len(names) == len(set(names)) >= 40
    assert [case.get("name") for case in suite] == names, "in the order of the file, whichever was done first"
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == (str(len(names)), "0", "0")
    for case in suite:
        out = case.findtext("system-out") or ""
        assert re.search(r"holds: .*: measured \S+.* at \d+\.\d+ s", out), case.get("name")


def test_list_says_what_each_case_is(tmp_path: Path) -> None:
    suite = tmp_path / "few.yaml"
    suite.write_text(
        "kind: suite\nname: Few\ncases:\n  - name: one\n    scenarios: [controller/inversion]\n    expect_only: true\n"
        "    faults:\n      - {what: sensor_bias, sensor: encoder, value: 5, unit: deg, at_deg: 20, for_s: 0.5}\n"
        "      - {what: link_cut, direction: commands, at_state: hold}\n"
        "    expect:\n      - {reaches_states: [fault_lock, hold], after_event: fault, max: 0.05}\n"
        "  - name: the_other\n    scenarios: [controller/inversion]\n    set: [subject.mass_kg=80]\n    expect_only: true\n"
        "    expect:\n      - {signal: bed_angle, statistic: max, max: 63, unit: deg, from_s: 2}\n"
    )
    ran = inversim("hil", suite, "--list")
    assert ran.returncode == 0, ran.stderr
    one, other = ran.stdout.splitlines()
    assert one == (
        "one        controller/inversion  sensor_bias encoder 5 deg at 20 deg for 0.5 s; link_cut commands entering hold  "
        "controller comes to fault_lock or hold after 'fault' within 0.05 s"
    )
    assert other.split("  ")[0] == "the_other" and other.endswith("  max of bed_angle at most 63 deg from 2 s")
    assert re.search(r"  -  +max of", other), "no fault"
    ran = inversim("hil", suite, "--list", "--json")
    assert ran.returncode == 0, ran.stderr
    first, second = json.loads(ran.stdout)
    assert (first["name"], first["scenario"], first["subject"]) == ("one", "controller/inversion", "man_75kg_175cm")
    assert first["faults"][0] == {
        "what": "sensor_bias", "sensor": "encoder", "value": 5.0, "unit": "deg", "at_s": 0.0, "at_deg": pytest.approx(20),
        "for_s": 0.5, "text": "sensor_bias encoder 5 deg at 20 deg for 0.5 s",
    }  # fmt: skip
    assert first["faults"][1]["direction"] == "commands" and first["faults"][1]["at_state"] == "hold"
    assert first["expect"] == ["controller comes to fault_lock or hold after 'fault' within 0.05 s"]
    assert second["faults"] == [] and len(second["expect"]) == 1
    assert inversim("hil", suite, "--json").returncode == 2


def test_xml_names_expectation_value_time_and_recording(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "kind: suite\nname: Wrong\ncases:\n  - name: a<b\n    scenarios: [controller/inversion]\n"
        "    expect:\n      - {signal: bed_angle, statistic: max, max: 50, unit: deg}\n"
    )
    xml = tmp_path / "out.xml"
    ran = inversim("hil", wrong, "--junit", xml, "--record", tmp_path / "runs")
    assert ran.returncode == 1
    case = ElementTree.parse(xml).getroot().find("testsuite/testcase")
    assert case is not None and case.get("name") == "a<b"
    failure = case.find("failure")
    assert failure is not None
    assert re.fullmatch(r"max of bed_angle at most 50 deg: measured 59\.\d+ deg at \d+\.\d{3} s", failure.get("message", ""))
    recording = re.search(r"recording (\S+)", case.findtext("system-out") or "")
    assert recording is not None and Path(recording.group(1)).exists()


def recorded(folder: Path) -> dict[str, dict[str, np.ndarray]]:
    """Every dataset in simulated time of every recording."""
    out = {}
    for path in sorted(folder.glob("*.nc")):
        with h5py.File(path) as file:
            datasets = {name: file[name][()] for name in file if isinstance(file[name], h5py.Dataset)}
            # texts by what they say, not by where they are
            out[path.name] = {name: np.array(v.tolist()) if v.dtype.kind == "O" else v for name, v in datasets.items()}
    return out


def test_side_by_side_gives_the_same_recordings(tmp_path: Path) -> None:
    for jobs in ("1", "3"):
        ran = inversim("hil", SUITE, *FEW, "-j", jobs, "--record", tmp_path / jobs, "-q")
        assert ran.returncode == 0, ran.stdout + ran.stderr
    one, three = recorded(tmp_path / "1"), recorded(tmp_path / "3")
    assert sorted(one) == sorted(three) == ["encoder_sticks_going_down.nc", "pads_worn.nc"]
    for name in one:
        assert sorted(one[name]) == sorted(three[name])
        for signal, values in one[name].items():
            assert values.tobytes() == three[name][signal].tobytes(), f"{name} {signal}"


def test_exit_codes(tmp_path: Path) -> None:
    source = tmp_path / "dies.c"
    source.write_text(DIES)
    dies = library([source], tmp_path / "dies.so")
    xml = tmp_path / "out.xml"
    ran = inversim("hil", SUITE, "--only", "nothing_wrong", "--controller", dies, "--junit", xml)
    assert ran.returncode == 4
    error = ElementTree.parse(xml).getroot().find("testsuite/testcase/error")
    assert error is not None and error.get("type") == "controller_died"
    assert "gave up with code 7" in error.get("message", "")
    assert inversim("hil", SUITE, "--only", "no_such_case").returncode == 2
    assert "did you mean 'pads_worn'?" in inversim("hil", SUITE, "--only", "pads_wron").stderr
    assert inversim("hil", "no_such_suite.yaml").returncode == 2
    ran = inversim("hil", SUITE, *FEW, "--controller", tmp_path / "none.so")
    assert ran.returncode == 2
    assert "there is no such file" in ran.stdout + ran.stderr
    assert inversim("hil", SUITE, *FEW, "--junit", tmp_path / "no/such/folder.xml", "-q").returncode == 3


REFUSES = DIES.replace("{ (void)self; (void)c; return 0; }", "{ (void)self; return c->features & INVERSIM_FEATURE_MOTOR ? 0 : 41; }")
REFUSES = REFUSES.replace("s->time_ns > 1000000000 ? 7 : 0", "0 * (int32_t)s->step").replace('"dies"', '"picky"')


def test_a_refused_table_is_an_error_unless_the_case_says_that_it_may_be(tmp_path: Path) -> None:
    source = tmp_path / "picky.c"
    source.write_text(REFUSES)
    picky = library([source], tmp_path / "picky.so")
    xml = tmp_path / "out.xml"

    def run(*cases: str) -> tuple[int, str, ElementTree.Element]:
        suite = tmp_path / "suite.yaml"
        suite.write_text("kind: suite\nname: Tables\ncases:\n" + "".join(cases))
        ran = inversim("hil", suite, "--controller", picky, "--junit", xml)
        found = ElementTree.parse(xml).getroot().find("testsuite")
        assert found is not None
        return ran.returncode, ran.stdout, found

    expect = "expect_only: true, expect: [{signal: bed_angle, statistic: max, max: 0, unit: deg}]"
    motor = f"  - {{name: motor, scenarios: [controller/inversion], {expect}}}\n"
    strict = f"  - {{name: strict, scenarios: [controller/balance], {expect}}}\n"
    lenient = f"  - {{name: lenient, scenarios: [controller/balance], may_refuse: true, {expect}}}\n"

    code, said, suite = run(motor, strict)
    reason = f"case 'strict': controller '{picky}': 'picky' refuses this table with code 41: 'Disc-brake table, 125 kg'"
    assert code == 2 and "ERROR strict" in said and reason in said and "--set" not in said
    error = suite.find("testcase[@name='strict']/error")
    assert error is not None and (error.get("type"), error.get("message")) == ("table_refused", reason)
    assert (suite.get("errors"), suite.get("skipped")) == ("1", "0")

    code, said, suite = run(motor, lenient)
    assert code == 0 and "skip  lenient" in said and "1 of 2 cases pass, 1 left out" in said
    skipped = suite.find("testcase[@name='lenient']/skipped")
    assert skipped is not None and "refuses this table with code 41" in skipped.get("message", "")
    assert (suite.get("tests"), suite.get("errors"), suite.get("skipped")) == ("2", "0", "1")

    code, said, suite = run(lenient)
    assert code == 2 and "0 of 1 cases pass" in said, "nothing was shown"


def test_all_that_is_wrong_is_said_before_anything_runs(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "kind: suite\nname: Wrong\ncases:\n"
        "  - name: one\n    scenarios: [controller/inversoin]\n"
        "  - name: two\n    scenarios: [controller/inversion]\n    faults:\n      - {what: sensor_dropout, sensor: encodr}\n"
    )
    ran = inversim("hil", wrong)
    assert ran.returncode == 2
    assert f"{wrong}:5:16: cases.one.scenarios: found 'controller/inversoin', expected " in ran.stderr
    assert "(did you mean 'controller/inversion'?)" in ran.stderr
    assert f"{wrong}:9:9: faults: 'encodr' is no sensor; did you mean 'encoder'?" in ran.stderr


def test_the_example_of_the_documentation_works(tmp_path: Path) -> None:
    page = (ROOT / "docs/controller.md").read_text()
    example = re.search(r"```c\n(.*?)```", page, re.S)
    assert example is not None
    assert example.group(1).count("\n") <= 70
    source = tmp_path / "mine.c"
    source.write_text(example.group(1))
    mine = library([source], tmp_path / "mine.so")
    ran = inversim("run", "scenarios/controller/inversion.yaml", "--controller", mine)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    ran = inversim("hil", SUITE, *FEW, "--controller", mine)
    assert ran.returncode == 1, "it looks at no fault"


def test_every_scenario_with_a_controller_meets_its_expectations() -> None:
    for scenario in sorted((ROOT / "scenarios/controller").glob("*.yaml")):
        ran = inversim("run", scenario, "-q")
        assert ran.returncode == 0, ran.stdout + ran.stderr
