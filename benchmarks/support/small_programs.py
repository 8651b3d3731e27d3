"""164 small Python programs of the shape of HumanEval's: a function, ten inputs with expected values, and a test.

Twenty-one functions of our own, each with other constants, drawn from a seed: so that no two sources are alike, and
no benchmark's text is needed. Together they take about the CPU of HumanEval's solutions and tests. `check` holds the
same comparisons as asserts, as HumanEval's tests do.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

COUNT = 164
INPUTS = 10
_WORDS = ("amber", "basil", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty", "knoll", "larch")


class SmallProgram(NamedTuple):
    """One program. source: of the solution; test: defines `check(candidate)`; inputs: argument lists."""

    name: str
    entry: str
    source: str
    test: str
    inputs: list[list[Any]]
    expected: list[Any]


Family = tuple[str, Callable[[random.Random], list[Any]]]


def _numbers(rng: random.Random) -> list[Any]:
    return [[rng.randrange(-50, 50) for _ in range(rng.randrange(0, 120))]]


def _words(rng: random.Random) -> list[Any]:
    return [" ".join(rng.choice(_WORDS) for _ in range(rng.randrange(0, 12)))]


def _size(rng: random.Random) -> list[Any]:
    return [rng.randrange(1, 2200)]


FAMILIES: tuple[Family, ...] = (
    ("return [n * {a} + {b} for n in values if n % {c} == 0]", _numbers),
    ("return sum(n for n in values if n > {a}) - {b}", _numbers),
    ("return sorted(values, key=lambda n: (n % {c}, -n))", _numbers),
    (
        "total = 0\nout = []\nfor n in values:\n    total = (total * {a} + n) % {p}\n    out.append(total)\nreturn out",
        _numbers,
    ),
    (
        "best = None\n"
        "for i, n in enumerate(values):\n"
        "    for m in values[i + 1 :]:\n"
        "        if abs(n - m) >= {c} and (best is None or n + m > best):\n"
        "            best = n + m\n"
        "return best",
        _numbers,
    ),
    (
        "seen = {{}}\n"
        "for n in values:\n"
        "    seen[n % {c}] = seen.get(n % {c}, 0) + n\n"
        "return [[key, seen[key]] for key in sorted(seen)]",
        _numbers,
    ),
    (
        "out = []\n"
        "for n in values:\n"
        "    if out and abs(out[-1] - n) < {c}:\n"
        "        out[-1] = n\n"
        "    else:\n"
        "        out.append(n)\n"
        "return out",
        _numbers,
    ),
    (
        "return ' '.join(word[{c} % max(1, len(word)) :] + word[: {c} % max(1, len(word))] for word in text.split())",
        _words,
    ),
    ("return {{word: len(word) * {a} % {p} for word in sorted(set(text.split()))}}", _words),
    ("return ''.join(chr((ord(c) - 97 + {a}) % 26 + 97) if c.isalpha() else c for c in text)", _words),
    (
        "words = text.split()\nreturn [w for w in words if sum(c in 'aeiou' for c in w) >= {d}]",
        _words,
    ),
    (
        "counts = {{}}\n"
        "for c in text:\n"
        "    counts[c] = counts.get(c, 0) + 1\n"
        "return max(counts, key=lambda c: (counts[c], c)) if counts else ''",
        _words,
    ),
    ("return text[::{d}].upper() + str(len(text) % {c})", _words),
    (
        "stack = []\n"
        "for word in text.split():\n"
        "    if len(word) % 2 == {d} % 2:\n"
        "        stack.append(word)\n"
        "    elif stack:\n"
        "        stack.pop()\n"
        "return stack",
        _words,
    ),
    (
        "primes = []\n"
        "n = 2\n"
        "while n < size + {a}:\n"
        "    if all(n % p for p in primes):\n"
        "        primes.append(n)\n"
        "    n += 1\n"
        "return primes[-1] if primes else None",
        _size,
    ),
    (
        "a, b = {a}, {b}\nfor _ in range(size):\n    a, b = b, (a + b) % {p}\nreturn a",
        _size,
    ),
    ("return sum(n * n % {p} for n in range(size) if n % {c})", _size),
    (
        "steps = 0\n"
        "while size != 1 and steps < 500:\n"
        "    size = size // 2 if size % 2 == 0 else 3 * size + 1\n"
        "    steps += 1\n"
        "return steps + {a}",
        _size,
    ),
    (
        "row = [1]\n"
        "for n in range(min(size, 60)):\n"
        "    row = [1] + [(x + y) % {p} for x, y in zip(row, row[1:])] + [1]\n"
        "return row[len(row) // 2]",
        _size,
    ),
    (
        "out = ''\n"
        "n = size * {a}\n"
        "while n:\n"
        "    out = '0123456789abcdefghij'[n % {base}] + out\n"
        "    n //= {base}\n"
        "return out or '0'",
        _size,
    ),
    (
        "grid = [[(x * {a} + y * {b}) % {c} for x in range(size % 30 + 1)] for y in range(size % 20 + 1)]\n"
        "return sum(max(line) for line in grid)",
        _size,
    ),
)
_ARGUMENT = {_numbers: "values", _words: "text", _size: "size"}


def small_programs() -> list[SmallProgram]:
    """All of them, the same each time."""
    return list(_drawn(random.Random(164)))


def _drawn(rng: random.Random) -> Iterator[SmallProgram]:
    for number in range(COUNT):
        body, draw = FAMILIES[number % len(FAMILIES)]
        constants = {
            "a": rng.randrange(2, 25),
            "b": rng.randrange(1, 90),
            "c": rng.randrange(2, 9),
            "d": rng.randrange(1, 4),
            "p": rng.choice((97, 101, 499, 997)),
            "base": rng.randrange(2, 20),
        }
        entry = f"work_{number}"
        indented = body.format(**constants).replace("\n", "\n    ")
        source = f'def {entry}({_ARGUMENT[draw]}):\n    """Work number {number}."""\n    {indented}\n'
        inputs = [draw(rng) for _ in range(INPUTS)]
        scope: dict[str, Any] = {}
        exec(source, scope)
        expected = [scope[entry](*arguments) for arguments in inputs]
        lines = [f"    assert candidate(*{a!r}) == {e!r}" for a, e in zip(inputs, expected, strict=True)]
        test = "def check(candidate):\n" + "\n".join(lines) + "\n"
        yield SmallProgram(f"small/{number}", entry, source, test, inputs, expected)
