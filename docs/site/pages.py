# SPDX-License-Identifier: Apache-2.0
"""The pages of docs/ as Sphinx reads them: docs/README.md, the list of pages, becomes the index."""

import re
from pathlib import Path

# generated pages and what they answer, by the section of docs/README.md that they are listed in
GENERATED = {
    "Use": {
        "gallery.md": "what do the notebooks show?",
        "command_line.md": "which commands and options are there?",
        "api_python.md": "which functions and classes does Python have?",
        "api_cpp/index.md": "which functions and classes does C++ have?",
    },
    "Physics": {"validation_results.md": "what does this build give for each published measurement?"},
}


class Folder:
    """A folder of generated files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._written: set[Path] = set()

    def write(self, name: str, data: str | bytes) -> None:
        """A file; left alone if it holds that already, for Sphinx reads again what is newer."""
        path = self.path / name
        raw = data.encode() if isinstance(data, str) else data
        if not path.exists() or path.read_bytes() != raw:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        self._written.add(path)

    def remove_others(self) -> None:
        """Removes what an earlier layout had."""
        for path in self.path.rglob("*"):
            if path.is_file() and path not in self._written:
                path.unlink()


def _linked(text: str, page: Path, root: Path, folder: Folder) -> str:
    """Links out of docs/ lead to what the site has of it: notebooks, else a copy of the file."""

    def link(match: re.Match[str]) -> str:
        target = match[1]
        if target == "README.md":
            return "](index.md)"
        if not target.startswith("../"):
            return match[0]
        inside = (page.parent / target).resolve().relative_to(root)
        if inside.parts[0] == "notebooks":
            return f"](notebooks/{inside.name})" if inside.suffix else "](gallery.md)"
        folder.write(f"tree/{inside}", (root / inside).read_bytes())
        return f"](tree/{inside})"

    return re.sub(r"\]\(([^)\s#:]+)\)", link, text)


def _index(text: str) -> str:
    """docs/README.md with the generated pages in its tables, and a table of contents for each section."""
    parts = re.split(r"^(?=## )", text, flags=re.M)
    for k, part in enumerate(parts[1:], 1):
        title = part.splitlines()[0].removeprefix("## ")
        for page, answers in GENERATED.get(title, {}).items():
            name = page.removesuffix("/index.md").removesuffix(".md").replace("_", " ")
            part = part.rstrip() + f"\n| [{name}]({page}) | {answers} |\n"
        listed = dict.fromkeys(re.findall(r"^\| \[[^\]]*\]\(([\w./]+)\.md\)", part, re.M))
        if listed:
            part += "\n```{toctree}\n:hidden:\n:maxdepth: 2\n:caption: " + title + "\n\n" + "\n".join(listed) + "\n```\n"
        parts[k] = part + "\n"
    return "".join(parts)


def write(folder: Folder, root: Path) -> None:
    """The pages of docs/ into the folder."""
    for page in sorted((root / "docs").glob("*.md")):
        text = _linked(page.read_text(), page, root, folder)
        if page.name == "README.md":
            folder.write("index.md", _index(text))
        else:
            folder.write(page.name, text)
