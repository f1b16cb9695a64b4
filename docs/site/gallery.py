# SPDX-License-Identifier: Apache-2.0
"""The gallery: a picture and two lines of each notebook, and the notebooks as `./dev check notebooks` executed them."""

import base64
import json
import re
from pathlib import Path
from typing import Any

from pages import Folder

NOT_EXECUTED = "Notebooks without pictures were not executed before this site was built: `./dev check notebooks docs` does both."


def _cells(notebook: dict[str, Any], kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def _pictures(notebook: dict[str, Any]) -> list[bytes]:
    found = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in (data := output.get("data", {})):
                found.append(base64.b64decode("".join(data["image/png"])))
    return found


def _lines(text: str) -> tuple[str, str]:
    """Title and first sentences of a notebook."""
    title, _, rest = text.partition("\n")
    paragraph = " ".join(rest.strip().split("\n\n")[0].split())
    sentences = re.split(r"(?<=[.?!]) (?=[A-Z])", paragraph)
    said = sentences[0]
    for sentence in sentences[1:]:
        if len(said) + len(sentence) > 220:
            break
        said += " " + sentence
    return title.lstrip("# ").strip(), said


def write(folder: Folder, root: Path) -> None:
    """gallery.md and the notebooks that it shows."""
    text, executed_all = "", True
    names = sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))
    for name in names:
        original = root / "notebooks" / f"{name}.ipynb"
        executed = root / "build/notebooks" / f"{name}.ipynb"
        # of an older text there is no need
        if executed.exists() and executed.stat().st_mtime < original.stat().st_mtime:
            executed = original
        taken = executed if executed.exists() else original
        notebook = json.loads(taken.read_text())
        executed_all &= taken != original
        title, said = _lines(_cells(notebook, "markdown")[0])
        text += f"\n## [{title}](notebooks/{name}.ipynb)\n\n{said}\n"
        if pictures := _pictures(notebook):
            folder.write(f"gallery/{name}.png", pictures[0])
            text += f"\n![A figure of the notebook \"{title}\"](gallery/{name}.png)\n"
        _alternatives(notebook, title)
        folder.write(f"notebooks/{name}.ipynb", json.dumps(notebook, indent=1))
    text += "\n```{toctree}\n:hidden:\n\n" + "".join(f"notebooks/{name}\n" for name in names) + "```\n"
    head = "# Gallery\n\nNotebooks, as they are in `notebooks/`: each runs from top to bottom as it stands.\n"
    folder.write("gallery.md", head + ("" if executed_all else f"\n{NOT_EXECUTED}\n") + text)


def _alternatives(notebook: dict[str, Any], title: str) -> None:
    """Pictures say what they are to who cannot see them: the heading above them."""
    heading = title
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            for line in re.findall(r"^#+ (.*)", source, re.M):
                heading = line
        elif any("image/png" in output.get("data", {}) for output in cell.get("outputs", [])):
            cell["metadata"]["mystnb"] = {"image": {"alt": f"Figure: {heading}"}}
