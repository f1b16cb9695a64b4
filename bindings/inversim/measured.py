# SPDX-License-Identifier: Apache-2.0
"""Measurements of one's own: a CSV file as a dataset in SI units."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import xarray as xr

from inversim import _core
from inversim.errors import InputError


class Column(NamedTuple):
    """A header taken apart: what is measured, in which unit."""

    channel: str
    """As in datasets: 'bed_angle', or with its place 'foot_force[head end left]'."""
    signal: str
    label: str
    units: str
    """SI, as UDUNITS reads it."""
    long_name: str
    si: float
    """Size of the header's unit in SI."""


class Unknown(Exception):
    """A header that is none: what is there, what should be, what was probably meant."""

    def __init__(self, found: str, expected: str, hint: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.hint = found, expected, hint


def split_header(header: str) -> Column:
    """Take 'bed_angle_deg' or 'foot_force[head end left]_N' apart.

    Raises:
        Unknown: there is no such signal, place or unit.
    """
    parts = _core.split_header(header)
    if len(parts) == 3:
        raise Unknown(*parts)
    return Column(*parts)


def read_measured(
    path: str | os.PathLike[str], columns: Mapping[str, str | None] | None = None
) -> xr.Dataset:
    """Read a measurement: a CSV file of time and signals, sampled together.

    The first line names the columns: `time_s` (or `_ms`, `_min`, `_h`), and for each channel the name
    of a recorded signal with its unit as the keys of files end in it: `bed_angle_deg`,
    `bed_rate_deg_per_s`, `cuff_pull_lbf`, `foot_force[head end left]_N`, `section_axial[L4-L5]_N`. Fields are
    separated by commas, semicolons or tabs, whichever is in that line; the decimal sign is a
    point. Lines that begin with # and empty lines are passed over. Signs are those of the
    signals: the bed angle is 0 horizontal and positive head down.

    Args:
        path: the file, UTF-8.
        columns: other names of columns, for a file as a logger wrote it: `{"Encoder": "bed_angle_deg",
            "Remark": None}`; None leaves a column out.

    Returns:
        One variable a channel, dimension `time` [s], in SI units (`units`, `long_name`, `signal`,
        `label`). `attrs["source"]` is the path.

    Raises:
        FileNotFoundError: there is no such file.
        InputError: with file, line and column of each mistake: an unknown signal or place, a unit that does
            not fit, a field that is empty or no finite number, time that does not rise, no rows.
    """
    file = Path(path)
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    time, found, wrong, said = _core.read_measured(text, str(path), list((columns or {}).items()))
    if wrong:
        raise InputError(said, wrong)
    variables = {}
    for parts, values in found:
        column = Column(*parts)
        attributes = {
            "units": column.units,
            "long_name": column.long_name,
            "signal": column.signal,
            "label": column.label,
        }
        variables[column.channel] = xr.Variable("time", values, attributes)
    seconds = xr.Variable("time", time, {"units": "s", "long_name": "measured time"})
    return xr.Dataset(variables, {"time": seconds}, {"source": str(path)})
