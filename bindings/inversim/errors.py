# SPDX-License-Identifier: Apache-2.0
"""What goes wrong, by who can help it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xarray as xr

    from inversim._core import Diagnostic


class InputError(ValueError):
    """Files or overrides are wrong; the text has one sentence a line, each with its place.

    Attributes:
        diagnostics: all that is wrong, found at once; empty where files that are sound by
            themselves do not fit together.
    """

    diagnostics: list[Diagnostic]

    def __init__(self, text: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(text)
        self.diagnostics = list(diagnostics)


class RunError(RuntimeError):
    """A run did not come to its end.

    Attributes:
        dataset: what `inversim.run` had recorded until then, else None.
    """

    dataset: xr.Dataset | None

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.dataset = None


class PlantError(RunError):
    """The motion is no longer finite; the text says when and of which body."""


class ControllerError(RunError):
    """The controller stopped answering; the text says when and why."""
