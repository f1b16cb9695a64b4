# SPDX-License-Identifier: Apache-2.0
"""Controllers built for a test, and the program run with them."""

import functools
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / os.environ.get("INVERSIM_BUILD", "build/release")
PROGRAM = BUILD / "bin" / "inversim"
REFERENCE = ROOT / "models/controllers/reference"


def library(sources: list[Path], target: Path) -> Path:
    """A controller as docs/controller.md says to build it."""
    command = ["gcc", "-std=c11", "-O2", "-ffp-contract=off", "-fPIC", "-shared", "-fvisibility=hidden",
               "-I", BUILD / "include", *sources, "-o", target]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, text=True)
    return target


@functools.cache
def listed(suite: str | Path) -> list[str]:
    """Names of the cases of a suite, in the order of the file."""
    ran = inversim("hil", suite, "--list", "--json")
    assert ran.returncode == 0, ran.stderr
    return [case["name"] for case in json.loads(ran.stdout)]


def inversim(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, cwd=ROOT)
