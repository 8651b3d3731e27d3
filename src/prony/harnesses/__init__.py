"""Harnesses: what stands between a task and a model. Each of our own is a file that defines `HARNESS`.

    chat.py           one shot: the brief in one message, files out of the reply
    edit.py           the files in the brief, changes of them back, and what the task's check says, a few times
    loop.py           our own agent: one tool, bash, in a workspace, until the model is done

Outside agents are TOML files: those in the folder `agents`, and a user's own in `agents/` beside prony.toml.
Beside them:

    agent_file.py     an outside agent as one TOML file
    agent.py          the harness that such a file describes
    next_step.py      a later step of an attempt
    needs.py          what a harness needs, as data
    job.py            one attempt as a harness gets it
    budget.py         what an attempt may use, and how many tokens a reply may have
    context.py        how much context that needs of an engine
    handing_in.py     what became of an agent's workspace
    rehearsal.py      small requests in the shape of a harness's own
    result.py         what it brings back
    commands/         commands in a model's message: how they travel, and how they are read
    probe.py          a task without files, whose prompt shows the form of every brief

A new harness is a TOML file, a file beside our own, or comes by the entry point group `prony.harnesses`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from prony.errors import UsageError
from prony.harnesses.agent_file import agent_files, read_agent
from prony.harnesses.job import AttemptJob, Known
from prony.harnesses.needs import Needs
from prony.harnesses.next_step import NextStep
from prony.harnesses.result import HarnessResult
from prony.nouns import HarnessIdentity
from prony.registry import Registry, tell_once


class Harness(Protocol):
    """Drives one contestant through one brief, over a gateway path. Keeps nothing from one attempt to the next."""

    needs: Needs

    def identity(self, known: Known) -> HarnessIdentity:
        """Name, version, and the digest of all that shapes what the model is told: part of its fingerprint."""
        ...

    async def attempt(self, job: AttemptJob) -> HarnessResult:
        """Make one attempt.

        What the model or its engine does wrong is a fault in the result, never an exception. One whose needs say
        `steps` hands each step in (`AttemptJob.go_on`), and goes on with what that returns. Raises SandboxError where
        the workspace that it needs cannot be had.
        """
        ...


def _wrong(resident: object) -> str | None:
    if isinstance(resident, type):
        return "HARNESS is a class, and has to be an object of it"
    lacking = [name for name in ("needs", "identity", "attempt") if not hasattr(resident, name)]
    return f"it has no {', '.join(lacking)}" if lacking else None


HARNESSES: Registry[Harness] = Registry(
    "harness",
    __name__,
    "HARNESS",
    besides=(
        "agent",
        "agent_file",
        "budget",
        "codes",
        "commands",
        "context",
        "handing_in",
        "job",
        "needs",
        "next_step",
        "probe",
        "rehearsal",
        "result",
    ),
    group="prony.harnesses",
    check=_wrong,
)
"""Harnesses that are written in Python, by name."""


def _agents() -> dict[str, Path]:
    """The agent files that name no harness of another's."""
    files = agent_files()
    for name in [name for name in files if name in HARNESSES]:
        tell_once(f"the agent {files.pop(name)} is left out: there is a harness {name} already")
    return files


def harness_names() -> tuple[str, ...]:
    """The names of all harnesses: our own and other packages', then the agents. Reads no agent file."""
    return tuple(dict.fromkeys((*HARNESSES.names(), *_agents())))


def harness_named(name: str) -> Harness:
    """The harness of that name. Raises UsageError E280 where there is none, E282 where its file cannot be used."""
    harness = HARNESSES.get(name)
    if harness is None and (path := _agents().get(name)) is not None:
        from prony.harnesses.agent import Agent

        return Agent(name, read_agent(path), path)
    if harness is None:
        names = harness_names()
        near = difflib.get_close_matches(name, names, n=1)
        known = ", ".join(sorted(names))
        raise UsageError(
            "E280", f"there is no harness {name!r}", hint=f"did you mean {near[0]}?" if near else f"there are: {known}"
        )
    return harness


def identity_of(name: str, harness: Harness, known: Known) -> HarnessIdentity:
    """Give a harness's identity under the name that it was found by, so that no two harnesses are one contestant."""
    identity = harness.identity(known)
    return identity if identity.name == name else msgspec.structs.replace(identity, name=name)


def harnesses() -> Iterator[tuple[str, Harness]]:
    """Every harness with its name; one that is broken is told once and left out."""
    for name in harness_names():
        try:
            yield name, harness_named(name)
        except UsageError as error:
            if error.code != "E280":  # a broken entry point, which the registry has told
                tell_once(f"the agent {name} is left out: {error.what}, {error.where}: {error.hint}")


__all__ = [
    "HARNESSES",
    "AttemptJob",
    "Harness",
    "HarnessResult",
    "Known",
    "Needs",
    "NextStep",
    "harness_named",
    "harness_names",
    "harnesses",
    "identity_of",
]
