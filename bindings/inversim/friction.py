# SPDX-License-Identifier: Apache-2.0
"""How far traction depends on the friction of the bed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import xarray as xr

from inversim.overrides import Override, Scenario
from inversim.sessions import run

_TURNS = np.radians(0.05)  # [rad/s] slower than this the bed is held


def traction(
    scenario: Scenario = "unloading_60deg",
    friction: Sequence[float] = (0.1, 0.4, 0.6),
    overrides: Mapping[str, Override] | None = None,
) -> xr.Dataset:
    """Forces of every level against bed angle, going down and coming back, by friction coefficient.

    Runs the scenario once for each coefficient. Friction carries a part of the weight while the
    bed turns head down and adds to it on the way back; how large a coefficient clothes and pads
    have is not known well (0.1 to 0.6), so the spread over `friction` is the band of the result.

    Args:
        scenario: a scenario that turns the bed down and back, file or name of a shipped one.
        friction: coefficients of user against pad (`settings.friction`).
        overrides: further values of the scenario, as for `run`.

    Returns:
        `section_axial`, `disc_axial` and `weight_axial` [N], dimensions (friction, direction,
        angle, level): means over each degree of the samples taken while the bed turned that way.
        `direction` is "down" or "back", `angle` [deg] the middle of the degree; NaN where the bed
        did not pass. Signals that the scenario does not record are left out.

    Raises:
        What `run` raises; ValueError when the scenario does not record `bed_angle` or the bed does
        not turn.
    """
    parts = []
    for mu in friction:
        ds = run(scenario, {**(overrides or {}), "settings.friction": float(mu)})
        if "bed_angle" not in ds:
            raise ValueError("the scenario does not record bed_angle")
        parts.append(_loop(ds))
    return xr.concat(parts, xr.DataArray(np.asarray(friction, float), dims="friction", name="friction"))


def _loop(ds: xr.Dataset) -> xr.Dataset:
    angle, time = ds["bed_angle"].values, ds["time"].values
    rate = np.diff(angle, prepend=angle[0]) / np.diff(time, prepend=time[0] - 1.0)
    moving = (np.abs(rate) > _TURNS) & (angle >= 0)
    if not moving.any():
        raise ValueError("the bed does not turn")
    degree = np.floor(np.degrees(angle)).astype(int)
    edges = np.arange(degree[moving].max() + 1)
    names = [n for n in ("section_axial", "disc_axial", "weight_axial") if n in ds]
    out = {}
    for name in names:
        values = ds[name].transpose("time", "level").values
        table = np.full((2, edges.size, values.shape[1]), np.nan)
        for way, sign in enumerate((1, -1)):
            for k in edges:
                rows = moving & (np.sign(rate) == sign) & (degree == k)
                if rows.any():
                    table[way, k] = values[rows].mean(axis=0)
        out[name] = (("direction", "angle", "level"), table, ds[name].attrs)
    return xr.Dataset(
        out,
        {
            "direction": ["down", "back"],
            "angle": ("angle", edges + 0.5, {"units": "degree", "long_name": "bed angle"}),
            "level": ds["level"].values,
        },
    )
