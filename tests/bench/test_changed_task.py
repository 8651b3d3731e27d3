"""A task whose folder changed since it was loaded: nobody starts from other files than those that will be graded."""

from __future__ import annotations

from pathlib import Path

from fake_engine import FakeEngine

from prony.bench.attempt import AttemptOrder, make_attempt
from prony.gateway import Gateway, Upstream
from prony.harnesses import Known
from prony.harnesses.loop import Loop
from prony.nouns import Attempt, AttemptEnd, AttemptLimits, FaultCode, Outcome, Sampling
from prony.outcomes import outcome_of
from prony.sandbox import Workspaces
from prony.suites import load_suite


async def attempt_of(suite: Path, engine: FakeEngine, change: str | None) -> AttemptEnd:
    """How an agent's attempt ended, when the workspace was changed after the suite was loaded."""
    task = load_suite(suite).tasks[0]
    if change is not None:
        (Path(task.path) / "workspace/add.py").write_text(change)
    order = AttemptOrder(
        attempt=Attempt(id="a1", run="r", contestant="c", label="m", task=task.id),
        task=task,
        harness="loop",
        target=Upstream(base_url=engine.base_url, model="m"),
        sampling=Sampling(),
        max_tokens=100,
        limits=AttemptLimits(wall_s=60.0, requests=2),
        known=Known(offers_tools=True),
    )
    async with Gateway(record=lambda exchange: None, put_blob=lambda data: "b") as gateway:
        return await make_attempt(order, Loop(), gateway=gateway, workspaces=Workspaces(), put_blob=lambda data: "b")


async def test_an_agents_attempt_at_a_changed_task_is_refused_and_not_held_against_it(
    tmp_path: Path, fake_engine: FakeEngine
) -> None:
    from agent_suite import write_suite

    write_suite(tmp_path / "agents", ["fix"])
    end = await attempt_of(tmp_path / "agents", fake_engine, "def add_one(x):\n    return x - 5\n")
    assert fake_engine.calls == []
    assert end.fault is not None
    assert end.fault.code is FaultCode.CLIENT_FAULT
    assert "E506" in end.fault.detail
    assert outcome_of(end, None) is Outcome.INFRA


async def test_the_same_attempt_at_the_task_as_it_was_loaded_reaches_the_engine(
    tmp_path: Path, fake_engine: FakeEngine
) -> None:
    from agent_suite import write_suite

    write_suite(tmp_path / "agents", ["fix"])
    await attempt_of(tmp_path / "agents", fake_engine, None)
    assert len(fake_engine.calls) > 0
