"""Code that fills prompts: it looks like a program, is nobody's, and is never the same twice."""

from __future__ import annotations

import random
from collections.abc import Iterator

_VERBS = [
    "load",
    "parse",
    "merge",
    "sort",
    "index",
    "count",
    "check",
    "find",
    "read",
    "write",
    "pack",
    "split",
    "scan",
    "group",
    "trim",
    "match",
]
_NOUNS = [
    "order",
    "user",
    "item",
    "batch",
    "entry",
    "token",
    "record",
    "node",
    "route",
    "queue",
    "table",
    "frame",
    "event",
    "price",
    "label",
    "block",
]
_FIELDS = [
    "name",
    "size",
    "total",
    "limit",
    "offset",
    "state",
    "score",
    "width",
    "depth",
    "level",
    "start",
    "stop",
    "owner",
    "kind",
    "stamp",
    "weight",
]


def text_of(key: str, characters: int) -> str:
    """About so many characters of code, which `key` alone decides. Its first line holds words of `key`'s own, so that
    no two texts begin alike, and a cache of prompts has nothing of one for another."""
    drawn = random.Random(key)
    parts = [f"# {drawn.getrandbits(64):016x}: part of a program, to be read whole\n"]
    length = len(parts[0])
    for part in _functions(drawn):
        if length >= characters:
            break
        parts.append(part)
        length += len(part)
    return "".join(parts)[: max(len(parts[0]), characters)]


def _functions(drawn: random.Random) -> Iterator[str]:
    kinds = (_loop, _choice, _record)
    while True:
        yield drawn.choice(kinds)(drawn)


def _name(drawn: random.Random) -> str:
    return f"{drawn.choice(_VERBS)}_{drawn.choice(_NOUNS)}_{drawn.randrange(100)}"


def _loop(drawn: random.Random) -> str:
    noun, field, other = drawn.choice(_NOUNS), drawn.choice(_FIELDS), drawn.choice(_FIELDS)
    return (
        f"\ndef {_name(drawn)}({noun}s: list[dict[str, int]], {other}: int = {drawn.randrange(1000)}) -> int:\n"
        f'    """Sum up the {field} of every {noun} above {other}."""\n'
        f"    total = 0\n"
        f"    for number, {noun} in enumerate({noun}s):\n"
        f'        if {noun}["{field}"] > {other} + number * {drawn.randrange(2, 40)}:\n'
        f'            total += {noun}["{field}"] - {drawn.randrange(500)}\n'
        f"    return total\n"
    )


def _choice(drawn: random.Random) -> str:
    noun, field = drawn.choice(_NOUNS), drawn.choice(_FIELDS)
    low, high = sorted(drawn.sample(range(2000), 2))
    return (
        f"\ndef {_name(drawn)}({field}: float) -> str:\n"
        f"    if {field} < {low}:\n"
        f'        return "{noun} below {low}"\n'
        f"    if {field} >= {high}:\n"
        f'        raise ValueError(f"no {noun} has a {field} of {{{field}}}")\n'
        f'    return "{drawn.choice(_FIELDS)}: " + "{noun}" * ({drawn.randrange(2, 9)} if {field} else 1)\n'
    )


def _record(drawn: random.Random) -> str:
    name = drawn.choice(_NOUNS).title() + drawn.choice(_FIELDS).title() + str(drawn.randrange(100))
    fields = drawn.sample(_FIELDS, 4)
    lines = "".join(f"    {field}: {drawn.choice(('int', 'str', 'float'))}\n" for field in fields)
    return (
        f"\n@dataclass\nclass {name}:\n{lines}\n"
        f"    def {drawn.choice(_VERBS)}(self) -> tuple[object, ...]:\n"
        f"        return (self.{fields[0]}, self.{fields[1]}, {drawn.randrange(10_000)})\n"
    )
