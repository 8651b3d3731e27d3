"""Controls: references of known score, which show whether the way from prompt to grade holds.

`all-correct` recites solutions and must solve every task; `empty` and `looping` must solve none; `known-flaws` must not
solve where it recites a flaw. What else happens is wrong with the bench, and no model's number can be read.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from prony.boards.doubt import Doubt, DoubtKind
from prony.boards.entrants import Entrant
from prony.boards.scope import Scope
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.queries import GradeChoice
from prony.journal.rollup import CellCounts
from prony.readable import counted

POSITIVE = "all-correct"
"""The reference that must solve everything."""
UNSCORED = ("infra", "missing", "waiting")
LOST = ("failed", "faulted", "void", *UNSCORED)


def control_doubts(index: Index, scope: Scope, everybody: Sequence[Entrant], choice: GradeChoice) -> Iterable[Doubt]:
    """One doubt for each reference that did not come out as it must."""
    unfinished = {run.run for run in scope.runs if run.finished is None}
    for one in everybody:
        if one.reference and (rule := RULES.get(name_of(one))):
            doubt = rule(one, bool(unfinished & set(one.runs)))
            if doubt is not None:
                yield _with_attempt(doubt, index, scope, one, choice)


def name_of(reference: Entrant) -> str:
    """The name by which a reference is known: its label may have that of its suite behind it."""
    asked = reference.spec.model if reference.spec else ""
    return asked if asked in RULES else reference.label.partition(" (")[0]


class _Failure(Doubt, frozen=True, kw_only=True):
    """A doubt whose next step is an attempt: one of these outcomes, at one of these tasks."""

    outcomes: Collection[str]
    tasks: Collection[str]


def _all_correct(one: Entrant, still_runs: bool) -> _Failure | None:
    tasks = sorted(one.planned.keys() | one.cells.keys())
    lost = {task: why for task in tasks if (why := _why_lost(one, task, still_runs))}
    if not lost:
        return None
    reasons = sorted(Counter(lost.values()).items(), key=lambda item: (-item[1], item[0]))
    counts = ", ".join(f"{count} {why}" for why, count in reasons)
    return _Failure(
        kind=DoubtKind.POSITIVE_CONTROL,
        sentence=f"the reference {one.name} did not solve {len(lost)} of {counted(len(tasks), 'task')} ({counts})",
        next_step="",
        outcomes=LOST,
        tasks=lost,
    )


def _why_lost(one: Entrant, task: str, still_runs: bool) -> str:
    """The outcome for which the task is not solved in each repeat; nothing where it is, or may still be."""
    cell = one.cells.get(task)
    if cell is not None:
        for outcome in ("failed", "faulted", "void", "infra", "missing", "waiting"):
            if getattr(cell, outcome) and not (outcome == "waiting" and still_runs):
                return "not graded" if outcome == "waiting" else outcome
    made = 0 if cell is None else cell.solved + (cell.waiting if still_runs else 0)
    return "missing" if made < one.planned.get(task, 0) and not still_runs else ""


def _nothing(one: Entrant, still_runs: bool) -> _Failure | None:
    """Of references that must solve nothing."""
    return _solved(one, one.cells, "the grader gives credit for nothing")


def _known_flaws(one: Entrant, still_runs: bool) -> _Failure | None:
    flawed = one.spec.recites if one.spec else {}
    scored = {task: cell for task, cell in one.cells.items() if cell.scored}
    if flawed:
        scored = {task: cell for task, cell in scored.items() if task in flawed}
    elif all(_is_solved(cell) for cell in scored.values()):
        return None
    why = "the grader does not see the flaws" if flawed else "the plan does not say where it recites a flaw"
    return _solved(one, scored, why)


def _solved(one: Entrant, tasks: Collection[str], why: str) -> _Failure | None:
    solved = [task for task in tasks if _is_solved(one.cells[task])]
    if not solved:
        return None
    return _Failure(
        kind=DoubtKind.NEGATIVE_CONTROL,
        sentence=f"the reference {one.name}, which must not, solved {len(solved)} of {counted(len(tasks), 'task')}: "
        f"{why}",
        next_step="",
        outcomes=("solved",),
        tasks=solved,
    )


def _is_solved(cell: CellCounts) -> bool:
    return cell.solved > 0


RULES: dict[str, Callable[[Entrant, bool], _Failure | None]] = {
    POSITIVE: _all_correct,
    "known-flaws": _known_flaws,
    "looping": _nothing,
    "empty": _nothing,
}
"""Reference -> what is wrong with how it came out, if anything; second: whether its run still goes on."""


def _with_attempt(failure: _Failure, index: Index, scope: Scope, one: Entrant, choice: GradeChoice) -> Doubt:
    """The doubt, with an attempt to look at; where none was made, with the way to make it."""
    rows = queries.counted_attempts(index, scope.name, scope.suite.digest, one.contestant, choice)
    fits = [row for row in rows if row["outcome"] in failure.outcomes and row["task"] in failure.tasks]
    fits.sort(key=lambda row: row["outcome"] in UNSCORED)
    if fits:
        step = f"see what {one.name} did there: prony show {shlex.quote(fits[0]['attempt'])}"
    else:
        step = f"make the attempts of {one.name}: prony run --resume {shlex.quote(one.runs[-1])}"
    return Doubt(kind=failure.kind, sentence=failure.sentence, next_step=step)
