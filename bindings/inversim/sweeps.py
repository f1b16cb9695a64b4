# SPDX-License-Identifier: Apache-2.0
"""A scenario again and again with other values, on the threads of this machine or on a cluster."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike

from inversim import _core
from inversim.errors import InputError
from inversim.overrides import Override, Scenario, as_given, as_written

if TYPE_CHECKING:
    from distributed import Client

Tell: TypeAlias = Callable[[int, int, int], object]
"""Told how many cases are done, how many there are, and how many of those computed now failed."""


@dataclass(frozen=True)
class Axis:
    """What differs from case to case.

    Attributes:
        values: of a grid, in the unit of the first path; or words: choices, names of files.
        low: low end, for a Latin hypercube, Sobol's points, or a grid of `count` values.
        high: high end.
        count: of a grid, so many values from low to high.
        paths: dotted paths that take the value; none: the name of the axis is one.
        distribution: "uniform" between the ends, or "normal" with its 2.5 % and 97.5 % points there.
    """

    values: ArrayLike | Sequence[str] | None = None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    paths: Sequence[str] = ()
    distribution: str = "uniform"


@dataclass(frozen=True)
class Metric:
    """A number, or one for each level, that is kept of each case.

    Attributes:
        signal: name of a signal of `inversim.run`.
        at: level, segment or site of it; None: all of them.
        statistic: "min", "max", "mean", "first", "last" or "range" of it over the time below.
        step: number of the protocol's step to which the time is limited, from 1.
        from_s: start of the time [s], from the start of the run or of the step.
        until_s: end of the time [s].
        unit: of the metric, such as "mm" or "mmHg"; None: the signal's own.
    """

    signal: str
    at: str | None = None
    statistic: str = "last"
    step: int | None = None
    from_s: float | None = None
    until_s: float | None = None
    unit: str | None = None


Ends: TypeAlias = "tuple[float, float]"
Over: TypeAlias = "Mapping[str, ArrayLike | Sequence[str] | Ends | Axis]"
Metrics: TypeAlias = "Sequence[str] | Mapping[str, str | Metric]"


@dataclass(frozen=True)
class _Spec:
    """All that a worker needs to compute a batch, wherever it is."""

    text: str
    file: str
    table: tuple[tuple[str, tuple[str, ...]], ...] | None
    sources: tuple[tuple[str, str, str], ...] = ()
    """Kind, name and text of the scenario and of the files it names, in place of those that are named."""
    fingerprint: str = ""
    """Of plan and program, which a worker must share."""


def sweep(
    scenario: Scenario,
    over: Over | None = None,
    *,
    design: str = "grid",
    cases: int | Mapping[str, ArrayLike | Sequence[str]] | None = None,
    seed: int = 1,
    metrics: Metrics | None = None,
    traces: Sequence[str] = (),
    every_s: float = 1.0,
    until_s: float = 600.0,
    overrides: Mapping[str, Override] | None = None,
    store: str | os.PathLike[str] | None = None,
    resume: bool = True,
    workers: int = 0,
    client: Client | None = None,
    progress: bool | Tell = False,
) -> xr.Dataset:
    """Run a scenario for many values and keep some numbers of each run.

        ds = inversim.sweep(
            "inversion_5min",
            {"subject.mass_kg": [60, 80, 100], "settings.friction": (0.1, 0.6)},
            design="latin_hypercube", cases=200, store="mass.nc")

    Args:
        scenario: a scenario file, the name of a shipped one, or a model of `inversim.models`; without `over` and `cases` a sweep
            file (`kind: sweep`) or the name of a shipped one, and then nothing else of the design.
        over: axes by name, which is a dotted path unless an `Axis` gives paths of its own: values of
            a grid, or (low, high) for the other designs.
        design: "grid": every value with every other, the last axis changes fastest;
            "latin_hypercube" or "sobol": `cases` points between the ends of the axes.
        cases: how many points; or a table of cases, columns by dotted path (a mapping or a pandas
            DataFrame), which is the design then.
        seed: of the points.
        metrics: key figures of `inversim.run` by name; or names for key figures and for `Metric` objects. None: all
            key figures.
        traces: signals that are kept over time.
        every_s: from one value of a trace to the next [s].
        until_s: time of the last one [s]; later than a run's end: not a number.
        overrides: values and models for all cases, as for `run`.
        store: result file (netCDF-4). What is computed is kept in `STORE.parts` batch by batch, so
            that an interrupted sweep goes on where it was. None: nothing is left on disk.
        resume: go on with what is there; False: compute all cases anew.
        workers: threads of this machine; 0: as many as it has.
        client: of `dask.distributed`: batches go to its workers, and again when one is lost. They
            need inversim of this version, and no common file system.
        progress: a bar (tqdm), or a function that is told after each batch.

    Returns:
        A dataset with the axes of a grid as dimensions, or the dimension `case` with the axes along
        it; one variable per metric, with `units`, `long_name` and, where it rests on a figure without
        a verified source, `status`; traces as `trace_SIGNAL`; `failed` (1: no result) and `failure`
        (why). Attributes: versions, files and their texts. Its data are the same to the last bit for
        any number of threads, on a cluster, and resumed.

    Raises:
        InputError: an axis, a metric or the scenario is wrong.
        OSError: the store cannot be written, is at work elsewhere, or is of another sweep.
        KeyboardInterrupt: on Ctrl-C; what is committed is kept.
    """
    spec = _spec_of(scenario, over, design, cases, seed, metrics, traces, every_s, until_s, overrides)
    plan = _plan(spec)
    with contextlib.ExitStack() as stack:
        if store is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="inversim_"))
            path = os.path.join(folder, "sweep.nc")
        else:
            path = os.fspath(store)
        if not (resume and plan.is_result(path)):
            tell = stack.enter_context(_telling(progress, plan.cases))
            _compute(plan, spec, path, not resume, workers, client, tell)
        dataset = load_sweep(path)
        if store is not None:
            return dataset
        dataset.load()
        # its file goes, and nobody is to look for it
        dataset.encoding.pop("source", None)
        return dataset


def load_sweep(path: str | os.PathLike[str]) -> xr.Dataset:
    """Open the result of a sweep; values stay on file until they are used.

    Raises:
        FileNotFoundError: there is none.
        InputError: it is no result of a sweep.
    """
    file = Path(path)
    if not file.exists():
        parts = Path(f"{file}.parts")
        hint = f"; {parts} holds parts of one that goes on" if parts.exists() else ""
        raise FileNotFoundError(f"there is no file {file}{hint}")
    try:
        dataset = xr.open_dataset(file, engine="h5netcdf")
    except (OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read as netCDF-4: {error}") from error
    if "sweep_fingerprint" not in dataset.attrs:
        dataset.close()
        raise InputError(f"{file} is not the result of a sweep")
    return dataset


def compute_batch(spec: _Spec, number: int) -> tuple[np.ndarray[Any, np.dtype[np.float64]], list[str]]:
    """Values and failures of one batch, by a worker that has nothing but this package."""
    plan = _worker_plan(spec)
    if plan.fingerprint != spec.fingerprint:
        raise RuntimeError(f"a worker has another inversim ({_core.__version__}), or other files of it")
    return plan.compute(number)


def _plan(spec: _Spec) -> _core.Sweep:
    table = None if spec.table is None else [(name, list(texts)) for name, texts in spec.table]
    return _core.Sweep(spec.text, spec.file, table, list(spec.sources))


_worker_plan = functools.lru_cache(maxsize=4)(_plan)


def _compute(
    plan: _core.Sweep,
    spec: _Spec,
    path: str,
    afresh: bool,
    workers: int,
    client: Client | None,
    tell: Tell | None,
) -> None:
    store = _core.SweepStore(plan, path, afresh)
    try:
        if client is None:
            store.run(workers, tell)
        else:
            _compute_on(client, plan, spec, store, tell)
        store.finish()
    finally:
        store.close()


def _compute_on(
    client: Client, plan: _core.Sweep, spec: _Spec, store: _core.SweepStore, tell: Tell | None
) -> None:
    """Batches on the workers of a cluster, committed here as they arrive."""
    import distributed

    # it brings types for few of its functions
    cluster: Any = client
    dask: Any = distributed
    missing = store.missing()
    table = tuple((name, tuple(texts)) for name, texts in plan.table) or None
    sent = _Spec(spec.text, spec.file, table, tuple(plan.sources), plan.fingerprint)
    done = plan.cases - sum(_cases_of(plan, number) for number in missing)
    failed = 0
    [at] = cluster.scatter([sent], broadcast=True)
    left = dict.fromkeys(missing, 0)  # batches, and how often a worker was lost over each
    running = {cluster.submit(compute_batch, at, number, pure=False): number for number in missing}
    try:
        arriving = dask.as_completed(list(running))
        for future in arriving:
            number = running.pop(future)
            try:
                values, failures = future.result()
            except distributed.KilledWorker:
                left[number] += 1
                if left[number] > _MOST_LOSSES:
                    raise
                again = cluster.submit(compute_batch, at, number, pure=False)
                running[again] = number
                arriving.add(again)
                continue
            store.commit(number, values, failures)
            done += len(failures)
            failed += sum(bool(text) for text in failures)
            if tell is not None:
                tell(done, plan.cases, failed)
            future.release()
    finally:
        cluster.cancel(list(running))


_MOST_LOSSES = 5
"""Workers that may be lost over one batch, beyond those that the cluster itself allows."""


def _cases_of(plan: _core.Sweep, number: int) -> int:
    return min(plan.batch_size, plan.cases - number * plan.batch_size)


def _spec_of(
    scenario: Scenario,
    over: Over | None,
    design: str,
    cases: int | Mapping[str, ArrayLike | Sequence[str]] | None,
    seed: int,
    metrics: Metrics | None,
    traces: Sequence[str],
    every_s: float,
    until_s: float,
    overrides: Mapping[str, Override] | None,
) -> _Spec:
    from inversim.models import Model

    if over is None and cases is None:
        if metrics is not None or traces or overrides:
            raise TypeError("a sweep file says itself what it keeps; or give axes with `over`")
        if isinstance(scenario, Model):
            raise TypeError("a sweep of a model needs axes, with `over` or `cases`")
        return _sweep_file(scenario)
    table = None
    file, text, replaced, settings = as_given(scenario, overrides)
    models = {key: value for key, value in (overrides or {}).items() if isinstance(value, Model)}
    sources = _core.scenario_sources(scenario, models) if text is not None or replaced else []
    entry: dict[str, Any] = {"kind": "sweep", "name": Path(file).stem or "sweep"}
    entry["scenario"] = file if text is not None else _whole_path(file)
    if settings:
        entry["set"] = [f"{path}={value}" for path, value in settings]
    if cases is not None and not isinstance(cases, int):
        if over is not None:
            raise TypeError("a table of cases has its axes itself; no `over`")
        entry["design"] = "table"
        table = tuple((str(name), tuple(_texts(cases[name]))) for name in cases)
        if len({len(texts) for _, texts in table}) != 1:
            raise InputError("the columns of the table of cases are not of one length")
    else:
        entry["design"] = design
        if cases is not None:
            entry["cases"] = cases
        entry["seed"] = seed
        entry["axes"] = [_axis(name, axis, design) for name, axis in (over or {}).items()]
    if metrics is not None:
        named = metrics if isinstance(metrics, Mapping) else {name: name for name in metrics}
        entry["metrics"] = [_metric(name, metric) for name, metric in named.items()]
    if traces:
        entry["traces"] = {"signals": list(traces), "every_s": every_s, "until_s": until_s}
    return _Spec(json.dumps(entry, indent=1, ensure_ascii=False), "sweep", table, tuple(sources))


def _sweep_file(name: str | os.PathLike[str]) -> _Spec:
    path = Path(_core.find_sweep(os.fspath(name)))
    return _Spec(path.read_text(encoding="utf-8"), str(path), None)


def _whole_path(scenario: str) -> str:
    """A path that means the same from any folder; a shipped name stays what it is."""
    return os.path.abspath(scenario) if os.path.exists(scenario) else scenario


def _axis(name: str, axis: ArrayLike | Sequence[str] | Ends | Axis, design: str) -> dict[str, Any]:
    if not isinstance(axis, Axis):
        if design == "grid":
            axis = Axis(values=axis)
        else:
            ends = np.asarray(axis, dtype=float)
            if ends.shape != (2,):
                raise InputError(f"axis '{name}' is (low, high) in this design")
            axis = Axis(low=float(ends[0]), high=float(ends[1]))
    entry: dict[str, Any] = {"label": name, "paths": list(axis.paths) or [name]}
    if axis.values is not None:
        values = np.asarray(axis.values)
        if values.ndim != 1 or values.size == 0:
            raise InputError(f"the values of axis '{name}' are no list")
        if values.dtype.kind in "iuf":
            entry["values"] = [float(x) for x in values]
        else:
            entry["words"] = [as_written(x) for x in values.tolist()]
    for key in ("low", "high", "count"):
        if getattr(axis, key) is not None:
            entry[key] = getattr(axis, key)
    if axis.distribution != "uniform":
        entry["distribution"] = axis.distribution
    return entry


def _metric(name: str, metric: str | Metric) -> dict[str, Any]:
    if isinstance(metric, str):
        return {"name": name, "figure": metric}
    entry: dict[str, Any] = {"name": name}
    for key in ("signal", "at", "statistic", "step", "from_s", "until_s", "unit"):
        if getattr(metric, key) is not None:
            entry[key] = getattr(metric, key)
    return entry


def _texts(column: ArrayLike | Sequence[str]) -> list[str]:
    return [as_written(x) for x in np.asarray(column).tolist()]


@contextlib.contextmanager
def _telling(progress: bool | Tell, total: int) -> Iterator[Tell | None]:
    if progress is not True:
        yield progress or None
        return
    from tqdm.auto import tqdm

    with tqdm(total=total, unit="case", smoothing=0.1) as bar:

        def tell(done: int, _: int, failed: int) -> None:
            if failed:
                bar.set_postfix_str(f"{failed} failed", refresh=False)
            bar.update(done - bar.n)

        yield tell
