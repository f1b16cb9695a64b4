# SPDX-License-Identifier: Apache-2.0
"""Measurements of one's own: a CSV file as a dataset in SI units."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import xarray as xr

from inversim import _core
from inversim.errors import InputError

MOST_SAID = 20
"""So many mistakes of a file are told at once."""


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


class _Signals(NamedTuple):
    by_name: dict[str, tuple[_core.Signal, list[str]]]
    units: dict[str, dict[str, float]]


@cache
def _known() -> _Signals:
    by_name = {signal.name: (signal, labels) for signal, labels in _core.signals()}
    every = {signal.units for signal, _ in by_name.values()} | {"s"}
    return _Signals(by_name, {units: _core.units_of(units) for units in every})


class Unknown(Exception):
    """A header that is none: what is there, what should be, what was probably meant."""

    def __init__(self, found: str, expected: str, hint: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.hint = found, expected, hint


def split_time(header: str) -> float | None:
    """Size in seconds of the unit of a time column, None for another column."""
    for unit, si in _known().units["s"].items():
        if header == f"time_{unit}":
            return si
    return None


def split_header(header: str) -> Column:
    """Take 'bed_angle_deg' or 'foot_force[head end left]_N' apart.

    Raises:
        Unknown: there is no such signal, place or unit.
    """
    known = _known()
    bracket = re.fullmatch(r"([^\[\]]*)\[([^\[\]]*)\](?:_(\w+))?", header)
    if bracket:
        name, label, unit = bracket[1], bracket[2].strip(), bracket[3] or ""
    else:
        label = ""
        names = [n for n in known.by_name if header == n or header.startswith(n + "_")]
        name = max(names, key=len, default=header)
        unit = header[len(name) + 1 :]
    if name not in known.by_name:
        near = _core.nearest(name, list(known.by_name)) or _core.nearest(
            name.rsplit("_", 1)[0], list(known.by_name)
        )
        raise Unknown(
            f"the unknown signal {_core.in_quotes(name)}",
            "a recorded signal and its unit, such as bed_angle_deg",
            f"did you mean '{near}'?" if near else "",
        )
    signal, labels = known.by_name[name]
    if labels and label not in labels:
        raise Unknown(
            _core.in_quotes(label) if label else f"no {signal.coordinate}",
            f"{name}[{signal.coordinate.upper()}]_UNIT with one of {', '.join(labels)}",
        )
    if label and not labels:
        raise Unknown(_core.in_quotes(header), f"'{name}' without a place: there is one of it")
    sizes = known.units[signal.units] or {"": 1.0}
    if unit not in sizes:
        ends = ", ".join(f"_{end}" for end in sizes if end)
        raise Unknown(
            f"the unit {_core.in_quotes(unit)}" if unit else "no unit",
            f"'{name}' with {'one of ' + ends if ends else 'no unit'}; it is in {signal.units}",
        )
    channel = f"{name}[{label}]" if label else name
    return Column(channel, name, label, signal.units, signal.long_name, sizes[unit])


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
    return _Reader(str(path), columns or {}).read(text)


class _Reader:
    def __init__(self, file: str, columns: Mapping[str, str | None]) -> None:
        self.file = file
        self.columns = columns
        self.wrong: list[_core.Diagnostic] = []

    def read(self, text: str) -> xr.Dataset:
        lines = [
            (number, line)
            for number, line in enumerate(text.splitlines(), 1)
            if line.strip() and not line.lstrip().startswith("#")
        ]
        if not lines:
            self.say(1, 0, "", "nothing", "a line that names the columns, and rows of numbers")
            self.give_up()
        number, line = lines[0]
        delimiter = next((d for d in (";", "\t", ",") if d in line), ",")
        time, columns = self.header(number, self.split(line, delimiter))
        if self.wrong:
            self.give_up()
        if len(lines) < 3:
            self.say(number, 0, "", f"{len(lines) - 1} rows", "two rows or more below the names")
            self.give_up()
        values = self.rows(lines[1:], delimiter)
        if self.wrong:
            self.give_up()
        assert time is not None
        seconds = values[:, time[0]] * time[1]
        self.check_time(seconds, time[0], lines[1:], delimiter)
        return self.dataset(seconds, columns, values)

    def header(
        self, number: int, fields: Sequence[tuple[str, int]]
    ) -> tuple[tuple[int, float] | None, dict[int, Column]]:
        time: tuple[int, float] | None = None
        found: dict[int, Column] = {}
        seen: set[str] = set()
        names = [name for name, _ in fields]
        for wanted in self.columns:
            if wanted not in names:
                near = _core.nearest(wanted, names)
                self.say(
                    number, 0, wanted, "no such column", f"one of {', '.join(names)}",
                    f"did you mean '{near}'?" if near else "",
                )  # fmt: skip
        for place, (name, column) in enumerate(fields):
            header = self.columns.get(name, name)
            if header is None:
                continue
            size = split_time(header)
            if size is not None and time is None:
                time = (place, size)
                continue
            try:
                if size is not None:
                    raise Unknown("a second column of time", "one")
                taken = split_header(header)
                if taken.channel in seen:
                    raise Unknown(f"'{taken.channel}' a second time", "each channel once")
            except Unknown as e:
                self.say(number, column, name, e.found, e.expected, e.hint)
                continue
            seen.add(taken.channel)
            found[place] = taken
        if time is None:
            self.say(number, 0, "", "no column of time", "time_s, time_ms, time_min or time_h")
        elif not found and not self.wrong:
            self.say(number, 0, "", "no column but time", "a signal beside it, such as bed_angle_deg")
        self.width = len(fields)
        self.wanted = sorted({*found, *([time[0]] if time else [])})
        self.names = names
        return time, found

    def rows(self, lines: Sequence[tuple[int, str]], delimiter: str) -> np.ndarray:
        values = np.zeros((len(lines), self.width))
        for row, (number, line) in enumerate(lines):
            fields = self.split(line, delimiter) if '"' in line else None
            texts = [text for text, _ in fields] if fields else line.split(delimiter)
            if len(texts) != self.width:
                self.say(number, 0, "", f"{len(texts)} fields", f"{self.width}, as the first line has")
                continue
            for place in self.wanted:
                try:
                    value = float(texts[place])
                except ValueError:
                    value = math.nan
                if not math.isfinite(value):
                    text, column = self.split(line, delimiter)[place]
                    comma = delimiter != "," and re.fullmatch(r"[-+]?\d+,\d+", text)
                    self.say(
                        number, column, self.names[place], _core.in_quotes(text) if text else "nothing",
                        "a finite number", "the decimal sign is a point" if comma else "",
                    )  # fmt: skip
                values[row, place] = value
            if len(self.wrong) >= MOST_SAID:
                break
        return values

    def check_time(
        self, seconds: np.ndarray, place: int, lines: Sequence[tuple[int, str]], delimiter: str
    ) -> None:
        for row in np.flatnonzero(np.diff(seconds) <= 0.0)[:MOST_SAID] + 1:
            number, line = lines[row]
            text, column = self.split(line, delimiter)[place]
            before = self.split(lines[row - 1][1], delimiter)[place][0]
            self.say(number, column, self.names[place], text, f"a time after {before}, that of the row above")
        if self.wrong:
            self.give_up()

    def dataset(
        self, seconds: np.ndarray, columns: Mapping[int, Column], values: np.ndarray
    ) -> xr.Dataset:
        variables = {
            c.channel: xr.Variable(
                "time",
                values[:, place] * c.si,
                {"units": c.units, "long_name": c.long_name, "signal": c.signal, "label": c.label},
            )
            for place, c in columns.items()
        }
        time = xr.Variable("time", seconds, {"units": "s", "long_name": "measured time"})
        return xr.Dataset(variables, {"time": time}, {"source": self.file})

    @staticmethod
    def split(line: str, delimiter: str) -> list[tuple[str, int]]:
        """Fields and the column, from 1, at which each begins."""
        fields = []
        at = 0
        pattern = re.compile(rf'\s*"((?:[^"]|"")*)"[^{delimiter}]*|([^{delimiter}]*)')
        while at <= len(line):
            match = pattern.match(line, at)
            assert match is not None
            if match[1] is not None:
                fields.append((match[1].replace('""', '"').strip(), at + 1))
            else:
                lead = len(match[2]) - len(match[2].lstrip())
                fields.append((match[2].strip(), at + 1 + (lead if match[2].strip() else 0)))
            at = match.end() + 1
        return fields

    def say(
        self, line: int, column: int, key: str, found: str, expected: str, hint: str = ""
    ) -> None:
        self.wrong.append(_core.Diagnostic(self.file, line, column, key, found, expected, hint))

    def give_up(self) -> None:
        told = self.wrong[:MOST_SAID]
        more = len(self.wrong) - len(told)
        lines = [str(d) for d in told] + ([f"and {more} more"] if more else [])
        raise InputError("\n".join(lines), self.wrong)
