# SPDX-License-Identifier: Apache-2.0
"""Normal use, misuse and faults: every scenario of the catalogue meets its expectations, and each of
these fails under the change that changed_models.yaml names."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.spread
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / os.environ.get("INVERSIM_BUILD", "build/release") / "bin" / "inversim"
SCENARIOS = sorted(
    f"{folder}/{file.stem}" for folder in ("catalogue", "equipment") for file in (ROOT / "scenarios" / folder).glob("*.yaml")
)
CHANGED: dict[str, list[list[str]]] = yaml.safe_load((Path(__file__).parent / "changed_models.yaml").read_text())


def expectations(scenario: str, settings: list[str]) -> list[dict[str, Any]]:
    """What a run says of each expectation of a scenario."""
    command = [PROGRAM, "run", ROOT / "scenarios" / f"{scenario}.yaml", "--json"]
    for setting in settings:
        command += ["--set", setting]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode in (0, 1), ran.stderr
    said: list[dict[str, Any]] = json.loads(ran.stdout)["expectations"]
    assert ran.returncode == (0 if all(e["holds"] for e in said) else 1)
    return said


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_scenario_meets_its_expectations(scenario: str) -> None:
    said = expectations(scenario, [])
    assert said
    for e in said:
        print(f"{scenario}: {e['text']}: measured {e['measured']:.4g} {e['unit']}")
    assert all(e["holds"] for e in said), said


@pytest.mark.parametrize(
    ("scenario", "index", "settings"),
    [(name, i, settings) for name, changes in CHANGED.items() for i, settings in enumerate(changes)],
)
def test_expectation_fails_for_a_changed_model(scenario: str, index: int, settings: list[str]) -> None:
    said = expectations(scenario, settings)
    assert not said[index]["holds"], said[index]


def test_every_expectation_has_a_change() -> None:
    for scenario in SCENARIOS:
        expected = yaml.safe_load((ROOT / "scenarios" / f"{scenario}.yaml").read_text())["expect"]
        assert len(CHANGED.get(scenario, [])) == len(expected), scenario
    assert set(CHANGED) == set(SCENARIOS)
