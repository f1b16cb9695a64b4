# SPDX-License-Identifier: Apache-2.0
"""Studies of many runs: published measurements against simulations, limits of a table."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import xarray as xr

from inversim import _core
from inversim.models import Model

_WORDS = {
    "set": "set that the row is of",
    "study": "who measured",
    "what": "what was measured",
    "role": "tested: a prediction; calibrated: parameters were chosen by it; reported: without a verdict",
    "scenario": "scenario that simulates the study",
    "unit": "unit of measured, low, high and simulated",
    "verdict": "inside, OUTSIDE, a known miss, or why it was not run",
    "failure": "why it was not run",
    "status": "how the measurement is known",
    "source": "where the measurement is from",
    "known_miss": "why it is outside its band, where that is known",
    "note": "what was chosen where the study does not say",
}
_NUMBERS = {
    "measured": "as published",
    "low": "of the band in which a simulation agrees",
    "high": "of the band in which a simulation agrees",
    "simulated": "by the scenario",
}

Named = str | os.PathLike[str] | Model


def validate(
    set: Named | Sequence[Named] | None = None,
    data: str | os.PathLike[str] | None = None,
    progress: bool | Callable[[float, str], object] = False,
) -> xr.Dataset:
    """Compare published measurements with simulations of them, as `inversim validate` does.

    Args:
        set: a shipped set ("spine", "circulation"), a file or model of rows, or several; left out, all that
            are shipped, or none where there is `data`.
        data: a file of rows of one's own, YAML or a CSV whose header names the keys.
        progress: a bar (tqdm), or a function that is given the share of the scenarios that is done
            (0..1) and the name of the one that begins.

    Returns:
        Along `row` (by name): `measured`, `low`, `high`, `simulated` in the unit `unit` of the row (NaN where there
        is none), `inside`, `verdict`, `role`, `set`, `study`, `what`, `scenario`, `status`, `source`, `known_miss`, `note`,
        `failure`. `attrs["parameters"]` is the hash of the parameters, `attrs["outside"]` how many rows with a verdict
        are outside of their band and no known miss.

    Raises:
        InputError: there is no such set, or it is wrong.
        KeyboardInterrupt: on Ctrl-C, within a hundredth of a scenario.
    """
    given: list[Named] = [] if set is None else [set] if isinstance(set, (str, os.PathLike, Model)) else [*set]
    if data is not None:
        given.append(data)
    names = [os.fspath(one) for one in given if not isinstance(one, Model)]
    texts = [(one.label, one.text) for one in given if isinstance(one, Model)]
    with _Told(progress) as told:
        rows, parameters, outside = _core.validate(names, texts, told)
    return _validation(rows, {"parameters": parameters, "outside": outside})


def _validation(rows: list[dict[str, object]], attributes: dict[str, object]) -> xr.Dataset:
    variables: dict[str, xr.Variable] = {}
    for name, meaning in _NUMBERS.items():
        values = [np.nan if row[name] is None else row[name] for row in rows]
        variables[name] = xr.Variable("row", np.array(values, float), {"long_name": f"{name}, {meaning}; in unit"})
    inside = np.array([bool(row["inside"]) for row in rows], bool)
    variables["inside"] = xr.Variable("row", inside, {"long_name": "the simulation is within the band"})
    for name, meaning in _WORDS.items():
        variables[name] = xr.Variable("row", np.array([row[name] for row in rows], object), {"long_name": meaning})
    labels = np.array([row["row"] for row in rows], dtype=str)
    return xr.Dataset(variables, {"row": labels}, attributes)


def limits(
    table: Named,
    criteria: Named = "table_limits",
    *,
    heights_cm: Sequence[float] | None = None,
    masses_kg: Sequence[float] | None = None,
    quick: bool = False,
    threads: int = 0,
    output: str | os.PathLike[str] | None = None,
    report: str | os.PathLike[str] | None = None,
    progress: bool | Callable[[str], object] = False,
) -> xr.Dataset:
    """What a table holds, for whom, and what binds, as `inversim limits` says.

    Args:
        table: a table file, the name of a shipped one, or a model of `inversim.models`.
        criteria: a file of limits, the name of a shipped one, or a model.
        heights_cm: user heights for the largest user, 100 to 230; left out, seven over the rated range.
        masses_kg: user masses of the map of margins, 25 to 300; left out, six from 50 kg.
        quick: a coarser search, men alone, for a first look.
        threads: up to 1024; 0: as many as the machine has.
        output: result file to write as well, as `inversim limits -o`.
        report: test report to write as well (HTML, one page).
        progress: a line in a terminal, or a function that is told what is being done.

    Returns:
        What `-o` writes (docs/limits.md): along `criterion` demand, capacity, margin, verdict and the worst case;
        along `user_height` and `user_mass` the largest user and the margins; along `bed_angle` maps.
        SI units. Attributes: `verdict`, `admissible_user_kg`, `binding_criterion`, and the files with their texts.

    Raises:
        InputError: the table or the criteria are wrong, or do not fit together, or a number is out of its range.
        OSError: `output` or `report` cannot be written.
        KeyboardInterrupt: on Ctrl-C, when the criterion at hand is done.

    A model that is in no file is called so in `replay`; save it for those commands to find it.
    """
    with tempfile.TemporaryDirectory() as folder, _Told(progress) as told:
        file = Path(folder, "limits.nc") if output is None else Path(output)
        _core.limits(
            *_as_file(table), *_as_file(criteria), list(heights_cm or ()), list(masses_kg or ()), quick, threads,
            file, report, told,
        )  # fmt: skip
        with xr.open_dataset(file, engine="h5netcdf", phony_dims="access") as stored:
            return stored.load()


def _as_file(named: Named) -> tuple[tuple[str, str], bool]:
    """Name and text, and whether the text is to be taken."""
    if isinstance(named, Model):
        return (named.label, named.text), True
    return (os.fspath(named), ""), False


class _Told:
    """What `progress` asks for, as a function; nothing where it asks for nothing."""

    def __init__(self, progress: bool | Callable[..., object]) -> None:
        self._progress = progress

    def __enter__(self) -> Callable[..., object] | None:
        if self._progress is not True:
            return self._progress or None
        from tqdm.auto import tqdm

        self._bar = tqdm(total=1.0, bar_format="{desc} {postfix} [{elapsed}]")
        return self._tell

    def _tell(self, *told: float | str) -> None:
        *share, what = told
        if share:
            self._bar.set_description_str(f"{100 * float(share[0]):3.0f} %", refresh=False)
        self._bar.set_postfix_str(str(what))

    def __exit__(self, *_: object) -> None:
        if self._progress is True:
            self._bar.close()
