# SPDX-License-Identifier: Apache-2.0
"""The suite can fail: each controller that is broken on purpose is caught by the cases that are to catch it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from built import REFERENCE, ROOT, inversim, library

MUTANTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/loop/mutants.yaml").read_text())


def broken(mutant: dict[str, Any], folder: Path) -> Path:
    """The reference controller with the mutant's changes, each of which must apply once."""
    sources = folder / "sources"
    shutil.copytree(REFERENCE, sources)
    for file, old, new in [[mutant["file"], *mutant["change"]], *mutant.get("also", [])]:
        text = (sources / file).read_text()
        assert text.count(old) == 1, f"{mutant['name']}: {file}: {old!r} is there {text.count(old)} times"
        (sources / file).write_text(text.replace(old, new))
    return library(sorted(sources.glob("*.c")), folder / f"{mutant['name']}.so")


@pytest.mark.parametrize("mutant", MUTANTS, ids=[m["name"] for m in MUTANTS])
def test_mutant_is_caught(mutant: dict[str, Any], tmp_path: Path) -> None:
    controller = broken(mutant, tmp_path)
    for case in mutant["caught_by"]:
        good = inversim("hil", "tests/hil/faults.yaml", "--only", case)
        assert good.returncode == 0, good.stdout
        caught = inversim("hil", "tests/hil/faults.yaml", "--only", case, "--controller", controller)
        assert caught.returncode == 1, f"{case}: {caught.stdout}{caught.stderr}"


def test_there_are_enough() -> None:
    assert len({m["name"] for m in MUTANTS}) == len(MUTANTS) >= 8
