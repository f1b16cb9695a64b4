# SPDX-License-Identifier: Apache-2.0
"""Runs a test script in the Python that has xarray, or says why the test is skipped."""

import importlib.util
import os
import pathlib
import sys

SKIPPED = 77  # told to ctest as SKIP_RETURN_CODE
NEEDED = ("numpy", "xarray", "h5netcdf", "netCDF4")


def enter() -> None:
    """Goes on if the packages are here, else restarts in $INVERSIM_VENV or build/venv, else skips."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if not missing:
        return
    root = pathlib.Path(__file__).resolve().parents[2]
    venv = pathlib.Path(os.environ.get("INVERSIM_VENV", root / "build" / "venv"))
    python = venv / "bin" / "python"
    if python.exists() and pathlib.Path(sys.prefix) != venv:
        os.execv(python, [str(python), *sys.argv])
    print(f"skipped: {sys.executable} has no {', '.join(missing)}, and {python} cannot help")
    sys.exit(SKIPPED)
