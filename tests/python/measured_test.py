# SPDX-License-Identifier: Apache-2.0
"""A measured CSV: what is read, what is refused and where, and how it lies over a run."""

from pathlib import Path

import inversim
import matplotlib as mpl
import numpy as np
import pytest
import xarray as xr

DEGREE = np.pi / 180
GOOD = "time_s,bed_angle_deg\n0,0\n0.1,1\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "rig.csv"
    path.write_text(text)
    return path


def test_units_and_places_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "# rig 3, Tuesday\ntime_ms; bed_angle_deg ;\"bed_rate_rpm\";foot_force[head end left]_lbf;muscle_effort\n"
        "\n0;90;1;100;0.5\n# a remark\n250;-45;2;200;0.25\n",
    )
    got = inversim.read_measured(path)
    assert list(got.data_vars) == ["bed_angle", "bed_rate", "foot_force[head end left]", "muscle_effort"]
    np.testing.assert_allclose(got["time"], [0.0, 0.25])
    np.testing.assert_allclose(got["bed_angle"], [np.pi / 2, -np.pi / 4])
    np.testing.assert_allclose(got["bed_rate"], [np.pi / 30, np.pi / 15])
    np.testing.assert_allclose(got["foot_force[head end left]"], [444.82216152605, 889.6443230521])
    assert got["bed_rate"].attrs["units"] == "rad s-1"
    assert got["foot_force[head end left]"].attrs["label"] == "head end left"
    assert got.attrs["source"] == str(path)


def test_columns_of_a_logger_are_renamed_and_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "t\tEnc\tNote\n0\t1\tstart\n1\t2\tstop\n")
    got = inversim.read_measured(path, {"t": "time_s", "Enc": "bed_angle_deg", "Note": None})
    np.testing.assert_allclose(got["bed_angle"], [DEGREE, 2 * DEGREE])
    with pytest.raises(inversim.InputError, match="no such column.*did you mean 'Enc'"):
        inversim.read_measured(path, {"t": "time_s", "Encc": "bed_angle_deg"})


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("time_s,bed_angel_deg\n0,0\n1,1\n", 1, 8, "unknown signal 'bed_angel.*did you mean 'bed_angle'"),
        ("time_s,bed_angle_N\n0,0\n1,1\n", 1, 8, "the unit 'N', expected 'bed_angle' with one of _rad, _deg"),
        ("time_s,bed_angle\n0,0\n1,1\n", 1, 8, "no unit, expected 'bed_angle' with one of"),
        ("time_s,foot_force_N\n0,0\n1,1\n", 1, 8, "no foot, expected .*head end left"),
        ("time_s,foot_force[head]_N\n0,0\n1,1\n", 1, 8, "'head', expected .*head end left"),
        ("time_s,bed_angle[left]_deg\n0,0\n1,1\n", 1, 8, "without a place"),
        ("time_s,bed_angle_deg,bed_angle_rad\n0,0,0\n1,1,1\n", 1, 22, "a second time"),
        ("time_s,time_ms,bed_angle_deg\n0,0,0\n1,1,1\n", 1, 8, "a second column of time"),
        ("bed_angle_deg\n0\n1\n", 1, 0, "no column of time"),
        ("time_s\n0\n1\n", 1, 0, "no column but time"),
        (GOOD + "0.2,nan\n", 4, 5, "'nan', expected a finite number"),
        (GOOD + "0.2,inf\n", 4, 5, "'inf', expected a finite number"),
        (GOOD + "0.2, x1\n", 4, 6, "'x1', expected a finite number"),
        (GOOD + "0.2,\n", 4, 5, "nothing, expected a finite number"),
        (GOOD + "0.2\n", 4, 0, "1 fields, expected 2"),
        (GOOD + "0.1,2\n", 4, 1, "0.1, expected a time after 0.1"),
        (GOOD + "0.05,2\n", 4, 1, "0.05, expected a time after 0.1"),
        ("time_s;bed_angle_deg\n0;0\n1;0,5\n", 3, 3, "'0,5'.*the decimal sign is a point"),
        ("time_s,bed_angle_deg\n0,0\n", 1, 0, "1 rows, expected two rows or more"),
        ("", 1, 0, "nothing, expected a line that names the columns"),
        ("# only a remark\n", 1, 0, "nothing, expected a line that names the columns"),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, line: int, column: int, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(inversim.InputError, match=said) as caught:
        inversim.read_measured(path)
    found = caught.value.diagnostics[0]
    assert (found.file, found.line, found.column) == (str(path), line, column)
    assert str(caught.value).startswith(f"{path}:{line}")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(inversim.InputError) as caught:
        inversim.read_measured(written(tmp_path, GOOD + "0.2,a\n0.3,b\n"))
    assert [d.line for d in caught.value.diagnostics] == [4, 5]
    with pytest.raises(FileNotFoundError):
        inversim.read_measured(tmp_path / "none.csv")


def ramp(offset: float = 0.0) -> xr.Dataset:
    """Stands for a run: an angle and forces with the names of a run's."""
    time = np.arange(0, 10.001, 0.01)
    hump = np.exp(-((time - 4 - offset) ** 2))
    return xr.Dataset(
        {
            "bed_angle": ("time", hump, {"units": "rad"}),
            "foot_force": (("time", "foot"), np.stack([hump, 2 * hump], axis=1), {"units": "N"}),
        },
        {"time": time, "foot": ["head end left", "head end right"]},
    )


def measured(tmp_path: Path, shift: float, first: float = 2.0, last: float = 7.0) -> xr.Dataset:
    """The ramp as a logger saw it whose clock began `shift` after the run's."""
    time = np.arange(first, last, 0.013)
    angle = np.exp(-((time - 4) ** 2))
    rows = "".join(f"{t - shift:.9f},{a / DEGREE:.9f},{2 * a + 0.5:.9f}\n" for t, a in zip(time, angle, strict=True))
    return inversim.read_measured(
        written(tmp_path, f"time_s,bed_angle_deg,foot_force[head end right]_N\n{rows}")
    )


def test_residuals_and_their_statistics(tmp_path: Path) -> None:
    got = inversim.compare(ramp(), measured(tmp_path, 0.0))
    force = got["foot_force[head end right]"]
    np.testing.assert_allclose(force.sel(source="residual"), 0.5, atol=1e-4)
    np.testing.assert_allclose(
        force.sel(source="measured") - force.sel(source="simulated"), force.sel(source="residual"), atol=1e-12
    )
    of = got.sel(channel="foot_force[head end right]")
    assert float(of["bias"]) == pytest.approx(0.5, abs=1e-4)
    assert float(of["rms"]) == pytest.approx(0.5, abs=1e-4)
    assert float(of["largest"]) == pytest.approx(0.5, abs=1e-3)
    assert abs(float(got["rms"].sel(channel="bed_angle"))) < 1e-4
    assert list(got["channel_units"].values) == ["rad", "N"]


@pytest.mark.parametrize("shift", [-3.21, 0.0, 1.777])
def test_the_clock_is_found(tmp_path: Path, shift: float) -> None:
    got = inversim.compare(ramp(), measured(tmp_path, shift), "find")
    assert got.attrs["offset_s"] == pytest.approx(shift, abs=1e-3)
    given = inversim.compare(ramp(), measured(tmp_path, shift), shift)
    assert float(given["rms"].sel(channel="bed_angle")) < 1e-4


def test_what_is_outside_of_the_run_is_left_out(tmp_path: Path) -> None:
    got = inversim.compare(ramp(), measured(tmp_path, -5.0), 0.0)  # 7 .. 12 s
    assert float(got["time"][0]) >= 7.0 and float(got["time"][-1]) <= 10.0 and got.sizes["time"] > 200
    with pytest.raises(inversim.InputError, match="does not lie over"):
        inversim.compare(ramp(), measured(tmp_path, 0.0), 20.0)


def test_what_was_not_recorded_is_named(tmp_path: Path) -> None:
    with pytest.raises(inversim.InputError, match="no foot_force.*record.signals"):
        inversim.compare(ramp()[["bed_angle"]], measured(tmp_path, 0.0))


def test_it_is_drawn(tmp_path: Path) -> None:
    mpl.use("agg")
    figure = inversim.plot_comparison(inversim.compare(ramp(), measured(tmp_path, 0.0)))
    labels = [axes.get_ylabel() for axes in figure.axes]
    assert labels[0] == "bed_angle, deg" and labels[2] == "foot_force[head end right], N"
    above = figure.axes[0].lines[0].get_ydata()
    assert np.max(np.asarray(above)) == pytest.approx(1 / DEGREE, abs=0.1)
