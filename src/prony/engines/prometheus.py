"""The text format in which servers count what they do: samples by name, and no more of it than is looked for.

Source of the format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"^([A-Za-z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)", re.ASCII)
_LABEL = re.compile(r'([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"', re.ASCII)
_LONGEST_LINE = 8192


class Sample(NamedTuple):
    """One number with its labels."""

    labels: dict[str, str]
    value: float


def samples(text: str, name: str) -> Iterator[Sample]:
    """The samples called `name`, less what is no finite number."""
    for line in text.splitlines():
        if not line.startswith(name) or len(line) > _LONGEST_LINE:
            continue
        found = _LINE.match(line)
        if found is None or found[1] != name:
            continue
        try:
            value = float(found[3])
        except ValueError:
            continue
        if math.isfinite(value):
            yield Sample({key: _unescaped(words) for key, words in _LABEL.findall(found[2] or "")}, value)


def total(text: str, *names: str) -> float | None:
    """The sum of the samples of the first of these names that has any; None where none has."""
    for name in names:
        if values := [sample.value for sample in samples(text, name)]:
            return sum(values)
    return None


def _unescaped(words: str) -> str:
    return words.replace(r"\"", '"').replace(r"\n", "\n").replace("\\\\", "\\")
