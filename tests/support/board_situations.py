"""Situations of boards, as journals: what each contestant did at each task, a character for each attempt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from synthetic_run import RunBuilder

from prony.boards import leaderboard
from prony.boards.board import Board
from prony.boards.comparison.compare import Compare, compare
from prony.journal.index import Index
from prony.nouns import FaultCode, Verdict

FAULTS = {
    "i": FaultCode.ENGINE_CRASH,
    "m": FaultCode.RUN_BUDGET,
    "l": FaultCode.LOOP,
    "e": FaultCode.EMPTY,
    "t": FaultCode.TRUNCATED,
}
"""What else a character may be than `1` solved, `0` failed, `v` void, `w` waiting for a grade, `.` not made."""
LANGUAGES = {"python": "py", "javascript": "js", "go": "go", "rust": "rs"}


def names(count: int, language: str = "python", begin: int = 0) -> dict[str, str]:
    """`count` tasks of one language."""
    return {f"{LANGUAGES[language]}-{number:03d}": language for number in range(begin, begin + count)}


def record(
    home: Path,
    outcomes: Mapping[str, str | Sequence[str]],
    *,
    run: str = "r1",
    tasks: Mapping[str, str] | None = None,
    references: Sequence[str] = (),
    finish: str | None = "complete",
    scores: Mapping[str, Sequence[float]] = {},
    walls: Mapping[str, Sequence[float]] = {},
    tokens: Mapping[str, Sequence[int]] = {},
    who: Mapping[str, Mapping[str, Any]] = {},
    grader: str = "1",
    repeats: int | None = None,
    **plan: Any,
) -> Path:
    """Write one run under `home`, and return that. outcomes: label -> a character for each task, or such a line for
    each repeat. scores, walls, tokens: label -> one for each task (of 1, in seconds, completion). who: label -> what
    `RunBuilder.identify` takes. finish: None leaves the run open."""
    lines = {label: [told] if isinstance(told, str) else list(told) for label, told in outcomes.items()}
    known = dict(tasks or names(max(len(one) for some in lines.values() for one in some)))
    most = max(len(some) for some in lines.values())
    builder = RunBuilder(
        home, run, tasks=known, contestants=tuple(lines), references=references, repeats=repeats or most, **plan
    )
    for label, some in lines.items():
        builder.identify(label, reference=label in references, **who.get(label, {}))
        for repeat, line in enumerate(some):
            for number, (task, what) in enumerate(zip(known, line, strict=False)):
                if what != ".":
                    shape = {
                        "score": 20 * scores[label][number] if label in scores else None,
                        "wall_s": walls[label][number] if label in walls else 2.0,
                        "completion": tokens[label][number] if label in tokens else 21,
                    }
                    _attempt(builder, label, task, repeat, what, grader, shape)
    if finish is None:
        builder.journal.close()
    else:
        builder.finish(finish)
    return home


def _attempt(
    builder: RunBuilder, label: str, task: str, repeat: int, what: str, grader: str, shape: Mapping[str, Any]
) -> None:
    if what in FAULTS:
        builder.attempt(label, task, FAULTS[what], repeat=repeat, wall_s=shape["wall_s"])
        return
    attempt = builder.start(label, task, repeat)
    builder.exchange(attempt, wall_s=shape["wall_s"], completion=shape["completion"], reply="x = 1")
    builder.end(attempt, wall_s=shape["wall_s"])
    if what == "v":
        builder.grade(attempt, False, verdict=Verdict.TAMPERED, grader=grader)
    elif what != "w":
        builder.grade(attempt, what == "1", score=shape["score"], grader=grader)


def board_of(home: Path, **question: Any) -> Board:
    """The board of what was recorded there."""
    with Index(home) as index:
        index.update()
        return leaderboard(index, **question)


def compare_of(home: Path, *names: str, **question: Any) -> Compare:
    """The comparison of two of them, or of the two best."""
    with Index(home) as index:
        index.update()
        return compare(index, *names, **question)
