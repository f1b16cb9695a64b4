# SPDX-License-Identifier: Apache-2.0
"""Values of Python as they would be written in a model or scenario file."""

from __future__ import annotations

import json
import numbers
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from inversim.models import Model

Value: TypeAlias = "bool | float | str | Sequence[Value] | Mapping[str, Value]"
"""What a dotted path may be set to.

A number is in the unit of the path's key; a text is read as if it stood in a file, so that "3500"
is a number; a mapping is a figure with what is known of it,
`{"value": 4200, "low": 3000, "high": 5000, "status": "assumed", "source": "..."}`.
"""

Override: TypeAlias = "Value | Model"
"""A value, or under `table`, `subject`, `spine`, `circulation` or `risk` a model in place of the file."""

Scenario: TypeAlias = "str | os.PathLike[str] | Model"
"""A scenario file, the name of a shipped one, or a model of `inversim.models`."""


def as_written(value: Value, inside: bool = False) -> str:
    """The YAML text of a value; inside a list or a mapping texts are quoted."""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        return repr(float(value))
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if inside else value
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {as_written(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, np.ndarray):
        return as_written(value.tolist(), inside)
    if isinstance(value, Sequence):
        return "[" + ", ".join(as_written(item, True) for item in value) + "]"
    raise TypeError(f"an override is a number, a text, a list or a mapping, not {type(value).__name__}")


def as_settings(overrides: Mapping[str, Value] | None) -> list[tuple[str, str]]:
    """Dotted paths and what is written there, in the order given."""
    return [(path, as_written(value)) for path, value in (overrides or {}).items()]


Given: TypeAlias = "tuple[str, str | None, list[tuple[str, str, str]], list[tuple[str, str]]]"
"""File of a scenario, its text if it is a model; key, name and text of models in it; settings."""


def as_given(scenario: Scenario, overrides: Mapping[str, Override] | None) -> Given:
    """A scenario and what is laid over it, as the compiled part takes them."""
    from inversim.models import Model

    models = {key: value for key, value in (overrides or {}).items() if isinstance(value, Model)}
    values: dict[str, Value] = {
        key: value for key, value in (overrides or {}).items() if not isinstance(value, Model)
    }
    file, text = (scenario.label, scenario.text) if isinstance(scenario, Model) else (os.fspath(scenario), None)
    of_scenario = scenario.models if isinstance(scenario, Model) else {}
    # what is given now goes before what the scenario has
    replaced = [(key, model.label, model.text) for key, model in {**of_scenario, **models}.items()]
    return file, text, replaced, as_settings(values)
