# SPDX-License-Identifier: Apache-2.0
"""Sphinx's settings of the documentation site; docs/site/build.py lays out the sources and calls it."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "docs/site"))

import stub_of_core  # noqa: E402

stub_of_core.install(ROOT / "bindings")

project = "inversim"
author = "the authors of inversim"
project_copyright = "the authors of inversim, Apache-2.0"
version = release = re.search(r"project\(inversim VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text()).group(1)  # type: ignore[union-attr]

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "mathml"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
root_doc = "index"
language = "en"
nitpicky = True
# types of other packages: nothing is asked over the network
nitpick_ignore_regex = [("py:.*", r"(?!inversim\.).*"), ("py:.*", r"inversim\._core\..*")]

myst_enable_extensions = ["dollarmath"]
myst_fence_as_directive = ["math"]
myst_heading_anchors = 4
nb_execution_mode = "off"
nb_merge_streams = True
# what a notebook shows beside its plain text and pictures is left to the notebook
nb_mime_priority_overrides = [("html", "image/png", 0), ("html", "text/plain", 1), ("html", "text/html", None)]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_type_aliases = {name: name for name in ("Scenario", "Override", "Value", "Metrics", "Over", "Tell", "Array", "Kind")}
# names in single backticks, as docstrings have them
default_role = "code"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

html_theme = "furo"
html_title = f"inversim {version}"
html_static_path = ["site/static"]
html_css_files = ["site.css"]
html_js_files = [("scroll.js", {"defer": "defer"})]
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = "#"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


def _level_of_captions(app, pagename, templatename, context, doctree) -> None:  # type: ignore[no-untyped-def]
    """The theme calls captions of the contents headings; of which level is missing."""
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')


def _names_of_aliases(app, what, name, thing, options, signature, returned):  # type: ignore[no-untyped-def]
    """Aliases of types by their names."""
    return tuple(text and re.sub(r"TypeAliasForwardRef\('(\w+)'\)", r"\1", text) for text in (signature, returned))


def setup(app) -> None:  # type: ignore[no-untyped-def]
    app.connect("html-page-context", _level_of_captions, priority=900)
    app.connect("autodoc-process-signature", _names_of_aliases)
