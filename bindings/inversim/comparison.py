# SPDX-License-Identifier: Apache-2.0
"""A measurement laid over a run: residuals, what they amount to, and their plot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from inversim import _core
from inversim.errors import InputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Array = NDArray[np.float64]


def compare(
    result: xr.Dataset, measured: xr.Dataset, offset: float | Literal["find"] = 0.0
) -> xr.Dataset:
    """Lay a measurement over a run, sample by sample.

    Args:
        result: of `run` or `load`; it must have recorded what was measured. Between its samples it is taken
            as straight, so record no more slowly than was measured.
        measured: of `read_measured`.
        offset: [s] of the run's clock at the measurement's time 0; "find" looks for the one of
            least variance of the residuals, each channel weighted by its spread, among those at
            which at least half of the shorter of the two overlaps. A zero that is off does not move it.

    Returns:
        Each channel with the dimensions `source` ("measured", "simulated", "residual": measured less
        simulated) and `time` [s of the run], in its SI unit; samples outside of the run are left out.
        Along `channel`: `rms`, `bias` (mean) and `largest` (by size) of the residual, and
        `channel_units`. `attrs["offset_s"]` is the offset.

    Raises:
        InputError: a channel was not recorded, or is not a number there; nothing overlaps.
    """
    check_recorded(result, measured)
    time = result["time"].values
    simulated = {name: simulated_channel(result, measured[name]) for name in channels(measured)}
    if offset == "find":
        offset = _find_offset(time, simulated, measured)
    shifted = measured["time"].values + offset
    inside = (shifted >= time[0] - 1e-9) & (shifted <= time[-1] + 1e-9)
    if inside.sum() < 2:
        raise InputError(
            f"the measurement, {shifted[0]:g} to {shifted[-1]:g} s of the run's clock, does not lie over "
            f"the run, {time[0]:g} to {time[-1]:g} s"
        )
    at = shifted[inside]
    variables: dict[str, xr.Variable] = {}
    statistics: dict[str, list[float]] = {"rms": [], "bias": [], "largest": []}
    for name, values in simulated.items():
        seen = measured[name].values[inside]
        computed = np.interp(at, time, values)
        residual = seen - computed
        if not np.isfinite(computed).all():
            raise InputError(f"{name} is no number in this run")
        variables[name] = xr.Variable(
            ("source", "time"), np.stack([seen, computed, residual]), measured[name].attrs
        )
        statistics["rms"].append(float(np.sqrt(np.mean(residual**2))))
        statistics["bias"].append(float(residual.mean()))
        statistics["largest"].append(float(residual[np.abs(residual).argmax()]))
    of = {"rms": "root mean square", "bias": "mean", "largest": "value of the greatest size"}
    for key, column in statistics.items():
        variables[key] = xr.Variable("channel", column, {"long_name": f"{of[key]} of the residual, in channel_units"})
    units = np.array([measured[name].attrs["units"] for name in simulated], dtype=object)
    variables["channel_units"] = xr.Variable("channel", units, {"long_name": "unit of the channel"})
    coordinates = {
        "time": xr.Variable("time", at, {"units": "s", "long_name": "simulated time"}),
        "source": np.array(["measured", "simulated", "residual"]),
        "channel": np.array(list(simulated)),
    }
    attributes = {"offset_s": float(offset), "measured": str(measured.attrs.get("source", ""))}
    return xr.Dataset(variables, coordinates, attributes)


def plot_comparison(comparison: xr.Dataset) -> Figure:
    """Draw what `compare` or a fit gives; needs matplotlib.

    Args:
        comparison: of `compare`, or `fit(...).dataset`.

    Returns:
        A figure with two rows of axes a channel: measured and simulated, and the residual under it. Angles
        are in deg, pressures in mmHg, all else in SI.
    """
    import matplotlib.pyplot as plt

    names = [str(name) for name in comparison["channel"].values]
    heights = [2.0, 1.0] * len(names)
    figure, axes = plt.subplots(
        2 * len(names), 1, sharex=True, squeeze=False, figsize=(9, 3.2 * len(names)),
        height_ratios=heights, layout="constrained",
    )  # fmt: skip
    time = comparison["time"].values
    for k, name in enumerate(names):
        unit, size = _core.shown_unit(comparison[name].attrs["units"])
        above, below = axes[2 * k, 0], axes[2 * k + 1, 0]
        values = comparison[name] * size
        above.plot(time, values.sel(source="measured"), ".", markersize=2, label="measured")
        above.plot(time, values.sel(source="simulated"), linewidth=1, label="simulated")
        above.set_ylabel(f"{name}, {unit}" if unit else name)
        above.legend(loc="upper right", fontsize="small")
        below.plot(time, values.sel(source="residual"), ".", markersize=2, color="black")
        below.axhline(0.0, color="gray", linewidth=0.5)
        rms = float(comparison["rms"].sel(channel=name)) * size
        below.set_ylabel(f"residual\nrms {rms:.3g}")
    axes[-1, 0].set_xlabel("time of the run, s")
    return figure


def channels(measured: xr.Dataset) -> list[str]:
    """Names of the channels of a measurement."""
    return [str(name) for name in measured.data_vars]


def check_recorded(result: xr.Dataset, measured: xr.Dataset) -> None:
    missing = [name for name in channels(measured) if measured[name].attrs["signal"] not in result]
    if missing or not channels(measured):
        raise InputError(
            f"the run has no {', '.join(missing)}: is it in record.signals, and of this scenario?"
            if missing
            else "the measurement has no channel"
        )


def simulated_channel(result: xr.Dataset, measured: xr.DataArray) -> Array:
    """Values of a run at its own times, of what a channel measures."""
    signal = result[measured.attrs["signal"]]
    if measured.attrs["label"]:
        axis = next(d for d in signal.dims if d != "time")
        signal = signal.sel({axis: measured.attrs["label"]})
    return np.asarray(signal.values, float)


def _find_offset(time: Array, simulated: dict[str, Array], measured: xr.Dataset) -> float:
    from scipy.optimize import minimize_scalar

    seconds = measured["time"].values
    weights = {name: 1.0 / (np.std(measured[name].values) or 1.0) for name in simulated}
    needed = 0.5 * min(seconds[-1] - seconds[0], time[-1] - time[0])

    def misfit(offset: float) -> float:
        at = seconds + offset
        inside = (at >= time[0]) & (at <= time[-1])
        if inside.sum() < 2 or at[inside][-1] - at[inside][0] < needed * (1 - 1e-9):
            return float("inf")
        return float(
            sum(
                np.var((measured[name].values[inside] - np.interp(at[inside], time, values)) * weights[name])
                for name, values in simulated.items()
            )
        )

    first, last = time[0] - seconds[-1] + needed, time[-1] - seconds[0] - needed
    # fine enough not to step over the least one, of signals that were sampled well
    step = max(float(np.median(np.diff(seconds))), (last - first) / 4000)
    tried = np.append(np.arange(first, last, step), last)
    errors = [misfit(offset) for offset in tried]
    best = float(tried[int(np.argmin(errors))])
    finer = minimize_scalar(misfit, bounds=(best - step, best + step), method="bounded", options={"xatol": 1e-6})
    return float(finer.x) if finer.fun <= min(errors) else best
