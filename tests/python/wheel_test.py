# SPDX-License-Identifier: Apache-2.0
"""The wheel of `./dev wheel`, in a fresh environment that knows nothing of this tree: same bits, all that is
shipped found, nothing compiled for more than x86-64 outside the kernels."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from instructions import beyond_x86_64, options_of_objects

pytestmark = pytest.mark.campaign

ROOT = Path(__file__).resolve().parents[2]
WHEEL_BUILD = ROOT / "build/wheel"

SESSION = """
import json, sys
import inversim

ds = inversim.run(sys.argv[1], {"settings.friction": 0.3}, progress=False)
plant = inversim.Plant("kim_2013_60deg", settle=False)
plant.step(500)
print(json.dumps([inversim.__file__, inversim.cpu_level(), ds.attrs["state_hash"], plant.state_hash()]))
"""


@pytest.fixture(scope="module")
def wheel() -> Path:
    found = list((ROOT / "out/wheel").glob("inversim-*.whl"))
    assert len(found) == 1, "there is no wheel; ./dev wheel makes it"
    return found[0]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `bin` of an environment with the wheel; what it depends on is that of the tests."""
    folder = tmp_path_factory.mktemp("wheel") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", folder, "install", "-q", "--no-deps", "--no-index", wheel], check=True
    )
    others = Path(sysconfig.get_path("purelib"))
    assert not (others / "inversim").exists()
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "others.pth").write_text(f"{others}\n")
    return folder / "bin"


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INVERSIM_", "PYTHON"))}
    return kept | more


def said(command: list[str | Path], folder: Path, **more: str) -> str:
    run = subprocess.run(command, cwd=folder, env=environment(**more), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def of_the_tree(short_session: Path, build: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """File, level and hashes of the package of the build tree."""
    tree = said(
        [sys.executable, "-c", SESSION, short_session], tmp_path_factory.mktemp("tree"), PYTHONPATH=str(build / "python")
    )
    found: list[str] = json.loads(tree)
    assert Path(found[0]).is_relative_to(build)
    return found


@pytest.mark.parametrize("level", ["", "x86-64-v2"])
def test_same_bits_as_the_build_tree(
    level: str, installed: Path, of_the_tree: list[str], short_session: Path, tmp_path: Path
) -> None:
    chosen = {"INVERSIM_CPU_LEVEL": level} if level else {}
    file, ran, *hashes = json.loads(said([installed / "python", "-c", SESSION, short_session], tmp_path, **chosen))
    assert Path(file).is_relative_to(installed.parent)
    assert ran == (level or of_the_tree[1])
    assert hashes == of_the_tree[2:]


def test_program_and_what_is_shipped(installed: Path, program: Path, tmp_path: Path) -> None:
    inversim = installed / "inversim"
    # the revision behind it is that of when each was configured
    versions = [said([each, "--version"], tmp_path).split()[0] for each in (inversim, program)]
    assert versions[0] == versions[1]
    hashes = [
        json.loads(said([each, "run", "identification", "--json"], tmp_path))["state_hash"]
        for each in (inversim, program)
    ]
    assert hashes[0] == hashes[1]
    listed = [said([each, "models", "--json"], tmp_path) for each in (inversim, program)]
    names = [sorted((entry["kind"], entry["name"]) for entry in json.loads(each)) for each in listed]
    assert names[0] == names[1] and len(names[0]) > 20
    places = re.findall(r"^\S+ +(.*)$", said([inversim, "models", "where"], tmp_path), re.M)
    assert len(places) == 3
    assert all(Path(place).is_dir() and Path(place).is_relative_to(installed.parent) for place in places)


def test_a_suite_against_the_reference_and_one_built_from_its_sources(installed: Path, tmp_path: Path) -> None:
    inversim = installed / "inversim"
    places = dict(re.findall(r"^(\S+) +(.*)$", said([inversim, "models", "where"], tmp_path), re.M))
    sources = sorted((Path(places["data"]) / "models/controllers/reference").glob("*.c"))
    own = tmp_path / "own.so"
    subprocess.run(
        ["gcc", "-std=c11", "-O2", "-ffp-contract=off", "-fPIC", "-shared", "-I", places["include"], *sources, "-o", own],
        check=True,
    )
    suite: list[str | Path] = [inversim, "hil", "faults", "--only", "nothing_wrong", "--controller"]
    assert "1 of 1 cases pass" in said([*suite, "reference"], tmp_path)
    assert "1 of 1 cases pass" in said([*suite, own], tmp_path)


def test_it_brings_its_libraries(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert re.search(r"-manylinux_2_\d+_x86_64\.whl$", wheel.name)
    for library in ("libhdf5_serial", "libyaml-cpp", "libfmt", "libLinearMath", "libzip"):
        assert any(name.startswith(f"inversim.libs/{library}-") for name in names), library


def test_outside_the_kernels_it_is_plain_x86_64() -> None:
    options = options_of_objects(WHEEL_BUILD)
    assert options and [name for name in options if not re.search(r"_v[234]\.dir/", name)] == []
    # as built, with the names that the wheel's own files are stripped of
    for pattern in ("bin/inversim", "python/inversim/_core*.so"):
        (program,) = WHEEL_BUILD.glob(pattern)
        assert beyond_x86_64(program) == {}
