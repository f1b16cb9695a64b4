# SPDX-License-Identifier: Apache-2.0
"""inversim.Plant: stepping, forking to the bit, inputs that act the way their sign says."""

import math
import threading
from pathlib import Path

import h5py
import inversim
import numpy as np
import pytest


@pytest.fixture(scope="module")
def settled(short_session: Path) -> inversim.Plant:
    return inversim.Plant(short_session)


@pytest.fixture
def plant(settled: inversim.Plant) -> inversim.Plant:
    return settled.fork()


def test_it_starts_where_a_run_starts(settled: inversim.Plant, short_session: Path, tmp_path: Path) -> None:
    output = tmp_path / "run.nc"
    dataset = inversim.run(short_session, output=output)
    with h5py.File(output) as file:
        assert settled.save() == file["start/state"][:].tobytes()
    first = settled.observe()
    for name, values in first.items():
        np.testing.assert_array_equal(values, dataset[name][0], err_msg=name)


def test_observe_gives_every_signal(plant: inversim.Plant) -> None:
    seen = plant.observe()
    assert list(seen) == list(plant.signals)
    assert seen["section_axial"].shape == (25,) and seen["bed_angle"].shape == ()
    assert plant.coordinates["level"][-1] == "L5-S1" and len(plant.coordinates["foot"]) == 4
    assert plant.signals["section_axial"].units == "N"
    before = plant.state_hash()
    plant.observe()
    assert plant.state_hash() == before


def test_time_goes_by_the_step(plant: inversim.Plant) -> None:
    assert (plant.time, plant.step_size) == (0.0, 1e-3)
    plant.step()
    plant.step(249)
    assert plant.time == pytest.approx(0.25, abs=1e-12)
    with pytest.raises(ValueError, match="cannot step back"):
        plant.step(-1)


def test_restore_repeats_to_the_bit(plant: inversim.Plant) -> None:
    plant.brake_command = 0.0
    plant.step(300)
    saved = plant.save()
    plant.step(500)
    once, seen = plant.state_hash(), plant.observe()
    plant.restore(saved)
    assert plant.time == pytest.approx(0.3, abs=1e-12)
    for _ in range(500):
        plant.step()
    assert plant.state_hash() == once
    assert plant.save() != saved
    again = plant.observe()
    assert all(seen[name].tobytes() == again[name].tobytes() for name in seen)


def test_a_fork_is_alike_and_apart(plant: inversim.Plant) -> None:
    plant.brake_command = 0.0
    plant.step(100)
    other = plant.fork()
    assert other.brake_command == 0.0
    other.step(400)
    assert plant.time == pytest.approx(0.1, abs=1e-12)
    plant.step(400)
    assert plant.state_hash() == other.state_hash()
    other.push("pelvis", (0.0, 0.0, -50.0))
    plant.step(100)
    other.step(100)
    assert plant.state_hash() != other.state_hash()


def test_a_state_of_another_size_or_not_finite_is_refused(plant: inversim.Plant) -> None:
    saved = plant.save()
    with pytest.raises(ValueError, match=f"{len(saved)} bytes"):
        plant.restore(saved[:-8])
    with pytest.raises(ValueError, match="not finite"):
        plant.restore(saved[:-8] + np.float64(math.nan).tobytes())
    assert plant.save() == saved


def test_prescribed_motion_is_met(plant: inversim.Plant) -> None:
    plant.brake_command = 0.0
    plant.step(300)
    start, rate = plant.bed_angle, plant.bed_rate
    plant.bed_acceleration = 0.5
    plant.step(1000)
    assert plant.bed_rate - rate == pytest.approx(0.5, rel=1e-6)
    assert plant.bed_angle - start == pytest.approx(rate + 0.25, rel=2e-3)
    plant.bed_acceleration = None
    assert plant.bed_acceleration is None


def test_torque_and_hands_turn_the_way_their_sign_says(plant: inversim.Plant) -> None:
    plant.brake_command = 0.0
    down, up = plant.fork(), plant.fork()
    down.motor_torque, up.motor_torque = 60.0, -60.0
    for turned in (down, up):
        turned.step(500)
    assert down.bed_angle > up.bed_angle + 0.01
    plant.hands(math.radians(15), rate=0.2)
    plant.step(5000)
    assert math.degrees(plant.bed_angle) == pytest.approx(15, abs=1.0)


def test_a_locked_brake_holds(plant: inversim.Plant) -> None:
    loaded = plant.fork()
    loaded.motor_torque = 60.0
    for one in (plant, loaded):
        one.step(3000)
    taken = loaded.observe()["brake_torque"] - plant.observe()["brake_torque"]
    # on 5e4 N m/rad of the mounting, in series with the bristles of the pads
    turned = loaded.bed_angle - plant.bed_angle
    assert 60 / 5e4 * 0.8 < turned < 60 / 5e4 * 1.5
    # what the brake does not take, the body on the bed and the bearing do
    assert taken == pytest.approx(60, abs=6)


def test_a_push_moves_the_head(plant: inversim.Plant) -> None:
    assert {"pelvis", "T1", "skull"} <= set(plant.bodies)
    pushed = plant.fork()
    pushed.push("skull", (0.0, 20.0, 0.0))
    for one in (plant, pushed):
        one.step(300)
    bend = pushed.observe()["lateral_bending"] - plant.observe()["lateral_bending"]
    assert np.abs(bend).max() > 1e-3
    with pytest.raises(ValueError, match="no part 'bed'"):
        plant.push("bed", (0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("name", "value"),
    [("brake_command", 1.5), ("arm_angle", -0.1), ("motor_torque", math.nan), ("cable", math.nan)],
)
def test_inputs_out_of_range_are_refused(plant: inversim.Plant, name: str, value: float) -> None:
    before = getattr(plant, name)
    with pytest.raises(ValueError, match=name):
        setattr(plant, name, value)
    assert getattr(plant, name) == before


def test_threads_step_plants_of_their_own_alike(plant: inversim.Plant) -> None:
    forks = [plant.fork() for _ in range(2)]
    threads = [threading.Thread(target=fork.step, args=(1000,)) for fork in forks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    plant.step(1000)
    assert {fork.state_hash() for fork in forks} == {plant.state_hash()}


def test_a_plant_in_use_by_another_thread_says_so(plant: inversim.Plant) -> None:
    began = threading.Event()

    def long() -> None:
        began.set()
        plant.step(20000)

    thread = threading.Thread(target=long)
    thread.start()
    began.wait()
    refused = 0
    while thread.is_alive():
        try:
            plant.observe()
        except RuntimeError as error:
            assert "another thread" in str(error)
            refused += 1
            break
    thread.join()
    assert refused == 1
    assert plant.time == pytest.approx(20.0, abs=1e-9)


def test_settling_brings_it_to_rest(short_session: Path) -> None:
    def restless(settle: bool) -> float:
        plant = inversim.Plant(short_session, {"settings.start_angle_deg": -75}, settle=settle)
        assert (plant.time, plant.bed_rate) == (0.0, pytest.approx(0.0, abs=1e-6))
        plant.step(100)
        return float(np.abs(plant.observe()["inertia_axial"]).max())

    # as placed, the weight comes onto feet and discs at once
    assert restless(True) < 0.1 * restless(False)


def test_an_override_reaches_the_plant(short_session: Path) -> None:
    tilted = inversim.Plant(short_session, {"settings.start_angle_deg": -75}, settle=False)
    assert math.degrees(tilted.bed_angle) == pytest.approx(-75, abs=1e-9)
