# SPDX-License-Identifier: Apache-2.0
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inversim.overrides import Override, Scenario, Value

__version__: str

class Diagnostic:
    """One thing that is wrong in a file; str() of it is the sentence."""

    def __init__(
        self, file: str, line: int, column: int, key: str, found: str, expected: str, hint: str = ""
    ) -> None: ...
    @property
    def file(self) -> str:
        """File as it was named, or 'overrides'."""
    @property
    def line(self) -> int:
        """From 1; 0 is the file as a whole, or an override."""
    @property
    def column(self) -> int:
        """From 1, or 0."""
    @property
    def key(self) -> str:
        """Dotted path of the key: 'brake.clamp_force_N'."""
    @property
    def found(self) -> str:
        """What is there."""
    @property
    def expected(self) -> str:
        """What should be: 'a number of N from 0 to 50000'."""
    @property
    def hint(self) -> str:
        """What was probably meant, or ''."""
    @property
    def referred_by(self) -> str:
        """'scenario.yaml:4:8' where another file names this one, or ''."""

class Signal:
    """A recorded quantity: its name, unit and meaning."""

    @property
    def name(self) -> str:
        """As in datasets and result files: 'section_axial'."""
    @property
    def units(self) -> str:
        """As UDUNITS reads it: 'N', 'm', 'rad', 'Pa', '1'."""
    @property
    def long_name(self) -> str:
        """Meaning in words."""
    @property
    def status(self) -> str:
        """Mark of the weakest figure it rests on: '', 'recalled', 'derived', 'assumed'."""
    @property
    def coordinate(self) -> str:
        """'level', 'foot', or '' for one value."""

class Plant:
    """The plant of a scenario: table, brake, body, spine, circulation.

    It steps by the scenario's step (1 ms by default); the protocol is left out, the caller steers.
    Units are SI. Not for two threads at once; each may have a plant of its own (`fork`), and other
    threads run while one steps.
    """

    brake_command: float
    """Of the brake lever: 0 released .. 1 applied."""
    cable: float
    """Of the brake: 1 whole, 0 torn."""
    supply: float
    """Of brake and motor: 0 none .. 1 nominal voltage."""
    mu_share: float
    """What is left of the pads' friction: 1 clean and dry, about 1/2 wet or oily."""
    motor_voltage: float
    """Share of the motor's full voltage, positive head down."""
    motor_torque: float
    """[N m] on the bed, positive head down."""
    arm_angle: float
    """[rad] wanted of both arms: 0 at the sides, pi overhead, by way of the front."""
    arm_rate: float
    """[rad/s] at which arm_angle is being moved; 0 while it stands."""
    bed_acceleration: float | None
    """[rad/s^2] that the bed is made to have, whatever acts on it; None: it moves freely."""

    def __init__(
        self,
        scenario: Scenario,
        overrides: Mapping[str, Override] | None = None,
        *,
        settle: bool = True,
    ) -> None:
        """Build the plant of a scenario.

        Args:
            scenario: a scenario file, the name of a shipped one, or a model of `inversim.models`.
            overrides: as for `run`.
            settle: let everything come to rest for settle_time_s with the bed held, as a run does
                before time 0. Without it the person lies as placed, not in balance.

        Raises:
            InputError: something in the files or the overrides is wrong.
            PlantError: the motion is not finite while it settles.
        """
    def step(self, n: int = 1) -> None:
        """Advance by n steps.

        Raises:
            PlantError: a number of the motion is not finite; the plant is as before that step.
            KeyboardInterrupt: on Ctrl-C; the plant is after the last whole step.
        """
    def observe(self) -> dict[str, NDArray[np.float64]]:
        """All signals at this instant, by name: arrays of shape () or (coordinate,).

        Units and meanings are in `signals`, labels in `coordinates`. Nothing of the plant changes.
        """
    def save(self) -> bytes:
        """All that moves, as bytes: to compare, to keep, to restore into a plant of the same scenario.

        The inputs are not in it. A result file has the state before its first step, `start/state`.
        """
    def restore(self, state: bytes) -> None:
        """Go back to a saved state; from there on the plant repeats itself to the last bit.

        Raises:
            ValueError: the bytes are no state.
        """
    def fork(self) -> Plant:
        """Another plant in the same state with the same inputs, for a what-if or another thread."""
    def push(self, body: str, force: tuple[float, float, float]) -> None:
        """Push a part of the person at its centre of mass from now on, until the next push.

        Args:
            body: a name from `bodies`: 'skull', 'T1', 'pelvis'.
            force: [N] in bed axes: to the head, to the right, out of the surface. (0, 0, 0) ends it.

        Raises:
            ValueError: there is no such part, or the force is not finite.
        """
    def hands(self, angle: float | None, rate: float = 0.1) -> None:
        """Let a second person turn the bed by hand, within strength and reach.

        Args:
            angle: [rad] of the bed to bring it to and hold it at; None lets go.
            rate: [rad/s] at most, above 0.
        """
    def state_hash(self) -> str:
        """Of all that moves, 16 hexadecimal digits, as `inversim run` prints it."""
    @property
    def time(self) -> float:
        """[s] simulated."""
    @property
    def step_size(self) -> float:
        """[s]."""
    @property
    def bed_angle(self) -> float:
        """[rad] 0 horizontal, positive head down."""
    @property
    def bed_rate(self) -> float:
        """[rad/s] positive head going down."""
    @property
    def signals(self) -> dict[str, Signal]:
        """What `observe` gives, by name."""
    @property
    def coordinates(self) -> dict[str, list[str]]:
        """Labels of each axis: level ('C0-C1' ... 'L5-S1'), foot."""
    @property
    def bodies(self) -> list[str]:
        """Parts of the person, which can be pushed."""

class Sensors:
    """What a controller sees in a step."""

    @property
    def time_ns(self) -> int:
        """Simulated, absolute [ns]."""
    @property
    def step(self) -> int:
        """Number of the plant's step."""
    @property
    def fresh(self) -> int:
        """Bits of Sample: what is new since the last step."""
    @property
    def bed_angle_deg(self) -> float:
        """Encoder; 0 horizontal, positive head down."""
    @property
    def imu_rate_deg_per_s(self) -> tuple[float, float, float]:
        """Rate sensor on the bed, about x, y, z; the bed's own rate is the second."""
    @property
    def imu_acceleration_m_per_s2(self) -> tuple[float, float, float]:
        """Accelerometer on the bed, x, y, z; at rest it points up."""
    @property
    def brake_current_A(self) -> float: ...
    @property
    def brake_temperature_C(self) -> float:
        """Of the pads."""
    @property
    def motor_current_A(self) -> float:
        """Positive drives the head down."""
    @property
    def clamp_load_left_N(self) -> float:
        """Pull of the left ankle cuff."""
    @property
    def clamp_load_right_N(self) -> float:
        """Of the right one."""
    @property
    def platform_load_N(self) -> float:
        """What the feet stand on."""
    @property
    def supply_V(self) -> float: ...
    @property
    def height_setting_cm(self) -> float: ...
    @property
    def preset_deg(self) -> float:
        """Bed angle that the user has chosen."""
    @property
    def switches(self) -> int:
        """Bits of Switch."""
    @property
    def buttons(self) -> int:
        """Bits of Button: held down."""
    @property
    def pendant_age_ms(self) -> int:
        """Of the pendant's last message."""
    @property
    def link_age_ms(self) -> int:
        """Of all the rest, where a link has faults."""

class Actuators:
    """What a controller sets in a step; all zero at its start."""

    brake_command: float
    motor_mode: int
    motor_rate_deg_per_s: float
    motor_torque_Nm: float
    indicator: int
    state_code: int
    fault_code: int

class ControllerConfig:
    """The table, as a controller is commissioned for it."""

    @property
    def step_ns(self) -> int:
        """From one step to the next [ns]."""
    @property
    def features(self) -> int:
        """Bits of Feature."""
    @property
    def lower_stop_deg(self) -> float: ...
    @property
    def upper_stop_deg(self) -> float: ...
    @property
    def rated_mass_kg(self) -> float: ...
    @property
    def supply_V(self) -> float:
        """Nominal."""
    @property
    def brake_torque_Nm(self) -> float:
        """That the brake holds, as bought."""
    @property
    def brake_current_A(self) -> float:
        """While it is held released."""
    @property
    def motor_rate_deg_per_s(self) -> float:
        """Of the bed, without load."""
    @property
    def motor_torque_Nm(self) -> float:
        """At the bed, stalled."""
    @property
    def motor_current_A(self) -> float:
        """Stalled."""
    @property
    def default_preset_deg(self) -> float: ...

class Run:
    """What a session leaves behind; inversim.run makes a dataset of it."""

    @property
    def signals(self) -> list[Signal]: ...
    @property
    def coordinates(self) -> dict[str, tuple[str, list[str]]]: ...
    @property
    def attributes(self) -> dict[str, Any]: ...
    @property
    def time(self) -> NDArray[np.float64]: ...
    def values(self, signal: str) -> NDArray[np.float64]:
        """The array takes the numbers over: ask once."""
    @property
    def events(self) -> list[tuple[float, str, str, float]]: ...
    @property
    def figures(self) -> list[tuple[str, float, str, str, str]]: ...
    @property
    def expectations(self) -> list[tuple[str, float, str, bool]]: ...
    @property
    def failure(self) -> str: ...
    @property
    def controller_failure(self) -> str: ...
    @property
    def state_hash(self) -> str: ...
    @property
    def steps(self) -> int: ...
    @property
    def simulated_s(self) -> float: ...

class PathNumber:
    """A number of a scenario and what it may be, in the unit of its path."""

    @property
    def value(self) -> float | None:
        """None where the files leave it out."""
    @property
    def low(self) -> float:
        """Smallest that the language takes."""
    @property
    def high(self) -> float:
        """Greatest that the language takes."""
    @property
    def above_low(self) -> bool:
        """Whether low itself is refused."""
    @property
    def unit(self) -> str:
        """For people: 'N m'."""
    @property
    def doc(self) -> str:
        """What it is."""
    @property
    def status(self) -> str:
        """How it is known: 'seen', 'recalled', 'derived', 'assumed', or ''."""
    @property
    def source(self) -> str:
        """Where it is from, or ''."""
    @property
    def band_low(self) -> float | None:
        """From where the files say it lies, or None."""
    @property
    def band_high(self) -> float | None:
        """Up to where, or None."""
    @property
    def not_above(self) -> list[tuple[str, float]]:
        """Paths and values of keys that it may not exceed."""
    @property
    def not_below(self) -> list[tuple[str, float]]:
        """Paths and values of keys that may not exceed it."""

class ModelText:
    """A file's text, checked; a change makes another."""

    def __init__(
        self, text: str, file: str, kind: str | None, models: list[tuple[str, str, str]] = ...
    ) -> None:
        """Raises InputError with all that is wrong."""
    @property
    def kind(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def models(self) -> list[tuple[str, str, str]]:
        """Key, name and text of each model in place of a file."""
    def get(self, path: str) -> Any:
        """The value at a dotted path, or None."""
    def has(self, path: str) -> bool: ...
    def number(self, path: str) -> PathNumber: ...
    def paths(self) -> list[str]:
        """Dotted paths of all values, in the order of the table."""
    def with_value(self, path: str, value: str, source: str) -> ModelText:
        """The value as it is written in a file."""
    def without(self, path: str) -> ModelText: ...
    def with_model(self, key: str, name: str, text: str) -> ModelText: ...
    def without_model(self, key: str) -> ModelText: ...
    def named(self, file: str) -> ModelText: ...

def read_model(name: str | os.PathLike[str], kind: str | None) -> ModelText:
    """A file, or the shipped one of a name."""

def shipped_models() -> list[tuple[str, str, str, str, bool]]:
    """Kind, name, title, file of each shipped file, and whether it is sound."""

class Prepared:
    """A scenario read once, to be run with many values."""

    def __init__(
        self, scenario: Scenario, overrides: Mapping[str, Override] | None
    ) -> None:
        """Raises InputError as inversim.run does."""
    def run(self, overrides: Mapping[str, Value] | None) -> Run:
        """One session with further values; several threads may ask at once."""
    def number(self, path: str) -> PathNumber:
        """The number at a dotted path; InputError where there is none."""

def split_header(header: str) -> tuple[str, str, str, str, str, float] | tuple[str, str, str]:
    """A column's header taken apart: channel, signal, label, units, long name, size of its unit in SI.

    Of a header that is none: what is there, what should be, what was probably meant.
    """

def read_measured(
    text: str, file: str, names: list[tuple[str, str | None]]
) -> tuple[
    NDArray[np.float64],
    list[tuple[tuple[str, str, str, str, str, float], NDArray[np.float64]]],
    list[Diagnostic],
    str,
]:
    """A measurement's text: time [s]; each column as split_header gives it, with its values in SI;
    what is wrong, as Diagnostics and as text. Where something is, there are no columns."""

def shown_unit(si_units: str) -> tuple[str, float]:
    """What people are shown of a signal's unit, and the factor from SI: ('deg', 57.29578) of 'rad'."""

def nearest(word: str, candidates: list[str]) -> str:
    """The candidate of which the word is most likely a slip, or ''."""

def in_quotes(text: str) -> str:
    """Text of a file made fit for one line of a message."""

def check(path: Scenario, overrides: Mapping[str, Override] | None = None) -> list[Diagnostic]:
    """All that is wrong with a model or scenario file, and with those it names.

    Args:
        path: a file of any kind, or a model of `inversim.models`.
        overrides: values to lay over it by dotted path, as for `run`; they are looked at where the
            files themselves are sound.

    Returns:
        One Diagnostic for each mistake; an empty list where nothing is wrong.
    """

def cpu_level() -> str:
    """Level of the x86-64 instruction set whose kernels run: 'x86-64-v3'.

    The environment's INVERSIM_CPU_LEVEL sets it. It changes speed, never bits.
    """

def run(
    scenario: Scenario,
    overrides: Mapping[str, Override],
    output: str | os.PathLike[str] | None,
    progress: Callable[[float, float], object] | None,
    controller: object | None,
) -> Run:
    """One session; see inversim.run."""

def export_mjcf(
    scenario: Scenario,
    overrides: Mapping[str, Override] | None,
    path: str | os.PathLike[str] | None,
) -> str:
    """See inversim.export_mjcf."""

def report(
    result: str | os.PathLike[str],
    output: str | os.PathLike[str],
    measured: str | os.PathLike[str] | None,
    offset: float,
    band: Sequence[str | os.PathLike[str]],
    beside: str | os.PathLike[str] | None,
) -> list[tuple[str, str, float, float, float, float]]:
    """See inversim.report.

    Channel, unit, root mean square, mean, largest residual and its time of what was measured.
    """

greatest_user_kg: float
"""Up to which `limits` looks for the largest user."""

def validate(
    sets: list[str], texts: list[tuple[str, str]], progress: Callable[..., object] | None
) -> tuple[list[dict[str, Any]], str, int]:
    """Rows as dicts, the hash of the parameters, how many are outside and no known miss; see inversim.validate."""

def limits(
    table: tuple[str, str],
    table_is_text: bool,
    criteria: tuple[str, str],
    criteria_are_text: bool,
    heights_cm: list[float],
    masses_kg: list[float],
    quick: bool,
    threads: int,
    output: str | os.PathLike[str],
    report: str | os.PathLike[str] | None,
    progress: Callable[..., object] | None,
) -> None:
    """Writes the result file; see inversim.limits."""
class Sweep:
    """The cases of a sweep; inversim.sweep runs them."""

    def __init__(
        self,
        text: str,
        file: str,
        table: list[tuple[str, list[str]]] | None,
        sources: list[tuple[str, str, str]],
    ) -> None:
        """Of a sweep file's text; `file` is its name, `table` its cases, if they are no design.

        `sources` are kind, name and text of files in place of those that the text names.
        """
    @property
    def cases(self) -> int: ...
    @property
    def batch_size(self) -> int: ...
    @property
    def fingerprint(self) -> str:
        """Of the plan and of the program."""
    @property
    def table(self) -> list[tuple[str, list[str]]]:
        """Columns of a design that is a table; of any other none."""
    @property
    def sources(self) -> list[tuple[str, str, str]]:
        """Kind, name and text of the scenario and of all files it names."""
    def compute(self, batch: int) -> tuple[NDArray[np.float64], list[str]]:
        """Values of shape (cases, values) and failures of a batch."""
    def is_result(self, output: str) -> bool:
        """Whether a file is the result of this sweep; OSError where it is something else."""

class SweepStore:
    """Where batches of a sweep are kept until all are there."""

    def __init__(self, sweep: Sweep, output: str, afresh: bool) -> None: ...
    def missing(self) -> list[int]: ...
    def commit(self, batch: int, values: NDArray[np.float64], failures: list[str]) -> None: ...
    def run(
        self, threads: int, progress: Callable[[int, int, int], object] | None
    ) -> tuple[int, int, int]:
        """Computes what is missing; cases found, computed, failed."""
    def finish(self) -> int: ...
    def close(self) -> None: ...

def scenario_sources(
    scenario: Scenario, overrides: Mapping[str, Override] | None
) -> list[tuple[str, str, str]]:
    """Kind, name and text of a scenario and of all files it names."""

def find_sweep(name: str) -> str:
    """Path of a sweep file, or of the shipped one of that name."""
