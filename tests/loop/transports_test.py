# SPDX-License-Identifier: Apache-2.0
"""One suite and one controller, over every link: the same verdicts and the same recordings."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import netCDF4
import numpy as np
import pytest
from built import listed

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / os.environ.get("INVERSIM_BUILD", "build/release")
PROGRAM = BUILD / "bin" / "inversim"
HOST = BUILD / "controllers" / "reference_host"
FIRMWARE = BUILD / "controllers" / "reference.elf"
SUITES = [ROOT / "tests" / "hil" / name for name in ("faults.yaml", "link.yaml")]
# one worker has all of it: the runs are made once
pytestmark = pytest.mark.xdist_group("transports")
# nothing wrong; a cut link; a controller whose power goes, so that it starts twice
CASES = ["nothing_wrong", "link_cut_going_down", "controller_off_hanging"]

WAYS = {
    "process": ["--controller", "reference"],
    "unix": ["--controller", f"unix:/tmp/inversim_ways_{os.getpid()}", "--start", f"{HOST} {{}}", "-j", "1"],
    "pipe": ["--controller", f"exec:{HOST} stdio"],
    "tcp": ["--controller", "tcp:127.0.0.1:0", "--start", f"{HOST} {{}}"],
    "udp": ["--controller", "udp:127.0.0.1:0", "--start", f"{HOST} {{}}"],
    "pty": ["--controller", "pty", "--start", f"{HOST} {{}}"],
    "qemu": ["--controller", f"qemu:{FIRMWARE}"],
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {}
    for way, options in WAYS.items():
        folder = tmp_path_factory.mktemp(way)
        for suite in SUITES:
            cases = [case for case in CASES if case in listed(suite)]
            subprocess.run([PROGRAM, "hil", suite, *options, "--only", *cases, "--record", folder,
                            "--junit", folder / f"{suite.stem}.xml", "-q"], check=True, capture_output=True)
        folders[way] = folder
    return folders


def verdicts(folder: Path) -> list[tuple[str, str]]:
    """Names and what was measured, without what belongs to the wall clock or the place."""
    said = []
    for suite in SUITES:
        for case in ElementTree.parse(folder / f"{suite.stem}.xml").iter("testcase"):
            text = "".join(case.itertext())
            text = re.sub(r"(?m)^recording .*$|^controller \S.*?,(?= [\d.]+ s simulated)", "", text)
            said.append((case.get("name", ""), text))
    return said


@pytest.mark.parametrize("way", [w for w in WAYS if w != "process"])
def test_verdicts_and_recordings_are_the_same(way: str, results: dict[str, Path]) -> None:
    assert verdicts(results[way]) == verdicts(results["process"])
    assert len(verdicts(results[way])) == len(CASES) == len(list(results[way].glob("*.nc")))
    for here in sorted(results["process"].glob("*.nc")):
        with netCDF4.Dataset(here) as a, netCDF4.Dataset(results[way] / here.name) as b:
            assert list(a.variables) == list(b.variables)
            for name in a.variables:
                x, y = a.variables[name], b.variables[name]
                x.set_auto_mask(False)
                y.set_auto_mask(False)
                is_float = getattr(x.dtype, "kind", "text") == "f"
                assert np.array_equal(x[...], y[...], equal_nan=is_float), (here, name)


def run(*options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, "run", ROOT / "scenarios/controller/inversion.yaml", "-q",
                           *options], capture_output=True, text=True)


def test_nobody_there_is_the_environment() -> None:
    said = run("--controller", "tcp:127.0.0.1:0", "--patience", "0.2")
    assert said.returncode == 3
    assert "nobody is at the other end of tcp:127.0.0.1:" in said.stderr


def test_death_is_told_and_the_plant_goes_on() -> None:
    # dies after some thousand frames: the pipe behind them is closed
    said = run("--controller", f"exec:sh -c '{HOST} stdio | dd bs=4096 count=6000 status=none'")
    assert said.returncode == 4
    assert "stopped answering" in said.stderr
    simulated = float(re.search(r"([\d.]+) s simulated", said.stdout).group(1))
    assert simulated > 6.0  # 6000 frames are just under 6 s of answers


def test_a_library_needs_no_start() -> None:
    said = run("--controller", "reference", "--start", "true")
    assert said.returncode == 2
    assert "nothing to start" in said.stderr


@pytest.mark.skipif(shutil.which("qemu-system-arm") is None, reason="no emulator")
def test_missing_firmware_is_said() -> None:
    said = run("--controller", "qemu:nothing.elf")
    assert said.returncode == 2
    assert "nothing.elf" in said.stderr
