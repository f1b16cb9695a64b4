# SPDX-License-Identifier: Apache-2.0
"""A page for people, made of a result."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import xarray as xr

from inversim import _core
from inversim.errors import InputError


def report(
    result: xr.Dataset | str | os.PathLike[str],
    path: str | os.PathLike[str] | None = None,
    *,
    measured: str | os.PathLike[str] | None = None,
    offset: float = 0.0,
    band: Sequence[xr.Dataset | str | os.PathLike[str]] = (),
    beside: xr.Dataset | str | os.PathLike[str] | None = None,
) -> Path:
    """Write the page of a session or of a sweep, as `inversim report` does: one HTML file, without a network.

    A session's has answers, replay and plots; a sweep's has maps of its quantities over its axes, or each case as a
    point where it is no grid, failed cases with their reasons, and the table of cases.

    Args:
        result: a result file, or a dataset of one: of `load`, `load_sweep`, `run(..., output=...)`
            or `sweep(..., store=...)`.
        path: page to write; left out, that of the result with `.html`.
        measured: a CSV file of a measurement (docs/fit.md), laid over the run.
        offset: [s] of the run's clock at the measurement's time 0.
        band: results of the same session at other values of `settings.friction`; the page then shows
            traction against bed angle with their band.
        beside: a second result, shown next to the first and moved by the same scrubber.

    Returns:
        The page's path.

    Raises:
        FileNotFoundError: there is no such file.
        InputError: a dataset is in no file, the measurement does not fit, a measurement, band or second result was
            given with a sweep, or `path` is the result.
        OSError: a file cannot be read as a result, or the page not be written.
    """
    file = result_file(result)
    page = file.with_suffix(".html") if path is None else Path(path)
    if measured is not None and not Path(measured).exists():
        raise FileNotFoundError(f"there is no file {measured}")
    other = None if beside is None else result_file(beside)
    _core.report(file, page, measured, offset, [result_file(one) for one in band], other)
    return page


def result_file(result: xr.Dataset | str | os.PathLike[str]) -> Path:
    """The file of a result.

    Raises:
        FileNotFoundError, InputError: as `report`.
    """
    if isinstance(result, xr.Dataset):
        if "source" not in result.encoding:
            raise InputError(
                "result: found a dataset that is in no file, expected one of run(..., output=...), sweep(..., store=...) or load"
            )
        result = str(result.encoding["source"])
    if not Path(result).exists():
        raise FileNotFoundError(f"there is no file {result}")
    return Path(result)
