"""How often a run loads: once for each load key, whoever shares it; again only where a load failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_engine import FakeEngine, answer
from scripted_router import REFUSED, ScriptedRouter

from prony.bench.contestants import Request
from prony.bench.remaining import Done
from prony.bench.run import RunObserver, Wanted, resume, start
from prony.bench.stop import Stop
from prony.config import Config
from prony.journal import Event, Identified, Loaded, Noted, Started, read_events
from prony.nouns import Outcome, RunPlan, RunSettings

SIX = ("a", "b", "c", "d", "e", "f")
TASKS = 4
HARNESSES = ("chat", "loop")


@pytest.fixture
def router(fake_engine: FakeEngine) -> ScriptedRouter:
    fake_engine.default = answer("```python\ndef double(x):\n    return 2 * x\n```\n")
    return ScriptedRouter(fake_engine, *SIX)


def wanted(suite: Path, router: ScriptedRouter, *models: str, tasks: tuple[str, ...] = (), **more: Any) -> Wanted:
    """A run of models at the router, on every task of the suite where none is named."""
    request = Request(models=models, base_url=router.engine.base_url, shares_cpu=False, **more)
    return Wanted(suites=(str(suite),), tasks=tasks, contestants=request, settings=RunSettings(slots=1))


async def bench(
    home: Path,
    what: Wanted,
    *,
    emit: Callable[[Event], Any] = lambda event: None,
    stop: Stop | None = None,
) -> tuple[RunPlan, Any, list[Event]]:
    plan, result = await start(home, what, Config(), RunObserver(emit=emit), stop or Stop())
    return plan, result, list(read_events(home / "runs" / plan.id))


def began(events: list[Event]) -> list[str]:
    """Labels in the order in which their first attempts began."""
    return list(dict.fromkeys(event.attempt.label for event in events if isinstance(event, Started)))


async def test_six_contestants_on_four_tasks_are_six_loads_and_as_many_unloads(
    router: ScriptedRouter, mini_suite: Path, tmp_path: Path
):
    _, result, events = await bench(tmp_path, wanted(mini_suite, router, *SIX))
    assert Counter(router.loads) == Counter(SIX)
    assert Counter(router.unloads) == Counter(SIX)
    assert result.attempts == len(SIX) * TASKS
    assert sum(event.cold for event in events if isinstance(event, Loaded)) == len(SIX)


async def test_two_harnesses_of_one_model_are_one_load(router: ScriptedRouter, mini_suite: Path, tmp_path: Path):
    _, result, events = await bench(
        tmp_path, wanted(mini_suite, router, "a", "b", tasks=("double",), harnesses=HARNESSES)
    )
    assert router.loads == ["a", "b"]
    assert result.attempts == 2 * 2
    assert [event.cold for event in events if isinstance(event, Loaded)] == [True, False, True, False]


async def test_the_model_that_is_loaded_begins_and_is_left_loaded(
    router: ScriptedRouter, mini_suite: Path, tmp_path: Path
):
    router.states["c"] = "loaded"
    _, _, events = await bench(tmp_path, wanted(mini_suite, router, "a", "b", "c"))
    assert began(events) == ["c", "a", "b"]
    assert router.loads == ["a", "b"]
    assert router.states["c"] == "loaded"


async def test_a_load_that_fails_is_parked_and_tried_once_more_at_the_end(
    router: ScriptedRouter, mini_suite: Path, tmp_path: Path
):
    router.fails["a"] = 1
    told: list[str] = []

    def note(event: Event) -> None:
        if isinstance(event, Noted):
            told.append(event.text)
        if isinstance(event, Started):
            told.append(event.attempt.label)

    _, result, events = await bench(tmp_path, wanted(mini_suite, router, "a", "b"), emit=note)
    assert router.loads == ["a", "b", "a"]
    assert REFUSED in told[0], "the reason is said at once"
    assert "once more" in told[0]
    assert began(events) == ["b", "a"]
    assert (result.reason, result.could_not_run) == ("complete", {})
    assert result.attempts == 2 * TASKS


async def test_the_second_failure_of_a_load_decides(router: ScriptedRouter, mini_suite: Path, tmp_path: Path):
    router.fails["a"] = 2
    plan, result, events = await bench(tmp_path, wanted(mini_suite, router, "a", "b"))
    assert router.loads == ["a", "b", "a"]
    assert result.could_not_run.keys() == {"a"}
    assert REFUSED in result.could_not_run["a"]
    done = Done(events)
    missed = [done.outcome(one) for one, attempt in done.attempts.items() if attempt.label == "a"]
    assert missed == [Outcome.MISSING] * TASKS
    _, again = await resume(tmp_path, plan.id, lambda settings: settings, RunObserver(), Stop())
    assert again.reason == "complete"
    assert router.loads == ["a", "b", "a", "a"], "a resume loads what failed, and nothing that is finished"


async def test_a_load_that_failed_is_not_tried_for_each_contestant_that_shares_it(
    router: ScriptedRouter, mini_suite: Path, tmp_path: Path
):
    router.fails["a"] = 9
    _, result, _ = await bench(tmp_path, wanted(mini_suite, router, "a", harnesses=HARNESSES))
    assert router.loads == ["a", "a"]
    assert len(result.could_not_run) == 2
    assert result.attempts == 0


async def test_a_resume_after_a_kill_in_the_third_of_five_loads_none_of_the_finished_ones(
    router: ScriptedRouter, mini_suite: Path, tmp_path: Path
):
    stop = Stop()
    met = Counter[str]()

    def kill(event: Event) -> None:
        if isinstance(event, Started):
            met[event.attempt.label] += 1
            if met["c"] == 2:
                stop.now()

    plan, _, _ = await bench(tmp_path, wanted(mini_suite, router, *SIX[:5]), emit=kill, stop=stop)
    assert router.loads == ["a", "b", "c"]
    router.loads.clear()
    _, result = await resume(tmp_path, plan.id, lambda settings: settings, RunObserver(), Stop())
    assert router.loads == ["c", "d", "e"]
    done = Done(read_events(tmp_path / "runs" / plan.id))
    assert (result.reason, result.attempts) == ("complete", 5 * TASKS)
    assert all(not done.todo(spec, plan) for spec in plan.contestants)


async def test_an_alias_and_the_name_are_one_load(router: ScriptedRouter, mini_suite: Path, tmp_path: Path):
    router.aliases["gpt-4o-mini"] = "a"
    _, _, events = await bench(tmp_path, wanted(mini_suite, router, "a", "gpt-4o-mini"))
    assert [event.label for event in events if isinstance(event, Identified)] == ["a", "gpt-4o-mini"]
    assert router.loads == ["a"]
