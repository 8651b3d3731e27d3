"""What a task must show before it ships: that its grader tells right from wrong, and cannot be talked into anything.

The reference earns everything, the untouched start about nothing, every flaw fails exactly what it declares, planted
bugs are independent of each other, repairs make a build pass and nothing more, and no forgery earns more than the
untouched start.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping

from prony.errors import PronyError, SuiteError
from prony.grading.calibration import Calibrator
from prony.grading.claims import (
    Claim,
    combinations,
    judge_brief,
    judge_flaw,
    judge_forgery,
    judge_inert,
    judge_reference,
    judge_repaired,
    judge_start,
    judge_started,
    judge_together,
)
from prony.grading.forge import forgeries
from prony.grading.freeze import freeze_ids
from prony.grading.grade import calibrator, grade
from prony.grading.job import Earlier
from prony.grading.making import is_maker, making_claims, write_cases
from prony.grading.repairs import apply_repair, sets
from prony.grading.sql_making import tables_claims, write_tables
from prony.grading.step_proofs import REFERENCE, START, ProvenStep, StepProofs
from prony.grading.subject import subject_of
from prony.nouns import Flaw, Grade, GradeLimits, Noun, Suite, Task
from prony.sandbox import Sandbox
from prony.suites.compose import taken_over
from prony.suites.load import load_suite
from prony.suites.materials import MATERIALS, MaterialsCache
from prony.suites.repairs import Repair, planted_bug, repair_files


class TaskProof(Noun, frozen=True, kw_only=True):
    """All claims of one task. `frozen`: the ids that were written to tests/expected.json, when asked to.

    limits: the time limits in force here, with what the reference used. slot_s: how long grading took, added up over
    its turns, without the measuring of those limits; wall_s counts the waiting for a turn, too.
    """

    task: str
    digest: str
    holds: bool
    claims: tuple[Claim, ...]
    frozen: tuple[str, ...] = ()
    wall_s: float = 0.0
    slot_s: float = 0.0
    limits: GradeLimits | None = None

    @property
    def summary(self) -> str:
        """One line: how many claims of each kind, and how long they took."""
        kinds = dict.fromkeys(claim.kind for claim in self.claims)
        counts = [(kind, [claim for claim in self.claims if claim.kind == kind]) for kind in kinds]
        words = [f"{sum(one.held for one in claims)}/{len(claims)} {kind}" for kind, claims in counts]
        return f"{', '.join(words)} in {self.wall_s:.1f} s{self._limit}"

    @property
    def _limit(self) -> str:
        limits = self.limits
        if limits is None:
            return ""
        if limits.reference_cpu_s is None:
            return f"; limit {limits.cpu_s:g} s"
        by = f" by {limits.measured_with}" if limits.measured_with else ""
        return f"; CPU {limits.reference_cpu_s:.2f} s{by}, limit {limits.cpu_s:g} s"

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
    battery: bool = True,
    make: bool = False,
    on_task: Callable[[TaskProof], None] | None = None,
    cache: MaterialsCache = MATERIALS,
) -> tuple[TaskProof, ...]:
    """The proofs of a suite's tasks (those with an id in `tasks`, if given), in the suite's order.

    freeze: first run each reference and write the ids of its tests to tests/expected.json; make: first write what is
    made of problems that have a generator or a plan of tables; the suite is then loaded anew. battery: whether more is
    shown than that the reference passes and the untouched start does not. on_task: called with each proof as it is
    ready. cache: where the files of tasks come from. What does not hold is data, not an exception.
    Raises SuiteError E350 when no task is chosen, E351 when ids cannot be frozen, E354 when cases cannot
    be made.
    """
    chosen = _chosen(suite, tasks)
    frozen: dict[str, tuple[str, ...]] = {}
    if freeze:
        for task in chosen:
            frozen[task.id] = await freeze_ids(cache.of(task), sandbox)
        chosen = _chosen(load_suite(suite.path), tasks)
    if make:
        for task in chosen:
            if is_maker(task, cache.of(task)):
                await write_cases(task, cache.of(task), sandbox, suite.variant)
        await write_tables(suite, chosen, sandbox, cache)
        chosen = _chosen(load_suite(suite.path), tasks)
    turn, limits = asyncio.Semaphore(sandbox.slots), calibrator(sandbox, cache, anew=True)

    async def proven(task: Task) -> TaskProof:
        proof = await _Proof(task, cache, sandbox, turn, limits, suite.variant, battery=battery).all(
            frozen.get(task.id, ())
        )
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

    def __init__(
        self,
        task: Task,
        cache: MaterialsCache,
        sandbox: Sandbox,
        turn: asyncio.Semaphore,
        limits: Calibrator,
        seed: int,
        *,
        battery: bool,
    ) -> None:
        self.task = task
        self.battery = battery
        self.materials = cache.of(task)
        self.cache = cache
        self.sandbox = sandbox
        self.turn = turn
        self.seed = seed
        self.calibrator = limits
        self.limits: GradeLimits | None = None
        self.slot_s = 0.0

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
            slot_s=self.slot_s,
            limits=self.limits,
        )

    async def _claims(self) -> list[Claim]:
        self.limits = await self.calibrator.limits(self.task)
        start = await self._grade({})
        shown = []
        if self.task.has_reference:
            reference = await self._grade(self.materials.solution)
            shown.append(judge_reference(reference))
        if not self.battery:
            return [*shown, judge_start(start)]
        if is_maker(self.task, self.materials):
            async with self._slot():
                shown += await making_claims(self.task, self.materials, self.sandbox, self.seed)
        shown += tables_claims(self.task)
        shown += await self._later_steps()
        bugs, battery = self._independent(), forgeries(self.materials, [test.id for test in start.tests])
        waiting: list[Awaitable[Claim]] = [
            *(self._flaw(flaw) for flaw in self.task.flaws if not flaw.step),
            *(self._together(flaws) for flaws in combinations(bugs)),
            *(self._repaired(flaws) for flaws in sets([planted_bug(self.task, name) for name in self.task.repairs])),
            *(self._inert(repair) for repair in repair_files(self.materials)),
            *(self._forgery(one.id, one.files, start) for one in battery),
        ]
        begun = [judge_started(start)] if self.task.repairs and self.materials.workspace else []
        return [*shown, judge_start(start), *begun, *await asyncio.gather(*waiting)]

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

    @contextlib.asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        """One turn of the task, whose time is counted."""
        async with self.turn:
            began = time.perf_counter()
            try:
                yield
            finally:
                self.slot_s += time.perf_counter() - began

    async def _grade(
        self,
        files: Mapping[str, bytes],
        removed: Iterable[str] = (),
        *,
        hurried: bool = False,
        step: int = 0,
        before: Earlier | None = None,
    ) -> Grade:
        async with self._slot():
            return await grade(
                self.task,
                files,
                self.sandbox,
                attempt="",
                removed=removed,
                hurried=hurried,
                limits=self.limits,
                cache=self.cache,
                step=step,
                before=before,
            )

    async def _later_steps(self) -> list[Claim]:
        """The claims of the steps after the first: references, briefs, flaws, and forgeries where it has criteria."""
        if not self.task.steps:
            return []
        proofs = StepProofs(self.task, self.materials, self._grade)
        claims = []
        for step in range(1, len(self.task.steps) + 1):
            if self.task.has_reference:
                claims.append(judge_reference((await proofs.proven(step)).grade, f"step {step}"))
            for name in proofs.names_before(step):
                text = await proofs.brief(step, name)
                after = "" if name == REFERENCE else f" after {name}"
                needed = name in (REFERENCE, self.task.steps[step - 1].after)
                claims.append(judge_brief(f"step {step}{after}", text, needed=needed))
            for flaw in (flaw for flaw in self.task.flaws if flaw.step == step):
                claims.append(judge_flaw(flaw, (await proofs.proven(step, flaw.id)).grade))
            if any(one.step == step for one in self.task.criteria):
                start = await proofs.proven(step, START)
                claims += [judge_start(start.grade, f"step {step}"), *await self._forged_steps(step, start)]
        return claims

    async def _forged_steps(self, step: int, start: ProvenStep) -> list[Claim]:
        """The forgeries that are handed in at a step, after the untouched start."""
        materials = self.materials.at(step)
        before = Earlier(metrics=start.grade.metrics)
        battery = forgeries(materials, [test.id for test in start.grade.tests])
        grades = await asyncio.gather(
            *(self._grade(one.files, hurried=True, step=step, before=before) for one in battery)
        )
        return [
            judge_forgery(f"{one.id} at step {step}", found, start.grade)
            for one, found in zip(battery, grades, strict=True)
        ]

    async def _flaw(self, flaw: Flaw) -> Claim:
        return judge_flaw(flaw, await self._grade(self.materials.flawed(flaw.id)))

    async def _together(self, flaws: tuple[Flaw, ...]) -> Claim:
        return judge_together(flaws, await self._grade(self.materials.flawed(*(flaw.id for flaw in flaws))))

    async def _repaired(self, flaws: tuple[Flaw, ...]) -> Claim:
        return judge_repaired(flaws, await self._grade(self.materials.flawed(*(flaw.id for flaw in flaws))))

    async def _inert(self, repair: Repair) -> Claim:
        subject = subject_of(self.materials, self.materials.solution)
        async with self._slot():
            tree = await apply_repair(repair, subject, self.sandbox)
        if tree is None or tree == subject.tree:
            return judge_inert(repair.criterion, None)
        files = {path: data for path, data in tree.items() if taken_over(self.task, path)}
        return judge_inert(
            repair.criterion, await self._grade(files, [path for path in subject.tree if path not in tree])
        )

    async def _forgery(self, name: str, files: Mapping[str, bytes], start: Grade) -> Claim:
        return judge_forgery(name, await self._grade(files, hurried=True), start)
