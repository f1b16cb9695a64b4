# SPDX-License-Identifier: Apache-2.0
"""Code blocks of README.md and docs/, and how each is run.

A block is what stands between ``` and ```, with its language behind the first. A comment in the line above says how it is
taken, if not as its language says:

    <!-- file: mine.c -->            written under that name, for the blocks that follow
    <!-- exit code 1 -->             its last command ends so
    <!-- output -->                  what the block before prints; `...` stands for what may be anything
    <!-- output, figures within 1 % -->   the same; without it figures are held to the last digit shown
    <!-- scenario: controller/inversion -->   keys that take the place of that scenario's; the whole is checked
    <!-- long: a minute of CPU time -->   run by the campaign only; `, exit code 1` may follow
    <!-- not run: needs root -->     and why; the reasons that are accepted are below

`sh` is run by bash in a folder laid out as a clone, `python` in the test's own interpreter; both go on where the block
before of the page ended. `text` and `math` are not code.
"""

import re
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = {"sh", "python", "c", "cpp", "cmake", "yaml", "csv", "text", "math"}
# why a block is not run here, and the file that does it instead or None
REASONS = {
    "sets up and builds all; the campaign and every landing do": "dev",
    "builds the package; the test of the wheel does": "tests/python/wheel_test.py",
    "builds all again; the test of the installed library does": "tests/consumer/install_test.cmake",
    "builds all again": None,
    "needs root": None,
    "is for another machine": None,
    "needs a board": None,
    "a listing, not a program": None,
}
MARK = re.compile(r"<!-- (?P<kind>file|exit code|output|scenario|long|not run)(?:[:,]? (?P<rest>.*?))? -->")


@dataclass(frozen=True)
class Block:
    """A code block of a page, with its mark."""

    page: str  # from the root: docs/python.md
    line: int  # of its first line of code
    language: str
    code: str
    kind: str  # of its mark, or ""
    rest: str  # of its mark

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def exit_code(self) -> int:
        """Of its last command."""
        found = re.search(r"exit code (\d+)", f"{self.kind} {self.rest}")
        return int(found[1]) if found else 0

    @property
    def is_code(self) -> bool:
        return self.language not in ("text", "math")

    @property
    def fate(self) -> str:
        """run, output, long, not run, or prose."""
        if self.kind == "output":
            return "output"
        if self.kind in ("long", "not run"):
            return self.kind
        return "run" if self.is_code else "prose"


def blocks(page: str, text: str) -> list[Block]:
    """The blocks of a page, in order."""
    found = []
    lines = text.splitlines()
    k = 0
    while k < len(lines):
        if fence := re.match(r"( *)```(\S*)$", lines[k]):
            end = next(j for j in range(k + 1, len(lines)) if lines[j].strip() == "```")
            mark = MARK.fullmatch(lines[k - 1].strip()) if k else None
            code = "\n".join(line.removeprefix(fence[1]) for line in lines[k + 1 : end]) + "\n"
            found.append(Block(page, k + 2, fence[2], code, mark["kind"] if mark else "", (mark["rest"] or "") if mark else ""))
            k = end
        k += 1
    return found


def all_blocks(root: Path) -> dict[str, list[Block]]:
    """Of README.md and every page of docs/, by page."""
    pages = [root / "README.md", *sorted((root / "docs").glob("*.md"))]
    return {str(page.relative_to(root)): blocks(str(page.relative_to(root)), page.read_text()) for page in pages}


def mistakes(block: Block) -> str:
    """What is wrong with a block's language or mark, or an empty text."""
    if block.language not in LANGUAGES:
        return f"{block.place}: no known language: '{block.language}'"
    if block.kind == "not run" and block.rest not in REASONS:
        return f"{block.place}: no known reason: '{block.rest}'"
    if block.kind == "long" and not re.search(r"\d|minute|seconds", block.rest):
        return f"{block.place}: how long?"
    if block.kind == "output" and (block.language != "text" or tolerance(block.rest) is None):
        return f"{block.place}: output is text, with 'figures within N %' at most"
    if block.language in ("c", "cpp", "cmake", "csv") and block.kind not in ("file", "not run", "long"):
        return f"{block.place}: {block.language} is written to a file, by a mark"
    if block.language == "yaml" and block.kind not in ("file", "scenario", "not run"):
        return f"{block.place}: yaml is written to a file, or checked over a scenario, by a mark"
    if block.language == "text" and block.kind == "" and re.search(r"^(\$|inversim|\./dev|pip|gcc|apt\S*|cmake) ", block.code, re.M):
        return f"{block.place}: a command in a block of text is not run"
    return ""


def tolerance(rest: str) -> float | None:
    """Of figures, from an output's mark: 0 without one, None if it is not understood."""
    if not rest:
        return 0.0
    found = re.fullmatch(r"figures within ([\d.]+) %", rest)
    return float(found[1]) / 100 if found else None


NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w])")


def _same(shown: str, printed: str, relative: float) -> bool:
    """A line as it is shown and as it was printed: words the same, figures to the digits shown."""
    shown, printed = " ".join(shown.split()), " ".join(printed.split())
    if "..." in shown:
        pieces = [re.escape(NUMBER.sub("\0", piece)).replace(re.escape("\0"), NUMBER.pattern) for piece in shown.split("...")]
        return re.fullmatch(".*".join(pieces), printed) is not None
    if NUMBER.sub("#", shown) != NUMBER.sub("#", printed):
        return False
    for a, b in zip(NUMBER.findall(shown), NUMBER.findall(printed), strict=True):
        digits = len(a.partition(".")[2].partition("e")[0])
        last = 0.0 if digits == 0 and "." not in a and "e" not in a else 10.0**-digits
        if abs(float(a) - float(b)) > max(1.001 * last, relative * abs(float(a))):
            return False
    return True


def differs(shown: str, printed: str, relative: float = 0.0) -> str:
    """The first line of what is shown that was not printed in its place, or an empty text."""
    left = printed.splitlines()
    free = False  # after a line of dots: any lines may come before the next
    for line in shown.splitlines():
        if line.strip() == "...":
            free = True
            continue
        while free and left and not _same(line, left[0], relative):
            left.pop(0)
        if not left or not _same(line, left[0], relative):
            return f"shown:   {line}\nprinted: {left[0] if left else '(nothing more)'}"
        left.pop(0)
        free = False
    return "" if free or not any(line.strip() for line in left) else f"not shown: {left[0]}"


def table(root: Path) -> str:
    """How many blocks of each page are run, shown as output, long, or not run."""
    fates = ["run", "output", "long", "not run"]
    rows = [f"{'page':28}" + "".join(f"{fate:>9}" for fate in fates)]
    total = dict.fromkeys(fates, 0)
    for page, found in all_blocks(root).items():
        count = {fate: sum(block.fate == fate for block in found) for fate in fates}
        if any(count.values()):
            rows.append(f"{page:28}" + "".join(f"{count[fate]:9}" for fate in fates))
        for fate in fates:
            total[fate] += count[fate]
    return "\n".join([*rows, f"{'all':28}" + "".join(f"{total[fate]:9}" for fate in fates)])


if __name__ == "__main__":
    print(table(Path(__file__).resolve().parents[2]))
