# SPDX-License-Identifier: Apache-2.0
"""Physics-based simulator of inversion tables and the body on them.

    ds = inversim.run("kim_2013_60deg")                       # a shipped scenario, or a path
    ds["section_axial"].sel(level="L4-L5").plot()             # [N], tension positive
    ds = inversim.run("kim_2013_60deg", {"subject.mass_kg": 90, "settings.friction": 0.2})

Everything is in SI units unless a name carries a unit; the bed angle is 0 horizontal and positive
head down. `run` gives a whole session, `traction` its band over the friction of the bed,
`pressure_ladder` its pressures from heart to eye, `Plant` one millisecond at a time, `load` a result
file, `check` what is wrong with a file. `read_measured` reads a measurement of one's own, `compare`
lays it over a run, `sweep` runs a scenario for many values, and `fit` finds the values of parameters with which a
scenario runs as was measured. `models` reads, changes and builds what is simulated, `limits` says what a table holds,
`validate` compares with published measurements, `report` writes a page, `plot` draws, `export_mjcf` is for other
programs.
"""

from inversim import models, plot
from inversim._core import Diagnostic, Plant, Signal, __version__, check, cpu_level
from inversim.comparison import compare, plot_comparison
from inversim.errors import ControllerError, InputError, PlantError, RunError
from inversim.export import export_mjcf
from inversim.fit_result import Fit, FittedChannel, FittedParameter
from inversim.fitting import fit
from inversim.friction import traction
from inversim.ladder import plot_pressure_ladder, pressure_ladder
from inversim.measured import read_measured
from inversim.populations import population
from inversim.reports import report
from inversim.results import load
from inversim.sessions import run
from inversim.studies import limits, validate
from inversim.sweeps import Axis, Metric, load_sweep, sweep

__all__ = [
    "Axis",
    "ControllerError",
    "Diagnostic",
    "Fit",
    "FittedChannel",
    "FittedParameter",
    "InputError",
    "Metric",
    "Plant",
    "PlantError",
    "RunError",
    "Signal",
    "__version__",
    "check",
    "compare",
    "cpu_level",
    "export_mjcf",
    "fit",
    "limits",
    "load",
    "load_sweep",
    "models",
    "plot",
    "plot_comparison",
    "plot_pressure_ladder",
    "population",
    "pressure_ladder",
    "read_measured",
    "report",
    "run",
    "sweep",
    "traction",
    "validate",
]
