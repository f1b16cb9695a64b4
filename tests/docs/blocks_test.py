# SPDX-License-Identifier: Apache-2.0
"""Every command and every piece of code of README.md and docs/ runs as it stands, and prints what is shown."""

import contextlib
import io
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))
import blocks
from blocks import Block

pytestmark = pytest.mark.spread

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / os.environ.get("INVERSIM_BUILD", "build/release")
PAGES = blocks.all_blocks(ROOT)
WITH_CODE = [page for page, found in PAGES.items() if any(block.fate == "run" for block in found)]
WITH_LONG = [page for page, found in PAGES.items() if any(block.fate == "long" for block in found)]

sys.path.insert(0, str(BUILD / "python"))


def lay_out(folder: Path) -> None:
    """The folder as a clone in which everything is built; what is made goes nowhere else."""
    for path in ROOT.iterdir():
        if path.name not in ("build", "out", ".git"):
            (folder / path.name).symlink_to(path)
    (folder / "out").mkdir()
    (folder / "build").mkdir()
    (folder / "build/release").symlink_to(BUILD)


class Shell:
    """bash, block after block, with the variables that were exported."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = folder / "build/variables"
        self._environment = {
            **os.environ, "PYTHONPATH": str(BUILD / "python"), "MPLBACKEND": "Agg",
            "PATH": f"{BUILD / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        }  # fmt: skip

    def run(self, block: Block) -> str:
        script = f"trap 'export -p >{self._kept}' EXIT\n"
        if self._kept.exists():
            script = f"source {self._kept}\n" + script
        said = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script + block.code], cwd=self._folder, env=self._environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, check=False,
        )  # fmt: skip
        assert said.returncode == block.exit_code, f"{block.place}: exit code {said.returncode}\n{said.stdout}"
        return said.stdout


def check_scenario(block: Block, folder: Path, shell: Shell) -> None:
    """The keys of the block in the place of a shipped scenario's."""
    whole = yaml.safe_load((ROOT / f"scenarios/{block.rest}.yaml").read_text())
    whole.update(yaml.safe_load(block.code))
    (folder / "whole.yaml").write_text(yaml.safe_dump(whole, sort_keys=False))
    shell.run(Block(block.page, block.line, "sh", "inversim check whole.yaml", "", ""))


def run_page(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *, long: bool) -> dict[str, Any]:
    """Runs the blocks of a page from top to bottom; what Python has at the end."""
    if any(block.language == "python" for block in PAGES[page]):
        pytest.importorskip("matplotlib").use("Agg")
    lay_out(folder)
    monkeypatch.chdir(folder)
    shell = Shell(folder)
    space: dict[str, Any] = {"__name__": "__main__"}
    printed: str | None = None
    for block in PAGES[page]:
        if block.fate in ("prose", "not run") or (block.fate == "long" and not long):
            printed = None
            continue
        if block.kind == "output":
            if printed is not None:
                difference = blocks.differs(block.code, printed, blocks.tolerance(block.rest) or 0.0)
                assert difference == "", f"{block.place}: {difference}\n--- all of it:\n{printed}"
        elif block.kind == "file":
            path = folder / block.rest
            path.parent.mkdir(parents=True, exist_ok=True)
            assert path.resolve() == folder.resolve() / block.rest, f"{block.place}: would write into the clone"
            path.write_text(block.code)
        elif block.kind == "scenario":
            check_scenario(block, folder, shell)
        elif block.language == "python":
            with contextlib.redirect_stdout(io.StringIO()) as said:
                exec(compile("\n" * (block.line - 1) + block.code, block.page, "exec"), space)
            printed = said.getvalue()
        else:
            assert block.language == "sh", block.place
            printed = shell.run(block)
    return space


def _cpu() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def ten_lines(space: dict[str, Any]) -> None:
    """README.md: further and longer is more of both, and lying is neither."""
    ds = space["ds"]
    assert not ds["failed"].any()
    assert bool((ds["spacing"].diff("angle") > 0).all()) and bool((ds["spacing"].diff("hold") > 0).all())
    assert bool((ds["eye"].diff("angle") > 0).all())
    assert Path("angle_and_duration.png").stat().st_size > 10_000


def from_python(space: dict[str, Any]) -> None:
    """docs/python.md"""
    assert space["table"].quantity("brake.mu_static").status == "seen"
    assert list(space["rows"]["verdict"].values) == ["inside"]
    assert space["limits"]["criterion"].size == 2
    assert {path.suffix for path in Path().iterdir() if path.is_file() and not path.is_symlink()} == {
        ".nc", ".html", ".png", ".yaml", ".csv", ".xml"
    }  # fmt: skip


def sweeps(space: dict[str, Any]) -> None:
    """docs/sweeps.md"""
    assert space["ds"].sizes == {"case": 4 * (3 + 2)}
    assert all(0 <= index <= 2 for index in space["found"]["ST"])


def fit(space: dict[str, Any]) -> None:
    """docs/fit.md: the planted values come back."""
    assert space["fit"]["table.brake.mu_kinetic"].value == pytest.approx(0.31, rel=0.01)
    assert space["fit"]["table.bearing.friction_torque_Nm"].value == pytest.approx(3.4, rel=0.01)


def controllers(space: dict[str, Any]) -> None:
    """docs/controller.md: the user is turned over and back."""
    from inversim.controllers import State

    ds = space["ds"]
    assert 59 < float(ds["bed_angle"].max()) * 57.3 < 61 and float(ds["bed_angle"][-1]) * 57.3 < -70
    assert set(ds["controller_state"].values) >= {State.MOUNTED, State.INVERTING, State.HOLD, State.RETURN}
    assert ds.attrs["overrides"].endswith("controller=python:HoldToRun")


AFTER: dict[str, Callable[[dict[str, Any]], None]] = {
    "README.md": ten_lines, "docs/python.md": from_python, "docs/sweeps.md": sweeps, "docs/fit.md": fit,
    "docs/controller.md": controllers,
}  # fmt: skip


@pytest.mark.parametrize("page", WITH_CODE)
def test_blocks_run_and_print_what_is_shown(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began = _cpu()
    space = run_page(page, tmp_path, monkeypatch, long=False)
    spent = ROOT / "build/log/docs_blocks" / f"{page.replace('/', '_')}.txt"
    spent.parent.mkdir(parents=True, exist_ok=True)
    spent.write_text(f"{page} {_cpu() - began:.1f} s of CPU time\n")
    if page in AFTER:
        AFTER[page](space)


@pytest.mark.campaign
@pytest.mark.parametrize("page", WITH_LONG)
def test_long_blocks_too(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_page(page, tmp_path, monkeypatch, long=True)


def test_every_block_is_run_or_says_why_not() -> None:
    assert [said for found in PAGES.values() for block in found if (said := blocks.mistakes(block))] == []
    for reason, instead in blocks.REASONS.items():
        assert instead is None or (ROOT / instead).exists(), reason
    print(blocks.table(ROOT))
    fates = [block.fate for found in PAGES.values() for block in found if block.is_code]
    assert len(fates) > 60
    # more is run than is left to the campaign and to other tests
    assert fates.count("run") > fates.count("long") + fates.count("not run")


def test_an_output_stands_below_what_prints_it() -> None:
    for found in PAGES.values():
        for before, block in zip([None, *found], found, strict=False):
            if block.kind == "output":
                assert before is not None and before.language in ("sh", "python"), block.place


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```\ninversim run x\n```", "no known language"),
        ("<!-- not run: I did not feel like it -->\n```sh\nfalse\n```", "no known reason"),
        ("<!-- long: it is -->\n```sh\nfalse\n```", "how long?"),
        ("```c\nint main(void);\n```", "written to a file"),
        ("```yaml\na: 1\n```", "written to a file"),
        ("```text\ninversim run x\n```", "is not run"),
        ("<!-- output, nearly -->\n```text\n1\n```", "figures within"),
        ("<!-- not run: needs root -->\n```sh\napt-get install x\n```", ""),
    ],
)
def test_a_mark_that_says_nothing_is_refused(text: str, said: str) -> None:
    [block] = blocks.blocks("page.md", text)
    assert said in blocks.mistakes(block) and (said != "" or blocks.mistakes(block) == "")


@pytest.mark.parametrize(
    ("shown", "printed", "relative", "same"),
    [
        ("peak 234 N", "  peak   234 N\n", 0.0, True),
        ("peak 234 N", "peak 235 N", 0.0, False),
        ("peak 234 N", "peak 235 N", 0.01, True),
        ("at 59.70 deg", "at 59.71 deg", 0.0, True),
        ("at 59.70 deg", "at 59.72 deg", 0.0, False),
        ("a\n...\nc", "a\nb\nb\nc", 0.0, True),
        ("a\n...", "a\nb", 0.0, True),
        ("a", "a\nb", 0.0, False),
        ("a\nb", "a", 0.0, False),
        ("took ... s of CPU", "took 0.123 s of CPU", 0.0, True),
        ("L4-L5 at 3", "L4-L6 at 3", 0.0, False),
    ],
)
def test_outputs_are_compared(shown: str, printed: str, relative: float, same: bool) -> None:
    assert (blocks.differs(shown, printed, relative) == "") == same
