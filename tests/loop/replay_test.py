# SPDX-License-Identifier: Apache-2.0
"""Logs of exchanges replayed to a controller and to the plant, and the failing second of a case."""

import csv
import json
import shutil
import time
from pathlib import Path

import h5py
import pytest
from built import BUILD, REFERENCE, inversim, library
from vcdvcd import VCDVCD

SCENARIO = "scenarios/controller/inversion.yaml"
HOST = BUILD / "controllers" / "reference_host"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("log") / "was.log"
    assert inversim("run", SCENARIO, "-q", "--exchanges", path).returncode == 0
    return path


@pytest.fixture(scope="module")
def wrong_way(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference controller, its motor turning the other way."""
    folder = tmp_path_factory.mktemp("wrong")
    shutil.copytree(REFERENCE, folder / "sources")
    states = folder / "sources" / "states.c"
    text = states.read_text()
    assert text.count("= s->motor_rate;") == 1
    states.write_text(text.replace("= s->motor_rate;", "= -2.0f * s->motor_rate;"))
    return library(sorted((folder / "sources").glob("*.c")), folder / "wrong.so")


def test_the_same_controller_answers_the_same_over_every_way(log: Path) -> None:
    for way in ("reference", f"exec:{HOST} stdio"):
        ran = inversim("replay", log, "--controller", way)
        assert (ran.returncode, ran.stdout.strip()) == (0, "66510 answers, all as they were"), ran.stderr


def test_the_first_different_answer_is_named(log: Path, wrong_way: Path) -> None:
    ran = inversim("replay", log, "--controller", wrong_way)
    assert ran.returncode == 1
    assert "motor_rate_deg_per_s was " in ran.stdout and "differs after " in ran.stdout


def test_only_what_is_asked_for_is_compared(log: Path, wrong_way: Path, tmp_path: Path) -> None:
    shutil.copytree(REFERENCE, tmp_path / "sources")
    states = tmp_path / "sources" / "states.c"
    text = states.read_text()
    old = "(s->moving ? INVERSIM_INDICATOR_MOVING : 0u)"
    assert text.count(old) == 1
    states.write_text(text.replace(old, "(s->moving ? INVERSIM_INDICATOR_HELP : 0u)"))
    other_lamp = library(sorted((tmp_path / "sources").glob("*.c")), tmp_path / "lamp.so")
    ran = inversim("replay", log, "--controller", other_lamp)
    assert ran.returncode == 1 and "indicator was 2 and is 8" in ran.stdout
    ran = inversim("replay", log, "--controller", other_lamp, "--only", "brake,motor")
    assert (ran.returncode, ran.stdout.strip()) == (0, "66510 answers, brake and motor all as they were"), ran.stderr
    # one that works the motor otherwise is seen by that alone
    assert inversim("replay", log, "--controller", wrong_way, "--only", "brake").returncode == 0
    ran = inversim("replay", log, "--controller", wrong_way, "--only", "motor")
    assert ran.returncode == 1 and "motor_rate_deg_per_s was " in ran.stdout
    ran = inversim("replay", log, "--controller", "reference", "--only", "lamp")
    assert ran.returncode == 2 and "--only" in ran.stderr


def test_recorded_answers_drive_the_plant_to_the_same_state(log: Path) -> None:
    first = inversim("run", SCENARIO, "-q", "--json").stdout
    again = inversim("run", SCENARIO, "-q", "--json", "--controller", f"replay:{log}")
    assert again.returncode == 0, again.stderr
    assert [x for x in first.splitlines() if "state_hash" in x] == [x for x in again.stdout.splitlines() if "state_hash" in x]


def test_a_plant_that_differs_is_named_by_step_and_field(log: Path) -> None:
    ran = inversim("run", SCENARIO, "-q", "--controller", f"replay:{log}", "--set", "subject.mass_kg=76")
    assert ran.returncode == 1
    assert "the plant leaves the recording: step 0, 0.0000 s: platform_load_N was " in ran.stderr


def test_what_is_no_log_is_said(tmp_path: Path, log: Path) -> None:
    damaged = tmp_path / "damaged.log"
    data = bytearray(log.read_bytes())
    data[100000] ^= 1
    damaged.write_bytes(data)
    ran = inversim("replay", damaged, "--controller", "reference")
    assert ran.returncode == 2
    assert "damaged.log: there is no frame before byte " in ran.stderr
    assert inversim("replay", tmp_path / "none", "--controller", "reference").returncode == 2
    ran = inversim("run", "scenarios/brake_every_15deg.yaml", "--exchanges", tmp_path / "x")
    assert ran.returncode == 2 and "names no controller to log" in ran.stderr


def test_the_failing_second_is_written_with_every_step(tmp_path: Path, wrong_way: Path) -> None:
    folder = tmp_path / "failing"
    ran = inversim("hil", "tests/hil/faults.yaml", "--controller", wrong_way, "--only", "nothing_wrong", "--failing", folder)
    assert ran.returncode == 1
    with (folder / "nothing_wrong.csv").open() as file:
        rows = list(csv.DictReader(file))
    times = [float(row["time [s]"]) for row in rows]
    assert len(rows) == 1001 and abs(times[-1] - times[0] - 1.0) < 1e-9
    states = [int(float(row["controller_state [1]"])) for row in rows]
    assert list(dict.fromkeys(states)) == [2, 3, 8], "mounted, inverting, until the fault is seen"
    wave = VCDVCD(str(folder / "nothing_wrong.vcd"))
    name = next(n for n in wave.references_to_ids if n.split("[")[0] == "inversim.controller_state")
    seen = [(t * 1e-9, int(value, 2)) for t, value in wave[name].tv]
    changes = [(t, s) for t, s, before in zip(times, states, [None, *states]) if s != before]
    assert seen == [(pytest.approx(t, abs=1e-9), s) for t, s in changes]
    # and the log beside it replays
    assert inversim("replay", folder / "nothing_wrong.exchanges", "--controller", wrong_way).returncode == 0


def test_pacing_changes_nothing_but_the_time_it_takes(tmp_path: Path) -> None:
    scenario = tmp_path / "short.yaml"
    scenario.write_text(
        "kind: scenario\nname: Short\ntable: motorised_136kg\nsubject: man_75kg_175cm\ncontroller: reference\n"
        "settings: {circulation: false, settle_time_s: 1, start_angle_deg: -78}\nprotocol:\n  - hold: {duration_s: 2}\n"
    )
    hashes, walls = [], []
    for paced in ([], ["--paced"]):
        began = time.monotonic()
        ran = inversim("run", scenario, "--json", "-o", tmp_path / "out.nc", *paced)
        walls.append(time.monotonic() - began)
        assert ran.returncode == 0, ran.stderr
        hashes.append(json.loads(ran.stdout)["state_hash"])
    assert hashes[0] == hashes[1]
    assert walls[1] >= 2.0
    with h5py.File(tmp_path / "out.nc") as file:
        wall = file["wall"]
        assert wall["pace_steps"][()] == 2001
        assert wall["pace_wake"][:].sum() + wall["pace_overruns"][()] == 2000
        assert wall["pace_answer"][:].sum() == 2001


def test_a_plant_without_a_controller_is_not_paced() -> None:
    ran = inversim("run", "scenarios/brake_every_15deg.yaml", "--paced")
    assert ran.returncode == 2 and "names no controller to pace" in ran.stderr
