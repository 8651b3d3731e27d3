"""What to do next, by rule, from a finished board."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from prony.boards.board import Board
from prony.boards.doubt import DoubtKind
from prony.readable import counted

LIMIT = 3
ENOUGH_REPEATS = 4
"""From here on more repeats of a task tell less than more tasks."""
HOW = {"infra": "ended as infra, which is nobody's score", "missing": "not made"}


def next_steps(board: Board, examples: Sequence[str]) -> tuple[str, ...]:
    """At most three steps, most useful first. `examples`: ids of attempts of the best model that did not solve."""
    grave = [doubt for doubt in board.doubts if doubt.kind is not DoubtKind.INTERIM]
    steps = [
        *(doubt.next_step for doubt in grave if doubt.next_step),
        *_unfinished(board),
        *_nothing_measured(board),
        *_decide(board),
        *_look(board, examples),
    ]
    return tuple(steps[:LIMIT])


def _unfinished(board: Board) -> list[str]:
    waiting = sum(row.outcomes.waiting for row in board.rows)
    newest = board.runs[-1].run if board.runs else ""
    damaged = {run.run for run in board.runs if run.damage}
    steps = [
        f"{counted(cause.count, 'attempt')} {HOW[cause.outcome]}{_by(cause.code)}: {cause.remedy}"
        for cause in board.causes
        if cause.run not in damaged
    ]
    if waiting:
        steps.insert(0, f"{counted(waiting, 'attempt')} without a grade: prony regrade {shlex.quote(newest)}")
    return steps


def _nothing_measured(board: Board) -> list[str]:
    if board.models or board.incomplete:
        return []
    suite = shlex.quote(board.suite)
    return [f"measure a model: prony run {suite} --gguf FILE.gguf, or name a server in prony.toml"]


_OTHER_TASKS = {"saturated": "harder", "floor": "easier"}
"""What tells two contestants apart that solve everything, or nothing: neither repeats nor more such tasks."""


def _decide(board: Board) -> list[str]:
    duel, by = board.comparison, " by tasks solved" if board.score_sentence else ""
    if duel is not None and duel.decision in _OTHER_TASKS:
        tasks = _OTHER_TASKS[duel.decision]
        return [f"to tell {duel.a} from {duel.b}{by}: run them on {tasks} tasks (prony tasks lists suites)"]
    if duel is None or duel.decision not in ("not_decided", "too_few_tasks"):
        return []
    return [f"to tell {duel.a} from {duel.b}{by}: run them on more tasks (prony tasks lists suites){_repeats(board)}"]


def _repeats(board: Board) -> str:
    """Whether more repeats would help: not where they agree, and little where there are several."""
    agree = None if board.comparison is None else board.comparison.repeats_agree
    if agree or board.repeats >= ENOUGH_REPEATS:
        return ""
    where = "where sampling is not greedy" if agree is None else "too"
    return f"; repeats (-k {ENOUGH_REPEATS}) help {where}"


def _look(board: Board, examples: Sequence[str]) -> list[str]:
    best = next(iter(board.models + board.incomplete), None)
    if best is None or not examples:
        return []
    return [f"see where {best.label} went wrong: prony show {shlex.quote(examples[0])}"]


def _by(code: str) -> str:
    return "" if code == "not_run" else f" ({code})"
