# SPDX-License-Identifier: Apache-2.0
"""Links between pages lead somewhere; the two commands of the README are there."""

import re
from pathlib import Path

import pytest
from house import ROOT, files

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))


def anchors(text: str) -> set[str]:
    """Anchors of a page's headings, as GitHub and GitLab make them."""
    headings = re.findall(r"^#+ +(.*?) *#*$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)
    made: dict[str, int] = {}
    names = set()
    for heading in headings:
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        names.add(f"{name}-{made[name]}" if name in made else name)
        made[name] = made.get(name, 0) + 1
    return names


def dead_links(page: Path) -> list[str]:
    dead = []
    text = page.read_text()
    for plain, image in LINK.findall(without_code(text)):
        link = plain or image
        if re.match(r"[a-z]+:", link):  # other sites are not asked
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (target != page and ROOT not in target.parents and ROOT in page.parents):
            dead.append(link)
        elif anchor and (target.suffix != ".md" or anchor not in anchors(target.read_text())):
            dead.append(link)
    return dead


def test_links_lead_somewhere() -> None:
    pages = [ROOT / path for path in files() if path.suffix == ".md"]
    assert ROOT / "README.md" in pages and ROOT / "docs/README.md" in pages
    assert {str(page): dead for page in pages if (dead := dead_links(page))} == {}


def test_every_page_of_docs_is_in_its_list() -> None:
    listed = (ROOT / "docs/README.md").read_text()
    pages = [path for path in files() if path.parts[0] == "docs" and path.suffix == ".md"]
    missing = [str(path) for path in pages if path.name != "README.md"
               and f"({path.relative_to('docs')})" not in listed]  # fmt: skip
    assert missing == []


def test_readme_begins_with_the_two_commands() -> None:
    fences = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text(), re.M | re.S)
    commands = re.findall(r"^\./dev \w+", "\n".join(fences), re.M)
    assert commands[:2] == ["./dev demo", "./dev test"]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[a](other.md#a-heading-of-two)", []),
        ("[a](gone.md)", ["gone.md"]),
        ("[a](other.md#nowhere) ![b](no.png)", ["other.md#nowhere", "no.png"]),
        ("`[a](gone.md)` [site](https://example.org/x)", []),
        ("# Top\n[a](#top) [b](#bottom)", ["#bottom"]),
    ],
)
def test_dead_links_are_found(tmp_path: Path, text: str, dead: list[str]) -> None:
    (tmp_path / "page.md").write_text(text)
    (tmp_path / "other.md").write_text("# A heading, of two!\n")
    assert dead_links(tmp_path / "page.md") == dead
