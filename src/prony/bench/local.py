"""The executor of one machine: attempts through its gateway, grades in its sandbox, both in this process."""

from __future__ import annotations

from collections.abc import Callable

from prony.bench.attempt import AttemptOrder, make_attempt
from prony.gateway import Gateway
from prony.grading import GradeJob, grade_job
from prony.harnesses import harness_named
from prony.nouns import AttemptEnd, Grade
from prony.sandbox import Sandbox, Workspaces


class LocalAttempts:
    """Makes attempts here. workspaces: where agents work; None where the plan has none."""

    def __init__(self, gateway: Gateway, workspaces: Workspaces | None, put_blob: Callable[[bytes], str]) -> None:
        self._gateway = gateway
        self._workspaces = workspaces
        self._put_blob = put_blob

    async def attempt(self, order: AttemptOrder) -> AttemptEnd:
        """See `prony.bench.executor.AttemptExecutor`."""
        return await make_attempt(
            order,
            harness_named(order.harness),
            gateway=self._gateway,
            workspaces=self._workspaces,
            put_blob=self._put_blob,
        )


class LocalGrades:
    """Grades here."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def grade(self, job: GradeJob) -> Grade:
        """See `prony.bench.executor.GradeExecutor`."""
        return await grade_job(job, self._sandbox)
