"""Which contestants are one over time: those that differ in nothing but what changes by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from prony.boards.differences import differences, in_effect
from prony.boards.entrants import Entrant
from prony.boards.fields import lies_under
from prony.boards.view import View
from prony.labels import look
from prony.plain import clean_line

BY_ITSELF = (
    "engine.version",
    "engine.build",
    "machine.os",
    "machine.kernel",
    "artifact.sha256",
    "artifact.header_sha256",
    "artifact.file",
    "artifact.size_bytes",
    "artifact.bits_per_weight",
    "artifact.chat_template_sha256",
    "artifact.tokenizer_sha256",
    "model_id",
    "harness.version",
    "harness.config_sha256",
    "effective_sampling",
    "shims",
    "template_check",
)
"""Fields, or beginnings of them, that change without anybody choosing another contestant: builds, systems, a file that
was published anew under its name, the date of a served model."""
DATE = re.compile(r"[-_@:.]?20\d{2}[-_.]?\d{2}(?:[-_.]?\d{2})?")
"""A date within a name."""


class FieldChange(View, frozen=True, kw_only=True):
    """A field of the fingerprint that changed between two epochs; None: not captured."""

    name: str
    before: str | None
    after: str | None


def lineages_of(models: Sequence[Entrant]) -> list[list[Entrant]]:
    """The contestants that are one over time, oldest first, each in the runs that its entrant tells. Two that were ever
    measured in one run were told apart by choice, and are none."""
    groups: dict[object, list[Entrant]] = defaultdict(list)
    for one in models:
        groups[_key(one)].append(one)
    found = []
    for group in groups.values():
        runs = [run for one in group for run in one.runs]
        found += [group] if len(set(runs)) == len(runs) else [[one] for one in group]
    return found


def changes_between(before: Entrant, after: Entrant) -> tuple[FieldChange, ...]:
    """The fields in which two epochs differ, those known of both first."""
    if before.contestant == after.contestant or before.known is None or after.known is None:
        return ()
    differing, _ = differences(before.known.fingerprint, after.known.fingerprint)
    return tuple(
        FieldChange(name=clean_line(one.name), before=_plain(one.a.value), after=_plain(one.b.value))
        for one in differing
    )


def _key(one: Entrant) -> object:
    """What stays equal while a contestant ages; of one that nobody identified, itself."""
    if one.known is None:
        return one.contestant
    fields = frozenset(
        (field.name, str(field.value))
        for field in in_effect(one.known.fingerprint)
        if not lies_under(field.name, BY_ITSELF)
    )
    return (DATE.sub("", look(one.label)), fields)


def _plain(value: object) -> str | None:
    return None if value is None else clean_line(str(value))
