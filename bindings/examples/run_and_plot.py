# SPDX-License-Identifier: Apache-2.0
"""A session run and drawn: python run_and_plot.py [SCENARIO] [FOLDER]"""

import sys
from pathlib import Path

import inversim
import matplotlib

matplotlib.use("Agg")  # pictures into files, no window


def main(scenario: str = "kim_2013_60deg", folder: str = ".") -> None:
    ds = inversim.run(scenario, {"subject.mass_kg": 80}, output=Path(folder, "session.nc"))
    inversim.plot.session_timeline(ds).savefig(Path(folder, "session.png"))
    inversim.plot.spine_profile(ds).savefig(Path(folder, "spine.png"))
    page = inversim.report(ds)
    peak = float(ds["section_axial"].sel(level="L4-L5").max())
    print(f"greatest traction at L4-L5: {peak:.0f} N; {page}")


if __name__ == "__main__":
    main(*sys.argv[1:])
