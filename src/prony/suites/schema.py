"""Schema: which keys stand in suite.toml and in `[prony]` of task.toml, and what their values may be.

Alternatives are rows: a new key is one line in its table here, and one use in `task.py` or `load.py`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prony.errors import PronyError
from prony.languages import read_requirement, runner_names
from prony.nouns import AskedWhen, Assurance, AttemptLimits, Mode
from prony.options import Option, options_of
from prony.suites.places import Path, Places
from prony.suites.problems import Problems, did_you_mean

Check = Callable[[Any], str | None]
"""What is wrong with a value, as `must be ...`; None when nothing is."""

ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True)
class Key:
    """One key: what its value may be, and whether it must stand there."""

    check: Check
    required: bool = False


def text(value: Any) -> str | None:
    """A text that is not empty."""
    return None if isinstance(value, str) and value.strip() else "must be a text"


def number(low: float, high: float) -> Check:
    """A number within [low, high]."""

    def check(value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "must be a number"
        return None if low <= value <= high else f"must be between {low:g} and {high:g}"

    return check


def integer(low: int, high: int) -> Check:
    """A whole number within [low, high]."""

    def check(value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return "must be a whole number"
        return None if low <= value <= high else f"must be between {low} and {high}"

    return check


def _within(option: Option) -> Check:
    """The bounds of an option; a number that is to be above 0 is at least a tenth."""
    least, most = option.meta.ge or 0.1, option.meta.le or 1e9
    return integer(int(least), int(most)) if option.kind is int else number(least, most)


def boolean(value: Any) -> str | None:
    """true or false."""
    return None if isinstance(value, bool) else "must be true or false"


def choice(*names: str) -> Check:
    """One of some names."""

    def check(value: Any) -> str | None:
        if value in names and isinstance(value, str):
            return None
        hint = did_you_mean(value, names) if isinstance(value, str) else None
        return f"must be one of {', '.join(names)}" + (f"; {hint}" if hint and hint.startswith("did") else "")

    return check


def texts(value: Any) -> str | None:
    """A text, or a list of texts."""
    listed = value if isinstance(value, list) else [value]
    return None if all(text(one) is None for one in listed) else "must be a text or a list of texts"


def identifier(value: Any) -> str | None:
    """A name such as `no-mutation`."""
    fits = isinstance(value, str) and ID.fullmatch(value)
    return None if fits else "must be a name of lowercase letters, digits, - and _"


def identifiers(value: Any) -> str | None:
    """A list of names."""
    fits = isinstance(value, list) and all(identifier(one) is None for one in value)
    return None if fits else "must be a list of names"


def toolchains(value: Any) -> str | None:
    """Requirements such as `python` and `node>=20`."""
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, str) or not _canonical(one):
            return 'must be a toolchain with an optional version, such as "python" or "node>=20"'
    return None


def _canonical(requirement: str) -> bool:
    """Whether a requirement can be read and holds no spaces, so that it is written in one way in all suites."""
    try:
        read_requirement(requirement)
    except PronyError:
        return False
    return not re.search(r"\s", requirement)


def runner(value: Any) -> str | None:
    """The name of a language's test runner."""
    return choice(*runner_names())(value)


def date(value: Any) -> str | None:
    """A day: a TOML date, or a text YYYY-MM-DD."""
    try:
        day_of(value)
    except (TypeError, ValueError):
        return "must be a date such as 2026-11-21"
    return None


def day_of(value: Any) -> str:
    """A date as YYYY-MM-DD. Raises TypeError or ValueError for anything else."""
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date | str):
        raise TypeError("not a date")
    return (value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)).isoformat()


def span(value: Any) -> str | None:
    """[low, high]."""
    fits = (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
    )
    return None if fits and value[0] <= value[1] else "must be [lowest, highest]"


def table(value: Any) -> str | None:
    """A table."""
    return None if isinstance(value, dict) else "must be a table"


def tables(value: Any) -> str | None:
    """A list of tables."""
    fits = isinstance(value, list) and all(isinstance(one, dict) for one in value)
    return None if fits else "must be a list of tables ([[...]])"


def anything(value: Any) -> str | None:
    """No demand."""
    return None


def reserved(value: Any) -> str | None:
    """A key of the format that nothing reads yet: a task that needs it would be measured wrongly."""
    return "is not supported by this version"


SUITE: dict[str, Key] = {
    "id": Key(identifier),
    "title": Key(text, required=True),
    "version": Key(text, required=True),
    "licence": Key(text, required=True),
    "description": Key(text),
    "released": Key(date),
    "canary": Key(text),
    "order": Key(identifiers),
    "scale": Key(number(1, 1000)),
    "members": Key(table),
    "mixed": Key(table),
    "variant_of": Key(identifier),
    "variant": Key(integer(1, 999_999)),
}

PRONY: dict[str, Key] = {
    "mode": Key(choice(*Mode)),
    "title": Key(text),
    "toolchain": Key(toolchains),
    "services": Key(toolchains),
    "language": Key(text),
    "difficulty": Key(choice("easy", "medium", "hard")),
    "axes": Key(texts),
    "answer": Key(texts),
    "editable": Key(texts),
    "protect": Key(texts),
    "check": Key(text),
    "defines": Key(texts),
    "scale": Key(number(1, 1000)),
    "assurance": Key(choice(*Assurance)),
    "unreferenced": Key(boolean),
    "max_tokens": Key(integer(1, 1_000_000)),
    "released": Key(date),
    "retired": Key(date),
    "canary": Key(text),
    "source": Key(anything),
    "limits": Key(table),
    "attempt": Key(table),
    "grader": Key(table),
    "members": Key(identifiers),
    "criteria": Key(tables, required=True),
    "caps": Key(tables),
    "flaws": Key(tables),
    "steps": Key(tables),
    "ask": Key(reserved),
    "variants": Key(reserved),
}

MEMBER: dict[str, Key] = {
    "header": Key(text),
    **{key: PRONY[key] for key in ("title", "toolchain", "services", "language", "answer", "editable", "max_tokens")},
    **{key: PRONY[key] for key in ("limits", "attempt")},
}
"""A table of `[members]` in suite.toml: what is laid over a problem's `[prony]`, and what stands before its brief."""

MOST_STEPS = 8
"""Of a task, after its first."""

MOST_CPU_S = 600
MOST_WALL_S = 1200
"""No execution of a task gets more, however slow the machine."""

LIMITS: dict[str, Key] = {
    "cpu_s": Key(number(0.1, MOST_CPU_S)),
    "wall_s": Key(number(0.1, MOST_WALL_S)),
    "memory_mb": Key(integer(32, 65536)),
    "processes": Key(integer(1, 4096)),
    "output_bytes": Key(integer(1, 1 << 30)),
    "disk_mb": Key(integer(1, 65536)),
    "alone": Key(boolean),
}

ATTEMPT: dict[str, Key] = {
    one.name: Key(_within(one))
    for one in options_of(AttemptLimits)
    if one.name not in ("max_tokens", "thinking_tokens")
}
"""`[prony.attempt]`; what a reply may have is said by `max_tokens` of the task, and by contestants."""

CRITERION: dict[str, Key] = {
    "id": Key(identifier, required=True),
    "title": Key(text),
    "points": Key(number(0, 1000)),
    "kind": Key(choice("tests", "metric")),
    "tests": Key(texts),
    "required": Key(boolean),
    "bonus": Key(boolean),
    "gate": Key(boolean),
    "cap": Key(number(0, 1000)),
    "assurance": Key(choice(*Assurance)),
    "metric": Key(text),
    "full": Key(number(-1e18, 1e18)),
    "zero": Key(number(-1e18, 1e18)),
    "scale": Key(choice("linear", "log")),
    "alone": Key(boolean),
    "step": Key(integer(0, MOST_STEPS)),
    "again": Key(boolean),
}

CAP: dict[str, Key] = {
    "when": Key(text, required=True),
    "total": Key(number(0, 1000), required=True),
    "why": Key(text),
    "step": Key(integer(0, MOST_STEPS)),
}

FLAW: dict[str, Key] = {
    "id": Key(identifier, required=True),
    "fails": Key(identifiers, required=True),
    "score": Key(span, required=True),
    "verdict": Key(text),
    "equivalent": Key(boolean),
    "why": Key(text),
    "step": Key(integer(1, MOST_STEPS)),
    "after": Key(identifier),
}

STEP: dict[str, Key] = {
    "ask": Key(choice(*AskedWhen)),
    "brief": Key(text),
    "briefs": Key(tables),
    "shows": Key(texts),
    "answer": Key(texts),
    "editable": Key(texts),
    "max_tokens": Key(integer(1, 1_000_000)),
    "after": Key(identifier),
}

BRIEF: dict[str, Key] = {
    "file": Key(text, required=True),
    "when": Key(text),
}
"""A table of `briefs` of a step."""


def check_table(
    data: dict[str, Any], keys: dict[str, Key], path: Path, places: Places, problems: Problems
) -> dict[str, Any]:
    """The entries of `data` that hold; the others, unknown and missing ones are added to `problems` (E310-E313)."""
    good: dict[str, Any] = {}
    misspelt = set()
    name = ".".join(str(part) for part in path) or "the top level"
    for key, value in data.items():
        where = places.where((*path, key))
        if key not in keys:
            hint = did_you_mean(key, keys)
            problems.add("E310", where, f"{name} has no key {key!r}", hint)
            misspelt.add(hint)
            continue
        wrong = keys[key].check(value)
        if wrong is None:
            good[key] = value
        else:
            code = "E312" if wrong.startswith("is not supported") else "E311"
            problems.add(code, where, f"{key} {wrong}" + ("" if code == "E312" else f", not {_shown(value)}"))
    for key, rule in keys.items():
        if rule.required and key not in data and f"did you mean {key}?" not in misspelt:
            problems.add("E313", places.where(path), f"{name} has no {key}")
    return good


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
