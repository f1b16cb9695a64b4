# SPDX-License-Identifier: Apache-2.0
"""The C++ reference: declarations and comments of the public headers, as they stand there.

clang-format gives headers a shape that can be read line by line: what is declared in a namespace begins at the margin,
and ends with ';' or with a brace at the margin. Comments in margins stay in the code; those above become text.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pages import Folder

SKIPPED = re.compile(r"#|namespace|inline namespace|}|using namespace|extern \"C\"|static_assert|INVERSIM_CHECK|//|/\*")
NAME = re.compile(
    r"(?:template <.*?>\s*)?(?:(?:enum class|enum|struct|class|union|concept)\s+(?P<type>\w+(?:<[^>]*>)?)|using (?P<alias>\w+)"
    r"|typedef (?:struct|enum)\s+(?P<typedef>\w+))"
)


@dataclass
class Declaration:
    """Something a header declares: its name, what it is, the comment above it and its text."""

    name: str
    kind: str
    says: str
    code: str


@dataclass
class Header:
    """A public header."""

    include: str
    says: str = ""
    declarations: list[Declaration] = field(default_factory=list)


def named_headers(root: Path) -> list[str]:
    """What sim/inversim.h includes, by its sections' order, and the C header of the wire."""
    names = re.findall(r'#include "inversim/([\w/]+\.h)"', (root / "sim/inversim.h").read_text())
    return [*dict.fromkeys(names), "loop/wire.h"]


def included_headers(root: Path, names: list[str]) -> list[str]:
    """What those include, near and far, without themselves."""
    seen, pending = dict.fromkeys(names), list(names)
    while pending:
        text = (root / "sim" / pending.pop(0)).read_text()
        for name in re.findall(r'#include "inversim/([\w/]+\.h)"', text):
            if name not in seen and (root / "sim" / name).exists():
                seen[name] = None
                pending.append(name)
    return [name for name in seen if name not in names]


def _without_private(code: str) -> str:
    """A class without what is not public, and without bodies of more than a line."""
    lines: list[str] = []
    public = True
    in_body = False
    for line in code.splitlines():
        if re.match(r" ?(public|protected|private):", line):
            public = "public" in line
            if public and lines and len(lines) > 1:
                lines.append(line)
            elif public:
                lines.append(line)
            continue
        if line.startswith("}"):
            public = True
        if not public:
            continue
        if in_body:
            in_body = not re.match(r"  }", line)
            continue
        if re.match(r"  (?! ).*\)( const| noexcept|.*)? {$", line) and not re.match(r"  (enum|struct|class|union)", line):
            in_body = True
            line = line.removesuffix(" {") + ";"
        lines.append(line.rstrip())
    text = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"\n+(};?)$", r"\n\1", text))


def _trimmed(code: str) -> tuple[str, str, str]:
    """Name, kind and text of a declaration without its body."""
    flat = " ".join(code.split())
    if found := NAME.match(flat):
        name = found["type"] or found["alias"] or found["typedef"]
        kind = "concept" if re.match(r"(template <.*?> )?concept", flat) else "alias" if found["alias"] else "type"
        enum = re.match(r"(typedef )?enum", flat)
        return name, kind, code if enum or kind != "type" else _without_private(code)
    # a function, or a constant
    head = re.split(r"\s*\{", code, maxsplit=1)[0] if re.search(r"\)[^;]*\{", flat) else code
    head = head.rstrip().removesuffix("INVERSIM_INLINE").rstrip()
    head = re.sub(r"\bINVERSIM_(INLINE|EXPORT) ", "", head)
    called = re.search(r"([~\w]+|operator\s*\S+?)\s*\(", re.sub(r"template <.*?>\s*|requires .*", "", " ".join(head.split())))
    if called:
        return called[1], "function", head if head.endswith(";") else head + ";"
    named = re.search(r"(\w+)(?:\[\w*\])?\s*(?:=|\{|;)", flat)
    return (named[1] if named else flat[:40]), "constant", code


def read(root: Path, name: str) -> Header:
    """A header's declarations."""
    header = Header(f"inversim/{name}")
    lines = (root / "sim" / name).read_text().splitlines()
    block = re.match(r"/\*.*?\*/\s*(/\*.*?\*/)?", "\n".join(lines), re.S) if lines[0].startswith("/*") else None
    if block:
        header.says = re.sub(r"^/?\s?\*+/? ?|\*/$", "", block[1] or "", flags=re.M).strip()
    else:
        k = 1
        while lines[k].startswith("//"):
            header.says += lines[k].lstrip("/ ") + "\n"
            k += 1
    k = 0
    says: list[str] = []
    while k < len(lines):
        line = lines[k]
        if line.startswith("///") or (says and line.startswith("//")):
            says.append(line.lstrip("/").removeprefix(" "))
        elif line.startswith("/* ") and "SPDX" not in line and not header.declarations and "NOLINT" in line:
            pass
        elif line.startswith("/*"):
            comment = [line]
            while "*/" not in lines[k]:
                k += 1
                comment.append(lines[k])
            says = re.sub(r"^/?\s?\*+/? ?|\s*\*/$", "", "\n".join(comment), flags=re.M).splitlines()
        elif not line.strip() or line.startswith(" ") or SKIPPED.match(line):
            if line.startswith("#define"):
                while lines[k].endswith("\\"):
                    k += 1
            says = []
        else:
            start = k
            # to the end: ';' at the end of a line outside of braces, or a brace at the margin
            depth = 0
            while True:
                bare = re.sub(r"//.*|/\*.*?\*/|\"(\\.|[^\"])*\"", "", lines[k])
                depth += bare.count("{") - bare.count("}")
                if depth == 0 and re.search(r"[;}]\s*$", bare.rstrip()):
                    break
                k += 1
            code = "\n".join(lines[start : k + 1])
            entity, kind, text = _trimmed(code)
            forward = kind == "type" and "{" not in text
            if not forward:
                header.declarations.append(Declaration(entity, kind, "\n".join(says), text))
            says = []
        k += 1
    return header


def _prose(text: str) -> str:
    """A comment as text: what is Markdown by accident is escaped, indented lines are code."""
    made: list[str] = []
    code: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("  ") and line.strip():
            code.append(line)
            continue
        if code:
            made += ["", "```text", *code, "```", ""]
            code = []
        # names in backticks stay as they are
        parts = re.split(r"(`[^`]*`)", line)
        made.append("".join(p if p.startswith("`") else re.sub(r"([*_<>\[\]$#|\\])", r"\\\1", p) for p in parts))
    return "\n".join(made).strip()


def _anchor(header: Header, name: str, count: dict[str, int]) -> str:
    plain = re.sub(r"\W+", "-", f"{header.include.removeprefix('inversim/').removesuffix('.h')}-{name}").strip("-").lower()
    count[plain] = count.get(plain, 0) + 1
    return plain if count[plain] == 1 else f"{plain}-{count[plain]}"


def _section(header: Header, level: int) -> str:
    language = "c" if header.include.endswith(("plant/controller.h", "loop/wire.h")) else "cpp"
    mark = "#" * level
    text = f"{mark} {header.include}\n\n{_prose(header.says)}\n"
    count: dict[str, int] = {}
    last = None
    for declaration in header.declarations:
        # overloads share a heading
        if declaration.name != last:
            text += f"\n(cpp-{_anchor(header, declaration.name, count)})=\n{mark}# {_prose(declaration.name)}\n"
        last = declaration.name
        if declaration.says:
            text += f"\n{_prose(declaration.says)}\n"
        text += f"\n```{language}\n{declaration.code.strip()}\n```\n"
    return text


def write(folder: Folder, root: Path) -> None:
    """A page for each room that has a public header, and one for each room of what these include."""
    named = named_headers(root)
    rooms: dict[str, list[str]] = {}
    for name in named:
        rooms.setdefault(name.split("/")[0], []).append(name)
    index = "# C++ reference\n\nDeclarations and comments of the public headers: those that `sim/inversim.h` names, and the two C\n"
    index += "headers of controllers. [inversim in a C++ program](../cpp.md) shows them in use.\n\n"
    index += "| header | what |\n| --- | --- |\n"
    for room, names in rooms.items():
        text = f"# {room}\n"
        for name in names:
            header = read(root, name)
            text += "\n" + _section(header, 2)
            first = re.split(r"(?<=\.)\s", " ".join(header.says.split()), maxsplit=1)[0]
            slug = re.sub(r"[^\w\- ]", "", header.include.lower()).replace(" ", "-")
            index += f"| [{header.include}]({room}.md#{slug}) | {_prose(first)} |\n"
        folder.write(f"api_cpp/{room}.md", text)
    others = included_headers(root, named)
    text = "# Further headers\n\nWhat the public headers include: the types that they name are here.\n"
    for name in others:
        text += "\n" + _section(read(root, name), 2)
    folder.write("api_cpp/further.md", text)
    index += f"\n[Further headers](further.md), {len(others)} of them, are those that these include.\n"
    index += "\n```{toctree}\n:hidden:\n\n" + "".join(f"{room}\n" for room in rooms) + "further\n```\n"
    folder.write("api_cpp/index.md", index)
