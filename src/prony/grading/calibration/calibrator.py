"""The limits of tasks in force here: each reference is measured once a machine, and what was measured is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from prony.errors import PronyError
from prony.grading.calibration import store
from prony.grading.calibration.in_force import FACTOR, limits_in_force
from prony.grading.calibration.measure import ReferenceUse, measure
from prony.grading.calibration.paces import BASE, Pace, expected_use, pace_of
from prony.grading.subject import toolchain_names
from prony.nouns import Grade, GradeLimits, Task
from prony.sandbox import Sandbox
from prony.suites.load import load_suite

Graded = Callable[[Task, GradeLimits], Awaitable[Grade]]
"""Grades a task's own reference with limits."""

MOST_PAIRS = 24
"""Problems that languages are compared by, at most."""


class Calibrator:
    """Finds the limits of tasks in force. One for each sandbox; what it finds it finds once.

    graded: grades a task's own reference with limits. anew: measure tasks that were measured before, too.
    """

    def __init__(self, sandbox: Sandbox, graded: Graded, *, anew: bool = False) -> None:
        self._sandbox = sandbox
        self._graded = graded
        self._anew = anew
        self._turn = asyncio.Semaphore(sandbox.slots)
        self._uses: dict[str, asyncio.Future[ReferenceUse | None]] = {}
        self._paces: dict[tuple[str, str], asyncio.Future[Pace | None]] = {}

    def is_kept(self, task: Task) -> bool:
        """Whether the task was measured before, on this machine and with these toolchains."""
        return store.kept(self._key(task)) is not None

    async def limits(self, task: Task) -> GradeLimits:
        """The limits of `task` in force here; its own where nothing can be measured. Never raises for its folder."""
        if task.has_reference:
            return limits_in_force(task.limits, await self._use(task, anew=self._anew))
        base, pace = await self._base_use(task), await self._pace(task)
        if base is None or pace is None:
            return limits_in_force(task.limits, None)
        return limits_in_force(task.limits, expected_use(base, pace), measured_with=BASE)

    async def pace(self, task: Task) -> Pace | None:
        """How the language of `task` compares with the base language, over the problems of its suite."""
        return await self._pace(task)

    def _use(self, task: Task, *, anew: bool = False) -> asyncio.Future[ReferenceUse | None]:
        if task.digest not in self._uses:
            self._uses[task.digest] = asyncio.ensure_future(self._measured(task, anew))
        return self._uses[task.digest]

    async def _measured(self, task: Task, anew: bool) -> ReferenceUse | None:
        key = self._key(task)
        if not anew and (used := store.kept(key)) is not None:
            return used
        async with self._turn:
            try:
                used = await measure(task, self._graded, decisive_s=task.limits.cpu_s / FACTOR)
            except PronyError:  # what is wrong is said where the task itself is graded
                return None
        if used is not None:
            store.keep(key, used)
        return used

    def _key(self, task: Task) -> str:
        identity = self._sandbox.identity
        names = (*toolchain_names(task), self._sandbox.name)
        return store.key_of(task, {name: identity[name] for name in names if name in identity})

    async def _base_use(self, task: Task) -> ReferenceUse | None:
        base = next((one for one in _same_suite(task) if one.problem == task.problem and _usable(one, BASE)), None)
        return None if base is None else await self._use(base)

    def _pace(self, task: Task) -> asyncio.Future[Pace | None]:
        key = (task.suite, task.member)
        if key not in self._paces:
            self._paces[key] = asyncio.ensure_future(self._compared(task))
        return self._paces[key]

    async def _compared(self, task: Task) -> Pace | None:
        by_problem: dict[str, dict[str, Task]] = {}
        for one in _same_suite(task):
            if one.has_reference:
                by_problem.setdefault(one.problem, {})[one.member] = one
        both = [some for some in by_problem.values() if {BASE, task.member} <= some.keys()][:MOST_PAIRS]
        measured = await asyncio.gather(
            *(asyncio.gather(self._use(some[BASE]), self._use(some[task.member])) for some in both)
        )
        return pace_of([(base, other) for base, other in measured if base is not None and other is not None])


def _usable(task: Task, member: str) -> bool:
    return task.has_reference and task.member == member


def _same_suite(task: Task) -> Iterable[Task]:
    """The tasks of a task's suite; none where its folder cannot be read any more."""
    try:
        return load_suite(Path(task.path).parent).tasks
    except PronyError:
        return ()


def toolchains_to_compare(tasks: Iterable[Task]) -> frozenset[str]:
    """The toolchains that must be there so that tasks without a reference of their own can be measured by others."""
    return frozenset(
        toolchain
        for task in tasks
        if not task.has_reference
        for one in _same_suite(task)
        if one.problem == task.problem and _usable(one, BASE)
        for toolchain in one.toolchain
    )
