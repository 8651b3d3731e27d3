"""Try imported tasks: does the reference pass here, and does the untouched start?

A foreign suite does not say which ids its tests have: they are learned from the reference's first run, and frozen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from prony.errors import PronyError
from prony.grading.claims import Claim
from prony.grading.freeze import freeze_ids
from prony.grading.prove import TaskProof, prove
from prony.nouns import Suite, Task
from prony.sandbox import Sandbox
from prony.suites.graders import GRADER_KINDS
from prony.suites.load import load_suite
from prony.suites.materials import MATERIALS, MaterialsCache
from prony.suites.proof_record import ProofRecord, TriedTask, read_record, write_record


async def try_tasks(suite: Suite, tasks: Iterable[Task], sandbox: Sandbox) -> dict[str, TriedTask]:
    """Try `tasks` of an imported suite and keep what came of it in its record; by the names of tasks."""
    frozen, proofs = await prove_imported(suite, tasks, sandbox, battery=False)
    return record_proofs(frozen, proofs)


async def prove_imported(
    suite: Suite,
    tasks: Iterable[Task],
    sandbox: Sandbox,
    *,
    battery: bool = True,
    on_task: Callable[[TaskProof], None] = lambda proof: None,
    cache: MaterialsCache = MATERIALS,
) -> tuple[Suite, tuple[TaskProof, ...]]:
    """The suite with frozen ids, and the proofs of `tasks`; one whose ids cannot be learned has a proof that says so.

    As `prony.grading.prove`; the suite's folder is written to where ids are not frozen yet.
    """
    chosen = list(tasks)
    broken = await _freeze_missing(chosen, sandbox, cache)
    suite = load_suite(suite.path)
    current = {task.id: task for task in suite.tasks}
    proofs = [_unproven(current[task_id], why) for task_id, why in broken.items()]
    for proof in proofs:
        on_task(proof)
    rest = [task.id for task in chosen if task.id not in broken]
    proven = await prove(suite, sandbox, tasks=rest, battery=battery, on_task=on_task, cache=cache) if rest else ()
    return suite, (*proofs, *proven)


def record_proofs(suite: Suite, proofs: Iterable[TaskProof]) -> dict[str, TriedTask]:
    """Keep in an imported suite's record what its proofs say; by the names of tasks. Other suites have no record."""
    record = read_record(suite)
    if record is None:
        return {}
    tried = {proof.task.partition("/")[2]: _tried(proof) for proof in proofs}
    names = {task.name for task in suite.tasks}
    kept: Mapping[str, TriedTask] = {name: entry for name, entry in record.tasks.items() if name in names}
    write_record(Path(suite.path), ProofRecord(tasks={**kept, **tried}))
    return tried


async def _freeze_missing(tasks: Collection[Task], sandbox: Sandbox, cache: MaterialsCache) -> dict[str, str]:
    """Freeze the ids of tests that are code where that was not done; task id -> why it cannot be."""
    turn = asyncio.Semaphore(sandbox.slots)
    broken: dict[str, str] = {}

    async def freeze(task: Task) -> None:
        async with turn:
            try:
                await freeze_ids(cache.of(task), sandbox)
            except PronyError as error:
                broken[task.id] = f"{error.what}: {error.cause}" if error.cause else error.what

    await asyncio.gather(*(freeze(task) for task in tasks if _lacks_ids(task, cache)))
    return broken


def _lacks_ids(task: Task, cache: MaterialsCache) -> bool:
    unknown = [name for name in task.grader if GRADER_KINDS[name].read_tests is None]
    return task.has_reference and bool(unknown) and cache.of(task).frozen is None


def _unproven(task: Task, why: str) -> TaskProof:
    claim = Claim(kind="reference", name="solution", held=False, expected="passes all its tests", got=why)
    return TaskProof(task=task.id, digest=task.digest, holds=False, claims=(claim,))


def _tried(proof: TaskProof) -> TriedTask:
    claims = {claim.kind: claim for claim in reversed(proof.claims)}
    reference, start = claims.get("reference"), claims.get("start")
    unread = next((claim for claim in proof.claims if claim.kind == "task" and not claim.held), None)
    broken = "" if unread is None else unread.got
    return TriedTask(
        digest=proof.digest,
        reference=broken or ("" if reference is None or reference.held else reference.got),
        start_passes=start is not None and not start.held and start.got.startswith("solved"),
    )
