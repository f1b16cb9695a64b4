# SPDX-License-Identifier: Apache-2.0
"""What a fit says: values, intervals, and how far they can be believed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inversim.overrides import Value
from inversim.parameters import Parameter

Array = NDArray[np.float64]

_DEGREES = {"rad": ("deg", 180 / math.pi), "rad s-1": ("deg/s", 180 / math.pi)}
_ALIKE = 1e-3  # singular value of columns of length 1 below which some cannot be told apart
_SUSPICIOUS = 1e-3  # chance of a test's outcome below which it is said
_BENT = 0.3  # of a difference over one standard error, by which it is not straight


@dataclass(frozen=True)
class FittedParameter:
    """One parameter as the data has it, in the unit of its path."""

    path: str
    also: tuple[str, ...]
    """Paths that kept their ratio to it."""
    unit: str
    start: float
    value: float
    standard_error: float
    """NaN where this data does not show the parameter."""
    low: float
    """Of the interval."""
    high: float
    identifiable: bool
    at_bound: bool
    """It lies on an end of what the language takes; the interval is then no such thing."""
    nonlinearity: float
    """Departure from a straight line over about one standard error, share of the change."""


@dataclass(frozen=True)
class FittedChannel:
    """One channel's residuals; SI units."""

    name: str
    units: str
    noise: float
    """Standard deviation by which it was weighted."""
    noise_known: bool
    """Given by the caller, not estimated from the residuals."""
    rms: float
    """Of the residual."""
    lag1: float
    """Correlation of neighbouring residuals: 0 for white noise."""
    runs_z: float
    """Wald-Wolfowitz runs test: standard normal for white noise, negative where residuals come in runs."""


@dataclass(frozen=True)
class Fit:
    """Result of `inversim.fit`; `print(fit)` gives a table."""

    parameters: list[FittedParameter]
    correlation: xr.DataArray
    """Of the estimates, dimensions (parameter, other)."""
    chi2: float
    """Sum of squares of residual over noise."""
    dof: int
    """Samples of all channels less parameters."""
    channels: list[FittedChannel]
    confidence: float
    condition: float
    """Of the sensitivities, columns of length 1: above some hundreds parameters stand in for each other."""
    messages: list[str]
    """What is to be known before the values are used."""
    dataset: xr.Dataset
    """The fitted run laid over the measurement, as `compare` gives it."""
    starts: int
    """Starts that were tried."""
    runs: int
    """Runs of the plant."""
    overrides: dict[str, Value]
    """The fitted values, to be given to `run` as they are, without those that this data does not show."""

    def __getitem__(self, path: str) -> FittedParameter:
        for parameter in self.parameters:
            if path == parameter.path:
                return parameter
        raise KeyError(path)

    def __repr__(self) -> str:
        return _table(self)


@dataclass(frozen=True)
class Channel:
    """A channel as the fit leaves it; residual over noise."""

    name: str
    units: str
    noise: float
    known: bool
    weighted: Array


@dataclass(frozen=True)
class Solution:
    """The least squares, before anything is made of them."""

    values: Array
    jacobian: Array
    """Of the prediction over noise, per unit of each parameter."""
    residual: Array
    """Measured less predicted, over noise."""
    noise: Array
    bends: Array
    bounds: tuple[Array, Array]
    scale: Array
    misfit: float
    failed_noise: bool

    @property
    def chi2(self) -> float:
        return float(self.residual @ self.residual)

    @property
    def dof(self) -> int:
        return max(1, self.residual.size - self.values.size)


def result_of(
    found: Solution, parameters: Sequence[Parameter], dataset: xr.Dataset, channels: Sequence[Channel],
    confidence: float, starts: int, runs: int,
) -> Fit:  # fmt: skip
    """Errors, intervals and tests of a solution."""
    from scipy.stats import t

    paths = [p.path for p in parameters]
    hidden, alike, condition = _unseen(found, paths)
    # what the data does not show is held, so that the rest has finite errors
    seen = [k for k in range(len(paths)) if k not in hidden]
    covariance = np.full((len(paths), len(paths)), math.nan)
    if seen:
        covariance[np.ix_(seen, seen)] = np.linalg.pinv(found.jacobian[:, seen].T @ found.jacobian[:, seen])
    errors = np.sqrt(np.diag(covariance))
    quantile = float(t.ppf(0.5 + 0.5 * confidence, found.dof))
    fitted = []
    overrides: dict[str, Value] = {}
    for k, p in enumerate(parameters):
        value, error = float(found.values[k]), float(errors[k])
        low, high = float(found.bounds[0][k]), float(found.bounds[1][k])
        near = 1e-4 * float(found.scale[k])
        fitted.append(
            FittedParameter(
                p.path, p.paths[1:], p.unit, p.start, value, error, value - quantile * error, value + quantile * error,
                k not in hidden, value - low < near or high - value < near, float(found.bends[k]),
            )  # fmt: skip
        )
        if k not in hidden:
            overrides |= p.settings(value)
    with np.errstate(invalid="ignore"):
        correlation = covariance / np.outer(errors, errors)
    tests = [_channel(c) for c in channels]
    return Fit(
        fitted,
        xr.DataArray(correlation, {"parameter": paths, "other": paths}, ("parameter", "other"), "correlation"),
        found.chi2, found.dof, tests, confidence, condition,
        [*alike, *_messages(found, fitted, tests)], dataset, starts, runs, overrides,
    )  # fmt: skip


def _unseen(found: Solution, paths: Sequence[str]) -> tuple[set[int], list[str], float]:
    """Parameters that this data does not show, sentences that say so, and the condition number."""
    lengths = np.linalg.norm(found.jacobian, axis=0)
    hidden, said = set(), []
    for k, path in enumerate(paths):
        # changed by as much as it may be off, it moves the data by less than one standard error
        if lengths[k] * found.scale[k] < 1.0:
            hidden.add(k)
            said.append(
                f"{path} is not identifiable from this data: a change by {found.scale[k]:.3g} moves it by "
                f"{lengths[k] * found.scale[k]:.2g} standard errors"
            )
    rest = [k for k in range(len(paths)) if k not in hidden]
    if not rest:
        return hidden, said, math.inf
    columns = found.jacobian[:, rest] / lengths[rest]
    _, singular, alike = np.linalg.svd(columns, full_matrices=False)
    _, known, together = np.linalg.svd(found.jacobian[:, rest] * found.scale[rest], full_matrices=False)
    # either nothing tells them apart, or the noise hides it: less than a standard error over all they may be off
    unseen = [*together[known < 1.0], *alike[singular < _ALIKE]]
    groups = {tuple(rest[k] for k in np.flatnonzero(np.abs(direction) > 0.3)) for direction in unseen}
    for members in sorted(groups):
        hidden |= set(members)
        said.append(
            f"{' and '.join(paths[k] for k in members)} are not identifiable together from this data: one makes up for "
            "the other; fix all but one of them, or measure something that only one of them moves"
        )
    return hidden, said, float(singular[0] / max(singular[-1], 1e-300))


def _channel(c: Channel) -> FittedChannel:
    r = c.weighted
    centred = r - r.mean()
    power = float(centred @ centred)
    lag1 = float(centred[1:] @ centred[:-1]) / power if power > 0 else 0.0
    return FittedChannel(
        c.name, c.units, c.noise, c.known, c.noise * float(np.sqrt(np.mean(r**2))), lag1, runs_test(r)
    )


def runs_test(residual: Array) -> float:
    """Wald and Wolfowitz 1940: how the number of runs of one sign differs from that of white noise."""
    signs = residual[residual != 0.0] > 0.0
    above, below = int(signs.sum()), int((~signs).sum())
    n = above + below
    if above == 0 or below == 0 or n < 3:
        return -math.inf if n > 10 else 0.0
    runs = 1 + int(np.count_nonzero(signs[1:] != signs[:-1]))
    mean = 1.0 + 2.0 * above * below / n
    variance = (mean - 1.0) * (mean - 2.0) / (n - 1.0)
    return (runs - mean) / math.sqrt(variance) if variance > 0 else 0.0


def _chance(z: float) -> float:
    """Of a standard normal number that is as far from 0."""
    return math.erfc(abs(z) / math.sqrt(2.0))


def _messages(
    found: Solution, parameters: Sequence[FittedParameter], channels: Sequence[FittedChannel]
) -> list[str]:
    said = []
    for p in parameters:
        if p.at_bound:
            said.append(f"{p.path} lies on an end of its range: its interval is no interval")
        if p.identifiable and p.nonlinearity > _BENT:
            said.append(
                f"{p.path}: over one standard error the run bends by {p.nonlinearity:.0%} of its change: the "
                "interval is rough"
            )
    for c in channels:
        if _chance(c.runs_z) < _SUSPICIOUS:
            kind = "come in runs" if c.runs_z < 0 else "alternate"
            said.append(
                f"residuals of {c.name} {kind} (z = {c.runs_z:.1f}, lag 1 {c.lag1:+.2f}): the model or its protocol "
                "misses something, or the noise is not white; intervals are too narrow then"
            )
    if any(c.noise_known for c in channels):
        high = abs(found.chi2 - found.dof) / math.sqrt(2.0 * found.dof)
        if _chance(high) < _SUSPICIOUS:
            which = "larger" if found.chi2 > found.dof else "smaller"
            said.append(f"residuals are {which} than the noise given: chi2/dof = {found.chi2 / found.dof:.3f}")
    if found.failed_noise:
        said.append("the noise of a channel did not settle: give it, or leave that channel out")
    return said


def _table(fit: Fit) -> str:
    width = max([len(p.path) for p in fit.parameters] + [len(c.name) for c in fit.channels] + [9])
    share = f"{100 * fit.confidence:g} % interval"
    lines = [f"{'parameter':<{width}}  {'value':>10} {'std. error':>10}  {share:^25}  unit"]
    for p in fit.parameters:
        interval = f"{p.low:>11.5g} .. {p.high:<10.5g}" if p.identifiable else "not identifiable"
        lines.append(f"{p.path:<{width}}  {p.value:>10.5g} {p.standard_error:>10.2g}  {interval:^25}  {p.unit}")
        lines += [f"  in proportion: {path}" for path in p.also]
    if len(fit.parameters) > 1:
        lines += ["", "correlation"]
        for k, p in enumerate(fit.parameters):
            row = " ".join(f"{x:+6.2f}" for x in fit.correlation.values[k, : k + 1])
            lines.append(f"{p.path:<{width}}  {row}")
    lines += ["", f"{'channel':<{width}}  {'rms':>10} {'noise':>10}  {'lag 1':>6} {'runs z':>7}  unit"]
    for c in fit.channels:
        unit, size = _DEGREES.get(c.units, (c.units, 1.0))
        kind = "" if c.noise_known else " (noise from residuals)"
        lines.append(
            f"{c.name:<{width}}  {c.rms * size:>10.4g} {c.noise * size:>10.4g}  "
            f"{c.lag1:>+6.2f} {c.runs_z:>+7.1f}  {unit}{kind}"
        )
    lines += [
        "",
        f"chi2/dof {fit.chi2 / fit.dof:.3f} with {fit.dof} degrees of freedom; condition {fit.condition:.3g}; "
        f"{fit.runs} runs, {fit.starts} start{'s' if fit.starts > 1 else ''}",
    ]
    return "\n".join(lines + [f"! {text}" for text in fit.messages])
