"""What a task must show before it ships: that its grader tells right from wrong, and cannot be talked into anything.

The reference earns everything, the untouched start about nothing, every flaw fails exactly what it declares, planted
bugs are independent of each other, and no forgery earns more than the untouched start.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping

from prony.errors import PronyError, SuiteError
from prony.grading.forge import forgeries
from prony.grading.freeze import freeze_ids
from prony.grading.grade import grade
from prony.nouns import Flaw, Grade, Noun, Suite, Task, Verdict
from prony.sandbox import Sandbox
from prony.suites.files import flaw_files, solution_files
from prony.suites.load import load_suite

START_SHARE = 0.1
"""The untouched start may earn this share of the scale."""

NEAR = 1e-6


class Claim(Noun, frozen=True, kw_only=True):
    """One thing that a task must show. kind: reference, start, flaw, independence or forgery; name: which one."""

    kind: str
    name: str
    held: bool
    expected: str
    got: str
    wall_s: float = 0.0


class TaskProof(Noun, frozen=True, kw_only=True):
    """All claims of one task. `frozen`: the ids that were written to tests/expected.json, when asked to."""

    task: str
    digest: str
    holds: bool
    claims: tuple[Claim, ...]
    frozen: tuple[str, ...] = ()
    wall_s: float = 0.0

    @property
    def summary(self) -> str:
        """One line: how many claims of each kind, and how long they took."""
        kinds = dict.fromkeys(claim.kind for claim in self.claims)
        counts = [(kind, [claim for claim in self.claims if claim.kind == kind]) for kind in kinds]
        words = [f"{sum(one.held for one in claims)}/{len(claims)} {kind}" for kind, claims in counts]
        return f"{', '.join(words)} in {self.wall_s:.1f} s"

    @property
    def problems(self) -> tuple[str, ...]:
        """One line for each claim that did not hold."""
        return tuple(
            f"{claim.kind} {claim.name}: expected {claim.expected}, got {claim.got}"
            for claim in self.claims
            if not claim.held
        )


async def prove(
    suite: Suite,
    sandbox: Sandbox,
    *,
    tasks: Collection[str] | None = None,
    freeze: bool = False,
    on_task: Callable[[TaskProof], None] | None = None,
) -> tuple[TaskProof, ...]:
    """The proofs of a suite's tasks (those with an id in `tasks`, if given), in the suite's order.

    freeze: first run each reference and write the ids of its tests to tests/expected.json; the suite is then loaded
    anew. on_task: called with each proof as it is ready. What does not hold is data, not an exception.
    Raises SuiteError E350 when no task is chosen, E351 when ids cannot be frozen.
    """
    chosen = _chosen(suite, tasks)
    frozen: dict[str, tuple[str, ...]] = {}
    if freeze:
        for task in chosen:
            frozen[task.id] = await freeze_ids(task, sandbox)
        chosen = _chosen(load_suite(suite.path), tasks)
    turn = asyncio.Semaphore(sandbox.slots)

    async def proven(task: Task) -> TaskProof:
        proof = await _Proof(task, sandbox, turn).all(frozen.get(task.id, ()))
        if on_task is not None:
            on_task(proof)
        return proof

    return tuple(await asyncio.gather(*(proven(task) for task in chosen)))


def _chosen(suite: Suite, tasks: Collection[str] | None) -> tuple[Task, ...]:
    chosen = tuple(task for task in suite.tasks if tasks is None or task.id in tasks)
    if not chosen:
        raise SuiteError("E350", f"no task of {suite.id} is chosen", where=suite.path, hint="see: prony tasks")
    return chosen


class _Proof:
    """Gathers the claims of one task."""

    def __init__(self, task: Task, sandbox: Sandbox, turn: asyncio.Semaphore) -> None:
        self.task = task
        self.sandbox = sandbox
        self.turn = turn

    async def all(self, frozen: tuple[str, ...]) -> TaskProof:
        """Every claim of the task."""
        began = time.perf_counter()
        try:
            claims = await self._claims()
        except PronyError as error:
            claims = [Claim(kind="task", name="files", held=False, expected="a task that can be read", got=str(error))]
        return TaskProof(
            task=self.task.id,
            digest=self.task.digest,
            holds=all(claim.held for claim in claims),
            claims=tuple(claims),
            frozen=frozen,
            wall_s=time.perf_counter() - began,
        )

    async def _claims(self) -> list[Claim]:
        reference, start = await asyncio.gather(self._grade(solution_files(self.task)), self._grade({}))
        bugs, battery = self._independent(), forgeries(self.task, [test.id for test in reference.tests])
        waiting: list[Awaitable[Claim]] = [
            *(self._flaw(flaw) for flaw in self.task.flaws),
            *(self._together(flaws) for flaws in combinations(bugs)),
            *(self._forgery(one.id, one.files, start) for one in battery),
        ]
        return [judge_reference(reference), judge_start(start), *await asyncio.gather(*waiting)]

    def _independent(self) -> tuple[Flaw, ...]:
        """The planted bugs that the task declares independent. Raises SuiteError E352 for one that it does not have."""
        flaws = {flaw.id: flaw for flaw in self.task.flaws}
        named = self.task.options.get("independent", ())
        unknown = [name for name in named if name not in flaws]
        if unknown:
            raise SuiteError(
                "E352", f"{self.task.id}: `independent` names no flaw: {unknown[0]!r}", where=self.task.path
            )
        return tuple(flaws[name] for name in named)

    async def _grade(self, files: Mapping[str, bytes]) -> Grade:
        async with self.turn:
            return await grade(self.task, files, self.sandbox, attempt="")

    async def _flaw(self, flaw: Flaw) -> Claim:
        return judge_flaw(flaw, await self._grade(flaw_files(self.task, flaw.id)))

    async def _together(self, flaws: tuple[Flaw, ...]) -> Claim:
        return judge_together(flaws, await self._grade(flaw_files(self.task, *(flaw.id for flaw in flaws))))

    async def _forgery(self, name: str, files: Mapping[str, bytes], start: Grade) -> Claim:
        return judge_forgery(name, await self._grade(files), start)


def combinations(flaws: tuple[Flaw, ...]) -> Iterable[tuple[Flaw, ...]]:
    """The rows of the independence matrix beyond none and each alone: all bugs, and each one left out."""
    if len(flaws) < 2:
        return
    yield flaws
    if len(flaws) > 2:
        for out in flaws:
            yield tuple(flaw for flaw in flaws if flaw is not out)


def judge_reference(grade: Grade) -> Claim:
    """The reference earns full marks and solves the task. Pure, as all that follow."""
    held = grade.solved and grade.score >= grade.scale - NEAR and grade.verdict is Verdict.PASS
    return _claim("reference", "solution", held, f"solved, {grade.scale:g} of {grade.scale:g}", grade)


def judge_start(grade: Grade) -> Claim:
    """The untouched start earns about nothing and never solves the task."""
    most = START_SHARE * grade.scale
    held = _sound(grade) and not grade.solved and grade.score <= most + NEAR
    return _claim("start", "untouched", held, f"not solved, at most {most:g} of {grade.scale:g}", grade)


def judge_flaw(flaw: Flaw, grade: Grade) -> Claim:
    """A flaw fails exactly its criteria, within its score, with its verdict; an equivalent one passes."""
    low, high = flaw.score
    held = _sound(grade, flaw.verdict) and lost(grade) == set(flaw.fails) and low - NEAR <= grade.score <= high + NEAR
    held = held and flaw.verdict in (None, grade.verdict) and (grade.solved or not flaw.equivalent)
    words = [
        f"{_named(flaw.fails)} lost",
        f"{low:g} to {high:g} of {grade.scale:g}",
        *([flaw.verdict] if flaw.verdict else []),
    ]
    return _claim("flaw", flaw.id, held, ", ".join(words), grade)


def judge_together(flaws: tuple[Flaw, ...], grade: Grade) -> Claim:
    """Planted bugs together fail the union of what each fails alone."""
    union = {criterion for flaw in flaws for criterion in flaw.fails}
    held = _sound(grade) and lost(grade) == union
    return _claim("independence", " + ".join(flaw.id for flaw in flaws), held, f"{_named(union)} lost", grade)


def judge_forgery(name: str, grade: Grade, start: Grade) -> Claim:
    """A forgery earns no more than the untouched start, never solves the task, and cannot break the grader."""
    held = grade.verdict is not Verdict.GRADER_ERROR and not grade.solved and grade.score <= start.score + NEAR
    return _claim("forgery", name, held, f"not solved, at most {start.score:g} of {grade.scale:g}", grade)


def lost(grade: Grade) -> set[str]:
    """The criteria that were not fully earned."""
    return {result.id for result in grade.criteria if result.earned < result.points or result.failed}


def _sound(grade: Grade, named: str | None = None) -> bool:
    """Whether the grade is one of a submission: not of a broken grader, nor of tampering that was not declared."""
    return grade.verdict not in (Verdict.GRADER_ERROR, Verdict.TAMPERED) or grade.verdict == named


def _claim(kind: str, name: str, held: bool, expected: str, grade: Grade) -> Claim:
    return Claim(kind=kind, name=name, held=held, expected=expected, got=_told(grade), wall_s=grade.wall_s)


def _told(grade: Grade) -> str:
    solved = "solved" if grade.solved else "not solved"
    words = [solved, f"{grade.score:g} of {grade.scale:g}", str(grade.verdict), f"{_named(sorted(lost(grade)))} lost"]
    return ", ".join(words) + "".join(f" ({note})" for note in grade.notes)


def _named(criteria: Iterable[str]) -> str:
    return " and ".join(sorted(criteria)) or "nothing"
