# SPDX-License-Identifier: Apache-2.0
"""The built site (out/docs): links lead somewhere, nothing comes from a network, it can be read by everybody.

`./dev check docs` builds it and calls this file by name; `./dev test` does not.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / os.environ.get("INVERSIM_SITE", "out/docs")
AXE = ROOT / "build/web/node_modules/axe-core/axe.min.js"
# an index, a page of physics with equations and wide tables, references, gallery, a notebook, generated ones
SEEN = ["index.html", "circulation.html", "brake.html", "api_python.html", "api_cpp/scenario.html", "gallery.html",
        "notebooks/first_run.html", "start_engineer.html", "validation_results.html", "search.html"]  # fmt: skip

sys.path.insert(0, str(ROOT / "tests/report"))
sys.path.insert(0, str(ROOT / "docs/site"))


class Page(HTMLParser):
    """Anchors, links, and what is loaded."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.pictures_without_words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attributes}
        self.anchors |= {has[name] for name in ("id", "name") if name in has}
        if tag == "a" and "href" in has:
            self.links.append(has["href"])
        if tag == "link" and has.get("rel") in ("stylesheet", "icon", "preload"):
            self.loaded.append(has["href"])
        if "src" in has:
            self.loaded.append(has["src"])
        if tag == "img" and not has.get("alt"):
            self.pictures_without_words.append(has.get("src", ""))


@cache
def pages() -> dict[Path, Page]:
    found = {path: Page(path.read_text()) for path in sorted(SITE.rglob("*.html")) if "_static" not in path.parts}
    assert SITE / "index.html" in found, f"{SITE} is not built; run ./dev docs"
    return found


def inside() -> Iterator[tuple[Path, str]]:
    """Every link and every loaded file that is not of another site."""
    for path, page in pages().items():
        # the program's own page is made of scripts
        for link in [*page.links, *page.loaded]:
            if not urlsplit(link).scheme:
                yield path, link


def test_links_inside_the_site_lead_somewhere() -> None:
    dead, count = [], 0
    for path, link in inside():
        count += 1
        parts = urlsplit(link)
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if target.is_dir():
            target /= "index.html"
        if not target.exists():
            dead.append(f"{path.relative_to(SITE)}: {link}")
        elif parts.fragment and target in pages() and unquote(parts.fragment) not in pages()[target].anchors:
            dead.append(f"{path.relative_to(SITE)}: {link}")
    print(f"{len(pages())} pages, {count} links inside the site")
    assert dead == []
    assert count > 2000


def test_nothing_is_loaded_from_a_network() -> None:
    loaded = [link for page in pages().values() for link in page.loaded if urlsplit(link).scheme not in ("", "data")]
    assert loaded == []
    for style in SITE.rglob("*.css"):
        assert re.findall(r"(?:@import|url\()\s*['\"]?(?:https?:)?//", style.read_text()) == [], style


def test_pictures_have_words() -> None:
    assert {str(path): page.pictures_without_words for path, page in pages().items() if page.pictures_without_words} == {}


def test_the_site_is_small() -> None:
    assert sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file()) < 30e6


def test_every_page_of_docs_is_there() -> None:
    missing = [page.name for page in (ROOT / "docs").glob("*.md")
               if page.name != "README.md" and not (SITE / f"{page.stem}.html").exists()]  # fmt: skip
    assert missing == []


def test_everything_public_of_python_is_in_its_reference() -> None:
    tree = ast.parse((ROOT / "bindings/inversim/__init__.py").read_text())
    [names] = [ast.literal_eval(node.value) for node in tree.body
               if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]  # fmt: skip
    anchors = pages()[SITE / "api_python.html"].anchors
    missing = [name for name in names if f"inversim.{name}" not in anchors and f"module-inversim.{name}" not in anchors]
    assert missing == ["__version__"]


def test_everything_public_of_cpp_is_in_its_reference() -> None:
    import cpp_reference

    for header in cpp_reference.named_headers(ROOT):
        text = (ROOT / "sim" / header).read_text()
        # without comments, bodies in braces of functions stay
        bare = re.sub(r"//.*|/\*.*?\*/", "", text, flags=re.S if "/*" in text and "//" not in text else 0)
        declared = set(re.findall(r"^(?:class|struct|enum class|enum|using|typedef struct|typedef enum) (\w+)(?= [:{=])", bare, re.M))
        declared |= set(re.findall(r"^(?! |#|return|static_assert|INVERSIM_CHECK)[\w:<>&*,\[\] ]*?[ &*](\w+)\(", bare, re.M))
        html = (SITE / f"api_cpp/{header.split('/')[0]}.html").read_text()
        page = re.sub(r"<[^>]*>", "", html)
        assert [name for name in declared if not re.search(rf"\b{name}\b", page)] == [], header


def findings(browser: Any, axe: str) -> list[str]:
    """What axe finds serious or critical in the page that is open."""
    browser.call("Runtime.evaluate", expression=axe)
    answer = browser.call(
        "Runtime.evaluate", awaitPromise=True, returnByValue=True,
        expression="axe.run(document, {resultTypes: ['violations']}).then(found => found.violations"
        ".filter(v => ['serious', 'critical'].includes(v.impact))"
        ".map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.target.join(' ')).join(' | ')))",
    )  # fmt: skip
    return list(answer["result"]["value"])


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from browser import Browser, find_chromium

    if (chromium := find_chromium()) is None:
        pytest.skip("no Chromium")
    with Browser(chromium) as opened:
        yield opened


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", SEEN)
def test_axe_finds_nothing_serious(browser: Any, page: str, width: int, scheme: str) -> None:
    browser.open((SITE / page).as_uri(), width, 800, scheme)
    assert findings(browser, AXE.read_text()) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", SEEN)
def test_pages_are_as_wide_as_the_window_and_complain_of_nothing(browser: Any, page: str, width: int) -> None:
    browser.open((SITE / page).as_uri(), width, 800)
    assert browser.evaluate("document.documentElement.scrollWidth") <= width
    assert browser.complaints == []
    assert [address for address in browser.requests if not address.startswith(("file:", "data:"))] == []


def test_axe_finds_what_is_wrong(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<html><title>x</title><body><img src='data:,'><p style='color:#ccc'>pale</p></body></html>")
    browser.open((tmp_path / "bad.html").as_uri(), 1280, 800)
    found = findings(browser, AXE.read_text())
    assert {text.split(":")[0] for text in found} >= {"image-alt", "color-contrast", "html-has-lang"}
