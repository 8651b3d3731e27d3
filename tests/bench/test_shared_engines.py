"""Engines of our own, with tape models: how often one is started, and that contestants who share one get the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.config import Config, ContestantConfig
from prony.engines import Embedded
from prony.errors import EngineError
from prony.journal import Event, ExchangeSeen, Identified, Loaded, Started, read_events
from prony.nouns import RunSettings
from prony.references.models import reference_models
from prony.suites import load_suite

pytestmark = pytest.mark.real_engine

TASKS = 4
THINKING = ({"enable_thinking": True}, {"enable_thinking": False})


@pytest.fixture(scope="module")
def tape(mini_suite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model file that recites every solution of the mini suite."""
    models = reference_models(load_suite(str(mini_suite)), tmp_path_factory.mktemp("tapes"))
    return next(one.gguf for one in models if one.name == "all-correct" and one.gguf)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the engines that were started."""
    files: list[str] = []
    real = Embedded.__aenter__

    async def entered(engine: Embedded) -> Embedded:
        files.append(engine.gguf.stem)
        return await real(engine)

    monkeypatch.setattr(Embedded, "__aenter__", entered)
    return files


async def bench(
    home: Path, suite: Path, *contestants: ContestantConfig, emit: Any = lambda event: None
) -> tuple[Any, list[Event]]:
    wanted = Wanted(suites=(str(suite),), settings=RunSettings(slots=1))
    plan, result = await start(home, wanted, Config(contestants=contestants), RunObserver(emit=emit), Stop())
    return result, list(read_events(home / "runs" / plan.id))


def named(tape: Path, folder: Path, name: str) -> str:
    """The tape under another name."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.gguf").hardlink_to(tape)
    return str(folder / f"{name}.gguf")


async def test_six_models_on_four_tasks_are_six_engines(
    tape: Path, mini_suite: Path, tmp_path: Path, started: list[str]
):
    six = [ContestantConfig(label=name, gguf=named(tape, tmp_path / "models", name)) for name in "abcdef"]
    result, events = await bench(tmp_path, mini_suite, *six)
    assert started == list("abcdef")
    assert sum(event.cold for event in events if isinstance(event, Loaded)) == 6
    assert (result.reason, result.attempts, result.infra) == ("complete", 6 * TASKS, 0)


async def test_thinking_on_and_off_of_one_file_is_one_engine(
    tape: Path, mini_suite: Path, tmp_path: Path, started: list[str]
):
    """They were not named side by side, and have names of their own."""
    model, other = named(tape, tmp_path / "models", "thinker"), named(tape, tmp_path / "models", "between")
    on, off = (ContestantConfig(label=f"think {told}", gguf=model, template=told) for told in THINKING)
    result, events = await bench(tmp_path, mini_suite, on, ContestantConfig(gguf=other), off)
    assert started == ["thinker", "between"]
    assert len({event.contestant.id for event in events if isinstance(event, Identified)}) == 3
    assert (result.reason, result.attempts, result.infra) == ("complete", 3 * TASKS, 0)
    seen = [event.exchange for event in events if isinstance(event, ExchangeSeen)]
    assert {one.model_asked for one in seen} == {"thinker", "between"}
    assert not [one for one in seen if "model_differs" in one.flags]


async def test_another_context_is_another_engine(tape: Path, mini_suite: Path, tmp_path: Path, started: list[str]):
    model = named(tape, tmp_path / "models", "m")
    wide = ContestantConfig(label="wide", gguf=model, context=8192)
    small = ContestantConfig(label="small", gguf=model, context=4096)
    warm = ContestantConfig(label="warm", gguf=model, context=8192, temperature=0.5)
    _, events = await bench(tmp_path, mini_suite, wide, small, warm)
    assert [event.label for event in events if isinstance(event, Loaded)] == ["wide", "warm", "small"]
    assert started == ["m", "m"]


async def test_an_engine_that_died_between_two_contestants_is_started_again(
    tape: Path, mini_suite: Path, tmp_path: Path, started: list[str]
):
    import psutil

    model = named(tape, tmp_path / "models", "m")
    pair = [
        ContestantConfig(label=label, gguf=model, temperature=heat) for label, heat in (("cool", 0.0), ("hot", 1.0))
    ]

    def end_it(event: Event) -> None:
        """The engine dies after the last answer of the first contestant."""
        if isinstance(event, Started) and event.attempt.label == "cool":
            end_it.left -= 1
        if isinstance(event, ExchangeSeen) and end_it.left == 0:
            end_it.left = -1
            for child in psutil.Process().children(recursive=True):
                if any("embedded" in word for word in child.cmdline()):
                    child.kill()

    end_it.left = TASKS
    result, _ = await bench(tmp_path, mini_suite, *pair, emit=end_it)
    assert (result.reason, result.could_not_run) == ("complete", {})
    assert started == ["m", "m"]


async def test_an_engine_that_does_not_start_is_tried_once_more_at_the_end(
    tape: Path, mini_suite: Path, tmp_path: Path, started: list[str], monkeypatch: pytest.MonkeyPatch
):
    models = [named(tape, tmp_path / "models", name) for name in ("late", "good")]
    real, failures = Embedded.__aenter__, ["late"]

    async def entered(engine: Embedded) -> Embedded:
        if failures == [engine.gguf.stem]:
            started.append(failures.pop())
            raise EngineError("E205", "it needs more memory than there is")
        return await real(engine)

    monkeypatch.setattr(Embedded, "__aenter__", entered)
    result, _ = await bench(tmp_path, mini_suite, *(ContestantConfig(gguf=model) for model in models))
    assert started == ["late", "good", "late"]
    assert (result.reason, result.attempts) == ("complete", 2 * TASKS)
