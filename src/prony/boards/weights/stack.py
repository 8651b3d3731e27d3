"""The stack: what somebody's code is written in, with weights, as given or as read of a folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from prony.boards.view import View
from prony.errors import UsageError
from prony.languages.names import canonical_name
from prony.plain import clean_line

LONGEST_NAME = 40
MOST_PARTS = 40
MOST_WEIGHT = Decimal(1_000_000)
LEAST_WEIGHT = Decimal("0.000001")
_NAME = re.compile(r"[\w.+#/-][\w .+#/-]*")
HINT = "such as --stack rust:3,go:2,postgres: names with weights, 1 where none is given"


class StackPart(View, frozen=True, kw_only=True):
    """A language, a database or another part of a stack; `weight` as it was given, None where nothing weighs it."""

    name: str
    weight: str | None


class Stack(View, frozen=True, kw_only=True):
    """What somebody's code is written in. source: `given`, `detected`, or `none`, where every task counts alike."""

    source: str
    parts: tuple[StackPart, ...] = ()
    evidence: tuple[str, ...] = ()
    """What was seen in the folder that it was detected in."""

    @property
    def weights(self) -> dict[str, Fraction]:
        """Name -> weight of the parts that weigh something."""
        known = {part.name: Fraction(part.weight) for part in self.parts if part.weight is not None}
        return {name: weight for name, weight in known.items() if weight > 0}

    @property
    def text(self) -> str:
        """As `--stack` takes it: what weighs nothing with a weight of 0."""
        weights = {part.name: "" if part.weight == "1" else f":{part.weight or 0}" for part in self.parts}
        return ",".join(f"{name}{weight}" for name, weight in weights.items())


def parse_stack(text: str) -> Stack:
    """The stack that `rust:3,go:2,postgres` names. Raises UsageError E102 for a name or weight that is none, a part
    that is named twice, and weights that are all zero."""
    parts = [_part(word) for word in text.split(",") if word.strip()]
    names = [part.name for part in parts]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError("E102", f"{twice} stands twice in the stack", hint=HINT)
    if len(parts) > MOST_PARTS:
        raise UsageError("E102", f"a stack of {len(parts)} parts; {MOST_PARTS} at most", hint=HINT)
    stack = Stack(source="given", parts=tuple(parts))
    if not stack.weights:
        what = "all weights of the stack are zero" if parts else "the stack names nothing"
        raise UsageError("E102", what, hint=HINT)
    return stack


def strata_of(stack: Stack, languages: Mapping[str, str], axes: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Part that weighs something -> the tasks that speak to it: those in that language; where there is none, those
    with that axis. languages: task -> language; axes: task -> what it is about."""
    found = {}
    for name in stack.weights:
        tasks = [task for task, language in languages.items() if canonical_name(language) == name]
        tasks = tasks or [task for task, some in axes.items() if name in {canonical_name(axis) for axis in some}]
        if tasks:
            found[name] = tasks
    return found


def _part(word: str) -> StackPart:
    name, colon, told = word.strip().rpartition(":")
    if not colon:
        name, told = told, "1"
    plain = clean_line(name).strip()
    if not plain or len(plain) > LONGEST_NAME or not _NAME.fullmatch(plain):
        raise UsageError("E102", f"{plain[:LONGEST_NAME] or 'an empty text'} is no name of a language", hint=HINT)
    return StackPart(name=canonical_name(plain), weight=_weight(plain, told.strip()))


def _weight(name: str, told: str) -> str:
    try:
        number = Decimal(told) if told.isascii() and re.fullmatch(r"[\d.]{1,12}", told) else None
    except InvalidOperation:
        number = None
    if number is None or not (number == 0 or LEAST_WEIGHT <= number <= MOST_WEIGHT):
        raise UsageError("E102", f"{clean_line(told)[:20]!r} is no weight of {name}: a number from 0 on", hint=HINT)
    return f"{number.normalize():f}"
