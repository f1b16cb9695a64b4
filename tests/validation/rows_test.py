# SPDX-License-Identifier: Apache-2.0
"""One test per published row with a verdict: simulated inside its band."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BUILD = Path(os.environ.get("INVERSIM_BUILD", "build/release"))

def rows(name: str) -> list[dict[str, Any]]:
    text = (ROOT / "models" / "validation" / f"{name}.yaml").read_text()
    return [row for row in yaml.safe_load(text)["rows"] if row["role"] != "reported"]


@cache
def simulated(name: str) -> dict[str, dict[str, Any]]:
    command = [str(ROOT / BUILD / "bin" / "inversim"), "validate", "--set", name, "--json"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stderr + run.stdout
    return {row["row"]: row for row in json.loads(run.stdout)["rows"]}


def cases() -> list[Any]:
    return [
        pytest.param(
            name,
            row["name"],
            marks=[
                # the rows of a set are of one run
                pytest.mark.xdist_group(f"rows_{name}"),
                # strict: a miss that comes inside must no longer be listed as one
                *([pytest.mark.xfail(reason=row["known_miss"], strict=True)] if "known_miss" in row else []),
            ],
        )
        for name in ("spine", "circulation")
        for row in rows(name)
    ]


@pytest.mark.parametrize(("set_name", "name"), cases())
def test_row_is_inside_its_band(set_name: str, name: str) -> None:
    row = simulated(set_name)[name]
    assert not row["failure"], row["failure"]
    assert row["inside"], f"{row['study']}: {row['what']}: {row['simulated']} {row['unit']}, band {row['low']} .. {row['high']}"
