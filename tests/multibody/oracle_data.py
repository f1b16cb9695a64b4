# SPDX-License-Identifier: Apache-2.0
"""What oracle_states writes, as arrays; and the way into the Python that has the oracle."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

SKIPPED = 77  # told to ctest as SKIP_RETURN_CODE
WIDTH = 26  # doubles per body in states.bin


def enter(*needed: str) -> None:
    """Goes on if the packages are here, else restarts in $INVERSIM_VENV or build/venv, else skips."""
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    if not missing:
        return
    root = pathlib.Path(__file__).resolve().parents[2]
    venv = pathlib.Path(os.environ.get("INVERSIM_VENV", root / "build" / "venv"))
    python = venv / "bin" / "python"
    if python.exists() and pathlib.Path(sys.prefix) != venv:
        os.execv(python, [str(python), *sys.argv])
    print(f"skipped: {sys.executable} has no {', '.join(missing)}, and {python} cannot help")
    sys.exit(SKIPPED)


@dataclass
class Body:
    name: str
    joint: str
    p_PJ: list[float]  # [m] joint in the parent's axes
    neutral: list[float]  # quaternion w x y z at qpos0
    neutral_p: list[float]  # [m] displacement there
    neutral_angle: float  # [rad]


class Cases:
    """States by body; every array has the state as its first axis."""

    def __init__(self, program: str, folder: str, states: int, scenario: list[str]):
        import numpy as np

        subprocess.run([program, folder, str(states), *scenario], check=True)
        self.folder = pathlib.Path(folder)
        self.bodies = [Body(**entry) for entry in json.loads((self.folder / "bodies.json").read_text())]
        option = ElementTree.parse(self.folder / "tree.xml").getroot().find("option")
        self.gravity = np.array([float(word) for word in option.get("gravity").split()])
        flat = np.fromfile(self.folder / "states.bin")
        data = flat.reshape(states, len(self.bodies), WIDTH)
        self.q, self.p, self.angle, self.w, self.v, self.n, self.f, self.wdot, self.vdot = (
            data[:, :, first:last]
            for first, last in [(0, 4), (4, 7), (7, 8), (8, 11), (11, 14), (14, 17), (17, 20), (20, 23), (23, 26)]
        )


def product(a, b):
    """Quaternions w x y z."""
    import numpy as np

    aw, ax, ay, az = a
    bw, bx, by, bz = b
    return np.array([aw * bw - ax * bx - ay * by - az * bz, aw * bx + ax * bw + ay * bz - az * by,
                     aw * by + ay * bw + az * bx - ax * bz, aw * bz + az * bw + ax * by - ay * bx])  # fmt: skip


def conjugate(q):
    import numpy as np

    return np.array([q[0], -q[1], -q[2], -q[3]])


def matrix(q):
    import numpy as np

    w, x, y, z = q
    return np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
                     [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
                     [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]])  # fmt: skip


def report(name: str, worst: float, states: int, freedoms: int, limit: float = 1e-8) -> int:
    print(f"{name}: {states} states, {freedoms} degrees of freedom, accelerations differ by at most {worst:.1e} relative")
    if not 0 < worst < limit:
        print(f"expected less than {limit:g}, and not zero, which would mean that nothing was compared")
        return 1
    return 0
