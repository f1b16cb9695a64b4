# SPDX-License-Identifier: Apache-2.0
"""How many mechanical changes of the reference controller's source the shipped suite notices. A mutant is killed if a
case fails, or if it does not compile; what survives is printed. Which mutants there are depends on the source alone."""

import re
import shutil
from pathlib import Path

import pytest
from built import REFERENCE, inversim, library

FILES = ("plausibility.c", "limits.c", "sequencing.c", "fault_return.c", "states.c")
SWAPS = [(" < ", " >= "), (" > ", " <= "), (" && ", " || "), (" || ", " && "), (" + ", " - "), (" - ", " + "), (" == ", " != "), (" != ", " == ")]
EVERY = 8  # one of so many places

Mutant = tuple[str, int, str, str]  # file, place, old, new


def places(file: str) -> list[Mutant]:
    """Every place of a source where an operator or a number can be changed, comments and includes left out."""
    text = (REFERENCE / file).read_text()
    code = re.sub(r"/\*.*?\*/|^#include.*?$", lambda m: " " * len(m.group()), text, flags=re.S | re.M)
    found: list[Mutant] = []
    for old, new in SWAPS:
        found += [(file, m.start(), old, new) for m in re.finditer(re.escape(old), code)]
    for m in re.finditer(r"\b\d+\.\d+f\b", code):
        value = float(m.group()[:-1])
        found.append((file, m.start(), m.group(), f"{2 * value + (value == 0):.6f}f"))
    return sorted(found, key=lambda mutant: mutant[1])


def chosen() -> list[Mutant]:
    every = [mutant for file in FILES for mutant in places(file)]
    return every[::EVERY]


def is_killed(mutant: Mutant, folder: Path, cases: list[str]) -> bool:
    file, at, old, new = mutant
    shutil.copytree(REFERENCE, folder / "sources")
    source = folder / "sources" / file
    text = source.read_text()
    assert text[at : at + len(old)] == old
    source.write_text(text[:at] + new + text[at + len(old) :])
    try:
        controller = library(sorted((folder / "sources").glob("*.c")), folder / "mutant.so")
    except OSError:
        raise
    except Exception:
        return True  # it does not compile
    # most are noticed soon
    for some in (cases[:1], cases[1:9], cases[9:]):
        ran = inversim("hil", "tests/hil/faults.yaml", "--controller", controller, "-q", "--only", *some)
        if ran.returncode != 0:
            return True
    return False


def test_there_are_enough_mutants() -> None:
    mutants = chosen()
    assert len(mutants) >= 50
    assert {mutant[0] for mutant in mutants} == set(FILES)


@pytest.mark.campaign
def test_the_suite_kills_most(tmp_path: Path) -> None:
    cases = inversim("hil", "tests/hil/faults.yaml", "--list").stdout.split()
    mutants = chosen()
    survivors = []
    for i, mutant in enumerate(mutants):
        if not is_killed(mutant, tmp_path / str(i), cases):
            file, at, old, new = mutant
            line = (REFERENCE / file).read_text()[:at].count("\n") + 1
            survivors.append(f"{file}:{line}: {old.strip()} -> {new.strip()}")
    ratio = 1 - len(survivors) / len(mutants)
    print(f"{len(mutants)} mutants, {ratio:.0%} killed; survivors:", *survivors, sep="\n  ")
    assert ratio >= 0.8, survivors
