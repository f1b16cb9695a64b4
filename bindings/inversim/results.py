# SPDX-License-Identifier: Apache-2.0
"""Results as datasets: out of memory and out of a file, with the same names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import xarray as xr

from inversim import _core
from inversim._dimension_sizes import remember_sizes
from inversim.errors import InputError

remember_sizes()


def dataset_of(run: _core.Run) -> xr.Dataset:
    """What a run recorded; arrays are taken over, not copied."""
    time = xr.Variable("time", run.time, {"units": "s", "long_name": "simulated time"})
    coordinates: dict[str, xr.Variable] = {"time": time}
    for name, (long_name, labels) in run.coordinates.items():
        coordinates[name] = xr.Variable(name, np.array(labels), {"long_name": long_name})
    variables: dict[str, xr.Variable] = {}
    for signal in run.signals:
        dims = ("time", signal.coordinate) if signal.coordinate else ("time",)
        attributes = {"units": signal.units, "long_name": signal.long_name}
        if signal.status:
            attributes["status"] = signal.status
        variables[signal.name] = xr.Variable(dims, run.values(signal.name), attributes)
    variables |= _events(run.events)
    variables |= _figures(run.figures)
    if run.expectations:
        variables |= _expectations(run.expectations)
    dataset = xr.Dataset(variables | coordinates, attrs=run.attributes)
    return dataset.assign_attrs(
        state_hash=run.state_hash, steps=run.steps, simulated_s=run.simulated_s
    )


def load(path: str | os.PathLike[str]) -> xr.Dataset:
    """Open a result file, finished or left behind as NAME.partial.

    Args:
        path: file that `inversim run -o` or `inversim.run(output=...)` wrote.

    Returns:
        A dataset as `inversim.run` returns it, less what only a run knows (`state_hash`, `steps`,
        `simulated_s`, the expectations). Values stay on file until they are used; `.load()` takes
        them all into memory, `.close()` lets go of the file.

    Raises:
        FileNotFoundError: there is none.
        InputError: it is no result of inversim.
    """
    file = Path(path)
    if not file.exists():
        raise FileNotFoundError(f"there is no file {file}")
    try:
        # files that are no netCDF are turned away below
        dataset = xr.open_dataset(file, engine="h5netcdf", phony_dims="access")
    except (OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read as netCDF-4: {error}") from error
    if "inversim_version" not in dataset.attrs:
        dataset.close()
        raise InputError(f"{file} is netCDF-4, but not a result of inversim")
    with xr.open_dataset(file, engine="h5netcdf", group="summary") as summary:
        figures = [
            (str(name), float(figure), at["units"], at["long_name"], at.get("status", ""))
            for name, figure in summary.data_vars.items()
            for at in [{key: str(value) for key, value in figure.attrs.items()}]
        ]
    whole = dataset.assign(_figures(figures))
    whole.set_close(dataset.close)
    whole.encoding["source"] = os.path.abspath(file)
    return whole


def _texts(texts: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array(list(texts), dtype=object)


def _events(events: list[tuple[float, str, str, float]]) -> dict[str, xr.Variable]:
    def column(values: object, long_name: str, units: str = "") -> xr.Variable:
        attributes = {"units": units} if units else {}
        return xr.Variable("event", values, attributes | {"long_name": long_name})

    return {
        "event": column(np.arange(len(events), dtype=np.int32), "number of the event", "1"),
        "event_time": column(np.array([e[0] for e in events], float), "simulated time of the event", "s"),
        "event_kind": column(_texts(e[1] for e in events), "what happened"),
        "event_text": column(_texts(e[2] for e in events), "the event in a sentence"),
        "event_value": column(
            np.array([e[3] for e in events], float),
            "the figure that belongs to the event, in the unit its text says",
            "1",
        ),
    }


def _figures(figures: list[tuple[str, float, str, str, str]]) -> dict[str, xr.Variable]:
    def column(values: object, long_name: str) -> xr.Variable:
        return xr.Variable("figure", values, {"long_name": long_name})

    return {
        "figure": column(np.array([f[0] for f in figures], dtype=str), "key figure of the run"),
        "figure_value": column(np.array([f[1] for f in figures], float), "value, in figure_units"),
        "figure_units": column(_texts(f[2] for f in figures), "unit of the key figure"),
        "figure_meaning": column(_texts(f[3] for f in figures), "the key figure in words"),
        "figure_status": column(
            _texts(f[4] for f in figures), "mark of the weakest figure it rests on, or empty"
        ),
    }


def _expectations(verdicts: list[tuple[str, float, str, bool]]) -> dict[str, xr.Variable]:
    def column(values: object, long_name: str) -> xr.Variable:
        return xr.Variable("expectation", values, {"long_name": long_name})

    return {
        "expectation": column(np.arange(1, len(verdicts) + 1), "number of the expectation in the scenario"),
        "expectation_text": column(_texts(v[0] for v in verdicts), "what the scenario expects"),
        "expectation_measured": column(np.array([v[1] for v in verdicts], float), "what came, in its unit"),
        "expectation_unit": column(_texts(v[2] for v in verdicts), "unit of what came"),
        "expectation_holds": column(np.array([v[3] for v in verdicts], bool), "it came as expected"),
    }
