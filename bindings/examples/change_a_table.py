# SPDX-License-Identifier: Apache-2.0
"""A table changed, saved, and asked for its limits: python change_a_table.py [CLAMP_FORCE_N] [FOLDER]"""

import sys
from pathlib import Path

import inversim
import xarray as xr


def main(force: str = "3500", folder: str = ".") -> None:
    table = inversim.models.read("disc_brake_125kg")
    before = table.quantity("brake.clamp_force_N")
    print(f"{before.doc}: {before.value:g} {before.unit}, {before.status}: {before.source}")
    table["name"] = "Disc-brake table, weaker caliper"
    table["brake.clamp_force_N"] = float(force)
    table.save(Path(folder, "weaker.yaml"), overwrite=True)

    # what holds the user; all criteria take minutes
    criteria = inversim.models.read("table_limits")
    criteria["criteria"] = [one for one in criteria["criteria"] if one["name"].startswith("hold_")]
    limits: xr.Dataset = inversim.limits(table, criteria, quick=True, heights_cm=[175], masses_kg=[75, 125])
    title = str(limits.attrs["title"])
    print(f"{title[0].upper()}{title[1:]}: {limits.attrs['verdict']}")
    for name in limits["criterion"].values:
        print(f"  {name}: {limits['verdict'].sel(criterion=name).item()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
