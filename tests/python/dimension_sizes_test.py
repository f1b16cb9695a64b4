# SPDX-License-Identifier: Apache-2.0
"""Sizes of dimensions: asked for once in a file that is only read, each time in one that may grow."""

from pathlib import Path

import h5netcdf
import h5netcdf.dimensions
import pytest

import inversim

assert inversim.__version__  # importing it is what lets h5netcdf keep sizes
pytestmark = pytest.mark.spread


def grown(path: Path) -> None:
    with h5netcdf.File(path, "w") as file:
        file.dimensions = {"time": None}
        file.create_variable("time", ("time",), float)
        file.create_variable("value", ("time",), float)
        assert file.dimensions["time"].size == 0
        file.resize_dimension("time", 7)
        assert file.dimensions["time"].size == 7


def test_a_file_that_is_read_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(tmp_path / "a.nc")
    with h5netcdf.File(tmp_path / "a.nc", "r") as file:
        time = file.dimensions["time"]
        assert time.size == 7 and file.variables["value"].shape == (7,)

        def again(_: object) -> int:
            raise AssertionError("asked again")

        monkeypatch.setattr(h5netcdf.dimensions.Dimension, "__len__", again)
        assert time.size == 7
