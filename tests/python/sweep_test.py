# SPDX-License-Identifier: Apache-2.0
"""Sweeps from Python: designs, metrics, the file, failures, resuming, threads, and a cluster."""

import subprocess
import sys
from pathlib import Path

import h5py
import netCDF4
import numpy as np
import pytest
import xarray as xr

import inversim

pytestmark = pytest.mark.spread

SESSION = """\
kind: scenario
name: A short tilt
table: disc_brake_125kg
subject: reference_70kg_169cm
spine: adult
circulation: heldt_2004
settings: {hinge_hole: B, settle_time_s: 2, solver: quasi_static}
protocol:
  - rotate: {to_deg: 30, rate_deg_per_s: 10}
  - hold: {duration_s: 10}
"""
ANGLE = inversim.Axis([10, 20, 30], paths=["protocol.1.rotate.to_deg"])
TRACTION = inversim.Metric("section_axial", at="L4-L5")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sweep") / "tilt.yaml"
    path.write_text(SESSION)
    return path


@pytest.fixture(scope="module")
def grid(session: Path) -> xr.Dataset:
    return inversim.sweep(
        session,
        {"angle": ANGLE, "subject.mass_kg": [60, 70, 80]},
        metrics={
            "traction": TRACTION,
            "heights": inversim.Metric("disc_height_change", statistic="max", unit="mm"),
            "peak": "peak_traction",
        },
        traces=["bed_angle"],
        every_s=1,
        until_s=10,
    )


def test_a_grid_has_its_axes_as_dimensions(grid: xr.Dataset) -> None:
    assert dict(grid.sizes) == {"angle": 3, "subject.mass_kg": 3, "level": 25, "time": 11}
    assert grid["subject.mass_kg"].attrs["units"] == "kg"
    assert grid["angle"].attrs["paths"] == "protocol.1.rotate.to_deg"
    assert grid["traction"].attrs["units"] == "N" and grid["heights"].attrs["units"] == "mm"
    assert grid["traction"].attrs["status"]
    traction = grid["traction"]
    assert (traction.diff("angle") > 0).all()
    assert not grid["failed"].any()
    np.testing.assert_allclose(np.degrees(grid["trace_bed_angle"].isel(time=-1)[:, 0]), [10, 20, 30], atol=1e-9)


def test_a_case_is_the_run_of_the_same_values(grid: xr.Dataset, session: Path) -> None:
    run = inversim.run(session, {"protocol.1.rotate.to_deg": 20, "subject.mass_kg": 80})
    case = grid.sel({"angle": 20, "subject.mass_kg": 80})
    assert float(run["section_axial"].sel(level="L4-L5")[-1]) == float(case["traction"])
    assert float(run["figure_value"].sel(figure="peak_traction")) == float(case["peak"])
    heights = 1e3 * run["disc_height_change"].max("time")
    np.testing.assert_array_equal(heights, case["heights"])


def test_threads_do_not_change_a_bit(grid: xr.Dataset, session: Path) -> None:
    again = inversim.sweep(
        session,
        {"angle": ANGLE, "subject.mass_kg": [60, 70, 80]},
        metrics={"traction": TRACTION},
        workers=1,
    )
    np.testing.assert_array_equal(again["traction"], grid["traction"])


def test_points_and_tables(session: Path) -> None:
    points = inversim.sweep(
        session,
        {"subject.mass_kg": (60, 90), "settings.friction": (0.1, 0.5)},
        design="sobol",
        cases=8,
        metrics={"traction": TRACTION},
    )
    assert dict(points.sizes) == {"case": 8}
    assert sorted(np.floor((points["subject.mass_kg"].values - 60) / 30 * 8)) == list(range(8))
    table = inversim.sweep(
        session,
        cases={
            "subject.mass_kg": points["subject.mass_kg"].values,
            "settings.friction": points["settings.friction"].values,
        },
        metrics={"traction": TRACTION},
    )
    np.testing.assert_array_equal(table["traction"], points["traction"])
    people = inversim.sweep(
        session, cases={"subject": ["man_75kg_175cm", "woman_60kg_163cm"]}, metrics=["cuff_pull_max"]
    )
    assert list(people["subject"].values) == ["man_75kg_175cm", "woman_60kg_163cm"]
    assert people["cuff_pull_max"][0] > people["cuff_pull_max"][1]


def test_a_case_that_fails_says_why(session: Path) -> None:
    ds = inversim.sweep(
        session,
        {"angle": inversim.Axis([20, 100], paths=["protocol.1.rotate.to_deg"])},
        metrics={"traction": TRACTION},
    )
    assert list(ds["failed"].values) == [0, 1]
    assert np.isnan(ds["traction"][1]) and "100" in str(ds["failure"][1].values)


@pytest.mark.parametrize(
    ("over", "more", "said"),
    [
        ({"subject.mas_kg": [60]}, {}, "mass_kg"),
        ({"subject.mass_kg": [6000]}, {}, "300"),
        ({"subject.mass_kg": [[60]]}, {}, "no list"),
        ({"subject.mass_kg": [60]}, {"metrics": ["peak_tracton"]}, "peak_traction"),
        ({"subject.mass_kg": (60, 70)}, {"design": "sobol"}, "cases"),
        ({"subject.mass_kg": [60, 70, 80]}, {"design": "sobol", "cases": 4}, "low, high"),
        ({"subject.mass_kg": [60]}, {"traces": ["pulse"]}, "pulse"),
    ],
)
def test_what_is_wrong_is_said(session: Path, over: dict, more: dict, said: str) -> None:
    with pytest.raises(inversim.InputError, match=said):
        inversim.sweep(session, over, **more)


def test_the_file_opens_everywhere(session: Path, tmp_path: Path) -> None:
    store = tmp_path / "sweep.nc"
    told: list[tuple[int, int, int]] = []
    with inversim.sweep(
        session,
        {"angle": ANGLE},
        metrics={"traction": TRACTION, "heights": inversim.Metric("disc_height_change")},
        store=store,
        progress=lambda *at: told.append(at),
    ) as ds:
        traction = ds["traction"].values
    assert told == [(3, 3, 0)]
    with xr.open_dataset(store, engine="h5netcdf") as ds:
        np.testing.assert_array_equal(ds["traction"], traction)
        assert ds["heights"].sel(level="L4-L5").shape == (3,)
        assert "scenario_text" in ds.attrs and "sweep_text" in ds.attrs
    with h5py.File(store) as file:
        np.testing.assert_array_equal(file["traction"], traction)
    with netCDF4.Dataset(store) as file:
        np.testing.assert_array_equal(file["traction"][:], traction)
        assert file["traction"].units == "N" and file["traction"].dimensions == ("angle",)
        assert list(file["level"][23:]) == ["L4-L5", "L5-S1"]
    said = subprocess.run(["h5dump", "-H", store], capture_output=True, text=True, check=True).stdout
    assert "traction" in said
    # it is there: nothing is computed again, and nothing else is written over it
    told.clear()
    inversim.sweep(
        session,
        {"angle": ANGLE},
        metrics={"traction": TRACTION, "heights": inversim.Metric("disc_height_change")},
        store=store,
        progress=lambda *at: told.append(at),
    ).close()
    assert told == []
    with pytest.raises(OSError, match="not the result of this sweep"):
        inversim.sweep(session, {"angle": ANGLE}, metrics=["peak_traction"], store=store)


def test_the_program_does_the_same(session: Path, program: Path, tmp_path: Path, grid: xr.Dataset) -> None:
    (tmp_path / "mine.yaml").write_text(f"""\
kind: sweep
name: mine
scenario: {session}
axes:
  - {{label: angle, path: protocol.1.rotate.to_deg, values: [10, 20, 30]}}
  - {{path: subject.mass_kg, low: 60, high: 80, count: 3}}
metrics:
  - {{name: traction, signal: section_axial, at: L4-L5}}
""")
    output = tmp_path / "mine.nc"
    done = subprocess.run(
        [program, "sweep", tmp_path / "mine.yaml", "-o", output], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "9 of them computed now" in done.stdout
    with inversim.load_sweep(output) as ds:
        np.testing.assert_array_equal(ds["traction"], grid["traction"])
    same = inversim.sweep(tmp_path / "mine.yaml")
    np.testing.assert_array_equal(same["traction"], grid["traction"])


RUN = """
import sys
sys.path.insert(0, sys.argv[1])
import inversim
def told(done, total, failed):
    print(done, flush=True)
inversim.sweep(sys.argv[2], {"subject.mass_kg": [60 + 0.1 * i for i in range(160)]},
    metrics={"traction": inversim.Metric("section_axial", at="L4-L5")},
    store=sys.argv[3], workers=2, progress=told)
"""


def test_a_killed_sweep_goes_on(session: Path, build: Path, tmp_path: Path) -> None:
    over = {"subject.mass_kg": [60 + 0.1 * i for i in range(160)]}
    metrics = {"traction": TRACTION}
    whole = inversim.sweep(session, over, metrics=metrics)
    store = tmp_path / "killed.nc"
    committed: list[str] = []
    for _ in range(2):
        child = subprocess.Popen(
            [sys.executable, "-c", RUN, build / "python", session, store], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()
        child.kill()
        child.wait()
        child.stdout.close()
        diary = Path(f"{store}.parts/diary").read_text().splitlines()
        committed = [line.split()[2] for line in diary]
        assert len(set(committed)) == len(committed) >= 1
    assert not store.exists()
    told: list[int] = []
    with inversim.sweep(
        session, over, metrics=metrics, store=store, progress=lambda done, *_: told.append(done)
    ) as ds:
        np.testing.assert_array_equal(ds["traction"], whole["traction"])
    assert len(told) == 5 - len(committed)


def test_ctrl_c_keeps_what_is_committed(session: Path, tmp_path: Path) -> None:
    over = {"subject.mass_kg": [60 + 0.1 * i for i in range(96)]}

    def told(done: int, total: int, failed: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inversim.sweep(session, over, metrics={"traction": TRACTION}, store=tmp_path / "x.nc", progress=told)
    parts = list((tmp_path / "x.nc.parts").glob("batch_*.nc"))
    assert 1 <= len(parts) < 3


def test_a_cluster_that_loses_a_worker(session: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    over = {"subject.mass_kg": [60 + 0.1 * i for i in range(256)]}
    metrics = {"traction": TRACTION}
    whole = inversim.sweep(session, over, metrics=metrics)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        killed: list[int] = []

        def told(done: int, total: int, failed: int) -> None:
            if done >= 64 and not killed:
                killed.append(done)
                worker = next(iter(cluster.workers.values()))
                worker.process.process.kill()

        store = tmp_path / "cluster.nc"
        with inversim.sweep(session, over, metrics=metrics, store=store, client=client, progress=told) as ds:
            np.testing.assert_array_equal(ds["traction"], whole["traction"])
        assert killed
