# SPDX-License-Identifier: Apache-2.0
"""Types and docstrings of the package: strict on a use of it, and the stub equal to the module."""

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import inversim
import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = Path(__file__).with_name("example.py")


def settings(folder: Path, more: str = "") -> Path:
    path = folder / "mypy.ini"
    path.write_text(
        f"[mypy]\nstrict = True\npython_version = 3.11\ncache_dir = {ROOT / 'build/mypy'}\n"
        "[mypy-h5netcdf.*,h5py.*,scipy.*,tqdm.*]\nignore_missing_imports = True\n" + more
    )
    return path


def mypy(folder: Path, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mypy", file, "--config-file", settings(folder)],
        capture_output=True, text=True, env={**os.environ, "MYPYPATH": str(ROOT / "bindings")},
    )  # fmt: skip


def test_a_use_of_the_package_passes_strict_mypy(tmp_path: Path) -> None:
    assert (ROOT / "bindings/inversim/py.typed").exists()
    said = mypy(tmp_path, EXAMPLE)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("inversim.Plant('x', settle='no')", "arg-type"),
        ("inversim.Plant('x').brake_comand = 1.0", "attr-defined"),
        ("inversim.check('x')[0].lines", "attr-defined"),
        ("inversim.fit('x', 'y.csv', ['a.b'], offset='find')", "arg-type"),
        ("x: int = inversim.Plant('x').save()", "assignment"),
    ],
)
def test_a_wrong_use_does_not(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(f"import inversim\n\n{line}\n")
    said = mypy(tmp_path, path)
    assert said.returncode == 1 and f"[{complaint}]" in said.stdout, said.stdout


# pybind11's metaclass, and the __init__ of what Python does not make, which takes anything and refuses
OF_PYBIND11 = r"""inversim\._core\.(Actuators|ControllerConfig|Diagnostic|ModelText|PathNumber|Plant|Prepared|Run|Sensors|Signal|Sweep|SweepStore)
inversim\._core\.(Actuators|ControllerConfig|PathNumber|Run|Sensors|Signal)\.__init__
"""


# the stub by itself: what the rest of the package imports takes most of the time, and says nothing of it
STUB_ALONE = """[mypy-inversim.*]
follow_imports = skip
[mypy-inversim._core,inversim.overrides]
follow_imports = normal
"""


def test_the_stub_says_what_the_module_is(tmp_path: Path, build: Path) -> None:
    allowed = tmp_path / "allowed"
    allowed.write_text(OF_PYBIND11)
    said = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "inversim._core", "--mypy-config-file", settings(tmp_path, STUB_ALONE),
         "--ignore-disjoint-bases", "--allowlist", allowed],
        capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT / "bindings"), "PYTHONPATH": str(build / "python")},
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr


def test_everything_public_says_what_it_is() -> None:
    silent = [name for name in inversim.__all__ if name != "__version__" and not getattr(inversim, name).__doc__]
    for kind in (inversim.Plant, inversim.Diagnostic, inversim.Signal):
        silent += [
            f"{kind.__name__}.{name}" for name, member in inspect.getmembers(kind)
            if not name.startswith("_") and not member.__doc__
        ]  # fmt: skip
    assert silent == []


def test_stub_and_module_have_the_same_words() -> None:
    """Editors show the stub's, help() the module's."""
    stub = (ROOT / "bindings/inversim/_core.pyi").read_text()

    def words(text: str) -> str:
        return re.sub(r"\W+", " ", text).strip()

    for member in (inversim.Plant.bed_angle, inversim.Plant.step_size, inversim.Signal.status, inversim.Diagnostic.line):
        assert words(member.__doc__ or "?") in words(stub)
    for method in ("step", "observe", "save", "restore", "fork", "push", "hands"):
        said = (getattr(inversim.Plant, method).__doc__ or "?").split("\n\n", 1)[1]
        assert words(said) in words(stub), method


def test_the_example_runs(short_session: Path, build: Path) -> None:
    said = subprocess.run(
        [sys.executable, EXAMPLE, short_session], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(build / "python")},
    ).stdout.splitlines()  # fmt: skip
    assert said[0].split() == [inversim.__version__, inversim.cpu_level()]
    assert said[4:] == ["0.010 rad", "'heavy'"]


def test_the_version_is_that_of_the_program(program: Path) -> None:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    assert told.split()[0] == inversim.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", inversim.__version__)
