"""Which try of a cell counts, and what many attempts amount to: pure functions of attempt rows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

WAITING = "waiting"
"""Ended with something to grade, and not graded yet (or not by the grader that a board names)."""

OPEN = "open"
"""Started, and not ended: in flight, or cut off by a crash."""

SCORED = frozenset({"solved", "failed", "faulted", "void"})
STATES = ("solved", "failed", "faulted", "void", "infra", "missing", WAITING, OPEN)
ALL_RUNS = ""
"""The scope of roll-ups over all runs; any other scope is the name of a run."""


TOKENS = ("prompt_tokens", "cached_tokens", "cacheable_tokens", "completion_tokens")


class Try(NamedTuple):
    """One attempt row, as far as counting it needs. `order` sorts tries by time; `state` is one of `STATES`."""

    run: str
    attempt: str
    order: tuple[str, str, int]
    repeat: int
    state: str
    score: float


class CellCounts(NamedTuple):
    """What one contestant did on one task: how many of its repeats are in each of `STATES`, and the score share of
    each scored one."""

    solved: int
    failed: int
    faulted: int
    void: int
    infra: int
    missing: int
    waiting: int
    open: int
    scores: tuple[float, ...]

    @property
    def scored(self) -> int:
        """Repeats in the denominator of a rate."""
        return self.solved + self.failed + self.faulted + self.void


def counted(tries: Sequence[Try]) -> Try:
    """The try that counts for a repeat: the newest scored one; else the newest that waits for its grade; else the
    newest that is infra or missing; else the newest at all."""
    return max(tries, key=lambda one: (_weight(one.state), one.order))


def counted_of_each_repeat(tries: Iterable[Try]) -> list[Try]:
    """`counted` for each repeat that has a try, by repeat."""
    repeats: dict[int, list[Try]] = defaultdict(list)
    for one in tries:
        repeats[one.repeat].append(one)
    return [counted(repeats[repeat]) for repeat in sorted(repeats)]


def cell_of(tries: Iterable[Try]) -> CellCounts:
    """The cell that tries of one contestant at one task make."""
    chosen = counted_of_each_repeat(tries)
    states = [one.state for one in chosen]
    scores = tuple(one.score for one in chosen if one.state in SCORED)
    return CellCounts._make((*(states.count(state) for state in STATES), scores))


def standing_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the attempt rows that count amount to: medians over the scored ones, sums over all, reasons by name."""
    scored = [row for row in rows if row["outcome"] in SCORED]
    return {
        "reasons": compact(Counter(filter(None, map(_reason, rows)))),
        "wall_p50_s": quantile((row["wall_s"] for row in scored), 0.5),
        "wall_p90_s": quantile((row["wall_s"] for row in scored), 0.9),
        "ttft_p50_s": quantile((row["ttft_s"] for row in scored), 0.5),
        "decode_tokens_per_s": quantile((_rate(row, "decode") for row in scored), 0.5),
        "server_decode_tokens_per_s": quantile((_rate(row, "server_decode") for row in scored), 0.5),
        **{name: total(row[name] for row in rows) for name in TOKENS},
        "assurance": max((row["assurance"] for row in scored if row["assurance"]), default=None),
        "graders": compact(sorted({row["grader"] for row in rows if row["grader"]})),
        "labels": compact(Counter(label for row in rows for label in json.loads(row["labels"] or "[]"))),
        "last_at": max((row["ended_at"] or row["started_at"] for row in rows), default=None),
    }


def quantile(values: Iterable[float | None], share: float) -> float | None:
    """The value below which `share` of the known values lie, linear between two (NumPy's default); None of none."""
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    place = share * (len(known) - 1)
    low = int(place)
    high = min(low + 1, len(known) - 1)
    return known[low] + (known[high] - known[low]) * (place - low)


def total(values: Iterable[int | None]) -> int | None:
    """The sum of the known values; None when none is known."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def compact(value: object) -> str:
    """`value` as JSON with sorted keys and no spaces: the form of JSON columns."""
    return msgspec.json.encode(value, order="deterministic").decode()


def _reason(row: Mapping[str, Any]) -> str | None:
    """`faulted:CLASS`, `infra:CODE` or `missing:CODE`; None for a row that needs no reason."""
    why = row["fault_class"] if row["outcome"] == "faulted" else row["fault"]
    if row["outcome"] == "infra" and why is None:
        why = "grader_error"
    return f"{row['outcome']}:{why}" if why and row["outcome"] in ("faulted", "infra", "missing") else None


def _rate(row: Mapping[str, Any], which: str) -> float | None:
    """Tokens per second of one attempt, on the clock that `which` names; None where it was not captured."""
    count, seconds = row[f"{which}_tokens"], row[f"{which}_s"]
    return count / seconds if count and seconds else None


def _weight(state: str) -> int:
    if state in SCORED:
        return 3
    return {WAITING: 2, OPEN: 0}.get(state, 1)
