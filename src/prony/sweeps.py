"""A sweep: one table whose axes have several values each, as a table for every combination of them, with its label."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import product, takewhile
from pathlib import PurePath
from typing import Any

SWEEP = "sweep"
SOURCES = ("gguf", "catalog", "model")
"""Axes whose values speak for themselves in a label."""
CALLED = {"cache_type": "kv"}
"""Axes that labels call by a shorter word: the one that `prony factors` has for them."""
MOST_POINTS = 256
SEPARATOR = " · "

Table = dict[str, Any]


def swept(table: Table, own: Collection[str], known: Collection[str]) -> list[Table]:
    """The tables that `table` with its `sweep` stands for, in the order in which its axes and their values are written;
    each keeps its point under `sweep`. A table without one stands for itself.

    own: keys that may be axes. known: all keys of a table; an axis that is none of them is one of its `options`.
    Raises ValueError with what is wrong, in a sentence.
    """
    axes = table.get(SWEEP)
    if not axes:
        return [table]
    _check(table, axes, own, known)
    names = _names(axes)
    return [_at(table, dict(zip(axes, point, strict=True)), names, own) for point in product(*axes.values())]


def family(label: str, point: Mapping[str, Sequence[Any]]) -> str:
    """The label of the whole sweep, by that of one point of it; the label itself where there is no sweep."""
    return label.rsplit(SEPARATOR, len(point))[0] if point else label


def _check(table: Table, axes: object, own: Collection[str], known: Collection[str]) -> None:
    if not isinstance(axes, dict):
        raise ValueError("sweep is a table of axes, each with a list of values: [contestants.sweep]")
    options = table.get("options", {})
    points = 1
    for axis, values in axes.items():
        if not isinstance(values, list) or not values:
            raise ValueError(f"the axis {axis} of a sweep takes a list of values")
        if not all(isinstance(value, str | int | float) for value in values):
            raise ValueError(f"the values of the axis {axis} are no texts, numbers or booleans")
        if len({_shown(value) for value in values}) < len(values):
            raise ValueError(f"the axis {axis} of a sweep has a value twice")
        if axis in known and axis not in own:
            raise ValueError(f"{axis} is no axis of a sweep: {', '.join(own)} are, and the options of an engine")
        if axis in table or (isinstance(options, dict) and axis in options):
            raise ValueError(f"{axis} is said in the table and in its sweep: leave one of them out")
        points *= len(values)
    if points > MOST_POINTS:
        raise ValueError(f"a sweep of {points} contestants is more than {MOST_POINTS}: leave axes or values out")


def _at(table: Table, point: Table, names: Mapping[str, Mapping[str, str]], own: Collection[str]) -> Table:
    """The table at one point."""
    mine = {axis: value for axis, value in point.items() if axis in own}
    options = {axis: value for axis, value in point.items() if axis not in own}
    made = {**table, **mine, SWEEP: {axis: [value] for axis, value in point.items()}}
    if options:
        made["options"] = {**table.get("options", {}), **options}
    base = next((table[key] for key in ("label", "model", "catalog") if table.get(key)), None)
    if base is None and isinstance(table.get("gguf"), str):
        base = PurePath(table["gguf"]).stem
    words = [names[axis][_shown(value)] for axis, value in point.items()]
    made["label"] = SEPARATOR.join([*([str(base)] if base is not None else []), *words])
    return made


def _names(axes: Mapping[str, Sequence[Any]]) -> dict[str, dict[str, str]]:
    """How the values of each axis are said in a label."""
    return {
        axis: _files(values)
        if axis == "gguf"
        else {
            _shown(one): _shown(one) if axis in SOURCES else f"{CALLED.get(axis, axis)} {_shown(one)}" for one in values
        }
        for axis, values in axes.items()
    }


def _files(paths: Sequence[Any]) -> dict[str, str]:
    """Path -> the part of its name that no other one shares, from the last mark of a word on; all of it where that part
    is not enough to tell them apart."""
    stems = [PurePath(str(path)).stem for path in paths]
    alike = "".join(letters[0] for letters in takewhile(lambda one: len(set(one)) == 1, zip(*stems, strict=False)))
    cut = max(alike.rfind(mark) for mark in "-._ ") + 1 if len(stems) > 1 else 0
    short = [stem[cut:] for stem in stems]
    told = next(one for one in (short, stems, [str(path) for path in paths]) if all(one) and len(set(one)) == len(one))
    return dict(zip((_shown(path) for path in paths), told, strict=True))


def _shown(value: Any) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)
