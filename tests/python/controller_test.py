# SPDX-License-Identifier: Apache-2.0
"""A controller in Python: what it sees, and what becomes of its mistakes."""

import os
import re
import subprocess
from enum import EnumType
from pathlib import Path

import inversim
import numpy as np
import pytest
from inversim import controllers
from inversim.controllers import Actuators, ControllerConfig, MotorMode, Sensors

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / os.environ.get("INVERSIM_BUILD", "build/release")
HEADER = (ROOT / "sim/plant/controller.h").read_text()

SHORT = """kind: scenario
name: Short
table: motorised_136kg
subject: man_75kg_175cm
controller: reference
settings: {circulation: false, settle_time_s: 1, start_angle_deg: -78}
protocol:
  - hold: {duration_s: 0.5}
"""


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.yaml"
    path.write_text(SHORT)
    return path


class Watching:
    """Keeps what it sees; the brake stays on."""

    def __init__(self) -> None:
        self.config: dict[str, float] = {}
        self.seen: list[tuple[int, int, float, tuple[float, float, float]]] = []

    def reset(self, config: ControllerConfig) -> None:
        self.config = {"step_ns": config.step_ns, "mass": config.rated_mass_kg, "features": config.features}

    def step(self, sensors: Sensors, actuators: Actuators) -> None:
        assert (actuators.brake_command, actuators.motor_mode, actuators.state_code) == (0.0, 0, 0)
        self.seen.append((sensors.step, sensors.time_ns, sensors.bed_angle_deg, sensors.imu_acceleration_m_per_s2))
        actuators.brake_command = 1.0
        actuators.state_code = 123


def test_it_sees_each_step_once(short: Path) -> None:
    watching = Watching()
    ds = inversim.run(short, controller=watching)
    assert watching.config == {"step_ns": 1_000_000, "mass": pytest.approx(136.1), "features": controllers.Feature.MOTOR | controllers.Feature.GEAR_LOCKS | controllers.Feature.BRAKE_FAILS_SAFE}  # fmt: skip
    assert [step for step, *_ in watching.seen] == list(range(501))
    assert [time for _, time, *_ in watching.seen] == [1_000_000 * k for k in range(501)]
    assert watching.seen[-1][2] == pytest.approx(-78, abs=0.1)
    # at rest it points up: x = -g sin a
    assert watching.seen[-1][3][0] == pytest.approx(9.81 * np.sin(np.radians(78)), abs=0.2)
    assert set(ds["controller_state"].values) == {123.0}


def test_a_name_or_a_path_is_one_too(short: Path) -> None:
    by_name = inversim.run(short, controller="reference")
    assert by_name.attrs["state_hash"] == inversim.run(short).attrs["state_hash"]
    with pytest.raises(inversim.InputError, match="no shipped controller"):
        inversim.run(short, controller="nobody")


class Raises(Watching):
    def step(self, sensors: Sensors, actuators: Actuators) -> None:
        if sensors.step == 100:
            raise ZeroDivisionError("my own mistake")
        super().step(sensors, actuators)


def test_what_it_raises_is_raised(short: Path) -> None:
    with pytest.raises(ZeroDivisionError, match="my own mistake"):
        inversim.run(short, controller=Raises())


class Refuses(Watching):
    def reset(self, config: ControllerConfig) -> None:
        raise ValueError("not this table")


def test_it_may_refuse_the_table(short: Path) -> None:
    with pytest.raises(inversim.InputError, match="not this table"):
        inversim.run(short, controller=Refuses())


class Asks(Watching):
    def step(self, sensors: Sensors, actuators: Actuators) -> None:
        actuators.brake_command = 2.0
        actuators.motor_mode = MotorMode.RATE


def test_what_is_no_command_is_refused_and_told(short: Path) -> None:
    ds = inversim.run(short, controller=Asks())
    assert float(ds["commands_refused"][-1]) == 501
    assert "command_refused" in ds["event_kind"].values


def test_a_controller_that_gives_up_is_an_error_with_its_data(short: Path, tmp_path: Path) -> None:
    source = tmp_path / "dies.c"
    source.write_text(
        '#include "inversim/controller.h"\n'
        "static int32_t init(void *s, const inversim_config *c) { (void)s; (void)c; return 0; }\n"
        "static void reset(void *s) { (void)s; }\n"
        "static int32_t step(void *s, const inversim_sensors *i, inversim_actuators *a) { (void)s; a->brake_command = 1; return i->step > 100 ? 7 : 0; }\n"
        'static const inversim_controller t = {sizeof(inversim_controller), INVERSIM_CONTROLLER_ABI, "dies", "1", 8, 8, init, reset, step};\n'
        "INVERSIM_EXPORT const inversim_controller *inversim_get_controller(void) { return &t; }\n"
    )
    library = tmp_path / "dies.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-I", BUILD / "include", source, "-o", library], check=True)
    with pytest.raises(inversim.ControllerError, match="gave up with code 7") as caught:
        inversim.run(short, controller=library)
    assert caught.value.dataset is not None
    assert float(caught.value.dataset["time"][-1]) > 1.0, "the plant has gone on without it"


ENUMS = {
    "button": controllers.Button,
    "switch": controllers.Switch,
    "sample": controllers.Sample,
    "motor_mode": controllers.MotorMode,
    "indicator": controllers.Indicator,
    "state": controllers.State,
    "feature": controllers.Feature,
}


def header_values(body: str) -> dict[str, int]:
    """Names of an enum of the header and what they are: 1u << 3, or 3."""
    found = re.findall(r"INVERSIM_[A-Z]+_(\w+) = (\d+)(?:u << (\d+))?,?(?=\s)", body)
    assert len(found) == body.count(" = "), body
    return {name: int(value) << int(shift or 0) for name, value, shift in found}


def test_words_are_those_of_the_header() -> None:
    """Each enum, each of its names, each value: a bit in the wrong place would press another button."""
    in_header = {name: header_values(body) for name, body in re.findall(r"enum inversim_(\w+) \{(.*?)\};", HEADER, re.S)}
    in_python = {name: {word: int(member) for word, member in enum.__members__.items()} for name, enum in ENUMS.items()}
    assert in_python == in_header
    public = {getattr(controllers, word) for word in controllers.__all__}
    assert set(ENUMS.values()) == {enum for enum in public if isinstance(enum, EnumType)}


@pytest.mark.parametrize(
    ("struct", "kind"), [("sensors", Sensors), ("actuators", Actuators), ("config", ControllerConfig)]
)
def test_fields_are_those_of_the_header(struct: str, kind: type) -> None:
    body = re.search(rf"typedef struct inversim_{struct} \{{(.*?)\}} inversim_{struct};", HEADER, re.S)
    assert body is not None
    plain = re.sub(r"/\*.*?\*/", "", body[1], flags=re.S)
    fields = set(re.findall(r"(\w+)(?:\[\d\])?;", plain)) - {"size", "abi", "reserved"}
    assert {name for name in vars(kind) if not name.startswith("_")} == fields
