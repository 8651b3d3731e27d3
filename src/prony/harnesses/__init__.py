"""Harnesses: what stands between a task and a model. Each resident is a file that defines `HARNESS`.

    chat.py           one shot: the brief in one message, files out of the reply
    loop.py           our own agent: one tool, bash, in a workspace, until the model is done

Beside them:

    needs.py          what a harness needs, as data
    job.py            one attempt as a harness gets it
    handing_in.py     what became of an agent's workspace
    result.py         what it brings back
    probe.py          a task without files, whose prompt shows the form of every brief

A new harness is a file beside the residents, or comes by the entry point group `prony.harnesses`.
"""

from __future__ import annotations

import difflib
from typing import Protocol

from prony.errors import UsageError
from prony.harnesses.job import AttemptJob, Known
from prony.harnesses.needs import Needs
from prony.harnesses.result import HarnessResult
from prony.nouns import HarnessIdentity
from prony.registry import Registry


class Harness(Protocol):
    """Drives one contestant through one brief, over a gateway path. Keeps nothing from one attempt to the next."""

    needs: Needs

    def identity(self, known: Known) -> HarnessIdentity:
        """Name, version, and the digest of all that shapes what the model is told: part of its fingerprint."""
        ...

    async def attempt(self, job: AttemptJob) -> HarnessResult:
        """Make one attempt.

        What the model or its engine does wrong is a fault in the result, never an exception. Raises SandboxError where
        the workspace that it needs cannot be had.
        """
        ...


def _wrong(resident: object) -> str | None:
    lacking = [name for name in ("needs", "identity", "attempt") if not hasattr(resident, name)]
    return f"it has no {', '.join(lacking)}" if lacking else None


HARNESSES: Registry[Harness] = Registry(
    "harness",
    __name__,
    "HARNESS",
    besides=("handing_in", "job", "needs", "probe", "result"),
    group="prony.harnesses",
    check=_wrong,
)
"""Harnesses by name."""


def harness_named(name: str) -> Harness:
    """The harness of that name. Raises UsageError E280."""
    harness = HARNESSES.get(name)
    if harness is None:
        near = difflib.get_close_matches(name, HARNESSES.names(), n=1)
        known = ", ".join(sorted(HARNESSES.names()))
        raise UsageError(
            "E280", f"there is no harness {name!r}", hint=f"did you mean {near[0]}?" if near else f"there are: {known}"
        )
    return harness


__all__ = ["HARNESSES", "AttemptJob", "Harness", "HarnessResult", "Known", "Needs", "harness_named"]
