"""Repairs: a submission that does not build or load is graded with the fewest repairs with which it does.

A bug that stops the build hides what else was right. For such bugs a task ships repairs, which make the build pass and
leave the bug. A criterion is credited only if its repair was not needed, and nothing that was repaired is solved.

Sets of repairs are tried by their size, those of one size in the order of the criteria; the first that builds is taken.
So it is the same set at every grading, found with at most 2^k - 1 gradings that end at once and one that does not.
"""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TypeVar

import msgspec

from prony.errors import GradingError
from prony.grading.subject import Findings, Subject
from prony.nouns import Limits, Noun, TestResult, Verdict
from prony.sandbox import Program, Sandbox
from prony.suites.compose import taken_over
from prony.suites.files import tree_digest
from prony.suites.patches import PatchError, apply_patch
from prony.suites.repairs import Repair

UNBUILT = (Verdict.COMPILE_ERROR, Verdict.LOAD_ERROR)
"""Verdicts of what does not build or load."""

LIMITS = Limits(cpu_s=5, wall_s=60, memory_mb=512, disk_mb=128)
"""Of one program that repairs."""

MOST_PATCHED_BYTES = 1 << 20
"""A larger file is not patched: patches are applied in our own process."""

_SCRIPT = "repair.py"

T = TypeVar("T")

Find = Callable[[Subject, Sandbox], Awaitable[Findings]]
"""How a subject is tested."""


class Repaired(Noun, frozen=True, kw_only=True):
    """What was found, and with which repairs (criteria). unbuilt: why they were needed; PASS where none was."""

    findings: Findings
    repairs: tuple[str, ...] = ()
    unbuilt: Verdict = Verdict.PASS


async def find_repaired(subject: Subject, repairs: Sequence[Repair], sandbox: Sandbox, find: Find) -> Repaired:
    """Test `subject` with `find`, as it is or with the smallest set of `repairs` with which it builds.

    Where no set helps, it stands as it was handed in. Raises GradingError E520 when a repair could not be tried for a
    reason that is ours.
    """
    findings = await find(subject, sandbox)
    verdict = unbuilt(findings.tests)
    if verdict is None or not repairs:
        return Repaired(findings=findings)
    workshop = _Workshop(subject, sandbox)
    seen = {tree_digest(subject.tree)}
    for chosen in sets(repairs):
        tree = await workshop.tree(chosen)
        if tree is None or (digest := tree_digest(tree)) in seen:
            continue
        seen.add(digest)
        found = await find(msgspec.structs.replace(subject, tree=tree, unrepaired=subject.tree), sandbox)
        if unbuilt(found.tests) is None:
            names = tuple(repair.criterion for repair in chosen)
            note = f"{_WORDS[verdict]} as it was handed in ({verdict}); graded with the repair of {' and '.join(names)}"
            found = msgspec.structs.replace(found, notes=(note, *found.notes))
            return Repaired(findings=found, repairs=names, unbuilt=verdict)
    note = f"{_WORDS[verdict]}, and no repair of the task helps"
    return Repaired(findings=msgspec.structs.replace(findings, notes=(*findings.notes, note)))


_WORDS = {Verdict.COMPILE_ERROR: "does not compile", Verdict.LOAD_ERROR: "does not load"}


def unbuilt(tests: Sequence[TestResult]) -> Verdict | None:
    """The verdict of a submission of which nothing could be tested, because it does not build or load; else None."""
    if not tests or any(test.verdict not in UNBUILT for test in tests):
        return None
    return tests[0].verdict


def sets(things: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Every set of `things` but the empty one, the smallest first, else in their order."""
    return itertools.chain.from_iterable(itertools.combinations(things, size) for size in range(1, len(things) + 1))


async def apply_repair(repair: Repair, subject: Subject, sandbox: Sandbox) -> dict[str, bytes] | None:
    """The subject's tree with `repair` applied; None where it cannot be. Only what a submission may bring changes.

    Raises GradingError E520 when the sandbox broke, or the machine had no core for the program that repairs.
    """
    if repair.patch is not None:
        tree = _patched(subject.tree, repair.patch)
    else:
        tree = await _rewritten(subject, repair, sandbox)
    if tree is None:
        return None
    changed = {path for path in {*tree, *subject.tree} if tree.get(path) != subject.tree.get(path)}
    return tree if all(taken_over(subject.task, path) for path in changed) else None


def _patched(tree: dict[str, bytes], patch: bytes) -> dict[str, bytes] | None:
    small = {path: data for path, data in tree.items() if len(data) <= MOST_PATCHED_BYTES}
    try:
        after = apply_patch(small, patch, anywhere=True)
    except PatchError:
        return None
    return {**{path: data for path, data in tree.items() if path not in small}, **after}


async def _rewritten(subject: Subject, repair: Repair, sandbox: Sandbox) -> dict[str, bytes] | None:
    """What a program makes of the tree: in the sandbox, since what it reads was written by a contestant."""
    program = Program(
        files=subject.tree,
        tests={_SCRIPT: repair.program or b""},
        argv=("python3", f"/tests/{_SCRIPT}"),
        limits=LIMITS,
        collect=("**",),
    )
    execution = await sandbox.run_own(program, reads_only=True)
    if execution.verdict in (Verdict.GRADER_ERROR, Verdict.STARVED):
        what = f"{subject.task.id}: the repair of {repair.criterion} could not be tried"
        raise GradingError("E520", what, where=subject.task.path, cause=execution.detail)
    if execution.verdict is not Verdict.PASS or execution.notes:
        return None
    return dict(sorted(execution.artifacts.items()))


class _Workshop:
    """Applies sets of repairs to one subject, one repair after the other, and none of them twice to the same tree."""

    def __init__(self, subject: Subject, sandbox: Sandbox) -> None:
        self._subject = subject
        self._sandbox = sandbox
        self._made: dict[tuple[str, ...], dict[str, bytes] | None] = {(): subject.tree}

    async def tree(self, chosen: tuple[Repair, ...]) -> dict[str, bytes] | None:
        """The tree with `chosen` applied in their order; None where one of them cannot be."""
        key = tuple(repair.criterion for repair in chosen)
        if key not in self._made:
            before = await self.tree(chosen[:-1])
            self._made[key] = None if before is None else await self._apply(chosen[-1], before)
        return self._made[key]

    async def _apply(self, repair: Repair, tree: dict[str, bytes]) -> dict[str, bytes] | None:
        return await apply_repair(repair, msgspec.structs.replace(self._subject, tree=tree), self._sandbox)
