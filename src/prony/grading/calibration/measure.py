"""Measure: a task's reference is graded with room to spare, and what its executions use is noted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from prony.nouns import Grade, GradeLimits, Noun, Task
from prony.sandbox import Use, metered
from prony.suites.schema import MOST_CPU_S, MOST_WALL_S

ROOM = 20.0
"""A reference may take this many times its task's limits while it is measured: the machine may be that slow."""

RUNS = 3
"""How often a reference is run where its use decides the limits; the least counts. Otherwise once is enough."""


class ReferenceUse(Noun, frozen=True, kw_only=True):
    """What the executions of a task's reference used, in seconds of CPU as its limits count them.

    fastest_s: what an execution takes that has next to nothing to do; mostly the start of its language.
    """

    slowest_s: float
    fastest_s: float


async def measure(
    task: Task, graded: Callable[[Task, GradeLimits], Awaitable[Grade]], *, decisive_s: float
) -> ReferenceUse | None:
    """What the task's reference uses; None where it does not solve the task even with room to spare.

    graded: grades the reference on a task with limits. decisive_s: where less is used, one run is enough, since more
    could only find still less.
    """
    used: ReferenceUse | None = None
    for _ in range(RUNS):
        again = await _once(task, graded)
        if again is None:
            return used
        used = again if used is None else _least(used, again)
        if used.slowest_s <= decisive_s:
            break
    return used


async def _once(task: Task, graded: Callable[[Task, GradeLimits], Awaitable[Grade]]) -> ReferenceUse | None:
    limits = task.limits
    room = GradeLimits(
        cpu_s=min(limits.cpu_s * ROOM, float(MOST_CPU_S)), wall_s=min(limits.wall_s * ROOM, float(MOST_WALL_S))
    )
    with metered() as uses:
        grade = await graded(task, room)
    if not grade.solved:
        return None
    return use_of(uses, [test.cpu_s for test in grade.tests if test.cpu_s is not None], room)


def use_of(uses: Sequence[Use], tests_s: Sequence[float], room: GradeLimits) -> ReferenceUse:
    """What executions used, as seconds of a task that allows `room`. Pure.

    An execution that may take a multiple of the task's limits, such as one for many tests, counts as that part of them.
    tests_s: the CPU of tests that shared an execution. Where a server was asked, only that counts, by the clock.
    """
    statements = [use.wall_s / use.limits.wall_s for use in uses if use.statement]
    seconds = [room.cpu_s * share for share in statements or [use.cpu_s / use.limits.cpu_s for use in uses]]
    return ReferenceUse(slowest_s=max([*seconds, *tests_s], default=0.0), fastest_s=min(seconds, default=0.0))


def _least(one: ReferenceUse, other: ReferenceUse) -> ReferenceUse:
    return ReferenceUse(slowest_s=min(one.slowest_s, other.slowest_s), fastest_s=min(one.fastest_s, other.fastest_s))
