# SPDX-License-Identifier: Apache-2.0
"""Wrong input becomes an exception with sentences that say where."""

from pathlib import Path

import h5py
import inversim
import pytest


def test_a_wrong_key_is_told_with_its_place(short_session: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    text = short_session.read_text().replace("start_angle_deg: 0", "start_angel_deg: 0").replace(
        "rate_Hz: 50", "rate_Hz: often"
    )
    path.write_text(text)
    with pytest.raises(inversim.InputError) as caught:
        inversim.run(path)
    wrong = caught.value.diagnostics
    assert [d.line for d in wrong] == [
        1 + text.splitlines().index("  start_angel_deg: 0"),
        1 + text.splitlines().index("  rate_Hz: often"),
    ]
    assert "start_angle_deg" in wrong[0].hint
    assert wrong[1].key == "record.rate_Hz" and "often" in wrong[1].found and "Hz" in wrong[1].expected
    assert str(caught.value) == "\n".join(str(d) for d in wrong)
    assert str(wrong[0]).startswith(f"{path}:{wrong[0].line}:{wrong[0].column}: ")
    assert [str(d) for d in inversim.check(path)] == [str(d) for d in wrong]


def test_nothing_is_wrong_with_what_is_shipped(short_session: Path) -> None:
    assert inversim.check(short_session) == []
    assert inversim.check(short_session, {"subject.mass_kg": 90}) == []


@pytest.mark.parametrize(
    ("override", "says"),
    [
        ({"subject.mas_kg": 90}, "did you mean 'subject.mass_kg'"),
        ({"subject.mass_kg": -1}, "-1"),
        ({"subject.mass_kg": float("nan")}, "finite"),
        ({"subject.mass_kg": "heavy"}, "'heavy'"),
        ({"settings.contact": 1}, "true or false"),
        ({"table": "other"}, "a file that has been read"),
    ],
)
def test_a_wrong_override_is_told(short_session: Path, override: dict[str, float | str], says: str) -> None:
    with pytest.raises(inversim.InputError, match=".") as caught:
        inversim.run(short_session, override)
    assert says in str(caught.value)
    assert caught.value.diagnostics[0].key == next(iter(override))
    assert len(inversim.check(short_session, override)) == 1


def test_all_wrong_overrides_are_told_at_once(short_session: Path) -> None:
    with pytest.raises(inversim.InputError) as caught:
        inversim.Plant(short_session, {"subject.mass_kg": 0, "settings.friction": -1})
    assert [d.key for d in caught.value.diagnostics] == ["subject.mass_kg", "settings.friction"]


def test_an_override_of_no_kind_is_refused(short_session: Path) -> None:
    with pytest.raises(TypeError, match="not object"):
        inversim.run(short_session, {"subject.mass_kg": object()})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match=r"given twice: subject\.mass_kg"):
        inversim.run(short_session, {"subject.mass_kg": 70}, **{"subject.mass_kg": 80})


def test_a_missing_scenario_is_told(tmp_path: Path) -> None:
    with pytest.raises(inversim.InputError, match=r"gone\.yaml"):
        inversim.run(tmp_path / "gone.yaml")
    with pytest.raises(inversim.InputError, match="did you mean 'kim_2013_60deg'"):
        inversim.run("kim_2013_60dg")


def test_what_a_version_cannot_do_is_told(short_session: Path) -> None:
    with pytest.raises(inversim.InputError, match="prone"):
        inversim.run(short_session, {"settings.posture": "prone"})


def test_an_output_that_cannot_be_written_is_an_oserror(short_session: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        inversim.run(short_session, output=tmp_path / "nowhere" / "x.nc")
    assert list(tmp_path.iterdir()) == []


def test_loading_what_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inversim.load(tmp_path / "gone.nc")
    text = tmp_path / "text.nc"
    text.write_text("no HDF5\n")
    with pytest.raises(inversim.InputError, match="cannot be read"):
        inversim.load(text)
    other = tmp_path / "other.nc"
    with h5py.File(other, "w") as file:
        file["x"] = [1.0]
    with pytest.raises(inversim.InputError, match="not a result of inversim"):
        inversim.load(other)
