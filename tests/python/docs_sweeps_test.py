# SPDX-License-Identifier: Apache-2.0
"""The examples of docs/sweeps.md and the ten lines of README.md run as they stand."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("matplotlib").use("Agg")
pytestmark = pytest.mark.spread

ROOT = Path(__file__).resolve().parents[2]


def _sections(page: str) -> dict[str, str]:
    """Code of each section of a page."""
    code = {}
    for title, body in re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", page, re.M | re.S):
        code[title] = "\n".join(re.findall(r"^```python\n(.*?)^```", body, re.M | re.S))
    return code


@pytest.fixture(scope="module")
def page() -> dict[str, str]:
    return _sections((ROOT / "docs/sweeps.md").read_text())


def test_a_population(page: dict[str, str]) -> None:
    space: dict[str, Any] = {}
    exec(compile(page["Populations"], "docs/sweeps.md", "exec"), space)
    pull = space["ds"]["pull"]
    assert pull.sizes == {"case": 16} and bool((pull > 200).all())


def test_a_sensitivity(page: dict[str, str]) -> None:
    pytest.importorskip("SALib")
    space: dict[str, Any] = {}
    # it takes the import of the section before
    exec(compile("import inversim\n" + page["Sensitivity"], "docs/sweeps.md", "exec"), space)
    assert space["ds"].sizes == {"case": 4 * (3 + 2)}
    assert np.isfinite(space["found"]["ST"]).all()


def test_ten_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [code] = [c for c in re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(), re.M | re.S) if "sweep" in c]
    assert len(code.splitlines()) == 10
    space: dict[str, Any] = {}
    exec(compile(code, "README.md", "exec"), space)
    ds = space["ds"]
    assert not ds["failed"].any()
    # further and longer is more of both, and lying is neither
    assert bool((ds["spacing"].diff("angle") > 0).all()) and bool((ds["spacing"].diff("hold") > 0).all())
    assert bool((ds["eye"].diff("angle") > 0).all())
    assert (tmp_path / "angle_and_duration.png").stat().st_size > 10_000
