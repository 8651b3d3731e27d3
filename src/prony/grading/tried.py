"""Try imported tasks: does the reference pass here, and does the untouched start?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from prony.grading.prove import TaskProof, prove
from prony.nouns import Suite, Task
from prony.sandbox import Sandbox
from prony.suites.proof_record import ProofRecord, TriedTask, read_record, write_record


async def try_tasks(suite: Suite, tasks: Iterable[Task], sandbox: Sandbox) -> dict[str, TriedTask]:
    """Try `tasks` of an imported suite and keep what came of it in its record; by the names of tasks."""
    proofs = await prove(suite, sandbox, tasks=[task.id for task in tasks], battery=False)
    return record_proofs(suite, proofs)


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


def _tried(proof: TaskProof) -> TriedTask:
    claims = {claim.kind: claim for claim in proof.claims}
    reference, start = claims.get("reference"), claims.get("start")
    broken = proof.claims[0].got if reference is None and proof.claims else ""
    return TriedTask(
        digest=proof.digest,
        reference=broken or ("" if reference is None or reference.held else reference.got),
        start_passes=start is not None and not start.held and start.got.startswith("solved"),
    )
