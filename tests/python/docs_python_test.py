# SPDX-License-Identifier: Apache-2.0
"""docs/python.md names all that is public; the examples of bindings/examples run, and pass mypy --strict."""

import os
import subprocess
import sys
from pathlib import Path

import inversim
import pytest
from types_test import settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/python.md").read_text()
EXAMPLES = sorted((ROOT / "bindings/examples").glob("*.py"))


def test_everything_public_is_on_the_page() -> None:
    known = {"Diagnostic", "Fit", "FittedChannel", "FittedParameter", "PlantError", "ControllerError", "RunError", "Signal"}
    known |= {"__version__", "cpu_level", "check", "compare", "plot_comparison", "plot_pressure_ladder", "read_measured"}
    assert [name for name in inversim.__all__ if name not in known and name not in PAGE] == []


def test_there_are_three_examples() -> None:
    assert [path.stem for path in EXAMPLES] == ["change_a_table", "own_controller", "run_and_plot"]


# beside the other runs of mypy, whose cache it shares
@pytest.mark.xdist_group("types_test")
def test_the_examples_pass_strict_mypy(tmp_path: Path, build: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "mypy", *EXAMPLES, "--config-file", settings(tmp_path)],
        capture_output=True, text=True, env={**os.environ, "MYPYPATH": str(build / "python")},
    )  # fmt: skip
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize(
    ("name", "arguments", "says", "leaves"),
    [
        ("change_a_table", ["3500"], "Limits of Disc-brake table, weaker caliper", {"weaker.yaml"}),
        ("own_controller", [], "steps, bed at most at 60", set[str]()),
        ("run_and_plot", ["short"], "greatest traction at L4-L5", {"session.nc", "session.html", "session.png", "spine.png"}),
    ],
)
def test_the_examples_run(
    name: str, arguments: list[str], says: str, leaves: set[str], short_session: Path, build: Path, tmp_path: Path
) -> None:
    words = [str(short_session) if word == "short" else word for word in arguments]
    said = subprocess.run(
        [sys.executable, ROOT / f"bindings/examples/{name}.py", *words], capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(build / "python")},
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert says in said.stdout
    assert {path.name for path in tmp_path.iterdir()} == leaves
