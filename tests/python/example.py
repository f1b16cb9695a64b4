# SPDX-License-Identifier: Apache-2.0
"""A use of everything public, for mypy --strict; also run as it is."""

import sys
import tempfile
from pathlib import Path

import inversim
import numpy as np
import xarray as xr
from numpy.typing import NDArray


def peak_traction(scenario: Path, friction: float) -> float:
    dataset: xr.Dataset = inversim.run(
        scenario,
        {"settings.friction": friction, "record.signals": ["section_axial", "bed_angle"]},
        progress=False,
    )
    return float(dataset["section_axial"].sel(level="L4-L5").max())


def angles(scenario: Path, steps: int) -> NDArray[np.float64]:
    plant = inversim.Plant(scenario, {"settings.rigid_user": True}, settle=False)
    plant.brake_command = 0.0
    saved: bytes = plant.save()
    seen = []
    for _ in range(steps):
        plant.step(10)
        seen.append(plant.observe()["bed_angle"])
    plant.restore(saved)
    plant.bed_acceleration = None
    return np.array(seen)


def mistakes(scenario: Path) -> list[str]:
    wrong: list[inversim.Diagnostic] = inversim.check(scenario, {"subject.mass_kg": -1})
    return [f"{one.key}: {one.expected}" for one in wrong]


def misfit(scenario: Path, folder: Path) -> float:
    ds = inversim.run(scenario, {"record.signals": ["bed_angle"]})
    rows = zip(ds["time"].values, ds["bed_angle"].values + 0.01, strict=True)
    csv = folder / "rig.csv"
    csv.write_text("t,bed_angle_rad\n" + "".join(f"{t},{angle}\n" for t, angle in rows))
    measured: xr.Dataset = inversim.read_measured(csv, {"t": "time_s"})
    return float(inversim.compare(ds, measured, offset=0.0)["rms"].sel(channel="bed_angle"))


def bearing(csv: Path) -> tuple[float, float]:
    path = "table.bearing.friction_torque_Nm"
    fit: inversim.Fit = inversim.fit("identification", csv, [path], noise={"bed_angle_deg": 0.1}, offset="fit")
    found: inversim.FittedParameter = fit[path]
    return found.low, found.high


def main(scenario: Path) -> None:
    print(inversim.__version__, inversim.cpu_level())
    print(f"{peak_traction(scenario, 0.3):.1f} N")
    print(f"{np.degrees(angles(scenario, 20)[-1]):.3f} deg")
    print(mistakes(scenario))
    with tempfile.TemporaryDirectory() as folder:
        print(f"{misfit(scenario, Path(folder)):.3f} rad")
    try:
        inversim.run(scenario, {"subject.mass_kg": "heavy"})
    except inversim.InputError as error:
        print(error.diagnostics[0].found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
