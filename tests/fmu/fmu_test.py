# SPDX-License-Identifier: Apache-2.0
"""FMUs of both versions, checked and stepped by FMPy: equal to a run, apart from each other, stored and gone on with."""

import math
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fmpy
import inversim
import numpy as np
import pytest
from fmpy.fmi2 import FMU2Slave
from fmpy.fmi3 import FMU3Slave
from fmpy.validation import validate_fmu

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / os.environ.get("INVERSIM_BUILD", "build/release") / "bin" / "inversim"
VERSIONS = (2, 3)

# a bed that hands turn and a brake stops, with every step recorded as computed
TURNED = """kind: scenario
name: Turned & held
table: disc_brake_125kg
subject: man_75kg_175cm
settings: {settle_time_s: 1, start_angle_deg: -20, solver: dynamic}
protocol:
  - rotate: {to_deg: -10, rate_deg_per_s: 10}
  - hold: {duration_s: 0.5}
faults:
  - {what: pads_contaminated, value: 0.5, at_s: 1.5}
record: {every_step: true, precision: double}
"""
COMMANDED = """kind: scenario
name: Commanded
table: motorised_136kg
subject: man_75kg_175cm
controller: reference
settings: {circulation: false, settle_time_s: 1, start_angle_deg: -60}
protocol:
  - hold: {duration_s: 1.5}
faults:
  - {what: sensor_noise, sensor: gyro, value: 1, unit: deg/s, at_s: 0.7}
record: {every_step: true, precision: double}
"""


def export(folder: Path, text: str, version: int, *settings: str) -> Path:
    scenario = folder / "scenario.yaml"
    scenario.write_text(text)
    fmu = folder / f"{version}.fmu"
    more = [word for setting in settings for word in ("--set", setting)]
    subprocess.run([PROGRAM, "export", scenario, "--fmu", fmu, "--fmi", str(version), *more], check=True, capture_output=True)
    return fmu


class Instance:
    """One instance of an FMU, its variables by name."""

    def __init__(self, fmu: Path, version: int, parameters: dict[str, float] | None = None, start: bool = True) -> None:
        self.version = version
        self.said: list[str] = []
        description = fmpy.read_model_description(str(fmu))
        self.variables = {v.name: v for v in description.modelVariables}
        self.folder = fmpy.extract(str(fmu))
        arguments: dict[str, Any] = {
            "guid": description.guid, "unzipDirectory": self.folder, "modelIdentifier": description.coSimulation.modelIdentifier,
            "instanceName": "one"}  # fmt: skip
        if version == 2:
            self.fmu = FMU2Slave(**arguments)
            # FMPy's own callback prints; the sentences are looked at through exceptions
            self.fmu.instantiate()
            self.fmu.setupExperiment(startTime=0.0)
        else:
            self.fmu = FMU3Slave(**arguments)
            self.fmu.instantiate()
        for name, value in (parameters or {}).items():
            self.set(name, value)
        if start:
            self.start()

    def start(self) -> None:
        self.fmu.enterInitializationMode()
        self.fmu.exitInitializationMode()
        self.time = 0.0

    def get(self, name: str) -> Any:
        """A value, or of an array all of them."""
        if self.version == 2:
            if name in self.variables:
                return self.fmu.getReal([self.variables[name].valueReference])[0]
            elements = [v.valueReference for n, v in self.variables.items() if n.startswith(name + "[")]
            return self.fmu.getReal(elements)
        v = self.variables[name]
        count = math.prod(int(d.start) for d in v.dimensions) if v.dimensions else 1
        values = self.fmu.getFloat64([v.valueReference], nValues=count)
        return list(values) if v.dimensions else values[0]

    def set(self, name: str, value: float) -> None:
        v = self.variables[name]
        kind = {"Real": "Real", "Integer": "Integer", "Boolean": "Boolean", "Float64": "Float64", "Int32": "Int32"}[v.type]
        getattr(self.fmu, f"set{kind}")([v.valueReference], [value])

    def step(self, h: float = 0.001) -> None:
        self.fmu.doStep(currentCommunicationPoint=self.time, communicationStepSize=h)
        self.time += h

    def outputs(self) -> dict[str, Any]:
        names = {n.split("[")[0] for n, v in self.variables.items() if v.causality == "output"}
        return {name: self.get(name) for name in names}

    def save(self) -> Any:
        return self.fmu.getFMUstate() if self.version == 2 else self.fmu.getFMUState()

    def restore(self, state: Any) -> None:
        (self.fmu.setFMUstate if self.version == 2 else self.fmu.setFMUState)(state)

    def close(self) -> None:
        self.fmu.terminate()
        self.fmu.freeInstance()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module", params=VERSIONS)
def turned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path, Path]:
    folder = tmp_path_factory.mktemp("turned")
    return request.param, export(folder, TURNED, request.param), folder / "scenario.yaml"


@pytest.fixture(scope="module", params=VERSIONS)
def commanded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path, Path]:
    folder = tmp_path_factory.mktemp("commanded")
    return request.param, export(folder, COMMANDED, request.param), folder / "scenario.yaml"


@pytest.fixture
def instance(commanded: tuple[int, Path, Path]) -> Iterator[Instance]:
    one = Instance(commanded[1], commanded[0])
    yield one
    one.close()


def equal(a: Any, b: Any, what: str) -> None:
    np.testing.assert_allclose(np.asarray(a), np.asarray(b), rtol=1e-9, atol=1e-9, err_msg=what)


def test_fmpy_finds_nothing_wrong(turned: tuple[int, Path, Path], commanded: tuple[int, Path, Path]) -> None:
    assert validate_fmu(str(turned[1])) == []
    assert validate_fmu(str(commanded[1])) == []


def test_a_protocol_runs_as_in_a_run(turned: tuple[int, Path, Path]) -> None:
    version, fmu, scenario = turned
    ds = inversim.run(scenario)
    one = Instance(fmu, version)
    for k in range(len(ds["time"])):
        if k > 0:
            one.step()
        if k % 100 and k != len(ds["time"]) - 1:
            continue
        for name, value in one.outputs().items():
            equal(value, ds[name][k], f"{name} at {one.time}")
    assert one.time == pytest.approx(float(ds["time"][-1]))
    assert float(ds["bed_angle"][-1]) == pytest.approx(math.radians(-10), abs=1e-3)
    one.close()


def commands(k: int) -> tuple[float, int, float]:
    """Brake, mode and rate [rad/s] of a step: the motor holds, the brake opens, the bed turns, and all stops."""
    if k < 200 or k > 1200:
        return 1.0, 0, 0.0
    return (1.0 if k < 300 else 0.0), 1, math.radians(5.0) if k >= 500 else 0.0


class Commands:
    def reset(self, config: object) -> None:
        pass

    def step(self, sensors: Any, actuators: Any) -> None:
        brake, mode, rate = commands(sensors.step)
        actuators.brake_command, actuators.motor_mode = brake, mode
        actuators.motor_rate_deg_per_s = math.degrees(rate)
        actuators.state_code = 100 + sensors.step % 7


def test_the_importer_is_the_controller(commanded: tuple[int, Path, Path]) -> None:
    version, fmu, scenario = commanded
    ds = inversim.run(scenario, controller=Commands())
    one = Instance(fmu, version)
    # what the importer commands at a time is in the outputs after the step
    of_command = {"brake_command", "motor_mode", "motor_rate_command", "motor_torque_command", "brake_drive", "motor_drive",
                  "controller_state", "controller_fault", "controller_indicator", "commands_refused", "commands_missed"}  # fmt: skip
    # and these forces have the drive's torque of the step in them, which a run has set by then: 3e-5 N
    of_drive = {"pivot_force", "pivot_force_of_side", "foot_force", "floor_normal", "tipping_margin_fore_aft"}
    for k in range(len(ds["time"]) - 1):
        if k % 25 == 0:
            for name, value in one.outputs().items():
                at = k - 1 if name in of_command else k
                if name in of_drive:
                    np.testing.assert_allclose(value, ds[name][at], rtol=1e-9, atol=1e-4, err_msg=name)
                elif at >= 0:
                    equal(value, ds[name][at], f"{name} at {one.time}")
        brake, mode, rate = commands(k)
        one.set("command.brake", brake)
        one.set("command.motor_mode", mode)
        one.set("command.motor_rate", rate)
        one.set("command.state_code", 100 + k % 7)
        one.step()
    assert float(ds["bed_angle"][-1] - ds["bed_angle"][0]) > math.radians(2), "it was turned"
    one.close()


def test_two_instances_do_not_disturb_each_other(commanded: tuple[int, Path, Path]) -> None:
    version, fmu, _ = commanded
    masses = (60.0, 90.0)

    def go(one: Instance, k: int) -> None:
        one.set("command.brake", 0.0 if k > 50 else 1.0)
        one.step()

    alone = []
    for mass in masses:
        one = Instance(fmu, version, {"subject.mass_kg": mass})
        for k in range(300):
            go(one, k)
        alone.append(one.outputs())
        one.close()
    both = [Instance(fmu, version, {"subject.mass_kg": mass}) for mass in masses]
    for k in range(300):
        for one in both:
            go(one, k)
    together = [one.outputs() for one in both]
    for one in both:
        one.close()
    assert together == alone
    assert alone[0]["bed_angle"] != alone[1]["bed_angle"]


def test_a_state_is_gone_on_with_to_the_same_bits(commanded: tuple[int, Path, Path], instance: Instance) -> None:
    def go(one: Instance, steps: int) -> dict[str, Any]:
        for _ in range(steps):
            one.step()
        return one.outputs()

    instance.set("command.brake", 0.0)
    go(instance, 800)
    state = instance.save()
    at = instance.outputs()
    later = go(instance, 300)
    instance.restore(state)
    instance.time -= 0.3
    assert instance.outputs() == at
    assert go(instance, 300) == later
    # as bytes, into another instance
    version, fmu, _ = commanded
    serialize = instance.fmu.serializeFMUstate if version == 2 else instance.fmu.serializeFMUState
    data = serialize(state)
    other = Instance(fmu, version)
    deserialize = other.fmu.deSerializeFMUstate if version == 2 else other.fmu.deserializeFMUState
    other.restore(deserialize(data))
    other.time = 0.8
    assert go(other, 300) == later
    with pytest.raises(Exception, match="failed|error|Error"):
        other.restore(deserialize(bytes(data)[:-8]))
    other.close()


def test_reset_begins_again(instance: Instance) -> None:
    def go() -> dict[str, Any]:
        instance.set("command.brake", 0.0)
        for _ in range(200):
            instance.step()
        return instance.outputs()

    first = go()
    instance.fmu.reset()
    instance.start()
    assert go() == first


def test_what_is_wrong_is_an_error(instance: Instance) -> None:
    for wrong in (
        lambda: instance.step(0.0015),
        lambda: instance.fmu.doStep(currentCommunicationPoint=1.0, communicationStepSize=0.001),
        lambda: instance.set("command.brake", math.nan),
        lambda: instance.set("bed_angle", 1.0),
        lambda: instance.set("subject.mass_kg", 80.0),
    ):
        with pytest.raises(Exception, match="failed|error|Error"):
            wrong()
    instance.step(0.005)


def test_the_buttons_reach_the_pendant(instance: Instance) -> None:
    instance.set("pendant.invert", True)
    instance.set("pendant.preset", math.radians(30))
    for _ in range(60):
        instance.step()
    assert int(instance.get("seen_buttons")) == inversim.controllers.Button.INVERT
    assert instance.get("seen_preset") == pytest.approx(math.radians(30))


def test_parameters_are_those_of_the_scenario(commanded: tuple[int, Path, Path]) -> None:
    version, fmu, scenario = commanded
    with pytest.raises(Exception, match="failed|error|Error"):
        Instance(fmu, version, {"subject.mass_kg": -1.0}, start=False)
    heavy = Instance(fmu, version, {"subject.mass_kg": 110.0})
    heavy.step()
    ds = inversim.run(scenario, {"subject.mass_kg": 110}, controller=Commands())
    equal(heavy.get("weight_torque"), ds["weight_torque"][1], "weight_torque")
    heavy.close()


def test_a_preset_that_is_set_before_the_start_is_taken(commanded: tuple[int, Path, Path]) -> None:
    version, fmu, _ = commanded
    one = Instance(fmu, version, {"pendant.preset": math.radians(30)})
    for _ in range(60):
        one.step()
    assert one.get("seen_preset") == pytest.approx(math.radians(30))
    one.close()


def test_the_step_is_a_parameter(commanded: tuple[int, Path, Path]) -> None:
    version, fmu, _ = commanded
    one = Instance(fmu, version, {"settings.step_ms": 2.0})
    one.step(0.004)
    with pytest.raises(Exception, match="failed|error|Error"):
        one.step(0.001)
    one.close()


def test_what_was_set_at_the_export_is_in_it(tmp_path: Path) -> None:
    fmu = export(tmp_path, COMMANDED, 3, "subject.mass_kg=100")
    one = Instance(fmu, 3)
    assert one.get("subject.mass_kg") == 100.0
    one.close()
