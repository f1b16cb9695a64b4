# SPDX-License-Identifier: Apache-2.0
"""inversim.export_mjcf: what the program writes, and a model that MuJoCo loads and steps."""

import subprocess
from pathlib import Path

import inversim
import numpy as np
import pytest

pytestmark = pytest.mark.spread


def test_it_is_what_the_program_writes(short_session: Path, program: Path, tmp_path: Path) -> None:
    told = subprocess.run([program, "export", short_session, "--mjcf", "-"], check=True, capture_output=True, text=True)
    file = tmp_path / "tree.xml"
    text = inversim.export_mjcf(short_session, file)
    assert text == told.stdout == file.read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["tree.xml"]


def test_mujoco_loads_and_steps_it(short_session: Path) -> None:
    mujoco = pytest.importorskip("mujoco")
    text = inversim.export_mjcf(short_session, overrides={"subject.mass_kg": 90})
    model = mujoco.MjModel.from_xml_string(text)
    table = inversim.models.read("disc_brake_125kg")
    whole = 90 + table["bed.mass_kg"] + table["frame.mass_kg"]
    assert model.body("world").subtreemass[0] == pytest.approx(whole, rel=1e-9)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)
    model.opt.timestep = 1e-4
    before = mechanical_energy(mujoco, model, data)
    start = data.subtree_com[0].copy()
    for _ in range(500):
        mujoco.mj_step(model, data)
    assert np.isfinite(data.qpos).all() and np.linalg.norm(data.subtree_com[0] - start) > 1e-3
    # nothing in it dissipates
    assert mechanical_energy(mujoco, model, data) == pytest.approx(before, abs=2.0)


def mechanical_energy(mujoco: object, model: object, data: object) -> float:
    model.opt.enableflags |= mujoco.mjtEnableBit.mjENBL_ENERGY  # type: ignore[attr-defined]
    mujoco.mj_forward(model, data)  # type: ignore[attr-defined]
    return float(data.energy.sum())  # type: ignore[attr-defined]


def test_a_model_may_be_in_it(short_session: Path) -> None:
    table = inversim.models.read("disc_brake_125kg")
    table["bed.mass_kg"] = 15
    assert 'mass="15"' in inversim.export_mjcf(short_session, overrides={"table": table})


def test_what_is_wrong_is_said(short_session: Path, tmp_path: Path) -> None:
    with pytest.raises(inversim.InputError, match=r"mas_kg.*did you mean"):
        inversim.export_mjcf(short_session, overrides={"subject.mas_kg": 90})
    with pytest.raises(inversim.InputError, match="a file of the scenario"):
        inversim.export_mjcf(short_session, short_session)
    with pytest.raises(OSError, match="cannot be written"):
        inversim.export_mjcf(short_session, tmp_path / "nowhere" / "x.xml")
