"""Names and files: a name that is given another file in mid-run ends its share, two names of one file are said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fake_engine import Call, FakeEngine, Script, answer, whole

from prony.bench import contest
from prony.bench.contestants import Request
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.schedule import RunResult
from prony.bench.stop import Stop
from prony.config import Config
from prony.journal import Ended, Noted, read_events
from prony.nouns import RunSettings

TASKS = 4


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two model files."""
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    from prony.references.tapes import Script as Tape
    from prony.references.tapes import build_tape

    for name in ("one", "other"):
        build_tape(tmp_path / f"{name}.gguf", (), default=Tape(phrase="", text=f"{name}\n"))
    return tmp_path / "one.gguf", tmp_path / "other.gguf"


def as_llama_server(engine: FakeEngine, files: tuple[Path, Path], other_from: int) -> None:
    """Answer as a llama-server whose file is the second one from so many answers on."""
    asked = 0

    def chat(call: Call) -> Script:
        nonlocal asked
        asked += 1
        return answer("No idea.")

    def props(call: Call) -> Script:
        path = files[1] if asked >= other_from else files[0]
        settings = {"n_ctx": 4096, "params": {}}
        document = {"build_info": "b1", "model_path": str(path), "default_generation_settings": settings}
        return whole(200, json.dumps({**document, "total_slots": 1, "chat_template": "{{ messages }}"}).encode())

    engine.default = chat
    engine.by_path = {"/props": props, **{f"/props?model={name}&autoload=false": props for name in "mn"}}
    rows = [{"id": name, "object": "model", "owned_by": "llamacpp"} for name in "mn"]
    engine.models = whole(200, json.dumps({"object": "list", "data": rows}).encode())


async def run(
    home: Path, suite: Path, engine: FakeEngine, models: tuple[str, ...] = ("m",)
) -> tuple[RunResult, list[Any]]:
    request = Request(models=models, base_url=engine.base_url, shares_cpu=False)
    wanted = Wanted(suites=(str(suite),), contestants=request, settings=RunSettings(slots=1))
    plan, result = await start(home, wanted, Config(), RunObserver(), Stop())
    return result, list(read_events(home / "runs" / plan.id))


async def test_a_file_that_stays_is_no_word_worth(
    fake_engine: FakeEngine, files: tuple[Path, Path], mini_suite: Path, tmp_path: Path
) -> None:
    as_llama_server(fake_engine, files, other_from=1000)
    result, events = await run(tmp_path, mini_suite, fake_engine)
    assert (result.reason, result.could_not_run) == ("complete", {})
    assert [event for event in events if isinstance(event, Noted)] == []


async def test_a_file_that_was_changed_is_told_at_the_end_at_the_latest(
    fake_engine: FakeEngine, files: tuple[Path, Path], mini_suite: Path, tmp_path: Path
) -> None:
    as_llama_server(fake_engine, files, other_from=2)
    result, events = await run(tmp_path, mini_suite, fake_engine)
    assert "is not what it was: its engine has another file now" in result.could_not_run["m"]
    assert "may be of either" in result.could_not_run["m"]
    assert any("artifact.sha256" in event.text for event in events if isinstance(event, Noted))


async def test_it_is_looked_at_meanwhile_and_nothing_more_is_asked(
    fake_engine: FakeEngine,
    files: tuple[Path, Path],
    mini_suite: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contest, "CHECK_EVERY_S", 0.001)
    as_llama_server(fake_engine, files, other_from=2)
    result, events = await run(tmp_path, mini_suite, fake_engine)
    ends = [event.end for event in events if isinstance(event, Ended)]
    made = [end for end in ends if end.fault is None or end.fault.code != "not_run"]
    assert len(made) < TASKS
    assert len(ends) == TASKS
    assert "m" in result.could_not_run


async def test_two_names_of_one_file_are_said_to_be_one_contestant(
    fake_engine: FakeEngine, files: tuple[Path, Path], mini_suite: Path, tmp_path: Path
) -> None:
    as_llama_server(fake_engine, files, other_from=1000)
    _, events = await run(tmp_path, mini_suite, fake_engine, ("m", "n"))
    [line] = [event.text for event in events if isinstance(event, Noted)]
    assert line.startswith("n and m are one contestant")
