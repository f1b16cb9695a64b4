# SPDX-License-Identifier: Apache-2.0
"""Measurements with planted parameters and noise, as CSV files; and how often intervals cover the plants."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import inversim
import numpy as np
import xarray as xr


class Experiment(NamedTuple):
    scenario: str
    planted: dict[str, Any]
    """In an order in which no number passes another that it may not."""
    parameters: list[Any]
    noise: dict[str, float]
    """Standard deviations by header."""


PIVOT = Experiment(
    "identification",
    {
        "table.brake.mu_kinetic": 0.31,
        "table.brake.mu_static": 0.31 * 0.40 / 0.35,
        "table.bearing.friction_torque_Nm": 3.4,
        "subject.centre_of_mass_offset_m": 0.012,
    },
    [
        ("table.brake.mu_kinetic", "table.brake.mu_static"),
        "table.bearing.friction_torque_Nm",
        "subject.centre_of_mass_offset_m",
    ],
    # an encoder, a gyroscope, load cells under two feet of the frame
    {
        "bed_angle_deg": 0.1,
        "bed_rate_deg_per_s": 0.5,
        "foot_force[head end left]_N": 3.0,
        "foot_force[foot end left]_N": 3.0,
    },
)
BED = Experiment(
    "identification_bed_friction",
    {"settings.friction": 0.28},
    ["settings.friction"],
    {"bed_angle_deg": 0.1, "cuff_pull_N": 5.0},
)


@cache
def _truth(scenario: str, planted: tuple[tuple[str, Any], ...]) -> xr.Dataset:
    record = {"record.signals": ["bed_angle", "bed_rate", "foot_force", "cuff_pull"]}
    return inversim.run(scenario, {**dict(planted), **record})


def write_csv(path: Path, experiment: Experiment, seed: int, noise: Mapping[str, float] | None = None) -> Path:
    """What a logger would have written of the planted plant."""
    truth = _truth(experiment.scenario, tuple(experiment.planted.items()))
    random = np.random.default_rng(seed)
    columns = {"time_s": truth["time"].values}
    for header, deviation in (noise or experiment.noise).items():
        if "[" in header:
            values = truth["foot_force"].sel(foot=header[header.index("[") + 1 : header.index("]")]).values
        else:
            values = truth[header.removesuffix("_deg_per_s").removesuffix("_deg").removesuffix("_N")].values
        size = 180 / np.pi if "_deg" in header else 1.0
        columns[header] = values * size + random.normal(0.0, deviation, values.size)
    rows = np.column_stack(list(columns.values()))
    np.savetxt(path, rows, delimiter=",", header=",".join(columns), comments="", fmt="%.4f")
    return path


class Covered(NamedTuple):
    times: dict[str, int]
    widest: dict[str, float]
    """Half of the widest interval over the planted value."""
    means: dict[str, float]
    """Of the estimates."""
    last: inversim.Fit


def cover(folder: Path, experiment: Experiment, seeds: range, known: bool) -> Covered:
    """Fit each seed's file from the values of the model files, and count."""
    paths = [entry if isinstance(entry, str) else entry[0] for entry in experiment.parameters]
    times, widest, sums = dict.fromkeys(paths, 0), dict.fromkeys(paths, 0.0), dict.fromkeys(paths, 0.0)
    for seed in seeds:
        file = write_csv(folder / f"rig_{seed}.csv", experiment, seed)
        found = inversim.fit(
            experiment.scenario, file, experiment.parameters, noise=experiment.noise if known else None
        )
        for path in paths:
            planted, p = experiment.planted[path], found[path]
            times[path] += p.low <= planted <= p.high
            widest[path] = max(widest[path], 0.5 * (p.high - p.low) / abs(planted))
            sums[path] += p.value
    return Covered(times, widest, {path: total / len(seeds) for path, total in sums.items()}, found)
