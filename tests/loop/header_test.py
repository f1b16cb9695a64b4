# SPDX-License-Identifier: Apache-2.0
"""controller.h is one header for every compiler: C11 and C17, C++17 and C++20, a PC and a Cortex-M4F, with the same
layout everywhere (it asserts that itself), and the reference controller compiles wherever it does."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STRICT = ["-pedantic", "-Wall", "-Wextra", "-Wshadow", "-Werror"]
TARGET = ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"]
SOURCES = sorted((ROOT / "models/controllers/reference").glob("*.c"))


@pytest.fixture
def include(tmp_path: Path) -> Path:
    (tmp_path / "inversim").mkdir()
    (tmp_path / "inversim/controller.h").symlink_to(ROOT / "sim/plant/controller.h")
    return tmp_path


def compiles(compiler: str, language: str, standard: str, text: str, include: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    source = include / ("probe.c" if language == "c" else "probe.cpp")
    source.write_text(text)
    command = [compiler, "-x", language, f"-std={standard}", *STRICT, *flags, f"-I{include}", "-c", source, "-o", include / "probe.o"]
    return subprocess.run(command, capture_output=True, text=True)


PROBE = """#include "inversim/controller.h"
const inversim_controller *get(void);
const inversim_controller *get(void) { return inversim_get_controller(); }
"""


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
@pytest.mark.parametrize(("language", "standard"), [("c", "c11"), ("c", "c17"), ("c++", "c++17"), ("c++", "c++20")])
def test_header_compiles(compiler: str, language: str, standard: str, include: Path) -> None:
    if shutil.which(compiler) is None:
        pytest.skip(f"no {compiler}")
    ran = compiles(compiler, language, standard, PROBE, include)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("language", ["c", "c++"])
def test_another_layout_is_refused(language: str, include: Path) -> None:
    header = (ROOT / "sim/plant/controller.h").read_text()
    changed = header.replace("  float supply_V;\n  float height_setting_cm;", "  float supply_V;\n  double height_setting_cm;")
    assert changed != header
    (include / "inversim/controller.h").unlink()
    (include / "inversim/controller.h").write_text(changed)
    ran = compiles("gcc", language, "c11" if language == "c" else "c++17", PROBE, include)
    assert ran.returncode != 0
    assert "layout of inversim/controller.h" in ran.stderr


def test_header_and_reference_compile_for_the_target(include: Path) -> None:
    if shutil.which("arm-none-eabi-gcc") is None:
        pytest.skip("no arm-none-eabi-gcc")
    ran = compiles("arm-none-eabi-gcc", "c", "c11", PROBE, include, *TARGET)
    assert ran.returncode == 0, ran.stderr
    for source in SOURCES:
        ran = compiles("arm-none-eabi-gcc", "c", "c11", source.read_text(), include, *TARGET, "-ffp-contract=off", f"-I{source.parent}")
        assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
def test_reference_needs_nothing_but_its_header(compiler: str, include: Path) -> None:
    if shutil.which(compiler) is None:
        pytest.skip(f"no {compiler}")
    library = include / "reference.so"
    command = [compiler, "-std=c11", *STRICT, "-O2", "-ffp-contract=off", "-fPIC", "-shared", "-fvisibility=hidden",
               f"-I{include}", *SOURCES, "-nostdlib", "-lc", "-o", library]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    names = subprocess.run(["nm", "-D", library], capture_output=True, text=True, check=True).stdout.split("\n")
    defined = [line.split()[-1] for line in names if " T " in line]
    needed = {line.split()[-1].split("@")[0] for line in names if " U " in line}
    assert defined == ["inversim_get_controller"]
    assert needed <= {"memset", "memcpy"}, "no libm, no heap, no clock"
