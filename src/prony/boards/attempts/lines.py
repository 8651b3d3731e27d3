"""The attempts of a run, one line each."""

from __future__ import annotations

from prony.boards.causes import words_of
from prony.boards.entrants import names_in
from prony.boards.view import View
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.remarks import flags_of
from prony.labels import short


class AttemptLine(View, frozen=True, kw_only=True):
    """One attempt in one line. outcome: as `AttemptView` has it. score: share of full marks, None unless graded.
    counts: it is the try that boards count."""

    attempt: str
    label: str
    contestant: str
    task: str
    repeat: int
    try_no: int
    outcome: str
    counts: bool
    fault: str | None = None
    fault_class: str | None = None
    score: float | None = None
    verdict: str | None = None
    assurance: str | None = None
    wall_s: float | None = None
    ttft_s: float | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    flags: str = ""
    """What is remarkable about its exchanges (`prony.gateway.flags`), apart by spaces."""
    cause: str = ""
    """What the engine or the grader said of it, on one line; empty where it is scored by its grade."""


class Attempts(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.attempts/1"):
    """The attempts of a run, in the order they began."""

    run: str
    attempts: tuple[AttemptLine, ...]


UNGRADED = ("faulted", "infra", "missing")
"""Outcomes that have a cause instead of a grade."""
_COPIED = (
    "attempt",
    "contestant",
    "task",
    "repeat",
    "try_no",
    "outcome",
    "fault",
    "fault_class",
    "verdict",
    "assurance",
    "wall_s",
    "ttft_s",
    "prompt_tokens",
    "completion_tokens",
)


def attempt_lines(index: Index, run: str) -> tuple[AttemptLine, ...]:
    """Every attempt of `run` (its exact name), in the order they began."""
    names, flags = names_in(index, [run]), flags_of(index, run)
    return tuple(
        AttemptLine(
            **{name: row[name] for name in _COPIED},
            label=names.get(row["contestant"]) or short(row["label"]),
            counts=bool(row["counts_in_run"]),
            score=row["score"] if row["verdict"] else None,
            flags=" ".join(flags.get(row["attempt"], ())),
            cause=words_of(row["cause"] or "") if row["outcome"] in UNGRADED else "",
        )
        for row in queries.attempt_rows(index, run)
    )
