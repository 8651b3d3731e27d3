"""The hand-in of an agent: the changes in its workspace, and facts about its end."""

from __future__ import annotations

from prony.harnesses.job import AttemptJob
from prony.harnesses.result import HarnessResult
from prony.nouns import Fault
from prony.outcomes import FAULT_CLASSES
from prony.sandbox import Workspace
from prony.suites import changes


async def handed_in(job: AttemptJob, workspace: Workspace, reply: str | None, end: Fault | None) -> HarnessResult:
    """The result of an agent that is done, or was ended by the fault `end`; `reply`: its last words.

    An end with something to grade is a label, so that it is graded.
    """
    task = job.task
    taken = await workspace.take(task.protect, (*task.editable, *task.answer))
    left = changes(task, job.start, taken.files)
    ended_as = FAULT_CLASSES.get(end.code) if end is not None and (left.files or left.removed) else None
    facts = {
        "gave_up": not (end or left),
        "egress_attempted": workspace.unrouted,
        "egress_unknown": workspace.uncounted and not workspace.unrouted,
        str(ended_as): ended_as,
    }
    return HarnessResult(
        reply=reply,
        files=left.files,
        removed=left.removed,
        workspace=True,
        fault=end,
        notes=(*left.notes, *taken.notes),
        labels=tuple(name for name, holds in facts.items() if holds),
    )
