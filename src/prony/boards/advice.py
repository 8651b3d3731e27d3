"""What to do next, by rule, from a finished board."""

from __future__ import annotations

from collections.abc import Sequence

from prony.boards.board import Board

LIMIT = 3
RESUMABLE = ("open", "stopped", "budget")


def next_steps(board: Board, examples: Sequence[str]) -> tuple[str, ...]:
    """At most three steps, most useful first. `examples`: ids of attempts of the best model that did not solve."""
    steps = [*_unfinished(board), *_nothing_measured(board), *_decide(board), *_look(board, examples)]
    return tuple(steps[:LIMIT])


def _unfinished(board: Board) -> list[str]:
    steps = []
    waiting = sum(row.outcomes.waiting for row in board.rows)
    missing = sum(row.outcomes.missing for row in board.rows)
    infra = sum(row.outcomes.infra for row in board.rows)
    newest = board.runs[-1].run if board.runs else ""
    resumable = [run.run for run in board.runs if run.state in RESUMABLE and not run.damage]
    if missing and resumable:
        steps.append(f"{_attempts(missing)} not made: prony run --resume {resumable[-1]}")
    if waiting:
        steps.append(f"{_attempts(waiting)} without a grade: prony regrade {newest}")
    if ungraded := sum(row.outcomes.reasons.get("infra:grader_error", 0) for row in board.rows):
        steps.append(f"{_attempts(ungraded)} that the grader could not judge: prony regrade {newest}")
    elif infra:
        steps.append(f"{_attempts(infra)} ended as infra, which is nobody's score: prony doctor")
    return steps


def _nothing_measured(board: Board) -> list[str]:
    if any(row.outcomes.scored for row in board.models + board.incomplete):
        return []
    return [f"measure a model: prony run {board.suite} --gguf FILE.gguf, or name a server in prony.toml"]


def _decide(board: Board) -> list[str]:
    duel = board.comparison
    if duel is None or duel.decision not in ("not_decided", "too_few_tasks"):
        return []
    return [
        f"to tell {duel.a} from {duel.b}: run them on more tasks (prony tasks lists suites); "
        "repeats (-k 4) help where sampling is not greedy"
    ]


def _look(board: Board, examples: Sequence[str]) -> list[str]:
    best = next(iter(board.models + board.incomplete), None)
    if best is None or not examples:
        return []
    return [f"see where {best.label} went wrong: prony show {examples[0]}"]


def _attempts(count: int) -> str:
    return f"{count} attempt{'' if count == 1 else 's'}"
