# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C ends a run or a long step as KeyboardInterrupt and leaves everything usable."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import inversim

RUN = """
import sys, signal
sys.path.insert(0, sys.argv[1])
import inversim
signal.signal(signal.SIGINT, signal.default_int_handler)
def told(share, time):
    print("under way", flush=True)
try:
    inversim.run(sys.argv[2], {"protocol.3.hold.duration_s": 36000}, output=sys.argv[3], progress=told)
except KeyboardInterrupt:
    again = inversim.run(sys.argv[2])
    print("interrupted", again.attrs["state_hash"])
"""

STEP = """
import sys, signal, threading
sys.path.insert(0, sys.argv[1])
import inversim
signal.signal(signal.SIGINT, signal.default_int_handler)
plant = inversim.Plant(sys.argv[2], settle=False)
def tell():
    try:
        while True:
            plant.time  # refused from when the step below has begun
    except RuntimeError as refusal:
        print("under way" if "another thread is stepping" in str(refusal) else refusal, flush=True)
threading.Thread(target=tell).start()
try:
    plant.step(100_000_000)
except KeyboardInterrupt:
    before = plant.time
    plant.step(10)
    print("interrupted", round(1000 * (plant.time - before)))
"""


def interrupted(script: str, *arguments: object) -> str:
    command = [sys.executable, "-c", script, *(str(argument) for argument in arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "under way\n"
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert process.returncode == 0, rest
    return rest.splitlines()[-1]


def test_a_run_is_interrupted(build: Path, short_session: Path, tmp_path: Path) -> None:
    output = tmp_path / "cut.nc"
    last = interrupted(RUN, build / "python", short_session, output)
    assert last == f"interrupted {inversim.run(short_session).attrs['state_hash']}"
    assert not output.exists()
    with inversim.load(tmp_path / "cut.nc.partial") as cut:
        assert cut.sizes["time"] > 0 and cut["section_axial"].notnull().all()


def test_a_long_step_is_interrupted(build: Path, short_session: Path) -> None:
    assert interrupted(STEP, build / "python", short_session) == "interrupted 10"


def test_a_run_in_a_thread_is_not_disturbed(short_session: Path) -> None:
    """Signals are the main thread's; other Python code goes on beside a run."""
    with ThreadPoolExecutor(2) as pool:
        hashes = set(pool.map(lambda _: inversim.run(short_session).attrs["state_hash"], range(2)))
    assert len(hashes) == 1
