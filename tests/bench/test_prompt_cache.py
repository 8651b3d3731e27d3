"""What servers keep of earlier prompts is in no number of a single question, and the fingerprint says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.bench.contestants import Request
from prony.bench.pins import pins
from prony.bench.remaining import Done
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.stop import Stop
from prony.config import Config
from prony.engines import Description, Embedded
from prony.harnesses import Needs
from prony.journal import ExchangeSeen, read_events
from prony.nouns import Artifact, ContestantSpec, EngineIdentity, Machine, Mode, RunSettings
from prony.references.tapes import Script, build_tape

SPEC = ContestantSpec(label="m", engine="x")
DESCRIBED = Description(
    artifact=Artifact(), engine=EngineIdentity(kind="x"), machine=Machine(), uncached={"cache_prompt": False}
)


@pytest.mark.real_engine
async def test_a_server_that_keeps_prompts_computes_each_one_anew(tmp_path: Path, mini_suite: Path) -> None:
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    tape = tmp_path / "tape.gguf"
    build_tape(tape, [], default=Script(phrase="", text="hello there\n"))
    async with Embedded(tape, threads=1, alias="m", prompt_cache=True, key="") as server:
        request = Request(models=("m",), base_url=server.base_url, shares_cpu=False)
        wanted = Wanted(suites=(str(mini_suite),), contestants=request, settings=RunSettings(slots=1, repeats=2))
        plan, _ = await start(tmp_path, wanted, Config(), RunObserver(), Stop())
    events = list(read_events(tmp_path / "runs" / plan.id))
    seen = [event.exchange for event in events if isinstance(event, ExchangeSeen)]
    assert plan.contestants[0].engine == "llama-server"
    assert {one.timings.cache_n for one in seen} == {0}
    assert {one.parameters["cache_prompt"] for one in seen} == {False}
    assert not {flag for one in seen for flag in one.flags} & {"cache_hit", "model_differs"}
    [contestant] = Done(events).contestants.values()
    assert contestant.fingerprint.engine.settings == {"prompt_cache": False}


def needs(dialect: str | None = None, **more: bool) -> Needs:
    return Needs(modes=frozenset({Mode.ANSWER}), dialect=dialect, **more)


def test_an_agents_conversation_may_come_out_of_the_cache() -> None:
    assert pins(SPEC, DESCRIBED, needs(prompt_cache=True)) == {}
    assert pins(SPEC, DESCRIBED, needs()) == {"cache_prompt": False}


def test_an_engine_is_told_only_what_it_knows() -> None:
    bare = Description(artifact=Artifact(), engine=EngineIdentity(kind="x"), machine=Machine())
    assert pins(SPEC, bare, needs()) == {}
    assert pins(SPEC, DESCRIBED, needs("ollama")) == {}
