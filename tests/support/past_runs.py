"""Earlier attempts made up for estimates: every number of them is known beforehand."""

from __future__ import annotations

from typing import Any

import msgspec

from prony.bench.plan import Cell
from prony.forecast.kinship import Expected
from prony.journal.past import PastCell, PastContestant, PastRun
from prony.nouns import (
    Artifact,
    ContestantSpec,
    EngineIdentity,
    Fingerprint,
    HarnessIdentity,
    Machine,
    Mode,
    RunPlan,
    RunSettings,
    Sampling,
    SuitePin,
    Task,
)

HERE = Machine(cpu="Some CPU", cores=4)
HARNESS = HarnessIdentity(name="chat", version="1", config_sha256="c" * 64)
ENGINE = EngineIdentity(kind="embedded", version="9")


def task(name: str, **fields: Any) -> Task:
    """A task of the suite `made`; its brief is some 300 bytes."""
    given = {"title": name, "path": "/nowhere", "digest": name * 2, "mode": Mode.ANSWER, "answer": ("a.py",)} | fields
    return Task(id=f"made/{name}", suite="made", name=name, instruction=given.pop("instruction", "Do. " * 50), **given)


def tasks(*names: str, **fields: Any) -> dict[str, Task]:
    return {f"made/{name}": task(name, **fields) for name in names}


def spec(label: str = "m", **fields: Any) -> ContestantSpec:
    """A greedy contestant in the embedded engine."""
    given = {"engine": "embedded", "model": label, "gguf": f"/{label}.gguf", "sampling": Sampling(temperature=0.0)}
    return ContestantSpec(label=label, **(given | fields))


def expected(of: ContestantSpec, *, size_bytes: int = 10**9, **fields: Any) -> Expected:
    given: dict[str, Any] = {
        "artifact": Artifact(sha256=of.model, size_bytes=size_bytes) if of.base_url is None else Artifact(),
        "engine": ENGINE if of.base_url is None else None,
        "machine": HERE,
        "harness": HARNESS,
        "slots": 1 if of.base_url is None else None,
        "thinks": False,
    }
    return Expected(spec=of, **(given | fields))


def contestant(of: Expected, run: str = "r1", load_s: float | None = 1.0, **fields: Any) -> PastContestant:
    """The same contestant in an earlier run; `fields` replace those of its fingerprint."""
    fingerprint = Fingerprint(
        artifact=of.artifact,
        engine=of.engine or EngineIdentity(kind=of.spec.engine),
        sampling=of.spec.sampling,
        harness=HARNESS,
        machine=of.machine,
        model_id=of.spec.model,
    )
    fingerprint = msgspec.structs.replace(fingerprint, **fields)
    return PastContestant(
        run, "2026-01-01", of.spec.label, fingerprint.digest()[:12], of.spec, fingerprint, load_s, RunSettings()
    )


def cell(of: PastContestant, at: Task, **fields: Any) -> PastCell:
    """An attempt of 100 tokens in and 200 out: 1 s to the first token, 10 s to the last, 1 s beside; 0.5 s to grade."""
    given = {
        "repeat": 0,
        "wall_s": 12.0,
        "grade_s": 0.5,
        "prompt_tokens": 100,
        "cached_tokens": 0,
        "completion_tokens": 200,
        "prefill_s": 1.0,
        "decode_s": 10.0,
        "requests": 1,
        "request_blob": None,
    } | fields
    return PastCell(run=of.run, contestant=of.contestant, label=of.label, task=at.id, digest=at.digest, **given)


def past_run(run: str = "r1", *, attempts: int = 1, contestants: int = 1, span_s: float = 14.0) -> PastRun:
    return PastRun(run, "2026-01-01", RunSettings(slots=1), attempts, contestants, span_s)


def plan(*specs: ContestantSpec, **settings: Any) -> RunPlan:
    pin = SuitePin(id="made", version="1", digest="d", path="/nowhere", tasks=())
    return RunPlan(
        id="r9",
        created_at="2026-01-02",
        prony_version="0",
        suites=(pin,),
        contestants=specs,
        settings=RunSettings(**({"slots": 1} | settings)),
    )


def cells(of: ContestantSpec, names: dict[str, Task], repeats: int = 1) -> list[Cell]:
    return [Cell(label=of.label, task=name, repeat=repeat) for repeat in range(repeats) for name in names]
