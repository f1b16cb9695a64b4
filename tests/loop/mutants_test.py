# SPDX-License-Identifier: Apache-2.0
"""The suite can fail: each controller that is broken on purpose is caught by the cases that are to catch it."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from built import REFERENCE, ROOT, inversim, library, listed

pytestmark = pytest.mark.spread
SUITES = ("tests/hil/faults.yaml", "tests/hil/boundaries.yaml", "tests/hil/link.yaml")
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


def some() -> list[Any]:
    """All of them, every third in each run of the tests and the others before a release."""
    others = pytest.mark.campaign
    return [pytest.param(m, id=m["name"], marks=[others] if n % 3 else []) for n, m in enumerate(MUTANTS)]


@pytest.mark.parametrize("mutant", some())
def test_mutant_is_caught(mutant: dict[str, Any], tmp_path: Path) -> None:
    controller = broken(mutant, tmp_path)
    caught = set()
    for suite in SUITES:
        cases = [case for case in mutant["caught_by"] if case in listed(suite)]
        if not cases:
            continue
        ran = inversim("hil", suite, "--controller", controller, "-q", "--only", *cases)
        assert ran.returncode == 1, ran.stdout + ran.stderr
        caught |= set(re.findall(r"^  FAIL +(\S+)", ran.stdout, re.M))
    assert caught == set(mutant["caught_by"])


def test_there_are_enough() -> None:
    assert len({m["name"] for m in MUTANTS}) == len(MUTANTS) >= 8


def test_every_case_is_failed_by_some_mutant() -> None:
    """That the reference controller passes them all is for suite_test.py."""
    cases = [case for suite in SUITES for case in listed(suite)]
    assert len(cases) == len(set(cases)) >= 40
    assert {case for m in MUTANTS for case in m["caught_by"]} == set(cases)
