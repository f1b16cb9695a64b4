# SPDX-License-Identifier: Apache-2.0
"""What the report page works out in C++ and the package in Python of one run: the same numbers."""

import json
import re
from pathlib import Path
from typing import Any

import inversim
import numpy as np
import pytest
import xarray as xr
from inversim import _core
from inversim.friction import _loop
from inversim.ladder import RUNGS

THERE_AND_BACK = """\
kind: scenario
name: Down and back
table: disc_brake_125kg
subject: reference_70kg_169cm
spine: adult
circulation: heldt_2004
settings: {start_angle_deg: 0, settle_time_s: 2}
protocol:
  - hold: {duration_s: 0.5}
  - rotate: {to_deg: 25, rate_deg_per_s: 10}
  - hold: {duration_s: 1}
  - rotate: {to_deg: 0, rate_deg_per_s: 10}
record: {rate_Hz: 50, precision: double}
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> xr.Dataset:
    folder = tmp_path_factory.mktemp("twins")
    scenario = folder / "there_and_back.yaml"
    scenario.write_text(THERE_AND_BACK)
    return inversim.run(scenario, output=folder / "there_and_back.nc")


@pytest.fixture(scope="module")
def page(result: xr.Dataset) -> Any:
    """The data of the report page."""
    text = inversim.report(result).read_text()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found is not None
    return json.loads(found[1])


def test_the_ladder(result: xr.Dataset, page: Any) -> None:
    ladder = inversim.pressure_ladder(result, every_deg=2)
    lines = page["ladder"]["lines"]
    assert page["ladder"]["unit"] == ladder["map_heart"].attrs["units"]
    assert [line["legend"] for line in lines] == [RUNGS[str(name)] for name in ladder.data_vars]
    for line, name in zip(lines, ladder.data_vars, strict=True):
        # the page draws each mean at the mean angle of its step, the package at the step's middle
        np.testing.assert_allclose(line["a"], ladder["angle"], atol=1.005)
        np.testing.assert_allclose(line["y"], ladder[name], atol=0.00501)
    assert len(lines) == len(RUNGS) and ladder.sizes["angle"] > 10


def test_traction_down_and_back(result: xr.Dataset, page: Any) -> None:
    loop = _loop(result).sel(level="L4-L5")
    lines = {line["legend"]: line for line in page["traction"]["lines"]}
    for direction, legend in (("down", "going down"), ("back", "coming back")):
        section = loop["section_axial"].sel(direction=direction).dropna("angle")
        np.testing.assert_allclose(lines[legend]["a"], section["angle"], atol=0.505)
        np.testing.assert_allclose(lines[legend]["y"], section, atol=0.0501)
        assert section.sizes["angle"] > 20
    weight = loop["weight_axial"].sel(direction="down").dropna("angle")
    np.testing.assert_allclose(lines["weight cranial to the level"]["y"], weight, atol=0.0501)


def csv_of(folder: Path, header: str, time: Any, *columns: Any) -> Path:
    rows = "".join(",".join(f"{x:.9g}" for x in row) + "\n" for row in zip(time, *columns, strict=True))
    path = folder / "rig.csv"
    path.write_text(f"{header}\n{rows}")
    return path


def test_a_measurement_over_it(result: xr.Dataset, tmp_path: Path) -> None:
    time = np.arange(-1.0, 7.0, 0.0137)
    angle = 20 * np.sin(0.4 * time) ** 2
    pressure = 90 + 3 * np.cos(3 * time)
    speed = 0.01 * np.sin(time)
    header = "time_s,bed_angle_deg,map_heart_mmHg,bed_rate_rad_per_s"
    path = csv_of(tmp_path, header, time, angle, pressure, speed)
    offset = 0.3
    measured = inversim.read_measured(path)
    compared = inversim.compare(result, measured, offset)
    drawn = _core.report(result.encoding["source"], tmp_path / "page.html", path, offset, [], None)
    assert [line[0] for line in drawn] == list(compared["channel"].values)
    for channel, unit, rms, mean, largest, at in drawn:
        of = compared.sel(channel=channel)
        shown, factor = _core.shown_unit(str(of["channel_units"].item()))
        assert unit == shown
        for ours, theirs in ((rms, of["rms"]), (mean, of["bias"]), (largest, of["largest"])):
            assert ours == pytest.approx(float(theirs) * factor, rel=1e-9), channel
        residual = compared[channel].sel(source="residual")
        assert at == float(residual["time"][int(np.abs(residual.values).argmax())])
    assert [line[1] for line in drawn] == ["deg", "mmHg", "deg/s"]


def test_what_does_not_fit_is_said_in_the_same_words(short_session: Path, tmp_path: Path) -> None:
    few = inversim.run(short_session, {"record.signals": ["bed_angle"]}, output=tmp_path / "few.nc")
    for header, offset in (("time_s,bed_angle_deg", 100.0), ("time_s,map_heart_mmHg", 0.0)):
        path = csv_of(tmp_path, header, [0.0, 0.5, 1.0], [0.0, 1.0, 2.0])
        with pytest.raises(inversim.InputError) as ours:
            inversim.compare(few, inversim.read_measured(path), offset)
        with pytest.raises(inversim.InputError) as theirs:
            inversim.report(few, tmp_path / "page.html", measured=path, offset=offset)
        assert str(ours.value) in str(theirs.value)
