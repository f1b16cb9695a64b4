# SPDX-License-Identifier: Apache-2.0
"""Is every acknowledged row in a file that a killed writer left? Opened unaided in xarray."""

import pathlib
import re

import numpy as np
import xarray as xr

ACKNOWLEDGED = re.compile(rb"^acknowledged (\d+)\n", re.MULTILINE)


def last_acknowledged(output: bytes) -> int:
    """The last whole line that says so; 0 if there is none."""
    rows = ACKNOWLEDGED.findall(output)
    return int(rows[-1]) if rows else 0


def bits(values: np.ndarray) -> np.ndarray:
    """The same as unsigned integers, so that every bit counts and not-a-number equals itself."""
    return values.view(f"u{values.dtype.itemsize}")


def read(path: pathlib.Path) -> dict[str, np.ndarray]:
    """Every variable of the file, and those along time as bits."""
    with xr.open_dataset(path, engine="h5netcdf") as dataset:
        dataset.load()
        return {
            str(name): bits(variable.values) if "time" in variable.dims else variable.values
            for name, variable in dataset.variables.items()
        }


def lost(path: pathlib.Path, whole: dict[str, np.ndarray], acknowledged: int) -> list[str]:
    """What of the acknowledged rows is missing or differs, as sentences; raises if it does not open.

    Rows after those may be there or not, but a row whose time is there must be whole, and so must an
    event whose number is there.
    """
    found = read(path)
    times = found["time"].view(np.float64)
    there = np.flatnonzero(~np.isnan(times))
    rows = int(there[-1]) + 1 if there.size else 0
    events = int((found["event"] >= 0).sum())
    sentences = []
    if rows < acknowledged:
        sentences.append(f"{rows} rows where {acknowledged} were acknowledged")
    for name, values in whole.items():
        if name not in found:
            sentences.append(f"{name} is gone")
        elif name.startswith("event"):
            if not np.array_equal(found[name][:events], values[:events]):
                sentences.append(f"{name} differs")
        elif found[name].dtype != values.dtype:
            sentences.append(f"{name} is of {found[name].dtype}")
        elif values.dtype.kind != "u":
            if not np.array_equal(found[name], values):
                sentences.append(f"{name} differs")
        elif len(found[name]) < rows:
            sentences.append(f"{name} has {len(found[name])} rows of {rows}")
        elif not np.array_equal(found[name][:rows], values[:rows]):
            first = int(np.flatnonzero((found[name][:rows] != values[:rows]).reshape(rows, -1).any(1))[0])
            kind = "an acknowledged row" if first < acknowledged else "a row not yet acknowledged"
            sentences.append(f"{name} differs at row {first}, {kind}")
    return sentences
