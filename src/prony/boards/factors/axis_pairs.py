"""Models that differ in one axis alone: the value that each has of it, and the pairs they form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from prony.boards.comparison.axes import AXES, axis_fields
from prony.boards.differences import in_effect
from prony.boards.entrants import Entrant
from prony.boards.fields import lies_under
from prony.nouns import Fingerprint

VALUE_FIELDS: dict[str, tuple[str, ...]] = {
    "quantization": ("artifact.quantization",),
    "model": ("artifact.name", "model_id"),
    "thinking": ("thinking",),
    "harness": ("harness.name", "harness.version"),
    "engine": ("engine.kind", "engine.version"),
    "temperature": ("sampling.temperature",),
    "context": ("engine.served_context", "engine.settings.n_ctx"),
}
"""The fields that name the value of an axis, where it has others beside them: the first that is known."""
NAMES = ("artifact.file", "model_id")
"""Fields that are names alone where the file's own digest is known (`Fingerprint.digest`)."""
UNKNOWN = "not known"
"""The value of an axis that nothing tells: it may be any, so that nobody is known to differ from it."""
WHOLE = frozenset(("harness", "engine"))
"""Axes whose value is all of those fields together."""


class AxisModel(NamedTuple):
    """A model with its fields in effect, by name: the value, or the note that says why there is none."""

    entrant: Entrant
    fields: Mapping[str, str]
    unknown: Collection[str]

    def value(self, axis: str) -> str:
        """Its value of an axis, in words."""
        names = VALUE_FIELDS.get(axis) or axis_fields(axis)
        told = [self.fields[name] for name in names if name in self.fields and name not in self.unknown]
        if not told:
            told = [self.fields[name] for name in self.fields if lies_under(name, names) and name not in self.unknown]
        one_word = len(set(told)) == 1 or (axis not in WHOLE and axis in VALUE_FIELDS)
        return " ".join(told[:1] if one_word else told) or UNKNOWN


class AxisPair(NamedTuple):
    """Two models that differ in the axis alone, the one of the lower value first."""

    low: AxisModel
    high: AxisModel


def axis_model(entrant: Entrant, fingerprint: Fingerprint) -> AxisModel:
    """A model with its fields in effect."""
    fields = [field for field in in_effect(fingerprint) if not (field.name in NAMES and fingerprint.artifact.sha256)]
    return AxisModel(
        entrant,
        {field.name: str(field.value) if field.value is not None else field.note for field in fields},
        frozenset(field.name for field in fields if field.value is None),
    )


def pairs_along(models: Sequence[AxisModel], axis: str) -> tuple[list[AxisPair], int]:
    """Every two models that differ in the axis alone, the one of the lower value first; and how many more would, but
    for something that only one of the two tells."""
    of_axis = axis_fields(axis)
    alike: dict[frozenset[tuple[str, str]], list[AxisModel]] = defaultdict(list)
    known = [model for model in models if model.value(axis) != UNKNOWN]
    for model in known:
        rest = {(name, value) for name, value in model.fields.items() if not lies_under(name, of_axis)}
        alike[frozenset(rest)].append(model)
    rank = rank_of({model.value(axis) for model in known})
    pairs = [
        AxisPair(*sorted((one, other), key=lambda model: rank[model.value(axis)]))
        for group in alike.values()
        for one, other in combinations(group, 2)
        if one.value(axis) != other.value(axis)
    ]
    left_out = sum(
        _differ_unknown(dict(one), dict(other), of_these, of_those)
        for (one, of_these), (other, of_those) in combinations(alike.items(), 2)
        if _near(one, other)
    )
    return pairs, left_out


def _near(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether two kinds of model are alike in all but a few fields, so that looking closer is worth it."""
    return len(one ^ other) <= 2 * len(AXES)


def _differ_unknown(
    one: Mapping[str, str], other: Mapping[str, str], of_these: Sequence[AxisModel], of_those: Sequence[AxisModel]
) -> int:
    """How many pairs of two kinds of model differ beside the axis only in what one of them does not tell."""
    differing = {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
    untold = {*of_these[0].unknown, *(differing - one.keys())}, {*of_those[0].unknown, *(differing - other.keys())}
    return (
        len(of_these) * len(of_those) if differing and all(n in untold[0] or n in untold[1] for n in differing) else 0
    )


def rank_of(values: Iterable[str]) -> dict[str, tuple[int, float, str]]:
    """The order of the values of an axis: off before on, little effort before much, numbers by size, precisions by
    their bits, the rest by name."""
    return {value: _place(value) for value in values}


_ORDERED = ("none off no false", "on true yes", "minimal", "low", "medium", "high", "xhigh")
_WORDS = {word: float(rank) for rank, words in enumerate(_ORDERED) for word in words.split()}
_BITS = re.compile(r"(?:i?q|tq|bf|f|fp|int|nvfp|mxfp|w)(\d+)(?![\d.]*b)", re.IGNORECASE)
"""A precision by the word that it begins with: `q4_0`, `Q8_0`, `bf16`."""


def _place(value: str) -> tuple[int, float, str]:
    if (word := _WORDS.get(value.lower())) is not None:
        return (0, word, value)
    try:
        return (1, float(value), value)
    except ValueError:
        bits = _BITS.match(value)
        return (2, float(bits[1]), value) if bits else (3, 0.0, value)
