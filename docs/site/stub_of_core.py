# SPDX-License-Identifier: Apache-2.0
"""The package for autodoc, without its compiled part.

Types and docstrings of `inversim._core` are those of its stub, which a test holds in step with the compiled
module; Python reads a stub as well as any module.
"""

import __future__

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType


class _StubLoader(SourceFileLoader):
    """A stub names classes before they are there, so its annotations are left as texts."""

    def source_to_code(  # type: ignore[override]
        self, data: object, path: object, *, _optimize: int = -1
    ) -> CodeType:
        code: CodeType = compile(
            data, path, "exec", __future__.annotations.compiler_flag, True, _optimize  # type: ignore[call-overload]
        )
        return code

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        for name in module.__annotations__:  # said to be there, but without a value in a stub
            module.__dict__.setdefault(name, None)


class _StubFinder(MetaPathFinder):
    def __init__(self, stub: Path) -> None:
        self._stub = stub

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != "inversim._core":
            return None
        return spec_from_file_location(fullname, self._stub, loader=_StubLoader(fullname, str(self._stub)))


def install(bindings: Path) -> None:
    """From here on `import inversim` is the one of this folder, with the stub as its `_core`."""
    sys.path.insert(0, str(bindings))
    sys.meta_path.insert(0, _StubFinder(bindings / "inversim/_core.pyi"))
