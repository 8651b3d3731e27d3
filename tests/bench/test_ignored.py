"""Options that an engine does not follow are said, with what holds instead, and never silently dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_engine import FakeEngine, whole
from habits.habit import right
from mini_suite import TASKS, write_task

from prony.bench.contestants import Request
from prony.bench.ignored import ignored
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.config import Config
from prony.engines import Description
from prony.journal import Noted, read_events
from prony.nouns import Artifact, ContestantSpec, EngineIdentity, Machine, RunSettings


def description(**engine: int | None) -> Description:
    identity = EngineIdentity(kind="llama-server", **engine)  # type: ignore[arg-type]
    return Description(artifact=Artifact(), engine=identity, machine=Machine())


def served(**asks: int) -> ContestantSpec:
    return ContestantSpec(label="m", engine="llama-server", base_url="http://127.0.0.1:8080/v1", **asks)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spec", "engine", "parallel", "asked", "holds"),
    [
        (served(), {"slots": 1}, 4, "--parallel 4", "1 slot"),
        (served(), {"slots": 2}, 4, "--parallel beyond 2", "2 slots"),
        (served(context=16384), {"served_context": 2048}, 1, "--context 16384", "a context of 2,048 tokens"),
        (served(context=1024), {"served_context": 2048}, 1, "--context 1024", "a context of 2,048 tokens"),
        (served(context=1024), {}, 1, "--context 1024", "a context that it does not tell"),
        (served(threads=8), {}, 1, "--threads 8", "its own threads"),
        (served(threads=8), {"threads": 2}, 1, "--threads 8", "2 threads"),
        (ContestantSpec(label="m", engine="embedded", gguf="m.gguf"), {"slots": 1}, 4, "--parallel 4", "1 slot"),
    ],
)
def test_what_has_no_effect_is_said_with_what_holds(
    spec: ContestantSpec, engine: dict[str, int | None], parallel: int, asked: str, holds: str
) -> None:
    line = ignored(spec, description(**engine), parallel=parallel)
    assert line is not None
    assert line.startswith(f"{asked} had no effect")
    assert line.endswith(holds)


def test_all_of_it_is_one_line() -> None:
    line = ignored(served(context=16384, threads=8), description(slots=1, served_context=2048), parallel=4)
    assert line is not None
    assert line.startswith("--parallel 4, --context 16384 and --threads 8 had no effect")
    assert "1 slot, a context of 2,048 tokens and its own threads" in line


@pytest.mark.parametrize(
    ("spec", "engine", "parallel"),
    [
        (served(), {"slots": 1}, 1),
        (served(), {"slots": 4}, 4),
        (served(), {}, 4),
        (served(context=4096), {"served_context": 4096}, 1),
        (served(threads=8), {"threads": 8}, 1),
        (ContestantSpec(label="m", engine="embedded", gguf="m", threads=8, context=9), {"served_context": 256}, 1),
    ],
)
def test_what_holds_needs_no_word(spec: ContestantSpec, engine: dict[str, int | None], parallel: int) -> None:
    assert ignored(spec, description(**engine), parallel=parallel) is None


async def test_a_run_warns_once_before_its_first_attempt(tmp_path: Path) -> None:
    root = tmp_path / "mini"
    root.mkdir()
    (root / "suite.toml").write_text('id = "mini"\ntitle = "Mini"\nversion = "1"\nlicence = "Apache-2.0"\n')
    write_task(root / "double", *TASKS["double"])
    props = b'{"build_info":"b1","total_slots":1,"default_generation_settings":{"n_ctx":16384},"model_path":""}'
    async with FakeEngine() as engine:
        engine.default = right()
        engine.by_path |= {"/props": whole(200, props), "/props?model=m&autoload=false": whole(200, props)}
        asked = Request(models=("m",), base_url=engine.base_url, shares_cpu=False, threads=8, context=2048)
        settings = RunSettings(slots=1, parallel=4)
        wanted = Wanted(suites=(str(root),), contestants=asked, settings=settings)
        plan, _ = await start(tmp_path, wanted, Config(), RunObserver(), Stop())
    texts = [event.text for event in read_events(tmp_path / "runs" / plan.id) if isinstance(event, Noted)]
    [line] = [text for text in texts if "had no effect" in text]
    assert "--parallel 4, --context 2048 and --threads 8" in line
    assert "1 slot, a context of 16,384 tokens and its own threads" in line
