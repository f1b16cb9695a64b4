# SPDX-License-Identifier: Apache-2.0
"""Pinocchio on the exported tree: the same accelerations as the articulated-body pass.

python3 oracle_pinocchio.py ORACLE_STATES [SCENARIO]
"""

import sys
import tempfile

import oracle_data

oracle_data.enter("numpy", "pinocchio")

import numpy as np
import pinocchio


def main(program: str, scenario: list[str], states: int = 1000) -> int:
    with tempfile.TemporaryDirectory() as folder:
        cases = oracle_data.Cases(program, folder, states, scenario)
        model = pinocchio.buildModelFromMJCF(str(cases.folder / "tree.xml"))
    model.gravity.linear = cases.gravity
    data = model.createData()
    places = {model.names[j]: (model.joints[j].idx_q, model.joints[j].idx_v) for j in range(1, model.njoints)}

    worst = 0.0
    for k in range(states):
        q, v, tau, expected = pinocchio.neutral(model), np.zeros(model.nv), np.zeros(model.nv), np.zeros(model.nv)
        for i, body in enumerate(cases.bodies):
            R_PB = oracle_data.matrix(cases.q[k, i])
            w, wdot, n = (R_PB.T @ a[k, i] for a in (cases.w, cases.wdot, cases.n))
            turned = oracle_data.product(oracle_data.conjugate(body.neutral), cases.q[k, i])[[1, 2, 3, 0]]
            match body.joint:
                case "revolute":
                    a, b = places[f"{body.name}_hinge"]
                    q[a] = cases.angle[k, i, 0]
                    v[b], tau[b], expected[b] = cases.w[k, i, 1], cases.n[k, i, 1], cases.wdot[k, i, 1]
                case "spherical":
                    a, b = places[f"{body.name}_ball"]
                    q[a : a + 4] = turned
                    v[b : b + 3], tau[b : b + 3], expected[b : b + 3] = w, n, wdot
                case "bushing":
                    # slides along the parent's axes, then the ball; of several joints of a body,
                    # the reader of 4.1 passes over the `ref` of the first
                    a, b = places[f"Composite_{body.name}_x"]
                    q[a : a + 3], q[a + 3 : a + 7] = cases.p[k, i], turned
                    q[a] -= body.neutral_p[0]
                    v[b : b + 3], v[b + 3 : b + 6] = cases.v[k, i], w
                    tau[b : b + 3], tau[b + 3 : b + 6] = cases.f[k, i], n
                    expected[b : b + 3], expected[b + 3 : b + 6] = cases.vdot[k, i], wdot
                case "floating":
                    # in the world; velocity and its derivative by components in the body
                    a, b = places[f"{body.name}_free"]
                    q[a : a + 3], q[a + 3 : a + 7] = body.p_PJ + cases.p[k, i], cases.q[k, i][[1, 2, 3, 0]]
                    local = R_PB.T @ cases.v[k, i]
                    v[b : b + 3], v[b + 3 : b + 6] = local, w
                    expected[b : b + 3] = R_PB.T @ cases.vdot[k, i] - np.cross(w, local)
                    expected[b + 3 : b + 6] = wdot
        got = pinocchio.aba(model, data, q, v, tau)
        worst = max(worst, np.abs(got - expected).max() / np.abs(expected).max())
    return oracle_data.report(f"Pinocchio {pinocchio.__version__}", worst, states, model.nv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
