"""Prove by mutants: each is graded as a submission is, in the sandbox; what its task's author says of it is checked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

from prony.errors import PronyError
from prony.grading.calibration import Calibrator
from prony.grading.claims import judge_reference
from prony.grading.grade import calibrator, grade
from prony.grading.mutants.explained import Explained, explained
from prony.grading.mutants.mutant import Mutant
from prony.grading.mutants.mutate import mutants_of
from prony.grading.mutants.sample import sample
from prony.grading.mutants.trial import Fate, MutantsProof, MutantTrial, fate_of, trial_of
from prony.languages import language_of
from prony.nouns import Grade, GradeLimits, Noun, Suite, Task
from prony.sandbox import Sandbox
from prony.suites.equivalents import read_equivalents
from prony.suites.materials import MATERIALS, MaterialsCache


class _Chosen(Noun, frozen=True, kw_only=True):
    """The mutants of one task that are to be graded."""

    task: Task
    explained: Explained
    total: int
    mutants: tuple[Mutant, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    reference: Grade
    limits: GradeLimits


async def prove_mutants(
    suite: Suite,
    sandbox: Sandbox,
    *,
    tasks: Collection[str] | None = None,
    limit: int | None = None,
    on_plan: Callable[[int, float], None] = lambda count, seconds: None,
    on_mutant: Callable[[MutantTrial], None] = lambda trial: None,
    on_task: Callable[[MutantsProof], None] = lambda proof: None,
    cache: MaterialsCache = MATERIALS,
) -> tuple[MutantsProof, ...]:
    """Grade the mutants of a suite's references (of the tasks in `tasks`, if given), in the suite's order.

    A task without a reference of its own has none, and is passed over.
    limit: the most of one task; of more, a sample is taken. on_plan: called once with how many there are, and about how
    many seconds they take, if each takes what its reference did. Raises SuiteError E353, and what reading equivalents
    raises.
    """
    turn, limits = asyncio.Semaphore(sandbox.slots), calibrator(sandbox, cache)
    chosen = [task for task in suite.tasks if task.has_reference and (tasks is None or task.id in tasks)]
    plans = await asyncio.gather(*(_plan(task, sandbox, turn, limit, cache, limits) for task in chosen))
    seconds = sum(plan.reference.wall_s * len(plan.mutants) for plan in plans) / sandbox.slots
    on_plan(sum(len(plan.mutants) for plan in plans), seconds)

    async def proven(plan: _Chosen) -> MutantsProof:
        trials = await asyncio.gather(
            *(_tried(plan, mutant, sandbox, turn, cache, on_mutant) for mutant in plan.mutants)
        )
        proof = MutantsProof(
            task=plan.task.id,
            digest=plan.task.digest,
            equivalents=plan.explained.digest,
            total=plan.total,
            trials=tuple(trials),
            problems=(*plan.problems, *plan.explained.noticed(trials)),
            notes=(*plan.notes, *plan.explained.moved),
        )
        on_task(proof)
        return proof

    return tuple(await asyncio.gather(*(proven(plan) for plan in plans)))


async def _plan(
    task: Task,
    sandbox: Sandbox,
    turn: asyncio.Semaphore,
    limit: int | None,
    cache: MaterialsCache,
    calibration: Calibrator,
) -> _Chosen:
    materials = cache.of(task)
    mutants = mutants_of(materials)
    says = explained(read_equivalents(task, materials.solution), mutants)
    limits = await calibration.limits(task)
    async with turn:
        reference = await grade(task, materials.solution, sandbox, attempt="", limits=limits, cache=cache)
    claim = judge_reference(reference)
    problems = says.unmatched if claim.held else (f"the reference does not hold: {claim.got}",)
    unread = sorted({path for path in materials.solution if not _has_mutations(path)})
    return _Chosen(
        task=task,
        explained=says,
        total=len(mutants),
        mutants=sample(mutants, limit) if claim.held else (),
        problems=problems,
        notes=tuple(f"{path} has no mutants: nothing says how its language is changed" for path in unread),
        reference=reference,
        limits=limits,
    )


def _has_mutations(path: str) -> bool:
    language = language_of(path)
    return language is not None and language.mutations is not None


async def _tried(
    plan: _Chosen,
    mutant: Mutant,
    sandbox: Sandbox,
    turn: asyncio.Semaphore,
    cache: MaterialsCache,
    on_mutant: Callable[[MutantTrial], None],
) -> MutantTrial:
    files = {**cache.of(plan.task).solution, mutant.file: mutant.data}
    try:
        async with turn:
            found = await grade(plan.task, files, sandbox, attempt="", limits=plan.limits, cache=cache)
    except PronyError as error:
        trial = trial_of(mutant, Fate.BROKEN, why=error.what)
    else:
        fate, reason = fate_of(found, plan.reference), plan.explained.reason(mutant)
        if fate is Fate.SURVIVED and reason:
            fate = Fate.EQUIVALENT
        why = reason if fate is Fate.EQUIVALENT else "; ".join(found.notes) if fate is Fate.BROKEN else ""
        trial = trial_of(mutant, fate, why, found.wall_s)
    on_mutant(trial)
    return trial
