"""How near an earlier contestant is to a planned one: in which steps an estimate may relax what it learns from."""

from __future__ import annotations

from enum import IntEnum

from prony.bench.contestants import leaves_machine
from prony.harnesses.budget import pinned
from prony.journal.past import PastContestant
from prony.nouns import Artifact, ContestantSpec, EngineIdentity, HarnessIdentity, Machine, Noun, Thinking

SIZE_CLASS = 2.0
"""Models whose files differ by no more than this factor are of one size class."""


class Kin(IntEnum):
    """How near two contestants are; the lower, the nearer."""

    SAME = 0
    CHANGED = 1
    SIZE_CLASS = 2
    OTHER = 3


KIN_WORDS = {
    Kin.SAME: "the same contestant",
    Kin.CHANGED: "the same model with another setup",
    Kin.SIZE_CLASS: "models of its size class here",
    Kin.OTHER: "other models here",
}


class Expected(Noun, frozen=True, kw_only=True):
    """What is known of a planned contestant before it runs. None = could not be learned without starting it.

    harness: its whole identity where that is known beforehand. thinks: whether its template reasons. slots: attempts
    that its engine takes at once. download_bytes: of weights that are not here yet. note: what a reader should know.
    """

    spec: ContestantSpec
    artifact: Artifact = Artifact()
    engine: EngineIdentity | None = None
    machine: Machine = Machine()
    harness: HarnessIdentity | None = None
    thinks: bool | None = None
    shares_cpu: bool = True
    slots: int | None = None
    download_bytes: int | None = None
    note: str = ""


class Relation(Noun, frozen=True, kw_only=True):
    """How an earlier contestant is related to a planned one. differs: the fields that are known to differ.

    size: how many times as large the planned model's file is; None where one of them is not known.
    """

    kin: Kin
    differs: tuple[str, ...] = ()
    size: float | None = None


def relation(expected: Expected, past: PastContestant) -> Relation | None:
    """How `past` is related; None where nothing can be learned: another host, another harness, a reference."""
    spec = expected.spec
    if spec.reference != past.spec.reference or spec.harness != past.fingerprint.harness.name:
        return None
    if _host(spec, expected.machine) != _host(past.spec, past.fingerprint.machine):
        return None
    size = _size(expected.artifact, past.fingerprint.artifact)
    if not _same_model(expected, past):
        if spec.reference:
            return None
        near = size is not None and 1 / SIZE_CLASS <= size <= SIZE_CLASS and _thinks_alike(expected, past)
        return Relation(kin=Kin.SIZE_CLASS if near else Kin.OTHER, size=size)
    differs = tuple(name for name, same in _fields(expected, past).items() if not same)
    return Relation(kin=Kin.CHANGED if differs else Kin.SAME, differs=differs, size=1.0)


def _same_model(expected: Expected, past: PastContestant) -> bool:
    """By the file's digest where both are known; a tape by its name, for its text is part of the digest; else by the
    name that a server knows it by."""
    mine, its = expected.artifact.sha256, past.fingerprint.artifact.sha256
    if expected.spec.reference:
        return (expected.spec.model, expected.spec.suite) == (past.spec.model, past.spec.suite)
    if mine is not None and its is not None:
        return mine == its
    return (expected.spec.model, expected.spec.engine) == (past.spec.model, past.spec.engine)


def _fields(expected: Expected, past: PastContestant) -> dict[str, bool]:
    """Each field that can change without the model: whether it is the same, as far as is known."""
    was, engine, harness = past.fingerprint, expected.engine, expected.harness
    return {
        "model file": _agree(expected.artifact.sha256, was.artifact.sha256),
        "engine": expected.spec.engine == past.spec.engine,
        "engine version": engine is None
        or (_agree(engine.version, was.engine.version) and _agree(engine.build, was.engine.build)),
        "threads": engine is None or _agree(engine.threads, was.engine.threads),
        "context": _agree(expected.spec.context, was.engine.served_context),
        "sampling": expected.spec.sampling == was.sampling,
        "template": expected.spec.template == was.template,
        "limits": pinned(expected.spec.attempt, was.thinking) == was.limits,
        "thinking": _thinks_alike(expected, past),
        "harness version": harness is None
        or (harness.version, harness.config_sha256) == (was.harness.version, was.harness.config_sha256),
    }


def _thinks_alike(expected: Expected, past: PastContestant) -> bool:
    then = past.fingerprint.thinking
    return expected.thinks is None or then is None or expected.thinks == (then is Thinking.ON)


def _agree(a: object, b: object) -> bool:
    return a is None or b is None or a == b


def _host(spec: ContestantSpec, machine: Machine) -> tuple[object, ...]:
    """What computes: this kind of machine, or an address elsewhere."""
    if leaves_machine(spec):
        return ("elsewhere", spec.base_url)
    return ("machine", machine.cpu, machine.cores, machine.accelerators)


def _size(mine: Artifact, its: Artifact) -> float | None:
    for a, b in ((mine.size_bytes, its.size_bytes), (mine.parameters, its.parameters)):
        if a and b:
            return a / b
    return None
