# SPDX-License-Identifier: Apache-2.0
"""How many mechanical changes of the reference controller's source the shipped suites notice. A mutant is killed if a
case fails, or if it does not compile. Which mutants there are depends on the source alone; those that survive are listed
in survivors.yaml, each with the reason."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from built import REFERENCE, ROOT, inversim, library

FILES = ("plausibility.c", "limits.c", "sequencing.c", "fault_return.c", "states.c", "preload.c")
SWAPS = [(" < ", " >= "), (" > ", " <= "), (" && ", " || "), (" || ", " && "), (" + ", " - "), (" - ", " + "), (" == ", " != "), (" != ", " == ")]
EVERY = 8  # one of so many places
SUITES = ("tests/hil/faults.yaml", "tests/hil/boundaries.yaml", "tests/hil/link.yaml")
FIRST = ("nothing_wrong", "nothing_wrong_on_balance")  # most are noticed here
SURVIVORS = ROOT / "tests/loop/survivors.yaml"

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


def described(mutant: Mutant) -> dict[str, str]:
    """A mutant by what stands in its line, so that it is found again when lines have moved."""
    file, at, old, new = mutant
    text = (REFERENCE / file).read_text()
    line = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)].strip()
    return {"file": file, "line": line, "change": f"{old.strip()} -> {new.strip()}"}


def logs(folder: Path) -> dict[str, tuple[str, Path]]:
    """Of every case its suite and a log of what the reference controller saw and answered."""
    found = {}
    for suite in SUITES:
        place = folder / Path(suite).stem
        assert inversim("hil", suite, "-q", "--exchanges", place).returncode == 0
        found.update({log.stem: (suite, log) for log in sorted(place.glob("*.exchanges"))})
    return {**{case: found[case] for case in FIRST}, **found}


def killer(mutant: Mutant, folder: Path, cases: dict[str, tuple[str, Path]]) -> str | None:
    """The first case that fails it, or None. Only a case in which it answers differently can."""
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
        return "it does not compile"
    for case, (suite, log) in cases.items():
        if inversim("replay", log, "--controller", controller).returncode == 0:
            continue
        ran = inversim("hil", suite, "--controller", controller, "-q", "--only", case)
        assert ran.returncode in (0, 1, 4), ran.stderr
        if ran.returncode != 0:
            return case
    return None


def test_there_are_enough_mutants() -> None:
    mutants = chosen()
    assert len(mutants) >= 50
    assert {mutant[0] for mutant in mutants} == set(FILES)


def test_survivors_are_explained_and_few() -> None:
    listed = yaml.safe_load(SURVIVORS.read_text())
    mutants = [described(mutant) for mutant in chosen()]
    for survivor in listed:
        assert survivor["why"]
        assert {key: survivor[key] for key in ("file", "line", "change")} in mutants
    assert len(listed) <= 0.2 * len(mutants)


@pytest.mark.campaign
def test_all_others_are_killed(tmp_path: Path) -> None:
    listed = [{k: s[k] for k in ("file", "line", "change")} for s in yaml.safe_load(SURVIVORS.read_text())]
    mutants = chosen()
    cases = logs(tmp_path)
    survive = [described(mutant) for i, mutant in enumerate(mutants) if killer(mutant, tmp_path / str(i), cases) is None]
    print(f"{len(mutants)} mutants, {1 - len(survive) / len(mutants):.0%} killed")
    assert [s for s in survive if s not in listed] == []
