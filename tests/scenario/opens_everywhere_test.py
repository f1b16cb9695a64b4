# SPDX-License-Identifier: Apache-2.0
"""A file that the program wrote opens in xarray, netCDF4, ncdump and h5dump, and holds what it should."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import netCDF4
import numpy as np
import pytest
import xarray as xr

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / os.environ.get("INVERSIM_BUILD", "build/release") / "bin" / "inversim"
FOUR_FORCES = ["weight_axial", "section_axial", "disc_axial", "friction_share"]

TILT = """\
kind: scenario
name: A tilt to 60 degrees
table: disc_brake_125kg
subject: reference_70kg_169cm
spine: adult
circulation: heldt_2004
settings: {hinge_hole: B, start_angle_deg: 0, settle_time_s: 5}
protocol:
  - hold: {duration_s: 1}
  - rotate: {to_deg: 60, rate_deg_per_s: 15}
  - hold: {duration_s: 3}
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tilt")
    scenario, output = folder / "tilt.yaml", folder / "tilt.nc"
    scenario.write_text(TILT)
    ran = subprocess.run([PROGRAM, "run", scenario, "-o", output, "-q"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return output


@pytest.fixture(scope="module")
def dataset(result: Path) -> Iterator[xr.Dataset]:
    with xr.open_dataset(result, engine="h5netcdf") as opened:
        yield opened


def test_xarray_has_25_levels_by_name(dataset: xr.Dataset) -> None:
    levels = [str(level) for level in dataset["level"].values]
    assert len(levels) == len(set(levels)) == 25
    assert levels[0] == "C0-C1" and levels[-1] == "L5-S1"
    # each level begins with the bone at which the one above ends
    bones = [level.split("-") for level in levels]
    assert all(upper[1] == lower[0] for upper, lower in zip(bones, bones[1:], strict=False))


@pytest.mark.parametrize("name", FOUR_FORCES)
def test_no_axial_force_is_constant_in_time(dataset: xr.Dataset, name: str) -> None:
    force = dataset[name]
    assert force.dims == ("time", "level") and force.attrs["units"] == "N"
    assert bool(np.isfinite(force).all())
    # C0-C1 carries 5 kg: tilting changes the force of every level by newtons
    moved = (force.max("time") - force.min("time")).to_series()
    assert (moved > 0.5).all(), moved[moved <= 0.5]


def test_the_four_forces_are_four(dataset: xr.Dataset) -> None:
    for i, one in enumerate(FOUR_FORCES):
        for other in FOUR_FORCES[i + 1 :]:
            assert float(np.abs(dataset[one] - dataset[other]).max()) > 10.0, (one, other)


def test_the_bed_is_at_60_degrees(dataset: xr.Dataset) -> None:
    assert float(np.degrees(dataset["bed_angle"][-1])) == pytest.approx(60, abs=0.5)
    weight = dataset["weight_axial"].sel(level="L4-L5")
    # lying, the weight has hardly a part along the spine
    assert abs(float(weight[0])) < 0.35 * float(weight[-1])


def test_netcdf4_reads_the_same_numbers(result: Path, dataset: xr.Dataset) -> None:
    with netCDF4.Dataset(result) as file:
        assert len(file.dimensions["level"]) == 25
        assert file.variables["section_axial"].units == "N"
        for name in FOUR_FORCES:
            read = np.asarray(file.variables[name][:])
            assert read.tobytes() == dataset[name].values.tobytes()
        assert list(file.variables["level"][:]) == list(dataset["level"].values)
        assert set(file.groups) >= {"summary", "wall"}
        assert float(file.groups["summary"]["bed_angle_max"][...]) == pytest.approx(60, abs=0.5)


def test_ncdump_shows_dimensions_and_units(result: Path, dataset: xr.Dataset) -> None:
    header = subprocess.run(["ncdump", "-h", result], capture_output=True, text=True, check=True).stdout
    assert re.search(r"\blevel = 25 ;", header)
    assert re.search(rf"\btime = UNLIMITED ; // \({dataset.sizes['time']} currently\)", header)
    for name in FOUR_FORCES:
        assert f"float {name}(time, level) ;" in header
        assert f'{name}:units = "N" ;' in header


def test_h5dump_shows_the_datasets(result: Path, dataset: xr.Dataset) -> None:
    header = subprocess.run(["h5dump", "-H", result], capture_output=True, text=True, check=True).stdout
    for name in FOUR_FORCES:
        shape = re.search(rf'DATASET "{name}" \{{.*?SIMPLE \{{ \( (\d+), (\d+) \)', header, re.S)
        assert shape and shape.groups() == (str(dataset.sizes["time"]), "25")
