# SPDX-License-Identifier: Apache-2.0
"""The tree as the checks see it: its root, its files, its rooms."""

import os
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Room:
    """A room as sim/CMakeLists.txt declares it."""

    name: str
    uses: tuple[str, ...]
    place: int  # order in the file, lowest first


def build() -> Path:
    """The build directory to look into, as ./dev gives it."""
    directory = ROOT / os.environ.get("INVERSIM_BUILD", "build/release")
    assert (directory / "build.ninja").exists(), f"{directory} is not built; run ./dev test"
    return directory


@cache
def files() -> list[Path]:
    """Every file of the tree that git tracks, or would if it were added; relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout
    return [Path(name) for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def without_comments(cmake: str) -> str:
    return re.sub(r"#.*", "", cmake)


def parse_rooms(cmake: str) -> dict[str, Room]:
    """The inversim_room(...) calls of a CMake file."""
    rooms: dict[str, Room] = {}
    for call in re.finditer(r"\binversim_room\s*\(([^)]*)\)", without_comments(cmake)):
        arguments: dict[str, list[str]] = {}
        key = ""
        for word in call.group(1).split():
            if word in ("NAME", "SOURCES", "USES", "LIBRARIES"):
                key = word
                arguments[key] = []
            else:
                arguments[key].append(word)
        name = arguments["NAME"][0]
        rooms[name] = Room(name, tuple(arguments.get("USES", [])), len(rooms))
    return rooms


@cache
def rooms() -> dict[str, Room]:
    return parse_rooms((ROOT / "sim/CMakeLists.txt").read_text())


def reach(rooms: dict[str, Room], name: str) -> set[str]:
    """The room itself and all it uses, near and far."""
    seen: set[str] = set()
    pending = [name]
    while pending:
        room = pending.pop()
        if room not in seen:
            seen.add(room)
            pending.extend(rooms[room].uses)
    return seen
