# SPDX-License-Identifier: Apache-2.0
"""Pressures from the heart to the eye, against the bed angle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from inversim import _core
from inversim.palette import series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RUNGS = {
    "map_heart": "arterial, heart",
    "map_brain": "arterial, ear",
    "map_eye": "arterial, eye",
    "right_atrial_pressure": "right atrium",
    "jugular_pressure": "jugular veins",
    "cerebral_venous_pressure": "dural sinus",
    "intracranial_pressure": "spinal fluid, ear",
    "intraocular_pressure": "eye",
}
"""Signals of the ladder and what they are called in its plot."""


def pressure_ladder(result: xr.Dataset, every_deg: float = 2.0) -> xr.Dataset:
    """Mean pressures over each step of bed angle, of all samples of a result.

    Args:
        result: of `run` or `load`, with `bed_angle` [rad] and at least one of the signals in `RUNGS`.
        every_deg: width of a step of the angle [deg].

    Returns:
        The signals of `RUNGS` that the result has [mmHg], dimension `angle` [deg], the middles of the
        steps that the bed passed.

    Raises:
        ValueError: the result has no `bed_angle`, or none of the pressures.
    """
    names = [name for name in RUNGS if name in result]
    if "bed_angle" not in result or not names:
        raise ValueError("the result has no bed_angle or no pressures: was the circulation simulated?")
    step = np.floor(np.degrees(result["bed_angle"].values) / every_deg).astype(int)
    steps = np.unique(step)
    out = xr.Dataset(coords={"angle": ("angle", (steps + 0.5) * every_deg, {"units": "degree"})})
    unit, factor = _core.shown_unit("Pa")
    for name in names:
        values = result[name].values * factor
        means = np.array([np.nanmean(values[step == s]) for s in steps])
        out[name] = ("angle", means, {"units": unit, "long_name": result[name].attrs.get("long_name", name)})
    return out


def plot_pressure_ladder(result: xr.Dataset, ax: Axes | None = None, **line: Any) -> Axes:
    """Draws `pressure_ladder` of a result; needs matplotlib.

    Args:
        result: as for `pressure_ladder`.
        ax: where to draw; left out, axes of a new figure.
        line: passed on to `Axes.plot`.

    Returns:
        The axes.
    """
    import matplotlib.pyplot as plt

    ladder = pressure_ladder(result)
    if ax is None:
        ax = plt.subplots(layout="constrained", figsize=(9, 5.5))[1]
    for k, name in enumerate(ladder.data_vars):
        color, style = series(k)
        ax.plot(
            ladder["angle"], ladder[name],
            **{"color": color, "linestyle": style, "label": RUNGS[str(name)], **line},
        )  # fmt: skip
    ax.set_xlabel("bed angle, deg (head down positive)")
    ax.set_ylabel("pressure at its own level, mmHg")
    ax.legend(fontsize="small", ncols=2)
    return ax
