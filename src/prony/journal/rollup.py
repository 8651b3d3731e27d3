"""Which try of a cell counts, and what many attempts amount to: pure functions of attempt rows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from prony.journal.measures import MEASURES
from prony.nouns import Noun

WAITING = "waiting"
"""Ended with something to grade, and not graded yet (or not by the grader that a board names)."""

OPEN = "open"
"""Started, and not ended: in flight, or cut off by a crash."""

SCORED = frozenset({"solved", "failed", "faulted", "void"})
STATES = ("solved", "failed", "faulted", "void", "infra", "missing", WAITING, OPEN)
ALL_RUNS = ""
"""The scope of roll-ups over all runs; any other scope is the name of a run."""


JUDGING = ("judge_exchanges", "judge_prompt_tokens", "judge_completion_tokens", "judge_s")
"""Columns of an attempt that keep what judges asked about it."""


class Try(NamedTuple):
    """One attempt row, as far as counting it needs. `order` sorts tries by time, those
    of runs that began here last; `state` is one of `STATES`."""

    run: str
    attempt: str
    order: tuple[bool, str, str, int]
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
    return cell_of_counted(counted_of_each_repeat(tries))


def cell_of_counted(chosen: Sequence[Try]) -> CellCounts:
    """The cell of the tries that count, by repeat."""
    states = [one.state for one in chosen]
    scores = tuple(one.score for one in chosen if one.state in SCORED)
    return CellCounts._make((*(states.count(state) for state in STATES), scores))


class Judging(msgspec.Struct, frozen=True, kw_only=True):
    """Exchanges of judges about the attempts of a contestant: part of no other number. None = not captured."""

    exchanges: int = 0
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    wall_s: float | None = None


class Tally(Noun, frozen=True, kw_only=True):
    """The sums over those attempts of a contestant that count."""

    tries: int = 0
    """All attempts, those that do not count among them."""
    reasons: dict[str, int] = {}
    """`faulted:CLASS`, `infra:CODE`, `missing:CODE` -> count."""
    measures: dict[str, int | float | None] = {}
    """Value by the name of its measure."""
    judging: Judging = Judging()
    assurance: str | None = None
    """The weakest among the scored attempts."""
    graders: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    """Of each sandbox with its toolchains that graded, what stands for it in the index."""
    labels: dict[str, int] = {}
    """Label -> attempts that carry it."""
    flags: dict[str, int] = {}
    """Flag -> attempts that had an exchange with it."""
    context_full: int = 0
    """Attempts that lost their answer because the context was full."""
    last_at: str | None = None


def tally_of(rows: Sequence[Mapping[str, Any]], tries: int) -> Tally:
    """Sum up the attempt rows that count, of `tries` in all."""
    scored = [row for row in rows if row["outcome"] in SCORED]
    return Tally(
        tries=tries,
        reasons=dict(Counter(filter(None, map(_reason, rows)))),
        measures=_measured(rows, scored),
        judging=_judging(rows),
        assurance=max((row["assurance"] for row in scored if row["assurance"]), default=None),
        graders=tuple(sorted({row["grader"] for row in rows if row["grader"]})),
        judges=tuple(sorted({row["judges"] for row in rows if row["judges"]})),
        labels=_listed(rows, "labels"),
        flags=_listed(rows, "flags"),
        context_full=sum(
            context_was_full(row["fault_class"], row["fault"], json.loads(row["flags"] or "[]"))
            for row in rows
            if row["outcome"] == "faulted"
        ),
        last_at=max((row["ended_at"] or row["started_at"] for row in rows), default=None),
    )


def context_was_full(fault_class: str | None, fault: str | None, flags: Collection[str]) -> bool:
    """Whether an attempt was cut short by the context that its engine serves, not by the tokens that it may use."""
    return fault_class == "truncated" and (fault == "context_exceeded" or "context_full" in flags)


def with_flags(kept: str | None, flags: Iterable[str]) -> str | None:
    """The flags that an attempt's row keeps (JSON, None of nothing) with those of one more exchange."""
    names = {*(json.loads(kept) if kept else ()), *flags}
    return compact(sorted(names)) if names else None


def first_two(criteria: Iterable[str]) -> list[str]:
    """The first two of these ids, sorted: enough to know whether there are several, here or together with others."""
    return sorted(set(criteria))[:2]


def _listed(rows: Iterable[Mapping[str, Any]], column: str) -> dict[str, int]:
    """How many rows have each name in a column of lists."""
    lists = Counter(listed for row in rows if (listed := row[column]) and listed != "[]")
    return dict(Counter(name for listed, count in lists.items() for name in json.loads(listed) * count))


def _measured(rows: Sequence[Mapping[str, Any]], scored: Sequence[Mapping[str, Any]]) -> dict[str, int | float | None]:
    found: dict[str, int | float | None] = {}
    for resident, measure in MEASURES.items():
        name = resident.replace("-", "_")
        number = MEASURES.guard(resident, measure.number, None)
        found[name] = number(scored if measure.scored_only else rows, name)
    return found


def _judging(rows: Iterable[Mapping[str, Any]]) -> Judging:
    asked = [row for row in rows if row["judge_exchanges"]]
    if not asked:
        return Judging()
    sums = {name: [row[name] for row in asked if row[name] is not None] for name in JUDGING}
    exchanges, prompt, completion, seconds = (sum(values) if values else None for values in sums.values())
    return Judging(exchanges=int(exchanges or 0), prompt_tokens=prompt, completion_tokens=completion, wall_s=seconds)


def compact(value: object) -> str:
    """`value` as JSON with sorted keys and no spaces: the form of JSON columns."""
    return msgspec.json.encode(value, order="deterministic").decode()


def _reason(row: Mapping[str, Any]) -> str | None:
    """`faulted:CLASS`, `infra:CODE` or `missing:CODE`; None for a row that needs no reason."""
    why = row["fault_class"] if row["outcome"] == "faulted" else row["fault"]
    if row["outcome"] == "infra" and why is None:
        why = "grader_error"
    return f"{row['outcome']}:{why}" if why and row["outcome"] in ("faulted", "infra", "missing") else None


def _weight(state: str) -> int:
    if state in SCORED:
        return 3
    return {WAITING: 2, OPEN: 0}.get(state, 1)
