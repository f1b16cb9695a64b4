# SPDX-License-Identifier: Apache-2.0
"""Pages that the program writes: its commands and options, and its comparison with published measurements."""

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

from pages import Folder

NOT_BUILT = "The program was not built before this site was: `./dev docs` does both.\n"


def _said(program: Path, *words: str) -> str:
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def _subcommands(help_text: str) -> list[str]:
    _, _, listed = help_text.partition("\nSubcommands:\n")
    return re.findall(r"^  (\w+) ", listed, re.M)


def _command_line(program: Path) -> str:
    text = "# Command line\n\nAs `inversim --help` and `inversim COMMAND --help` say it.\n"
    if not program.exists():
        return text + "\n" + NOT_BUILT
    own = _said(program, "--help")
    text += f"\n```text\n{own.strip()}\n```\n"
    for command in _subcommands(own):
        said = _said(program, command, "--help")
        text += f"\n## inversim {command}\n\n```text\n{said.strip()}\n```\n"
        for below in _subcommands(said):
            text += f"\n### inversim {command} {below}\n\n```text\n{_said(program, command, below, '--help').strip()}\n```\n"
    return text


def _stamp(root: Path, program: Path) -> str:
    """What the comparison depends on."""
    stamp = hashlib.sha256(program.read_bytes())
    for path in sorted([*(root / "models").rglob("*.yaml"), *(root / "scenarios/validation").rglob("*")]):
        if path.is_file():
            stamp.update(path.read_bytes())
    return stamp.hexdigest()


def _rows(root: Path, program: Path) -> tuple[list[dict[str, Any]], str]:
    """The rows, and the program's own page; kept as long as program and models are the same."""
    kept = root / "build/docs/validation"
    stamp = _stamp(root, program)
    if not (kept / "stamp").exists() or (kept / "stamp").read_text() != stamp:
        kept.mkdir(parents=True, exist_ok=True)
        (kept / "stamp").unlink(missing_ok=True)
        # 1: a row outside its band, which is for the page to say
        said = subprocess.run(
            [program, "validate", "--json", "-o", kept / "page.html"], cwd=root, capture_output=True, text=True, check=False
        )
        if said.returncode not in (0, 1):
            raise RuntimeError(f"inversim validate: {said.stderr}")
        (kept / "rows.json").write_text(said.stdout)
        (kept / "stamp").write_text(stamp)
    return json.loads((kept / "rows.json").read_text())["rows"], (kept / "page.html").read_text()


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


def _row(row: dict[str, Any]) -> str:
    band = "" if row["low"] is None and row["high"] is None else f"{_figure(row['low'])} .. {_figure(row['high'])}"
    if row["role"] == "reported":
        verdict = ""
    elif row["failure"]:
        verdict = "not simulated"
    else:
        verdict = "inside" if row["inside"] else "**outside**"
    cells = [f"{row['study']}: {row['what']}", row["unit"], _figure(row["measured"]), _figure(row["simulated"]), band,
             row["role"], verdict, f"{row['source']} ({row['status']})"]  # fmt: skip
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


def _validation(rows: list[dict[str, Any]]) -> str:
    judged = [row for row in rows if row["role"] != "reported"]
    inside = sum(bool(row["inside"]) for row in judged)
    text = "# Validation, as computed\n\n"
    text += f"What `inversim validate` gave as this site was built: {len(judged)} rows with a verdict, {inside} inside their band, "
    text += f"and {len(rows) - len(judged)} that are reported without one. [The program's own page](validation_page.html) draws them; "
    text += "[Measured against simulated](validation.md) says what they mean.\n\n"
    text += "**Calibrated** rows chose a parameter and prove nothing; **tested** rows are predictions.\n"
    text += "\n| row | unit | measured | simulated | band | role | verdict | source |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    text += "".join(_row(row) for row in sorted(rows, key=lambda row: row["role"] == "reported"))
    misses = [row for row in judged if row["known_miss"] and not row["inside"]]
    if misses:
        text += "\n## What is outside, and why\n\n"
        text += "".join(f"- {row['study']}, {row['what']}: {row['known_miss']}\n" for row in misses)
    return text


def write(folder: Folder, root: Path, program: Path) -> None:
    """command_line.md and validation_results.md."""
    folder.write("command_line.md", _command_line(program))
    if not program.exists():
        folder.write("validation_results.md", "# Validation, as computed\n\n" + NOT_BUILT)
        return
    rows, page = _rows(root, program)
    folder.write("validation_page.html", page)
    folder.write("validation_results.md", _validation(rows))
