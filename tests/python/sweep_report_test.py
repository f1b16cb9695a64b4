# SPDX-License-Identifier: Apache-2.0
"""The page of a sweep, from Python."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import inversim

pytestmark = pytest.mark.spread


def small(**more: Any) -> Any:
    return inversim.sweep(
        "inversion_5min",
        {"subject.mass_kg": [60.0, 90.0]},
        metrics={"pull": "cuff_pull_max"},
        overrides={"settings.circulation": False, "protocol": [{"rotate": {"to_deg": 30, "rate_deg_per_s": 10}}]},
        **more,
    )


def test_page_of_a_stored_sweep(tmp_path: Path) -> None:
    dataset = small(store=tmp_path / "mass.nc")
    page = inversim.report(dataset)
    assert page == tmp_path / "mass.html"
    text = page.read_text()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    data = json.loads(found[1])
    assert (data["kind"], data["cases"], data["main"]) == ("sweep", 2, ["pull"])
    assert data["axes"][0]["numbers"] == [60.0, 90.0]
    assert data["metrics"][0]["unit"] == "N"
    roles = [source["role"] for source in data["provenance"]["sources"]]
    assert "sweep" in roles and "scenario" in roles
    # the same as of the file itself
    assert inversim.report(tmp_path / "mass.nc", tmp_path / "other.html").read_text() == text


def test_a_session_goes_with_a_measurement(tmp_path: Path) -> None:
    small(store=tmp_path / "mass.nc").close()
    with pytest.raises(inversim.InputError, match="result of a sweep"):
        inversim.report(tmp_path / "mass.nc", beside=tmp_path / "mass.nc")


def test_sweep_that_is_in_no_file() -> None:
    with pytest.raises(inversim.InputError, match="in no file"):
        inversim.report(small())
