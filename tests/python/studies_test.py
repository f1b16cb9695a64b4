# SPDX-License-Identifier: Apache-2.0
"""inversim.validate, limits and report: what the program says, without the program."""

import json
import subprocess
from pathlib import Path

import inversim
import numpy as np
import pytest
import xarray as xr

ROWS = """kind: validation
name: Two looks at a short tilt
source: of this test
rows:
  - {{name: angle, study: A, what: where the bed ends, role: tested, scenario: {scenario}, signal: bed_angle,
     statistic: last, unit: deg, measured: 30, low: 29, high: 31, status: assumed, source: chosen}}
  - {{name: missed, study: B, what: the same and wrong, role: tested, scenario: {scenario}, signal: bed_angle,
     statistic: max, unit: deg, measured: 10, low: 9, high: 11, status: assumed, source: chosen}}
  - {{name: force, study: C, what: without a band, role: reported, scenario: {scenario}, signal: section_axial,
     at: L4-L5, statistic: max, unit: N, status: assumed, source: chosen}}
"""


@pytest.fixture(scope="module")
def rows(short_session: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "rows.yaml"
    path.write_text(ROWS.format(scenario=short_session))
    return path


def test_rows_as_the_program_has_them(rows: Path, program: Path) -> None:
    told: list[tuple[float, str]] = []
    ds = inversim.validate(data=rows, progress=lambda share, scenario: told.append((share, scenario)))
    said = subprocess.run([program, "validate", "--data", rows, "--json"], capture_output=True, text=True)
    assert said.returncode == 1, said.stderr
    answer = json.loads(said.stdout)
    assert list(ds["row"].values) == ["angle", "missed", "force"]
    for k, row in enumerate(answer["rows"]):
        for name, value in row.items():
            np.testing.assert_equal(ds[name].values[k], np.nan if value is None else value)
    assert set(answer["rows"][0]) | {"verdict"} == {str(name) for name in ds.variables}
    assert list(ds["verdict"].values) == ["inside", "OUTSIDE", ""]
    assert ds.attrs == {"parameters": answer["parameters"], "outside": 1}
    assert len(told) == 1 and told[0][0] == 0.0
    model = inversim.models.read(rows)
    xr.testing.assert_identical(inversim.validate(model), ds)


def test_a_set_that_is_not_there_is_told() -> None:
    with pytest.raises(inversim.InputError, match=r"circulaton: found no such file.*did you mean 'circulation'\?"):
        inversim.validate("circulaton")
    with pytest.raises(inversim.InputError, match="expected a validation file"):
        inversim.validate(inversim.models.read("disc_brake_125kg"))


@pytest.fixture(scope="module")
def few_criteria() -> inversim.models.Model:
    """Criteria that a bed at rest and a slip of the brake decide: seconds."""
    criteria = inversim.models.read("table_limits")
    names = ("hold_set_right", "clamp_4x", "tipping_static")
    criteria["criteria"] = [one for one in criteria["criteria"] if one["name"] in names]
    assert len(criteria["criteria"]) == 3
    return criteria


def test_limits_as_the_program_writes_them(
    few_criteria: inversim.models.Model, program: Path, tmp_path: Path
) -> None:
    criteria, file, page = tmp_path / "few.yaml", tmp_path / "limits.nc", tmp_path / "limits.html"
    few_criteria.save(criteria)
    told: list[str] = []
    ds = inversim.limits(
        "disc_brake_125kg", few_criteria, quick=True, heights_cm=[150, 175], masses_kg=[75, 125],
        output=tmp_path / "own.nc", report=page, progress=told.append,
    )  # fmt: skip
    subprocess.run(
        [program, "limits", "disc_brake_125kg", "--criteria", criteria, "--quick", "--heights", "150,175",
         "--masses", "75,125", "-o", file],
        capture_output=True,
    )  # fmt: skip
    with xr.open_dataset(file, engine="h5netcdf", phony_dims="access") as stored:
        differ = {"wall_time_s"}
        assert {k: v for k, v in ds.attrs.items() if k not in differ} == {
            k: v for k, v in stored.attrs.items() if k not in differ
        }
        xr.testing.assert_equal(ds, stored.load())
    assert (tmp_path / "own.nc").exists() and "<html" in page.read_text()
    assert told[0] == "hold_set_right" and "maps" in told
    assert ds["user_height"].values.tolist() == [1.5, 1.75]


def test_a_weaker_table_holds_less(few_criteria: inversim.models.Model) -> None:
    table = inversim.models.read("disc_brake_125kg")
    usual = inversim.limits(table, few_criteria, quick=True, heights_cm=[175], masses_kg=[75])
    table["brake.clamp_force_N"] = 2100
    weak = inversim.limits(table, few_criteria, quick=True, heights_cm=[175], masses_kg=[75])
    ratio = weak.attrs["slip_torque_Nm"] / usual.attrs["slip_torque_Nm"]
    assert ratio == pytest.approx(0.5, rel=0.02)
    assert float(weak["capacity"].sel(criterion="hold_set_right")) < float(usual["capacity"].sel(criterion="hold_set_right"))
    assert weak.attrs["table_text"] == table.text and "changed in Python" in weak.attrs["table_path"]


def test_what_is_wrong_with_limits_is_told(tmp_path: Path) -> None:
    with pytest.raises(inversim.InputError, match="no_such_table"):
        inversim.limits("no_such_table", quick=True)
    with pytest.raises(inversim.InputError, match=r"table_limit: found no such file.*did you mean 'table_limits'\?"):
        inversim.limits("disc_brake_125kg", "table_limit")
    with pytest.raises(inversim.InputError, match="heights: found 1.75, expected numbers of cm from 100 to 230"):
        inversim.limits("disc_brake_125kg", heights_cm=[1.75])
    with pytest.raises(inversim.InputError, match="masses: found nan, expected numbers of kg from 25 to 300"):
        inversim.limits("disc_brake_125kg", masses_kg=[70, float("nan")])
    with pytest.raises(inversim.InputError, match="threads: found -1, expected a number from 0 to 1024"):
        inversim.limits("disc_brake_125kg", threads=-1)
    with pytest.raises(OSError, match="no folder"):
        inversim.limits("disc_brake_125kg", output=tmp_path / "nowhere" / "x.nc")


def test_the_page_of_a_result(short_session: Path, program: Path, tmp_path: Path) -> None:
    ds = inversim.run(short_session, output=tmp_path / "run.nc")
    page = inversim.report(ds)
    assert page == tmp_path / "run.html"
    subprocess.run([program, "report", tmp_path / "run.nc", "-o", tmp_path / "theirs.html"], check=True)
    assert page.read_text() == (tmp_path / "theirs.html").read_text()
    with inversim.load(tmp_path / "run.nc") as loaded:
        assert inversim.report(loaded, tmp_path / "again.html").read_text() == page.read_text()
    both = inversim.report(ds, tmp_path / "both.html", beside=tmp_path / "run.nc").read_text()
    assert '"beside":{' in both and '"beside":{' not in page.read_text()
    with pytest.raises(inversim.InputError, match="the result file"):
        inversim.report(ds, tmp_path / "run.nc", beside=ds)
    rig = tmp_path / "rig.csv"
    rig.write_text("time_s,bed_angle_deg\n0.5,1\n1.0,12\n1.5,20\n")
    measured = inversim.report(tmp_path / "run.nc", tmp_path / "m.html", measured=rig).read_text()
    assert measured != page.read_text() and len(measured) > len(page.read_text())


def test_a_page_of_nothing_is_refused(short_session: Path, tmp_path: Path) -> None:
    file = tmp_path / "run.nc"
    ds = inversim.run(short_session, {"record.signals": ["bed_angle"]})
    with pytest.raises(inversim.InputError, match="in no file"):
        inversim.report(ds)
    with pytest.raises(FileNotFoundError):
        inversim.report(file)
    inversim.run(short_session, {"record.signals": ["bed_angle"]}, output=file)
    with pytest.raises(inversim.InputError, match="the result file"):
        inversim.report(file, file)
    with pytest.raises(OSError, match="cannot be written"):
        inversim.report(file, tmp_path / "nowhere" / "x.html")
    text = tmp_path / "text.nc"
    text.write_text("no HDF5\n")
    with pytest.raises(OSError, match="text.nc"):
        inversim.report(text)
