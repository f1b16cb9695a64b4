# SPDX-License-Identifier: Apache-2.0
"""Tables, subjects, spines, circulations, criteria, scenarios and sweeps, read, changed and built.

    table = inversim.models.read("disc_brake_125kg")          # a shipped name, or a path
    table["brake.clamp_force_N"]                               # 4200.0
    table.quantity("brake.clamp_force_N")                      # unit, band, status, source, meaning
    table["brake.clamp_force_N"] = 3500                        # checked as in a file
    table.save("mine.yaml")                                    # comments and order stay
    inversim.run("kim_2013_60deg", {"table": table})           # without a file

A key is the dotted path that is used everywhere: the keys of docs/file_formats.md, and in lists the
name of a record or the number of an entry from 1 ("levels.L4-L5.disc_area_mm2", "protocol.3.rotate.to_deg").
Numbers are in the unit in which the key ends; another unit of the same kind may stand there
("brake.clamp_force_lbf").
"""

from __future__ import annotations

import builtins
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from inversim import _core
from inversim.errors import InputError
from inversim.overrides import Value, as_written

__all__ = ["Entry", "Kind", "Model", "Quantity", "from_text", "list", "new", "read"]

Kind: TypeAlias = Literal[
    "table", "subject", "spine", "circulation", "scenario", "validation", "risk", "limits", "suite", "sweep"
]
"""What a file describes; criteria are of the kinds "limits" (of tables) and "risk" (of persons)."""

_SET_BY = "set in Python"
_CHANGED = " (changed in Python)"


@dataclass(frozen=True)
class Quantity:
    """A number of a model and what is known of it, in the unit of its path."""

    path: str
    value: float | None
    """None where it is left out and has no default."""
    unit: str
    """For people: "N m"; "1" for a plain number."""
    low: float | None
    """From where it lies, as far as is known."""
    high: float | None
    """Up to where."""
    status: str
    """How it is known: "seen", "recalled", "derived", "assumed", or ""."""
    source: str
    doc: str
    """What it is."""
    least: float
    """Smallest number that the language takes."""
    most: float
    """Greatest number that the language takes."""


@dataclass(frozen=True)
class Entry:
    """A shipped model or scenario."""

    kind: Kind
    name: str
    title: str
    """What people call it."""
    path: Path


class Model:
    """A file of a model or scenario: a tree of values by dotted path, and its text.

    `read`, `new` and `from_text` make one. What is set is checked by the language at once, with all
    that must fit together in the file; where something is wrong, nothing changes. The text keeps
    comments, order and every line that is not set. `in` asks whether a path has a value, iteration
    gives the paths of all values.

    A model is not for two threads that change it; runs take it as it is when they begin, and any
    number of threads may run with it.
    """

    def __init__(self, text: _core.ModelText, path: Path | None, saved: str | None = None) -> None:
        self._text = text
        self._path = path
        self._saved = text.text if saved is None else saved

    @property
    def kind(self) -> Kind:
        """What it describes: "table" ..."""
        return self._text.kind  # type: ignore[return-value]

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self["name"])

    @property
    def path(self) -> Path | None:
        """File it was read from or last saved to; None: none."""
        return self._path

    @property
    def text(self) -> str:
        """The file's text as it would be saved."""
        return self._text.text

    @property
    def changed(self) -> bool:
        """Whether its text is not what it was when it was read, begun or saved."""
        return self.text != self._saved

    @property
    def label(self) -> str:
        """What results and messages call it: where it is from, and whether it was changed."""
        file = self._text.file
        return f"{file}{_CHANGED}" if self.changed and not file.endswith(_CHANGED) else file

    @property
    def models(self) -> dict[str, Model]:
        """Of a scenario: the models that were put in place of files, by key."""
        return {
            key: Model(_core.ModelText(text, name, None), None if name.endswith(_CHANGED) else Path(name))
            for key, name, text in self._text.models
        }

    def __getitem__(self, path: str) -> Any:
        """The value at a dotted path.

        Returns:
            A float in the unit of the path's key, an int, bool, str, or a list of floats or texts; of a
            group a dict, of a list of records or steps a list of dicts, with the keys of the files;
            None of what is left out and has no default. Of a scenario also what is in its files:
            "table.brake.clamp_force_N".

        Raises:
            InputError: there is no such key; the text says what was probably meant.
        """
        return self._text.get(path)

    def __setitem__(self, path: str, value: Value | Model) -> None:
        """Set the value at a dotted path, as it would be written in a file.

        A bare number where the file says how the number is known becomes a figure of status
        "assumed" with the source "set in Python": what was said is not of this number. To say more,
        give `{"value": 3500, "low": 3400, "high": 3600, "status": "seen", "source": "load cell"}`.
        Lists are set as a whole. In a scenario, "table.brake.clamp_force_N" is put under
        `overrides`, and "table" takes a name, a path, or a model.

        Raises:
            InputError: the key is not there, or the value not what is asked for; one sentence says what
                was found and what was expected.
        """
        if isinstance(value, Model):
            self._text = self._text.with_model(path, value.label, value.text)
            return
        text = self._text
        if path in {key for key, _, _ in text.models}:
            text = text.without_model(path)
        self._text = text.with_value(path, as_written(value, inside=True), _SET_BY)

    def __delitem__(self, path: str) -> None:
        """Take a key out of the file, so that it has its default again.

        Raises:
            InputError: the key is not written there, or must be.
        """
        if path in {key for key, _, _ in self._text.models}:
            self._text = self._text.without_model(path)
        else:
            self._text = self._text.without(path)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._text.has(path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.paths())

    def quantity(self, path: str) -> Quantity:
        """The number at a dotted path with what is known of it.

        Raises:
            InputError: there is no number.
        """
        number = self._text.number(path)
        return Quantity(
            path, number.value, number.unit, number.band_low, number.band_high, number.status,
            number.source, number.doc, number.low, number.high,
        )  # fmt: skip

    def update(self, values: Mapping[str, Value | Model]) -> None:
        """Set several values in their order; all of them, or none if one is wrong.

        Raises:
            InputError: as on setting one.
        """
        before = self._text
        try:
            for path, value in values.items():
                self[path] = value
        except BaseException:
            self._text = before
            raise

    def copy(self) -> Model:
        """Another model of the same values, to be changed by itself."""
        return Model(self._text, self._path, self._saved)

    def save(self, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False) -> Path:
        """Write the file.

        Args:
            path: file to write (`.yaml`); left out, the one it was last saved to.
            overwrite: whether another file may be there already. What this model itself saved is
                written again without it.

        Returns:
            The path, at which the model now is.

        Raises:
            FileExistsError: a file is there.
            InputError: a scenario has a model in it that is in no file, or names one that is not
                found from there.
            OSError: it cannot be written.
        """
        file = self._path if path is None else Path(path)
        if file is None:
            raise ValueError("save: found no path, expected one for a model that is in no file")
        if file.exists() and not overwrite and not (self._own and file == self._path):
            raise FileExistsError(f"{file} is there already; overwrite=True writes over it")
        text = self._text
        for key, name, words in text.models:
            named = Path(name)
            if not named.exists() or named.read_text(encoding="utf-8") != words:
                raise InputError(f"{key}: found a model that is in no file, expected one that was saved first")
            text = text.without_model(key).with_value(key, as_written(str(named.resolve()), inside=True), "")
        # files that a scenario names must be found from there too
        text = text.named(str(file))
        beside = file.with_name(file.name + ".partial")
        beside.write_text(text.text, encoding="utf-8")
        beside.replace(file)
        self._text, self._path, self._saved, self._own = text, file, text.text, True
        return file

    _own = False  # whether the file at _path is one that this model wrote

    def __repr__(self) -> str:
        return f"<inversim.models.Model {self.kind} {self.name!r}, {self.label}>"


def read(name: str | os.PathLike[str], kind: Kind | None = None) -> Model:
    """Read a model or scenario.

    Args:
        name: a shipped name ("disc_brake_125kg", "controller/inversion"), or the path of a file.
        kind: what it must be; left out, what it says it is.

    Raises:
        InputError: there is no such name, or the file is wrong; all that is wrong is said, with line
            and column.
    """
    text = _core.read_model(name, kind)
    return Model(text, Path(text.file))


def from_text(text: str, name: str = "text", kind: Kind | None = None) -> Model:
    """A model from the text of a file; `name` stands for the file in messages.

    Raises:
        InputError: as for `read`.
    """
    return Model(_core.ModelText(text, name, kind), None)


def new(
    kind: Kind, from_: str | os.PathLike[str] | Model | None = None, values: Mapping[str, Value | Model] | None = None,
    **more: Value | Model,
) -> Model:  # fmt: skip
    """Begin a model of one's own, as `inversim models new --from` does, or from nothing.

    Args:
        kind: what it is.
        from_: a shipped name, a path or a model to copy. Left out, `values` are the whole file, with
            mappings for groups and lists of mappings for records and steps.
        values: dotted paths and what to set there.
        **more: further values, for paths without a dot: `mass_kg=90, name="Prototype 3"`.

    Returns:
        A model that is in no file until it is saved.

    Raises:
        InputError: there is no such model of that kind, or a value is wrong.
    """
    everything = {**(values or {}), **more}
    if from_ is None:
        plain = {key: value for key, value in everything.items() if not isinstance(value, Model)}
        text = f"kind: {kind}\n" + "".join(f"{key}: {as_written(value, inside=True)}\n" for key, value in plain.items())
        placed = {key: value for key, value in everything.items() if isinstance(value, Model)}
        # a model put in place of a file needs the name of one for the while
        text += "".join(f"{key}: {as_written(model.label, inside=True)}\n" for key, model in placed.items())
        return _built(text, kind, placed)
    source = from_ if isinstance(from_, Model) else read(from_, kind)
    if source.kind != kind:
        raise InputError(f"from_: found a {source.kind}, expected a {kind}")
    made = Model(source._text, None, source._saved)
    made.update(everything)
    return made


def _built(text: str, kind: Kind, placed: Mapping[str, Model]) -> Model:
    replaced = [(key, model.label, model.text) for key, model in placed.items()]
    return Model(_core.ModelText(text, f"{kind} (built in Python)", kind, replaced), None)


def list(kind: Kind | None = None) -> builtins.list[Entry]:
    """The shipped models and scenarios, as `inversim models` lists them.

    Args:
        kind: of this kind alone.
    """
    return [
        Entry(each, name, title, Path(path))  # type: ignore[arg-type]
        for each, name, title, path, _ in _core.shipped_models()
        if kind is None or each == kind
    ]
