"""What holds of one adapter holds of all: it finds, lists, describes, loads and unloads, and never guesses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from contract_engines import PROGRAMS, Served

from prony.engines import Engine, EngineKind, adapter, discover
from prony.engines.engine import ServedModel
from prony.engines.registry import ENGINES
from prony.errors import EngineError
from prony.nouns import Machine
from real_servers import KINDS, program

pytestmark = pytest.mark.asyncio(loop_scope="session")

GENERATES = ("/chat/completions", "/completions", "/responses", "/messages", "/api/chat", "/api/generate", "/generate")
STATES = ("loaded", "unloaded", "loading", "sleeping", "failed", None)
NOT_ASKED = ("/upstream/m/v1", "/health_generate", "/server_info", "/unload", "/load", "/api/pull")


def kind_of(served: Served) -> EngineKind:
    return ENGINES[served.kind]


async def listed(served: Served) -> dict[str, ServedModel]:
    return {one.id: one for one in await served.engine.models()}


async def test_it_keeps_the_protocol(served: Served) -> None:
    assert isinstance(served.engine, Engine)
    assert served.engine.kind == served.kind
    assert served.engine.base_url.endswith("/v1")
    assert served.engine.died() is None


async def test_discovery_knows_its_kind_by_its_answers_and_generates_nothing(served: Served) -> None:
    before = len(served.fake.calls) if served.fake is not None else 0
    (found,) = await discover([served.engine.base_url])
    # The embedded engine is llama.cpp's own server.
    assert found.kind == {"embedded": "llama-server"}.get(served.kind, served.kind)
    assert found.evidence
    assert served.model in {one.id for one in found.models}
    if served.fake is not None:
        calls = served.fake.calls[before:]
        assert {call.method for call in calls} == {"GET"}
        assert not [call.target for call in calls if any(call.target.startswith(path) for path in NOT_ASKED)]


async def test_models_are_listed_with_states_that_are_told(served: Served) -> None:
    await served.engine.load(served.model)
    models = await listed(served)
    assert {one.state for one in models.values()} <= set(STATES)
    assert models[served.model].state == ("loaded" if served.says_state else None)
    if served.cold is not None:
        assert models[served.cold].state in ("unloaded", "failed")


async def test_what_it_tells_is_captured_and_nothing_else(served: Served) -> None:
    await served.engine.load(served.model)
    said = await served.engine.describe(served.model)
    assert said.engine.kind == served.kind
    if served.artifact is not None:
        assert said.artifact == served.artifact
    if served.identity is not None:
        assert said.engine == served.identity
    assert said.machine != Machine(), "it computes on this machine"


async def test_a_description_says_nothing_of_keys(served: Served) -> None:
    await served.engine.load(served.model)
    assert b"sk-never" not in msgspec.json.encode(await served.engine.describe(served.model))


async def test_a_model_that_it_has_not_is_refused_with_what_it_has(served: Served) -> None:
    if not kind_of(served).lists_all:
        pytest.skip("it may answer to more than it lists")
    with pytest.raises(EngineError) as raised:
        await served.engine.describe("no-such-model")
    assert raised.value.code == "E207"
    assert served.model in (raised.value.hint or "")


async def test_loading_what_is_loaded_takes_nothing_and_says_so(served: Served) -> None:
    await served.engine.load(served.model)
    again = await served.engine.load(served.model)
    assert again.cold in (False, None) or served.kind == "embedded", "an engine of ours was started for this"
    assert again.load_s < 30


async def test_a_model_is_loaded_for_its_turn_and_unloaded_after_it(served: Served) -> None:
    if served.cold is None:
        pytest.skip("it holds one model from its start")
    await served.engine.load(served.model)
    await served.engine.unload(served.model)
    report = await served.engine.load(served.cold)
    assert report.cold in (True, None)
    assert (await listed(served))[served.cold].loaded
    assert (await served.engine.describe(served.cold)).engine.kind == served.kind
    await served.engine.unload(served.cold)
    back = await served.engine.load(served.model)
    assert back.load_s >= 0
    assert (await listed(served))[served.model].loaded


async def test_a_load_that_fails_is_typed_and_tells_the_servers_reason(served: Served) -> None:
    if served.broken is None:
        pytest.skip("none of its models is broken")
    await served.engine.load(served.model)
    await served.engine.unload(served.model)
    with pytest.raises(EngineError) as raised:
        await served.engine.load(served.broken)
    assert raised.value.code in ("E203", "E205")
    assert raised.value.cause
    assert raised.value.hint
    await served.engine.load(served.model)


async def test_unloading_what_is_not_loaded_is_no_error(served: Served) -> None:
    for name in (served.cold, served.broken):
        if name is not None:
            await served.engine.unload(name)
    await served.engine.load(served.model)


@pytest.mark.real_server
@pytest.mark.parametrize("kind", ["llama-server-router", "llama-swap"])
async def test_a_real_server_survives_a_file_that_is_no_model(
    kind: str, tapes: Callable[[], tuple[Path, Path]], tmp_path: Path
) -> None:
    for name in PROGRAMS.get(kind, ("llama-server",)):
        program(name)
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF, but no model")
    server = KINDS[kind](tmp_path / "server", {"good": tapes()[0], "flawed": broken})
    server.start()
    try:
        engine = adapter(kind, server.base_url)
        await engine.load("good")
        await engine.unload("good")
        with pytest.raises(EngineError) as raised:
            await engine.load("flawed")
        assert raised.value.code == "E203"
        assert raised.value.cause
        assert (await engine.load("good")).load_s >= 0
        assert (await engine.describe("good")).engine.kind == kind
    finally:
        server.stop()
