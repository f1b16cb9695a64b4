# SPDX-License-Identifier: Apache-2.0
"""The pressure ladder of a result."""

import numpy as np
import pytest
import xarray as xr

import inversim


def made_up() -> xr.Dataset:
    angle = np.radians(np.linspace(0, 60, 601))
    return xr.Dataset(
        {
            "bed_angle": ("time", angle),
            "map_heart": ("time", np.full(601, 90 * 133.322387415)),
            "map_eye": ("time", (90 + 20 * np.sin(angle)) * 133.322387415),
        },
        coords={"time": np.arange(601.0)},
    )


def test_means_over_steps_of_the_angle() -> None:
    ladder = inversim.pressure_ladder(made_up())
    assert list(ladder.data_vars) == ["map_heart", "map_eye"]
    np.testing.assert_allclose(ladder["map_heart"], 90)
    expected = 90 + 20 * np.sin(np.radians(31))
    assert ladder["map_eye"].sel(angle=31).item() == pytest.approx(expected, abs=0.02)
    assert ladder["map_eye"].attrs["units"] == "mmHg"


def test_a_result_without_pressures_is_refused() -> None:
    with pytest.raises(ValueError, match="no pressures"):
        inversim.pressure_ladder(made_up()[["bed_angle"]])


def test_it_is_drawn() -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    axes = inversim.plot_pressure_ladder(made_up())
    assert [line.get_label() for line in axes.lines] == ["arterial, heart", "arterial, eye"]
