"""One attempt: a harness drives a contestant through one task, and what it handed in becomes data."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from prony.bench.lease import Lease
from prony.bench.plan import now
from prony.bench.steps import AttemptSteps, HandIn
from prony.errors import GradingError, PronyError, SandboxError
from prony.gateway import Gateway, Upstream, fault_of
from prony.harnesses import AttemptJob, Harness, HarnessResult, Known
from prony.harnesses.budget import gateway_budget
from prony.nouns import Attempt, AttemptEnd, AttemptLimits, FaultCode, Grade, Mode, Noun, Sampling, Submission, Task
from prony.outcomes import fault
from prony.sandbox import Workspaces
from prony.suites import materials_of
from prony.suites.step_views import at_step


class AttemptOrder(Noun, frozen=True, kw_only=True):
    """One attempt that is to be made, as plain data: it can be made wherever its engine and its suite are."""

    attempt: Attempt
    task: Task
    harness: str
    target: Upstream
    sampling: Sampling
    max_tokens: int
    """Of one reply."""
    limits: AttemptLimits
    known: Known
    later_tokens: tuple[int, ...] = ()
    """Of one reply in each later step."""


def order_of(attempt: Attempt, task: Task, lease: Lease) -> AttemptOrder:
    """Make the order for `attempt` of a leased contestant, whose engine is reached as it is now."""
    limits, reply_tokens = lease.bounds(task)
    return AttemptOrder(
        attempt=attempt,
        task=task,
        harness=lease.spec.harness,
        target=lease.target,
        sampling=lease.spec.sampling,
        max_tokens=reply_tokens,
        limits=limits,
        known=lease.known,
        later_tokens=tuple(lease.bounds(at_step(task, number))[1] for number in range(1, len(task.steps) + 1)),
    )


async def _hand_in_nowhere(submission: Submission) -> Grade | None:
    """Where nobody grades."""
    return None


async def make_attempt(
    order: AttemptOrder,
    harness: Harness,
    *,
    gateway: Gateway,
    workspaces: Workspaces | None,
    put_blob: Callable[[bytes], str],
    hand_in: HandIn = _hand_in_nowhere,
) -> AttemptEnd:
    """Make one attempt. Never raises for what the contestant or its engine does: that is the end's fault.

    hand_in: takes the submissions of a task with steps, all but the last.

    What went wrong between model and harness is told by the gateway's record, whatever the harness makes of it; a
    harness tells what only it knows: that it broke, gave up, or found no answer in a whole reply.
    """
    begun, result, broken = time.monotonic(), HarnessResult(), None
    path = gateway.open(order.attempt.id, order.target, gateway_budget(order.limits))

    def submitted(result: HarnessResult, task: Task, step: int) -> Submission | None:
        return _submission(task, result, put_blob, step)

    steps = AttemptSteps(order.task, path, hand_in, submitted, (order.max_tokens, *order.later_tokens))
    try:
        job = AttemptJob(
            task=steps.task,
            start=materials_of(order.task).workspace,
            url=path.base_url,
            model=order.target.model,
            sampling=order.sampling,
            max_tokens=order.max_tokens,
            limits=order.limits,
            known=order.known,
            workspaces=workspaces,
            recorded_fault=lambda: fault_of(path),
            closed=lambda: path.fault is not None,
            requests=lambda: path.requests,
            go_on=steps.go_on,
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
        attempt=order.attempt.id,
        ended_at=now(),
        wall_s=time.monotonic() - begun - steps.paused_s,
        submission=steps.handed_in or _submission(steps.task, result, put_blob, steps.number),
        fault=path.fault or broken or fault_of(path) or result.fault,
        exchanges=path.exchanges,
        labels=(*result.labels, *(f"shim:{shim}" for shim in path.late_shims)),
        text_calls=result.text_calls,
        transcript=put_blob(result.transcript) if result.transcript is not None else None,
    )


def _submission(task: Task, result: HarnessResult, put_blob: Callable[[bytes], str], step: int) -> Submission | None:
    if result.reply is None and not result.files and not result.removed:
        return None
    return Submission(
        mode=Mode.AGENT if result.workspace else task.mode,
        reply=None if result.reply is None else put_blob(result.reply.encode("utf-8", "surrogatepass")),
        files={path: put_blob(data) for path, data in sorted(result.files.items())},
        removed=result.removed,
        notes=result.notes,
        step=step,
    )
