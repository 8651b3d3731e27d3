"""The warm-up: one exchange after each load of ours, kept and counted nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.config import Config, ContestantConfig
from prony.journal import Event, ExchangeSeen, Loaded, Rehearsed, Started, read_events
from prony.nouns import RunSettings
from prony.references.models import reference_models
from prony.suites import load_suite

pytestmark = pytest.mark.real_engine

TASKS = 4


@pytest.fixture(scope="module")
def tape(mini_suite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model file that recites every solution of the mini suite."""
    models = reference_models(load_suite(str(mini_suite)), tmp_path_factory.mktemp("tapes"))
    return next(one.gguf for one in models if one.name == "all-correct" and one.gguf)


async def bench(home: Path, suite: Path, *contestants: ContestantConfig, **more: Any) -> list[Event]:
    wanted = Wanted(suites=(str(suite),), settings=RunSettings(slots=1), **more)
    plan, result = await start(home, wanted, Config(contestants=contestants), RunObserver(), Stop())
    assert result.reason == "complete"
    return list(read_events(home / "runs" / plan.id))


async def test_each_load_of_ours_is_followed_by_one_exchange_that_counts_nowhere(
    tape: Path, mini_suite: Path, tmp_path: Path
):
    on, off = (
        ContestantConfig(label=label, gguf=str(tape), temperature=heat) for label, heat in (("a", 0.0), ("b", 1))
    )
    events = await bench(tmp_path, mini_suite, on, off)
    kinds = [type(event) for event in events]
    [warm] = [event for event in events if isinstance(event, Rehearsed)]
    assert kinds.index(Loaded) < kinds.index(Rehearsed) < kinds.index(Started)
    assert (warm.label, len(warm.exchanges), warm.shims) == ("a", 1, ())
    assert warm.exchanges[0].request_blob
    assert warm.exchanges[0].attempt == "warm-up"
    counted = [event.exchange for event in events if isinstance(event, ExchangeSeen)]
    assert len(counted) == 2 * TASKS
    assert not any("cache_hit" in one.flags for one in counted)


async def test_references_are_not_warmed_up(mini_suite: Path, tmp_path: Path):
    events = await bench(tmp_path, mini_suite, references=True, models=False)
    assert not [event for event in events if isinstance(event, Rehearsed)]
    assert [event for event in events if isinstance(event, Loaded)]
