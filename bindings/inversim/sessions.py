# SPDX-License-Identifier: Apache-2.0
"""A whole session in one call."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import xarray as xr

from inversim import _core
from inversim.controllers import Controller
from inversim.errors import ControllerError, PlantError
from inversim.overrides import Override, Scenario
from inversim.results import dataset_of


def run(
    scenario: Scenario,
    overrides: Mapping[str, Override] | None = None,
    *,
    controller: str | os.PathLike[str] | Controller | None = None,
    output: str | os.PathLike[str] | None = None,
    progress: bool | Callable[[float, float], object] = False,
    **more: Override,
) -> xr.Dataset:
    """Take the plant of a scenario through its protocol and return what was recorded.

    Args:
        scenario: a scenario file, the name of a shipped one ("kim_2013_60deg"), or a model of
            `inversim.models`.
        overrides: values of the scenario or of a file it names, by dotted path, in the unit of
            the path's key: `{"table.brake.clamp_force_N": 3500, "subject.mass_kg": 90}`; under
            `table`, `subject`, `spine`, `circulation` or `risk` a model in place of that file.
        controller: what works brake and motor instead of the scenario's own: a name, path or link
            as of `inversim run --controller`, or an object with `reset(config)` and
            `step(sensors, actuators)` (see `inversim.controllers`), asked once a step.
        output: result file (HDF5 that is netCDF-4) to write as well, as `inversim run -o` does. It
            is `OUTPUT.partial` until the run has ended; what a run that was interrupted had
            recorded stays there.
        progress: a bar (tqdm), or a function that is given the share of the protocol that is done
            (0..1) and the simulated time [s] about a hundred times.
        **more: further overrides, for paths without a dot or as `**{"subject.mass_kg": 90}`.

    Returns:
        A dataset with the coordinates `time` [s], `level` ("C0-C1" ... "L5-S1") and `foot`, one
        variable per signal with `units`, `long_name` and, where it rests on a figure without a
        verified source, `status`; the events along `event`; the key figures along `figure`
        (`ds["figure_value"].sel(figure="peak_traction")`); the scenario's expectations, judged,
        along `expectation`. Attributes: versions, files and their texts, seed, conventions,
        `state_hash` of the last state. Names are those of the result file; `load` reads it back.

    Raises:
        InputError: the scenario, a file it names or an override is wrong; all of it is said.
        OSError: `output` cannot be written.
        PlantError: the motion is no longer finite; `.dataset` has what came before.
        ControllerError: the controller stopped answering; `.dataset` has what came before and the
            plant's going on without it. What a controller in Python raises is raised as it is.
        KeyboardInterrupt: on Ctrl-C, within a fraction of a second.

    Other Python threads run meanwhile. The same scenario gives the same bits on every machine.
    """
    twice = set(overrides or {}) & set(more)
    if twice:
        raise TypeError(f"given twice: {', '.join(sorted(twice))}")
    everything: dict[str, Override] = {**(overrides or {}), **more}
    own = None
    if isinstance(controller, (str, os.PathLike)):
        everything["controller"] = os.fspath(controller)
    elif controller is not None:
        own = controller
        everything["controller"] = f"python:{type(own).__qualname__}"
    if progress is True:
        with _Bar() as bar:
            result = _core.run(scenario, everything, output, bar, own)
    else:
        result = _core.run(scenario, everything, output, progress or None, own)
    dataset = dataset_of(result)
    if output is not None and not result.failure:
        dataset.encoding["source"] = os.path.abspath(output)
    if result.failure:
        error = PlantError(result.failure)
        error.dataset = dataset
        raise error
    if result.controller_failure:
        stopped = ControllerError(result.controller_failure)
        stopped.dataset = dataset
        raise stopped
    return dataset


class _Bar:
    """A tqdm bar, in a terminal or a notebook."""

    def __enter__(self) -> _Bar:
        from tqdm.auto import tqdm

        self._bar = tqdm(
            total=100.0,
            bar_format="{percentage:3.0f} %|{bar}| {postfix} [{elapsed}<{remaining}]",
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._bar.update(100.0 - self._bar.n)
        self._bar.close()

    def __call__(self, share: float, time: float) -> None:
        self._bar.set_postfix_str(f"{time:.0f} s simulated", refresh=False)
        self._bar.update(100.0 * share - self._bar.n)
