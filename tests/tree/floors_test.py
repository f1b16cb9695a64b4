# SPDX-License-Identifier: Apache-2.0
"""Dependence between rooms goes downward only, and the build refuses the rest."""

import re
import subprocess
from pathlib import Path

import pytest
from house import ROOT, build, files, parse_rooms, reach, rooms

FLAGS = "add_library(inversim_flags INTERFACE)\n"


def floors() -> dict[str, int]:
    """The floor of each room, as the table in docs/layout.md has it."""
    rows = re.findall(r"^\|\s*(\d+)\s*\|\s*`(\w+)/`", (ROOT / "docs/layout.md").read_text(), re.M)
    return {room: int(floor) for floor, room in rows}


def test_every_room_is_on_the_plan() -> None:
    planned = floors()
    assert {"math", "plant", "cli"} <= set(planned)
    assert sorted(set(rooms()) - set(planned)) == []


def test_every_folder_of_sim_is_a_room() -> None:
    folders = {path.parts[1] for path in files() if path.parts[0] == "sim" and len(path.parts) > 2}
    assert sorted(folders - set(rooms())) == []


def test_rooms_use_only_what_stands_below() -> None:
    floor = floors()
    upward = [
        f"{room.name} (floor {floor[room.name]}) uses {used} (floor {floor[used]})"
        for room in rooms().values()
        for used in room.uses
        if used not in rooms()
        or rooms()[used].place >= room.place
        or floor[used] >= floor[room.name]
    ]
    assert upward == []


def test_files_include_only_what_their_room_uses() -> None:
    wrong: list[str] = []
    for path in files():
        if path.parts[0] != "sim" or len(path.parts) < 3 or path.suffix not in (".h", ".cpp", ".c"):
            continue
        room = path.parts[1]
        if room not in rooms():
            continue
        allowed = reach(rooms(), room)
        for number, line in enumerate((ROOT / path).read_text().splitlines(), 1):
            include = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
            if include is None:
                continue
            target = re.match(r"inversim/(\w+)/", include.group(1))
            if target is None:
                wrong.append(f'{path}:{number}: "{include.group(1)}" is not "inversim/<room>/<file>"')
            elif target.group(1) not in allowed:
                wrong.append(f"{path}:{number}: {room} does not use {target.group(1)}")
    assert wrong == []


@pytest.mark.parametrize(("header", "accepted"), [("lower/low.h", True), ("upper/high.h", False)])
def test_the_build_refuses_an_upward_include(tmp_path: Path, header: str, accepted: bool) -> None:
    for room, stem in (("lower", "low"), ("middle", "mid"), ("upper", "high")):
        (tmp_path / room).mkdir()
        (tmp_path / room / f"{stem}.h").write_text("#pragma once\n")
    (tmp_path / "middle/mid.cpp").write_text(f'#include "inversim/{header}"\n')
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(floors CXX)\n"
        f"{FLAGS}include({ROOT}/cmake/rooms.cmake)\n"
        "inversim_room(NAME lower)\n"
        "inversim_room(NAME middle SOURCES mid.cpp USES lower)\n"
        "inversim_room(NAME upper USES middle)\n"
    )
    subprocess.run(
        ["cmake", "-G", "Ninja", "-S", tmp_path, "-B", tmp_path / "build"],
        check=True, capture_output=True,
    )
    made = subprocess.run(["ninja", "-C", tmp_path / "build"], capture_output=True, text=True)
    assert (made.returncode == 0) == accepted, made.stdout
    assert ("high.h: No such file" in made.stdout) == (not accepted)


def test_rooms_are_read_as_cmake_reads_them() -> None:
    """The parser above against the targets that CMake made."""
    targets = subprocess.run(
        ["ninja", "-C", build(), "-t", "targets", "all"], check=True, capture_output=True, text=True
    ).stdout
    made = set(re.findall(r"^sim/libinversim_(\w+)\.a:", targets, re.M))
    shown = {path.name for path in (build() / "rooms").iterdir()}
    assert made <= set(rooms()) <= shown
    assert parse_rooms("inversim_room(NAME a SOURCES x.cpp # USES b\n USES c d)")["a"].uses == ("c", "d")
