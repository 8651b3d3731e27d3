"""Whether two names are of one model: servers answer with a path, a tag, an alias or a dated version of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FILE = re.compile(r"(-\d{5}-of-\d{5})?\.(gguf|bin|safetensors|llamafile|mlx)$")
_SNAPSHOT = re.compile(r"models--([^/]+)(/snapshots/[^/]+)?$")
_LATEST = re.compile(r"[:@-]latest$")
_ROUTING = re.compile(r":(free|nitro|floor|exacto|extended|online|beta)$")
"""How a router of providers is told which one to take."""
_DATED = re.compile(r"[-@](20\d{2}-?\d{2}-?\d{2}|(0[1-9]|1[0-2])[0-3]\d|2\d(0[1-9]|1[0-2])([0-3]\d)?|00\d)$")
"""Ends the name of a version: a date, its year and month, its month and day, or a number such as 001."""


def same_model(asked: str, answered: str, known_as: Iterable[str] = ()) -> bool:
    """Whether `answered` names what was `asked` for, which the engine may know under other names as well.

    Another size, quantization or variant is another model.
    """
    named = _stem(answered)
    return any(_fits(_stem(name), named) for name in (asked, *known_as) if name)


def _fits(asked: str, answered: str) -> bool:
    if asked == answered:
        return True
    return _DATED.sub("", answered) == asked and _DATED.search(answered) is not None


def _stem(name: str) -> str:
    """The name without its folders or provider, the ending of its file, and a tag that says nothing."""
    name = name.strip().lower().replace("\\", "/").rstrip("/")
    if found := _SNAPSHOT.search(name):
        name = found[1].replace("--", "/")
    name = name.rsplit("/", 1)[-1]
    for nothing in (_FILE, _LATEST, _ROUTING):
        name = nothing.sub("", name)
    return name
