# SPDX-License-Identifier: Apache-2.0
"""Numbers of a scenario that are to be found, by dotted path."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from inversim import _core
from inversim.errors import InputError
from inversim.overrides import Value


@dataclass
class Parameter:
    """One number to be found, and those that move with it."""

    paths: tuple[str, ...]
    """The first is the one that is reported; the others keep their ratio to it."""
    unit: str
    start: float
    low: float
    high: float
    scale: float
    """By how much it may well be off: half of its band in the files, or its own size."""
    doc: str
    ratios: tuple[float, ...] = (1.0,)
    file_value: float = math.nan
    """Of the files, from which overrides start."""
    spread: tuple[float, float] = field(default=(0.0, 0.0))
    """Where other starts are looked for."""

    def __post_init__(self) -> None:
        if self.spread == (0.0, 0.0):
            self.spread = (max(self.low, self.start - self.scale), min(self.high, self.start + self.scale))

    @property
    def path(self) -> str:
        return self.paths[0]

    def settings(self, value: float) -> dict[str, Value]:
        """What to override, in an order in which no number passes another that it may not."""
        if self.path == "offset_s":
            return {}
        pairs = sorted(zip(self.paths, self.ratios, strict=True), key=lambda pair: pair[1], reverse=value > self.file_value)
        return {path: value * ratio for path, ratio in pairs}


def read_parameters(
    prepared: _core.Prepared, parameters: Sequence[str | Sequence[str]], start: Mapping[str, float]
) -> list[Parameter]:
    """The numbers at these paths and what they may be.

    Raises:
        InputError: a path names no number, twice the same, or a start is out of range or of no parameter.
    """
    if isinstance(parameters, str) or not parameters:
        raise InputError("parameters: found none, expected a list of dotted paths, such as table.brake.mu_kinetic")
    groups = [(entry,) if isinstance(entry, str) else tuple(entry) for entry in parameters]
    every = [path for group in groups for path in group]
    twice = sorted({path for path in every if every.count(path) > 1})
    if twice:
        raise InputError(f"parameters: {', '.join(twice)} a second time")
    strange = sorted(set(start) - {group[0] for group in groups})
    if strange:
        raise InputError(f"start: {', '.join(strange)} is not among the parameters")
    return [_read(prepared, group, start.get(group[0])) for group in groups]


def _read(prepared: _core.Prepared, paths: tuple[str, ...], start: float | None) -> Parameter:
    numbers = [prepared.number(path) for path in paths]
    first = numbers[0]
    value = first.value if start is None else float(start)
    if value is None:
        raise InputError(f"parameters: {paths[0]} has no value in the files; give start={{{paths[0]!r}: ...}}")
    ratios = [1.0]
    for path, number in zip(paths[1:], numbers[1:], strict=True):
        if not first.value or number.value is None:
            raise InputError(f"parameters: {path} cannot keep its ratio to {paths[0]}, which is {first.value}")
        ratios.append(number.value / first.value)
    low, high = -math.inf, math.inf
    for number, ratio in zip(numbers, ratios, strict=True):
        least, most = number.low, number.high
        for path, bound in number.not_above:
            most = most if path in paths else min(most, bound)
        for path, bound in number.not_below:
            least = least if path in paths else max(least, bound)
        if number.above_low:
            least += 1e-9 * max(1.0, abs(least))
        ends = sorted((least / ratio, most / ratio)) if ratio else (low, high)
        low, high = max(low, ends[0]), min(high, ends[1])
    if not low <= value <= high:
        raise InputError(
            f"start: {paths[0]}: found {value:g}, expected a number of {first.unit} from {low:g} to {high:g}"
        )
    band = [x for x in (first.band_low, first.band_high) if x is not None]
    scale = max(abs(value), (max(band) - min(band)) / 2 if len(band) == 2 else 0.0)
    if scale == 0.0:
        scale = 0.1 * (high - low) / 2 if math.isfinite(high - low) else 1.0
    made = Parameter(paths, first.unit, value, low, high, scale, first.doc, tuple(ratios), value if first.value is None else first.value)
    if len(band) == 2 and band[0] < band[1]:
        made.spread = (max(low, band[0]), min(high, band[1]))
    return made
