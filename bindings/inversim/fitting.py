# SPDX-License-Identifier: Apache-2.0
"""Parameters of a scenario from a measurement, by least squares on runs of the plant itself."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inversim import _core
from inversim.comparison import channels, check_recorded, compare, simulated_channel
from inversim.errors import InputError, PlantError
from inversim.fit_result import Channel, Fit, Solution, result_of
from inversim.measured import Unknown, read_measured, split_header
from inversim.overrides import Override, Scenario, Value
from inversim.parameters import Parameter, read_parameters
from inversim.results import dataset_of

Array: TypeAlias = NDArray[np.float64]

OFFSET = "offset_s"
"""Name of the clock's offset where it is fitted too."""

_FIRST_STEP = 1e-3  # of a parameter's scale
_LONGEST_STEP = 0.05
_TOLERANCE = 1e-7  # of the sum of squares: about a hundredth of a standard error
_HORIZONS = (0.25, 0.5)  # shares of the measured time that are fitted first
_POOR = 1.5  # chi-square per degree of freedom above which other starts are tried
_NOISE_ROUNDS = 4


def fit(
    scenario: Scenario,
    measured: str | os.PathLike[str] | xr.Dataset,
    parameters: Sequence[str | Sequence[str]],
    *,
    noise: Mapping[str, float] | None = None,
    overrides: Mapping[str, Override] | None = None,
    start: Mapping[str, float] | None = None,
    offset: float | Literal["fit"] = 0.0,
    confidence: float = 0.95,
    starts: int = 4,
    workers: int | None = None,
) -> Fit:
    """Find the values of parameters with which a scenario runs as was measured.

    Weighted least squares (Levenberg-Marquardt within bounds, SciPy's `trf`) over runs of the plant, with
    central differences whose steps change the data by about one standard error; intervals are those of
    the linearised model, Student's t. docs/fit.md has the method and what it reproduces.

    Args:
        scenario: a scenario file, or the name of a shipped one, whose protocol is that of the measurement.
        measured: a CSV file (`read_measured`) or a dataset of that function.
        parameters: dotted paths of numbers, in the unit of the path's key, as for `run`; several paths in a
            tuple move in proportion: `("table.brake.mu_kinetic", "table.brake.mu_static")`. What is
            reported is the first.
        noise: standard deviation of a channel's noise, with its unit in the key as a CSV header has it:
            `{"bed_angle_deg": 0.1, "foot_force_N": 3}`; without a place for all places. Channels that are left out
            are weighted by what their own residuals show.
        overrides: values of the scenario that differ from its file, as for `run`.
        start: values to start from, by path; left out, those of the files.
        offset: [s] of the run's clock at the measurement's time 0; "fit": a parameter too (`offset_s`),
            starting from what `compare` finds.
        confidence: of the intervals, between 0 and 1.
        starts: how many starts are tried at most; those after the first, spread over the bands of the files,
            only as long as the residuals are more than the noise explains.
        workers: runs at a time, in threads; left out, one a processor.

    Returns:
        Values, standard errors, intervals, correlations, tests of the residuals, what this data cannot
        tell, and the fitted run laid over the measurement. Printing it gives a table.

    Raises:
        InputError: scenario, measurement, a path, a start or a noise is wrong.
        PlantError: the motion is not finite with the values to start from.
        OSError: the measurement cannot be read.
    """
    if not 0.0 < confidence < 1.0:
        raise InputError(f"confidence: found {confidence}, expected a number between 0 and 1, such as 0.95")
    if workers is not None and workers < 1:
        raise InputError(f"workers: found {workers}, expected 1 or more")
    data = measured if isinstance(measured, xr.Dataset) else read_measured(measured)
    model = _Model(scenario, data, parameters, overrides or {}, start or {}, offset, workers)
    with model:
        known = _known_noise(data, noise or {})
        best = model.solve(model.start, model.noise_at_first(known), known)
        tried = 1
        for other in model.other_starts(starts - 1):
            # by the noise at first: what residuals show of it is as large as they are
            if best.misfit <= _POOR * best.dof:
                break
            again = model.solve(other, model.noise_at_first(known), known)
            tried += 1
            if again.misfit < best.misfit:
                best = again
        final = model.dataset(best.values)
        return result_of(best, model.parameters, final, model.channels(best, known), confidence, tried, model.runs)


def _known_noise(data: xr.Dataset, noise: Mapping[str, float]) -> dict[str, float]:
    """Noise by channel, SI."""
    known: dict[str, float] = {}
    for header, value in noise.items():
        places = [n for n in channels(data) if "[" in n and header.startswith(n.split("[")[0] + "_")]
        keys = [header]
        if "[" not in header and places:
            signal = places[0].split("[")[0]
            keys = [f"{name}{header[len(signal) :]}" for name in places if name.split("[")[0] == signal]
        for key in keys:
            try:
                column = split_header(key)
            except Unknown as e:
                raise InputError(f"noise: {header}: found {e.found}, expected {e.expected}") from e
            if column.channel not in data:
                there = ", ".join(channels(data))
                raise InputError(f"noise: {header}: {column.channel} was not measured; there are {there}")
            if not (np.isfinite(value) and value > 0):
                raise InputError(f"noise: {header}: found {value}, expected a number above 0")
            known[column.channel] = value * column.si
    return known


class _Model:
    """Runs of the plant as a function of parameters, sampled as was measured."""

    def __init__(
        self, scenario: Scenario, data: xr.Dataset, parameters: Sequence[str | Sequence[str]],
        overrides: Mapping[str, Override], start: Mapping[str, float], offset: float | Literal["fit"],
        workers: int | None,
    ) -> None:  # fmt: skip
        self.data = data
        self.names = channels(data)
        self.seconds = data["time"].values
        signals = list(dict.fromkeys(data[name].attrs["signal"] for name in self.names))
        step = _core.Prepared(scenario, overrides).number("settings.step_ms").value
        assert step is not None
        given = 0.0 if offset == "fit" else float(offset)
        self.recording = {"record.signals": signals, **_rate(self.seconds + given, 1e-3 * step, offset == "fit")}
        self.prepared = _core.Prepared(scenario, {**overrides, **self.recording})
        self.parameters = read_parameters(self.prepared, parameters, start)
        self._lock = threading.Lock()
        self.runs = 0
        self._pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
        first = self._run(self.initial())
        check_recorded(first, data)
        self.offset = given
        if offset == "fit":
            self.offset = float(compare(first, data, "find").attrs["offset_s"])
            width = float(np.median(np.diff(self.seconds)))
            self.parameters.append(Parameter((OFFSET,), "s", self.offset, -np.inf, np.inf, width, "clock"))
        span = first["time"].values
        at = self.seconds + self.offset
        self.inside = (at >= span[0] - 1e-9) & (at <= span[-1] + 1e-9)
        if self.inside.sum() * len(self.names) <= len(self.parameters):
            compare(first, data, self.offset)  # says how they lie
            raise InputError("there are no more samples than parameters")
        self.measured = np.concatenate([data[name].values[self.inside] for name in self.names])
        self.start = np.array([p.start for p in self.parameters])
        self.scale = np.array([p.scale for p in self.parameters])
        self.bounds = (np.array([p.low for p in self.parameters]), np.array([p.high for p in self.parameters]))
        self._steps: Array | None = None
        self._steps_stale = False
        self._seen: dict[bytes, Array] = {}

    def __enter__(self) -> _Model:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def initial(self) -> Array:
        return np.array([p.start for p in self.parameters])

    def _run(self, values: Array) -> xr.Dataset:
        settings: dict[str, Value] = {}
        for parameter, value in zip(self.parameters, values, strict=True):
            settings |= parameter.settings(float(value))
        result = self.prepared.run(settings)
        with self._lock:
            self.runs += 1
        if result.failure:
            raise PlantError(result.failure)
        return dataset_of(result)

    def _offset(self, values: Array) -> float:
        fitted = self.parameters[-1].path == OFFSET
        return float(values[-1]) if fitted else self.offset

    def dataset(self, values: Array) -> xr.Dataset:
        """The run with these values, with the measurement laid over it."""
        return compare(self._run(values), self.data, self._offset(values))

    def predict(self, values: Array) -> Array:
        """What would have been measured; all channels one after the other, SI."""
        key = values.tobytes()
        found = self._seen.get(key)
        if found is None:
            result = self._run(values)
            at = (self.seconds + self._offset(values))[self.inside]
            time = result["time"].values
            made = [np.interp(at, time, simulated_channel(result, self.data[name])) for name in self.names]
            predicted: Array = np.concatenate(made)
            if not np.isfinite(predicted).all():
                raise InputError("a channel is no number in a run of this scenario")
            with self._lock:
                if len(self._seen) > 64:
                    self._seen.clear()
                self._seen[key] = predicted
            return predicted
        return found

    def predict_all(self, points: Sequence[Array]) -> list[Array]:
        return list(self._pool.map(self.predict, points))

    def slopes(self, values: Array, weight: Array) -> Array:
        """Forward differences of the weighted prediction, to iterate with."""
        steps = self._steps_of(values, weight)
        ends = [values + h * unit for h, unit in zip(steps, np.eye(len(values)), strict=True)]
        here, *there = self.predict_all([values, *ends])
        return np.stack([weight * (end - here) / h for end, h in zip(there, steps, strict=True)], axis=1)

    def central(self, values: Array, weight: Array) -> tuple[Array, Array]:
        """Central differences, and how far each is from straight; one-sided at a bound."""
        low, high = self.bounds
        steps = np.abs(self._steps_of(values, weight))
        moves = [h * unit for h, unit in zip(steps, np.eye(len(values)), strict=True)]
        ends = [(np.minimum(values + m, high), np.maximum(values - m, low)) for m in moves]
        here, *there = self.predict_all([values, *(end for pair in ends for end in pair)])
        columns, bends = [], []
        for k, (up, down) in enumerate(ends):
            above, below = weight * there[2 * k], weight * there[2 * k + 1]
            columns.append((above - below) / (up[k] - down[k]))
            size = np.linalg.norm(above - below)
            bend = np.linalg.norm(above + below - 2 * weight * here) if down[k] < values[k] < up[k] else 0.0
            bends.append(bend / size if size > 0 else 0.0)
        return np.stack(columns, axis=1), np.array(bends)

    def _steps_of(self, values: Array, weight: Array) -> Array:
        if self._steps is None:
            self._steps = _FIRST_STEP * self.scale
            self._steps = self._find_steps(values, weight)
            self._steps_stale = True
        if self._steps_stale:
            self._steps = self._find_steps(values, weight)
            self._steps_stale = False
        # away from a bound that is near
        return np.where(values + self._steps <= self.bounds[1], self._steps, -self._steps)

    def _find_steps(self, values: Array, weight: Array) -> Array:
        """Steps that change the data by about one standard error, were all else known.

        Below that the plant's own roughness (steps of time, sticking and slipping) would be differentiated.
        """
        assert self._steps is not None
        steps = np.where(values + self._steps <= self.bounds[1], self._steps, -self._steps)
        points = [values + h * unit for h, unit in zip(steps, np.eye(len(values)), strict=True)]
        here, *there = self.predict_all([values, *points])
        sizes = np.array([np.linalg.norm(weight * (p - here)) for p in there])
        factor = 1.0 / np.maximum(sizes, 1e-12)
        found: Array = np.clip(self._steps * factor, 1e-6 * self.scale, _LONGEST_STEP * self.scale)
        return found

    def solve(self, start: Array, noise: Array, known: Mapping[str, float]) -> Solution:
        """Least squares, and again with what the residuals show of unknown noise."""
        values, self._steps = start, None
        for share in _HORIZONS:
            # a swing that is half a period off has a minimum of its own: the beginning first
            values = self._minimise(values, self._weight(noise, share), 1e-2)
        estimated = [name not in known for name in self.names]
        settled, self._steps_stale = False, True
        for _ in range(_NOISE_ROUNDS):
            values = self._minimise(values, self._weight(noise), _TOLERANCE)
            renewed = np.where(estimated, self._noise_of(values), noise)
            settled = bool(np.all(np.abs(renewed / noise - 1.0) < 0.02))
            if settled:
                break
            noise = renewed
        weight = self._weight(noise)
        jacobian, bends = self.central(values, weight)
        residual = weight * (self.measured - self.predict(values))
        return Solution(
            values, jacobian, residual, noise, bends, self.bounds, self.scale,
            misfit=self._misfit(values, known), failed_noise=not settled,
        )  # fmt: skip

    def _minimise(self, start: Array, weight: Array, tolerance: float) -> Array:
        from scipy.optimize import least_squares

        last: list[tuple[Array, Array]] = []

        def residual(x: Array) -> Array:
            difference: Array = weight * (self.predict(x * self.scale) - self.measured)
            return difference

        def jacobian(x: Array) -> Array:
            values = x * self.scale
            # within a difference's own step nothing new would be seen
            if not last or self._steps is None or np.any(np.abs(values - last[0][0]) > self._steps):
                last[:] = [(values, self.slopes(values, weight))]
            scaled: Array = last[0][1] * self.scale
            return scaled

        low, high = (edge / self.scale for edge in self.bounds)
        found = least_squares(
            residual, _inside(start / self.scale, low, high), jac=jacobian, bounds=(low, high), method="trf",
            ftol=tolerance, xtol=max(1e-6, 0.1 * tolerance), gtol=1e-10, max_nfev=40,
        )  # fmt: skip
        return np.asarray(found.x * self.scale, float)

    def _weight(self, noise: Array, share: float = 1.0) -> Array:
        """One over the noise of each sample, 0 beyond a share of the measured time."""
        at = self.seconds[self.inside]
        used = at <= at[0] + share * (at[-1] - at[0])
        weight: Array = np.outer(1.0 / noise, used).ravel()
        return weight

    def _by_channel(self, of_all: Array) -> Array:
        rows: Array = of_all.reshape(len(self.names), -1)
        return rows

    def _noise_of(self, values: Array) -> Array:
        residual = self._by_channel(self.measured - self.predict(values))
        free = max(1.0, residual.shape[1] - len(values) / len(self.names))
        shown: Array = np.maximum(np.sqrt((residual**2).sum(axis=1) / free), self._least)
        return shown

    def _misfit(self, values: Array, known: Mapping[str, float]) -> float:
        """To choose among starts: by the noise at first, which does not grow with the misfit."""
        weight = self._weight(self.noise_at_first(known))
        return float(np.sum((weight * (self.measured - self.predict(values))) ** 2))

    @property
    def _least(self) -> Array:
        rows = self._by_channel(self.measured)
        spread = np.maximum(np.ptp(rows, axis=1), 1e-3 * np.abs(rows).max(axis=1))
        least: Array = np.maximum(1e-6 * spread, 1e-12)
        return least

    def noise_at_first(self, known: Mapping[str, float]) -> Array:
        """Known noise, or what second differences of the samples show: motion is smooth, noise is not."""
        rows = self._by_channel(self.measured)
        rough = np.diff(rows, 2, axis=1) if rows.shape[1] > 4 else rows
        shown = 1.4826 * np.median(np.abs(rough), axis=1) / np.sqrt(6.0)
        shown = np.maximum(shown, 100 * self._least)
        return np.array([known.get(name, guess) for name, guess in zip(self.names, shown, strict=True)])

    def other_starts(self, count: int) -> Sequence[Array]:
        """Spread over where the files say the parameters lie."""
        from scipy.stats import qmc

        if count < 1:
            return []
        low = np.array([p.spread[0] for p in self.parameters])
        high = np.array([p.spread[1] for p in self.parameters])
        points = qmc.LatinHypercube(len(self.parameters), rng=np.random.default_rng(1)).random(count)
        return list(low + points * (high - low))

    def channels(self, solution: Solution, known: Mapping[str, float]) -> list[Channel]:
        rows = self._by_channel(solution.residual)
        return [
            Channel(name, str(self.data[name].attrs["units"]), float(noise), name in known, row)
            for name, noise, row in zip(self.names, solution.noise, rows, strict=True)
        ]


def _inside(x: Array, low: Array, high: Array) -> Array:
    """A start that is on a bound would not leave it."""
    margin = 1e-6 * np.maximum(1.0, np.abs(x))
    inside: Array = np.clip(x, low + margin, high - margin)
    return inside


def _rate(at: Array, step: float, moves: bool) -> dict[str, Value]:
    """The slowest recording whose samples are those that were measured; every step where there is none."""
    steps = at / step
    whole = np.round(steps)
    if moves or np.max(np.abs(steps - whole)) * step > 2e-6:
        return {"record.every_step": True}
    stride = int(np.gcd.reduce(whole.astype(np.int64)))
    return {"record.every_step": False, "record.rate_Hz": 1.0 / (max(1, stride) * step)}
