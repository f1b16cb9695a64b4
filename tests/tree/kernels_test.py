# SPDX-License-Identifier: Apache-2.0
"""Kernel objects define no weak symbol that another object could pick.

A linker keeps one of equal weak symbols. Were it the one of an object built for AVX-512, an older
CPU would crash in code that has nothing to do with kernels. A weak symbol of a kernel object
therefore carries its level's namespace in its mangled name (docs/bits.md).
"""

import re
import subprocess
from pathlib import Path

import pytest
from house import ROOT, build, without_comments
from instructions import beyond_x86_64, options_of_objects

# weak functions; weak and unique objects hold no instructions and are equal in every object
WEAK = "W"
# a pointer, equal in every object that makes it
HARMLESS = re.compile(r"DW\.ref\.")


def loose_symbols(item: Path, level: str) -> list[str]:
    listed = subprocess.run(
        ["nm", "--defined-only", "--format=posix", item], check=True, capture_output=True, text=True
    ).stdout
    symbols = [line.split()[:2] for line in listed.splitlines() if len(line.split()) >= 2]
    mark = f"{len(f'level_{level}')}level_{level}"  # as mangled: length, then name
    return [
        name for name, kind in symbols
        if kind in WEAK and mark not in name and not HARMLESS.match(name)
    ]  # fmt: skip


def kernel_objects() -> dict[Path, str]:
    """Objects of the targets that inversim_kernel() made, with their level."""
    found = {}
    for item in sorted((build() / "sim").rglob("*.o")):
        target = next((part for part in item.parts if re.fullmatch(r"inversim_\w+_v\d\.dir", part)), None)
        if target:
            found[item] = target.removesuffix(".dir").rsplit("_", 1)[1]
    return found


def levels() -> list[str]:
    cached = re.search(r"^INVERSIM_LEVELS:\w+=(.*)$", (build() / "CMakeCache.txt").read_text(), re.M)
    assert cached
    return cached.group(1).split(";")


def test_each_kernel_was_built_for_each_level() -> None:
    kernels = re.findall(r"\binversim_kernel\s*\(", without_comments((ROOT / "sim/CMakeLists.txt").read_text()))
    objects = list(kernel_objects().values())
    assert {level: objects.count(level) for level in levels()} == {level: len(kernels) for level in levels()}


def test_no_weak_symbol_leaves_its_level() -> None:
    loose = {f"{item.name} ({level})": found for item, level in kernel_objects().items()
             if (found := loose_symbols(item, level))}  # fmt: skip
    assert loose == {}


def test_a_loose_symbol_is_found(tmp_path: Path) -> None:
    source = tmp_path / "kernel.cpp"
    source.write_text(
        "#include <vector>\n"
        "inline namespace level_v3 { template <class T> T twice(T x) { return x + x; } }\n"
        "template <class T> T thrice(T x) { return x + x + x; }\n"
        "double both(double x) { return twice(x) + thrice(x); }\n"
        "int pushed(int n) { std::vector<int> v; v.push_back(n); return v.back(); }\n"
    )
    item = tmp_path / "kernel.o"
    subprocess.run(["g++", "-std=c++20", "-O0", "-c", source, "-o", item], check=True)
    found = loose_symbols(item, "v3")
    assert "_Z6thriceIdET_S0_" in found
    assert any("vector" in name for name in found)
    assert not any("twice" in name for name in found)


def test_only_kernels_are_compiled_for_a_level() -> None:
    options = options_of_objects(build())
    kernels = [name for name in options if re.search(r"_v[234]\.dir/", name)]
    assert kernels and sorted(options) == sorted(kernels)


@pytest.mark.parametrize("program", ["bin/inversim", "python/inversim/_core*.so", "controllers/reference.so"])
def test_what_is_not_chosen_at_run_time_is_plain_x86_64(program: str) -> None:
    (found,) = build().glob(program)
    assert beyond_x86_64(found) == {}


def test_an_instruction_of_a_level_is_found(tmp_path: Path) -> None:
    source = tmp_path / "wide.cpp"
    source.write_text(
        "inline namespace level_v3 { void chosen(double* x) { for (int i = 0; i < 64; ++i) x[i] += x[i]; } }\n"
        "void always(double* x) { for (int i = 0; i < 64; ++i) x[i] += x[i]; }\n"
        "int bits(unsigned long x) { return __builtin_popcountl(x); }\n"
        "int first(unsigned long x) { return __builtin_ctzl(x); }\n"
    )
    found = {}
    for march in ("x86-64", "x86-64-v2", "x86-64-v3"):
        item = tmp_path / f"{march}.o"
        subprocess.run(["g++", "-O3", f"-march={march}", "-c", source, "-o", item], check=True)
        found[march] = sorted(beyond_x86_64(item))
    assert found == {
        "x86-64": [], "x86-64-v2": ["_Z4bitsm"], "x86-64-v3": ["_Z4bitsm", "_Z6alwaysPd"]
    }  # fmt: skip
