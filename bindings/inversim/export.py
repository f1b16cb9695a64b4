# SPDX-License-Identifier: Apache-2.0
"""Scenarios for other programs."""

from __future__ import annotations

import os
from collections.abc import Mapping

from inversim import _core
from inversim.overrides import Override, Scenario


def export_mjcf(
    scenario: Scenario,
    path: str | os.PathLike[str] | None = None,
    overrides: Mapping[str, Override] | None = None,
) -> str:
    """The tree of a scenario's plant in MJCF, as `inversim export --mjcf` writes it.

    Bodies, inertias and joints of table and person, to 17 digits; springs, drives and contacts are not
    in it. MuJoCo reads it, and Pinocchio. SI units; world axes: x from the user's feet to the head,
    y to the user's right (the pivot), z up.

    Args:
        scenario: a scenario file, the name of a shipped one, or a model of `inversim.models`.
        path: file to write as well, whole or not at all.
        overrides: as for `inversim.run`.

    Returns:
        The text of the file.

    Raises:
        InputError: a file or an override is wrong, or `path` is a file of the scenario.
        OSError: `path` cannot be written.
    """
    return _core.export_mjcf(scenario, overrides, path)
