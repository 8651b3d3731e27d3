"""What the repeats of one contestant tell: on how many tasks it solves every time, at times, never.

Two things are told apart that look alike: repeats that came out the same, and repeats that *are* the same. Where a
model samples greedily, five attempts are one attempt and four copies, and nothing is known of its luck.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from prony.boards.board import Rate
from prony.boards.entrants import Entrant
from prony.boards.estimates import NOTHING, rate_of
from prony.boards.view import View
from prony.journal.outputs import Output

LEAST_TASKS = 2
"""Tasks below which a rate has no interval."""


class Steadiness(View, frozen=True, kw_only=True):
    """One contestant, of whose tasks those count that have as many scored attempts as most of them: `repeats`.

    by_times: how many tasks it solved so many times, from 0 to `repeats`. every_time, at_least_once: the share of tasks
    (pass^n and pass@n of n attempts). differing: the share of tasks whose attempts did not all come out the same.
    flip: the chance that two attempts at one task come out differently, the mean over tasks.
    """

    contestant: str
    label: str
    repeats: int
    tasks: int
    uneven: int = 0
    """Tasks with another number of scored attempts, left out."""
    by_times: tuple[int, ...]
    every_time: Rate
    at_least_once: Rate
    differing: Rate
    flip: Rate
    copied: int = 0
    """Tasks of which every attempt handed in the same bytes."""
    known: int = 0
    """Tasks of which it is known of every attempt what was handed in."""
    letters: str = ""
    """Two contestants that share one are not told apart in what they solve every time; empty where nothing tells."""

    @property
    def at_times(self) -> int:
        """Tasks solved at times, not every time."""
        return sum(self.by_times[1:-1])

    @property
    def all_copies(self) -> bool:
        """Whether every task's attempts are copies of one."""
        return 0 < self.tasks == self.copied


def steadiness_of(one: Entrant, outputs: Iterable[Output], level: float) -> Steadiness | None:
    """What this contestant's repeats tell; None where it has no scored attempt."""
    solved = {task: (cell.solved, cell.scored) for task, cell in one.cells.items() if cell.scored}
    if not solved:
        return None
    common = Counter(scored for _, scored in solved.values())
    repeats = max(common, key=lambda number: (common[number], number))
    times = {task: count for task, (count, scored) in solved.items() if scored == repeats}
    copied, known = _copies(outputs, times, repeats)
    return Steadiness(
        contestant=one.contestant,
        label=one.name,
        repeats=repeats,
        tasks=len(times),
        uneven=len(solved) - len(times),
        by_times=tuple(sum(count == number for count in times.values()) for number in range(repeats + 1)),
        every_time=_rate({task: float(count == repeats) for task, count in times.items()}, level),
        at_least_once=_rate({task: float(count > 0) for task, count in times.items()}, level),
        differing=_rate({task: float(0 < count < repeats) for task, count in times.items()}, level, repeats),
        flip=_rate({task: flip_of(count, repeats) for task, count in times.items()}, level, repeats),
        copied=copied,
        known=known,
    )


def flip_of(solved: int, attempts: int) -> float:
    """The chance that two different ones of these attempts came out differently; 0 of one attempt."""
    return 2.0 * solved * (attempts - solved) / (attempts * (attempts - 1)) if attempts > 1 else 0.0


def every_time(one: Entrant, repeats: int) -> dict[str, Sequence[float]]:
    """task -> 1 where all of so many attempts solved it, else 0; tasks with another number of attempts are left out."""
    cells = {task: cell for task, cell in one.cells.items() if cell.scored == repeats}
    return {task: [float(cell.solved == repeats)] for task, cell in cells.items()}


def _rate(by_task: Mapping[str, float], level: float, repeats: int = 2) -> Rate:
    """The mean over tasks; nothing is told of one attempt's agreement with itself."""
    return rate_of({task: [value] for task, value in by_task.items()}, level) if repeats > 1 else NOTHING


def _copies(outputs: Iterable[Output], tasks: Mapping[str, int], repeats: int) -> tuple[int, int]:
    """Tasks of which all attempts handed in the same bytes, and tasks of which that is known."""
    if repeats < 2:
        return 0, 0
    handed: dict[str, list[str | None]] = defaultdict(list)
    for one in outputs:
        handed[one.task].append(one.handed_in)
    known = [some for task in tasks if None not in (some := handed.get(task, [None])) and len(some) >= repeats]
    return sum(len(set(some)) == 1 for some in known), len(known)
