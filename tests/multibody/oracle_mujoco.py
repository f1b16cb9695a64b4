# SPDX-License-Identifier: Apache-2.0
"""MuJoCo on the exported tree: the same accelerations as the articulated-body pass.

python3 oracle_mujoco.py ORACLE_STATES [SCENARIO]
"""

import sys
import tempfile

import oracle_data

oracle_data.enter("numpy", "mujoco")

import mujoco
import numpy as np


def main(program: str, scenario: list[str], states: int = 1000) -> int:
    with tempfile.TemporaryDirectory() as folder:
        cases = oracle_data.Cases(program, folder, states, scenario)
        model = mujoco.MjModel.from_xml_path(str(cases.folder / "tree.xml"))
    # nothing but rigid bodies: no limits, contacts, damping, nor rotor inertia
    assert model.ngeom == 0 and not model.dof_armature.any() and not model.dof_damping.any()
    data = mujoco.MjData(model)
    # generous tolerances would hide in a solver; there is nothing to solve but M qacc = tau - bias
    model.opt.disableflags |= mujoco.mjtDisableBit.mjDSBL_CONSTRAINT

    def joint(name):
        handle = model.joint(name)
        return int(handle.qposadr[0]), int(handle.dofadr[0])

    worst = 0.0
    for k in range(states):
        expected = np.zeros(model.nv)
        data.qfrc_applied[:] = 0
        for i, body in enumerate(cases.bodies):
            R_PB = oracle_data.matrix(cases.q[k, i])

            def ball(q, v):
                data.qpos[q : q + 4] = oracle_data.product(oracle_data.conjugate(body.neutral), cases.q[k, i])  # noqa: B023
                data.qvel[v : v + 3] = R_PB.T @ cases.w[k, i]  # noqa: B023
                data.qfrc_applied[v : v + 3] = R_PB.T @ cases.n[k, i]  # noqa: B023
                expected[v : v + 3] = R_PB.T @ cases.wdot[k, i]  # noqa: B023

            match body.joint:
                case "revolute":
                    q, v = joint(f"{body.name}_hinge")
                    data.qpos[q], data.qvel[v] = cases.angle[k, i, 0], cases.w[k, i, 1]
                    data.qfrc_applied[v], expected[v] = cases.n[k, i, 1], cases.wdot[k, i, 1]
                case "spherical":
                    ball(*joint(f"{body.name}_ball"))
                case "bushing":
                    ball(*joint(f"{body.name}_ball"))
                    for axis, letter in enumerate("xyz"):
                        q, v = joint(f"{body.name}_{letter}")
                        data.qpos[q], data.qvel[v] = cases.p[k, i, axis], cases.v[k, i, axis]
                        data.qfrc_applied[v], expected[v] = cases.f[k, i, axis], cases.vdot[k, i, axis]
                case "floating":
                    # position and velocity in the world, angular velocity in the body; quaternion whole
                    q, v = joint(f"{body.name}_free")
                    data.qpos[q : q + 3] = np.array(body.p_PJ) + cases.p[k, i]
                    data.qpos[q + 3 : q + 7] = cases.q[k, i]
                    data.qvel[v : v + 3], data.qvel[v + 3 : v + 6] = cases.v[k, i], R_PB.T @ cases.w[k, i]
                    expected[v : v + 3], expected[v + 3 : v + 6] = cases.vdot[k, i], R_PB.T @ cases.wdot[k, i]
        mujoco.mj_forward(model, data)
        worst = max(worst, np.abs(data.qacc - expected).max() / np.abs(expected).max())
    return oracle_data.report(f"MuJoCo {mujoco.__version__}", worst, states, model.nv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
