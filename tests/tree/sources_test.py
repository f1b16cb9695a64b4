# SPDX-License-Identifier: Apache-2.0
"""What every file of the tree holds to: licence line, no machine in it, size, a test that runs."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from house import ROOT, build, files, without_comments

SPDX = "SPDX-License-Identifier: Apache-2.0"
SOURCE_SUFFIXES = {
    ".h", ".c", ".cpp", ".S", ".ld", ".py", ".pyi", ".cmake", ".sh", ".js", ".mjs", ".ts", ".css",
}  # fmt: skip

# what would tie the tree to a machine or to a mirror; put together here so as not to find itself
MACHINE = re.compile(
    r"(?<![\w.$}])/(?:" + "|".join(["home", "root", "work", "srv", "Users"]) + r")/[\w.]"
    r"|[A-Z]:\\\\?" + "Users"
)
REGISTRY = re.compile(
    "|".join(
        re.escape(host).replace("@", r"\.")
        for host in ["pypi@org", "pythonhosted@org", "registry@npmjs", "registry@yarnpkg",
                     "deb@debian@org", "security@debian@org", "snapshot@debian", "deb@nodesource"]
    )  # fmt: skip
    + r"|(?:index|registry|mirror|proxy)[\w-]*[ =:\"']+https?://",
    re.I,
)  # fmt: skip


def text_of(path: Path) -> str | None:
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def is_source(path: Path, text: str) -> bool:
    return path.suffix in SOURCE_SUFFIXES or path.name == "CMakeLists.txt" or text.startswith("#!")


def lines_of_sources() -> dict[Path, list[str]]:
    texts = {path: text_of(path) for path in files()}
    return {path: text.splitlines() for path, text in texts.items() if text and is_source(path, text)}


def test_every_source_names_its_licence_first() -> None:
    sources = lines_of_sources()
    assert Path("dev") in sources and Path("CMakeLists.txt") in sources
    without = [
        str(path)
        for path, lines in sources.items()
        if SPDX not in lines[1 if lines[0].startswith("#!") else 0]
    ]
    assert without == []


def findings(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {found.group(0)}"
        for path in files()
        if (text := text_of(path)) is not None
        for number, line in enumerate(text.splitlines(), 1)
        if (found := pattern.search(line))
    ]


def test_no_path_of_a_machine() -> None:
    assert findings(MACHINE) == []


def test_no_registry_is_named() -> None:
    assert findings(REGISTRY) == []


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        (MACHINE, "open('/" + "home/ann/x.yaml')", True),
        (MACHINE, "path=/" + "root/x", True),
        (MACHINE, "heat/work/energy, ${HOME}/work/x, https://a.org/work/x", False),
        (REGISTRY, "pip install --index-url https" + "://pypi" + ".org/simple", True),
        (REGISTRY, '"resolved": "https://registry' + '.npmjs.org/a"', True),
        (REGISTRY, "registry=https" + "://packages.example/npm", True),
        (REGISTRY, "packages from PyPI, by pip", False),
    ],
)
def test_the_patterns_find_what_they_should(pattern: re.Pattern[str], line: str, found: bool) -> None:
    assert bool(pattern.search(line)) == found


# lines beyond which a file is refused: about 400 are one topic
CEILING = 450
# a ceiling of their own, and why they are longer
LONGER = {
    "bindings/inversim/_core.pyi": (600, "the stub of one compiled module, which Python wants in one file"),
    "tests/language/bad_input_test.cpp": (550, "a list: wrong files, and the sentence for each"),
    "dev": (550, "runs before anything else of the tree can, and so is one file"),
    "sim/scenario/build_plant.cpp": (510, "where all files of a scenario become one plant; shorter parts have left it already"),
    "sim/recording/recorder.cpp": (500, "the order of its writes is what a killed run's file is safe by, and is read in one piece"),
    "sim/math/elementary.h": (460, "functions of one method, with their tables of coefficients"),
}  # fmt: skip


def test_no_file_is_too_long() -> None:
    """A file beyond the ceiling is usually two topics."""
    generated = Path("sim/report/page")
    count = {str(path): len(lines) for path, lines in lines_of_sources().items() if path.parent != generated}
    too_long = [f"{path}: {n} lines" for path, n in count.items() if n > LONGER.get(path, (CEILING, ""))[0]]
    assert too_long == []
    assert [path for path in LONGER if count.get(path, 0) <= CEILING] == [], "no longer exceptions"


def test_every_test_file_is_built() -> None:
    """A C++ test that no CMake file names would never run; a Python one must have the name pytest seeks."""
    named = " ".join(
        without_comments((ROOT / path).read_text())
        for path in files()
        if path.parts[0] in ("tests", "benchmarks") and path.name == "CMakeLists.txt"
    )
    words = set(re.findall(r"[\w./-]+", named))
    orphans = []
    for path in files():
        if path.parts[0] == "tests" and path.name.endswith("_test.cpp"):
            stem = path.name.removesuffix("_test.cpp")
            if not words & {stem, path.name, "/".join(path.parts[1:])}:
                orphans.append(str(path))
        if path.parts[0] == "tests" and re.fullmatch(r"test_.*\.py", path.name):
            orphans.append(str(path))
    assert orphans == []


def test_every_source_is_built() -> None:
    """A source that no CMake file names would neither be compiled nor tidied."""
    commands = json.loads((build() / "compile_commands.json").read_text())
    compiled = {Path(command["file"]).resolve() for command in commands}
    sources = [
        path for path in files()
        if path.parts[0] in ("sim", "bindings") and path.suffix in (".c", ".cpp")
    ]  # fmt: skip
    assert [str(path) for path in sources if (ROOT / path).resolve() not in compiled] == []


def test_python_requirements_are_pinned_and_locked() -> None:
    def pins(name: str) -> dict[str, str]:
        lines = [re.sub(r"#.*", "", line).strip() for line in (ROOT / name).read_text().splitlines()]
        pinned = [re.fullmatch(r"([\w.-]+)==([\w.]+)", line) for line in lines if line]
        assert None not in pinned, f"{name}: a line that is not name==version"
        return {pin.group(1).lower().replace("_", "-"): pin.group(2) for pin in pinned if pin}

    direct = pins("requirements.txt") | pins("requirements-test.txt")
    locked = pins("requirements-lock.txt")
    assert len(direct) >= 10
    assert {name: locked.get(name) for name in direct} == direct


def test_shell_scripts_parse() -> None:
    scripts = [path for path, lines in lines_of_sources().items() if re.match(r"#!.*\b(ba)?sh\b", lines[0])]
    assert Path("dev") in scripts and Path(".ci/run") in scripts
    for path in scripts:
        subprocess.run(["bash", "-n", path], cwd=ROOT, check=True)
