# SPDX-License-Identifier: Apache-2.0
"""Sessions in several Python threads that write results at once: the files are as of one after the other."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import h5py
import inversim
import numpy as np
import pytest

pytestmark = pytest.mark.spread

MASSES_KG = (60.0, 70.0, 80.0, 95.0)
WALL = "wall"  # the one group that differs between equal runs


def contents(file: Path) -> dict[str, bytes]:
    """Bytes of each variable and each attribute, by its path; /wall and links between variables left out."""
    found: dict[str, bytes] = {}

    def attributes(name: str, of: h5py.HLObject) -> None:
        for key, value in of.attrs.items():
            if key not in ("DIMENSION_LIST", "REFERENCE_LIST"):
                found[f"{name}@{key}"] = str(value).encode() if isinstance(value, str) else np.asarray(value).tobytes()

    def visit(name: str, item: h5py.HLObject) -> None:
        if name.split("/")[0] == WALL:
            return
        attributes(name, item)
        if isinstance(item, h5py.Dataset):
            found[name] = repr(item[()].tolist()).encode() if item.dtype.hasobject else item[()].tobytes()

    with h5py.File(file) as stored:
        attributes("", stored)
        stored.visititems(visit)
    return found


def test_four_threads_write_what_one_writes(short_session: Path, tmp_path: Path) -> None:
    together = threading.Barrier(len(MASSES_KG))

    def session(mass: float, name: str, wait: bool) -> Path:
        output = tmp_path / f"{name}_{mass:g}.nc"
        if wait:
            together.wait()
        # many blocks and flushes, for the writing to meet
        inversim.run(short_session, {"subject.mass_kg": mass, "record.every_step": True}, output=output)
        return output

    alone = [session(mass, "alone", False) for mass in MASSES_KG]
    with ThreadPoolExecutor(len(MASSES_KG)) as pool:
        beside = list(pool.map(lambda mass: session(mass, "beside", True), MASSES_KG))
    for one, other in zip(alone, beside, strict=True):
        expected = contents(one)
        assert {"time", "section_axial", "event_text", "summary/peak_traction", "start/state", "@seed"} <= expected.keys()
        assert contents(other) == expected
    assert contents(alone[0])["section_axial"] != contents(alone[1])["section_axial"]
