"""What changed of a contestant: the fields in which two of its fingerprints differ, and the error that says so."""

from __future__ import annotations

import msgspec

from prony.errors import RunError
from prony.nouns import Contestant, ContestantSpec
from prony.plain import clean_line

_SHOWN_CHARS = 40


def change_error(spec: ContestantSpec, before: Contestant, now: Contestant, what: str) -> RunError:
    """The error that says in which fields a contestant is not the one the run began with."""
    fields = changed_fields(before, now)
    shown = [f"{name} ({_shown(old)} -> {_shown(new)})" for name, (old, new) in sorted(fields.items())]
    return RunError(
        "E904",
        f"{spec.label} {what}",
        cause="changed: " + ", ".join(shown),
        hint="start a new run: two contestants that differ in one field are two contestants",
    )


def changed_fields(before: Contestant, now: Contestant) -> dict[str, tuple[object, object]]:
    """Dotted name -> what it was and what it is, for each field in which two fingerprints differ."""
    then, there = (msgspec.to_builtins(one.fingerprint) for one in (before, now))
    return _differences(then, there, "")


def _differences(then: object, now: object, path: str) -> dict[str, tuple[object, object]]:
    if isinstance(then, dict) and isinstance(now, dict):
        found: dict[str, tuple[object, object]] = {}
        for key in then.keys() | now.keys():
            found |= _differences(then.get(key), now.get(key), f"{path}.{key}" if path else str(key))
        return found
    return {} if then == now else {path: (then, now)}


def _shown(value: object) -> str:
    text = clean_line("not captured" if value is None else str(value))
    return text if len(text) <= _SHOWN_CHARS else f"{text[:12]}..."
