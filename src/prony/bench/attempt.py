"""One attempt: a harness drives a contestant through one task, and what it handed in becomes data."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable

from prony.bench.budget import gateway_budget
from prony.bench.lease import Lease
from prony.bench.plan import Cell, now
from prony.errors import GradingError, PronyError, SandboxError
from prony.gateway import Gateway, fault_of
from prony.harnesses import AttemptJob, Harness, HarnessResult
from prony.nouns import Attempt, AttemptEnd, FaultCode, Mode, Submission, Task
from prony.outcomes import fault
from prony.suites import materials_of


def attempt_id(run: str, cell: Cell, try_no: int, start_no: int) -> str:
    """The id of one try of one cell; `start_no` counts earlier starts that a crash left without an end."""
    key = f"{run}\n{cell.label}\n{cell.task}\n{cell.repeat}\n{try_no}\n{start_no}"
    return "a" + hashlib.sha256(key.encode()).hexdigest()[:11]


async def make_attempt(
    attempt: Attempt,
    task: Task,
    lease: Lease,
    *,
    harness: Harness,
    gateway: Gateway,
    put_blob: Callable[[bytes], str],
) -> AttemptEnd:
    """Make one attempt. Never raises for what the contestant or its engine does: that is the end's fault.

    What went wrong between model and harness is told by the gateway's record, whatever the harness makes of it; a
    harness tells what only it knows: that it broke, gave up, or found no answer in a whole reply.
    """
    begun, result, broken = time.monotonic(), HarnessResult(), None
    limits = lease.limits(task)
    path = gateway.open(attempt.id, lease.target, gateway_budget(limits))
    try:
        job = AttemptJob(
            task=task,
            start=materials_of(task).workspace,
            url=path.base_url,
            model=lease.target.model,
            sampling=lease.spec.sampling,
            max_tokens=lease.reply_tokens(task),
            limits=limits,
            known=lease.known,
            workspaces=lease.workspaces,
            recorded_fault=lambda: fault_of(path),
        )
        result = await harness.attempt(job)
    except asyncio.CancelledError:
        raise
    except (SandboxError, GradingError) as error:
        broken = fault(FaultCode.CLIENT_FAULT, str(error))
    except PronyError as error:
        broken = fault(FaultCode.HARNESS_CRASH, str(error))
    except Exception as error:  # noqa: BLE001 - a harness that breaks is an outcome of the attempt, not of the run
        broken = fault(FaultCode.HARNESS_CRASH, f"{type(error).__name__}: {error}")
    finally:
        gateway.close(path)
    return AttemptEnd(
        attempt=attempt.id,
        ended_at=now(),
        wall_s=time.monotonic() - begun,
        submission=_submission(task, result, put_blob),
        fault=path.fault or broken or fault_of(path) or result.fault,
        exchanges=path.exchanges,
        labels=result.labels,
    )


def _submission(task: Task, result: HarnessResult, put_blob: Callable[[bytes], str]) -> Submission | None:
    if result.reply is None and not result.files and not result.removed:
        return None
    return Submission(
        mode=Mode.AGENT if result.workspace else task.mode,
        reply=None if result.reply is None else put_blob(result.reply.encode("utf-8", "surrogatepass")),
        files={path: put_blob(data) for path, data in sorted(result.files.items())},
        removed=result.removed,
        notes=result.notes,
    )
