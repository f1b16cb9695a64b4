# SPDX-License-Identifier: Apache-2.0
"""Every header compiles alone, in the rooms its own room may see."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from house import ROOT, build, files, reach, rooms

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wno-psabi"]


def include_flags(names: set[str]) -> list[str]:
    packages = subprocess.run(
        ["pkg-config", "--cflags-only-I", "eigen3", "hdf5", "bullet-float64"],
        check=True, capture_output=True, text=True,
    ).stdout.split()
    return [f"-I{build() / 'rooms' / name}" for name in sorted(names)] + packages


def complaint(path: Path) -> str | None:
    """What the compiler says of a header alone; of a C header as C11 too."""
    flags = include_flags(reach(rooms(), path.parts[1]) if path.parts[1] in rooms() else set(rooms()))
    commands = [["g++", "-std=c++20", "-x", "c++", "-DEIGEN_DONT_VECTORIZE", "-DINVERSIM_LEVEL=level_v2"]]
    if path.name == "controller.h":
        commands.append(["gcc", "-std=c11", "-pedantic-errors", "-x", "c"])
    for command in commands:
        made = subprocess.run(
            [*command, "-fsyntax-only", *WARNINGS, *flags, "-include", ROOT / path, os.devnull],
            capture_output=True, text=True,
        )
        if made.returncode:
            return made.stderr
    return None


# every header is compiled: minutes
@pytest.mark.campaign
def test_headers_compile_alone() -> None:
    headers = [path for path in files() if path.parts[0] == "sim" and path.suffix == ".h"]
    assert headers
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        said = dict(zip(headers, pool.map(complaint, headers), strict=True))
    wrong = {str(path): text for path, text in said.items() if text}
    assert not wrong, "\n".join(f"{path}:\n{text}" for path, text in wrong.items())


@pytest.mark.parametrize(("text", "accepted"), [("#include <vector>\n", True), ("", False)])
def test_a_header_that_leans_on_another_is_refused(tmp_path: Path, text: str, accepted: bool) -> None:
    header = tmp_path / "leaning.h"
    header.write_text(f"#pragma once\n{text}inline std::vector<int> none() {{ return {{}}; }}\n")
    made = subprocess.run(
        ["g++", "-std=c++20", "-x", "c++", "-fsyntax-only", "-include", header, os.devnull], capture_output=True
    )
    assert (made.returncode == 0) == accepted
