# SPDX-License-Identifier: Apache-2.0
"""Builds the documentation site: pages of docs/, and those that are generated, into out/docs.

    python docs/site/build.py [--program build/release/bin/inversim] [--output out/docs]

Sources are laid out in build/docs/source and given to Sphinx. What cannot be made, since the program is not built or
the notebooks were not executed, is said on its page, and the site is built all the same.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import cpp_reference
import gallery
import pages
import program_pages
import python_reference
import stub_of_core

ROOT = Path(__file__).resolve().parents[2]


def lay_out(source: Path, program: Path) -> None:
    """Everything that Sphinx reads, in one folder; files that did not change keep their time."""
    stub_of_core.install(ROOT / "bindings")
    made = pages.Folder(source)
    program_pages.write(made, ROOT, program)
    cpp_reference.write(made, ROOT)
    python_reference.write(made)
    gallery.write(made, ROOT)
    pages.write(made, ROOT)
    made.remove_others()


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the documentation site.")
    parser.add_argument("--program", type=Path, default=ROOT / "build/release/bin/inversim")
    parser.add_argument("--output", type=Path, default=ROOT / "out/docs")
    parser.add_argument("--work", type=Path, default=ROOT / "build/docs")
    parser.add_argument("--fresh", action="store_true", help="every page anew")
    asked = parser.parse_args()
    lay_out(asked.work / "source", asked.program)
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-n", "-q", "-j", "auto",
         *(["-E", "-a"] if asked.fresh else []), "-c", ROOT / "docs", "-d", asked.work / "doctrees", asked.work / "source", asked.output], check=False,
    ).returncode  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
