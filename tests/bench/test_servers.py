"""What an address and a name mean: known, or refused, before anything of a run is written."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from fake_engine import Call, FakeEngine, Script, answer, whole

from prony.bench.contestants import Request, choose
from prony.bench.run import RunObserver, Wanted, start
from prony.bench.servers import refuse_unserved
from prony.bench.stop import Stop
from prony.config import Config, ContestantConfig
from prony.errors import EngineError, PronyError, UsageError
from prony.nouns import ContestantSpec

NOT_FOUND = whole(404, b'{"error":{"message":"Not Found"}}')
NO_KEY = whole(401, b'{"error":{"message":"Invalid API Key","code":401}}')


def listed(*rows: dict[str, Any]) -> Script:
    return whole(200, json.dumps({"object": "list", "data": rows}).encode())


def reply(value: object, status: int = 200) -> Script:
    return whole(status, json.dumps(value).encode())


@pytest.fixture
async def server() -> AsyncIterator[FakeEngine]:
    async with FakeEngine() as engine:
        engine.elsewhere = NOT_FOUND
        yield engine


async def chosen(request: Request, config: Config | None = None) -> tuple[list[ContestantSpec], list[str]]:
    said: list[str] = []
    return await choose(request, config or Config(), said.append), said


SWAP = {"/running": reply({"running": []})}
LLAMA = {"/props": reply({"build_info": "b1-abc", "default_generation_settings": {}}), "/health": reply({})}
FILE = "/home/somebody/models/Qwen2.5-Coder-7B-Q4_K_M.gguf"
SHARD = "C:\\Users\\me\\GLM-4.5-Q4_K_M-00001-of-00003.gguf"


@pytest.mark.parametrize(
    ("rows", "name", "model"),
    [
        ([{"id": FILE}], FILE, FILE),
        ([{"id": FILE}], "Qwen2.5-Coder-7B-Q4_K_M", FILE),
        ([{"id": FILE}], "qwen2.5-coder-7b-q4_k_m.gguf", FILE),
        ([{"id": FILE}], "~/elsewhere/Qwen2.5-Coder-7B-Q4_K_M.gguf", FILE),
        ([{"id": SHARD}], "GLM-4.5-Q4_K_M", SHARD),
        ([{"id": "Qwen/Qwen3-8B"}, {"id": "Qwen/Qwen3-4B"}], "qwen3-8b", "Qwen/Qwen3-8B"),
        ([{"id": "smol"}, {"id": "Smol"}], "Smol", "Smol"),
        ([{"id": "models/gemini-2.5-flash"}], "gemini-2.5-flash", "models/gemini-2.5-flash"),
    ],
)
async def test_a_model_is_found_by_what_people_call_it_and_asked_for_by_its_servers_name(
    server: FakeEngine, rows: list[dict[str, Any]], name: str, model: str
):
    server.models = listed(*rows)
    (spec,), _ = await chosen(Request(base_url=server.base_url, models=(name,)))
    assert spec.model == model


@pytest.mark.parametrize(("path", "label"), [(FILE, "Qwen2.5-Coder-7B-Q4_K_M"), (SHARD, "GLM-4.5-Q4_K_M")])
async def test_a_label_is_never_the_path_of_a_file(server: FakeEngine, path: str, label: str):
    server.models = listed({"id": path, "owned_by": "llamacpp"})
    server.by_path.update(LLAMA)
    (named,), _ = await chosen(Request(base_url=server.base_url, models=(path,)))
    (found,), _ = await chosen(Request(base_url=server.base_url))
    assert (named.label, found.label) == (label, label)


async def test_a_name_that_fits_several_models_is_a_question(server: FakeEngine):
    server.models = listed({"id": "a/same"}, {"id": "b/same"})
    with pytest.raises(UsageError, match="fits 2 models") as caught:
        await chosen(Request(base_url=server.base_url, models=("same",)))
    assert caught.value.code == "E114"
    assert "a/same, b/same" in (caught.value.hint or "")


async def test_an_alias_that_a_server_tells_is_asked_for_as_it_is_called(server: FakeEngine):
    server.models = listed(
        {"id": "qwen", "owned_by": "llama-swap", "meta": {"llamaswap": {"aliases": ["gpt-4o-mini"]}}}
    )
    server.by_path.update(SWAP)
    (spec,), said = await chosen(Request(base_url=server.base_url, models=("gpt-4o-mini",)))
    assert (spec.engine, spec.model, spec.label) == ("llama-swap", "gpt-4o-mini", "gpt-4o-mini")
    assert any("gpt-4o-mini is another name of qwen" in line for line in said)


async def test_a_model_that_a_server_of_a_kind_that_lists_all_does_not_list_is_refused(server: FakeEngine):
    server.models = listed({"id": "smol", "owned_by": "llamacpp"})
    server.by_path.update(LLAMA)
    with pytest.raises(UsageError) as caught:
        await chosen(Request(base_url=server.base_url, models=("qwen",)))
    assert caught.value.code == "E101"
    assert "it serves smol" in (caught.value.hint or "")


@pytest.mark.parametrize(
    "body",
    [
        [{"id": "m"}],
        ["m"],
        {"models": [{"name": "m"}]},
        {"models": ["m"]},
        {"data": {"m": {"owned_by": "x"}}},
        {"object": "list", "data": [{"id": 5}, None, {"id": "m"}, {"id": "m"}, {"id": ""}]},
        {"data": [{"id": "m", "object": "model"}], "has_more": False},
    ],
)
async def test_a_list_of_models_is_read_in_every_shape(server: FakeEngine, body: object):
    server.models = reply(body)
    (spec,), _ = await chosen(Request(base_url=server.base_url))
    assert spec.model == "m"


@pytest.mark.parametrize("body", [{"object": "list", "data": None}, {"data": []}, []])
async def test_a_server_that_lists_nothing_takes_the_users_word_for_a_model(server: FakeEngine, body: object):
    server.models = reply(body)
    (spec,), _ = await chosen(Request(base_url=server.base_url, models=("m",)))
    assert spec.model == "m"
    with pytest.raises(UsageError) as caught:
        await chosen(Request(base_url=server.base_url))
    assert caught.value.code == "E117"


# --- keys


def behind(key: str, otherwise: Script) -> Callable[[Call], Script]:
    return lambda call: otherwise if call.headers.get("authorization") == f"Bearer {key}" else NO_KEY


async def test_the_key_that_was_named_is_used_to_look(server: FakeEngine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BOX_KEY", "k-right")
    server.models = behind("k-right", listed({"id": "m"}))
    (spec,), _ = await chosen(Request(base_url=server.base_url, api_key_env="BOX_KEY"))
    assert (spec.model, spec.api_key_env) == ("m", "BOX_KEY")


@pytest.mark.parametrize("models", [(), ("m",)])
async def test_a_wrong_key_is_told_from_a_missing_one_before_a_run_is_written(
    server: FakeEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, models: tuple[str, ...]
):
    monkeypatch.setenv("BOX_KEY", "k-wrong")
    server.models = behind("k-right", listed({"id": "m"}))
    for key_env, words in ((None, "wants a key"), ("BOX_KEY", "refuses the key in BOX_KEY")):
        request = Request(base_url=server.base_url, api_key_env=key_env, models=models)
        table = ContestantConfig(label="m", base_url=server.base_url, model="m", api_key_env=key_env)
        for asked, config in ((request, Config()), (Request(), Config(contestants=(table,)))):
            with pytest.raises(EngineError, match=words) as caught:
                await start(tmp_path, Wanted(contestants=asked), config, RunObserver(), Stop())
            assert caught.value.code == "E208"
            assert "k-wrong" not in str(caught.value)
    assert not (tmp_path / "runs").exists()


async def test_a_key_that_may_ask_but_not_list_is_good_for_a_model_that_is_named(
    server: FakeEngine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BOX_KEY", "k-limited")
    server.models = reply({"error": {"message": "Missing scopes: api.model.read"}}, 403)
    (spec,), said = await chosen(Request(base_url=server.base_url, api_key_env="BOX_KEY", models=("m",)))
    assert spec.model == "m"
    assert any("Missing scopes" in line for line in said)


async def test_an_engine_that_was_found_and_wants_a_key_is_said_to(server: FakeEngine, monkeypatch: pytest.MonkeyPatch):
    server.models = NO_KEY
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    monkeypatch.setattr(sys.modules["prony.engines.discover"], "default_ports", tuple)
    monkeypatch.setattr("prony.engines.candidates.from_listeners", list)
    specs, said = await chosen(Request())
    assert {spec.engine for spec in specs} == {"embedded"}
    assert any(f"{server.base_url} wants a key: --base-url {server.base_url}" in line for line in said)
    assert not any("no engine found" in line for line in said)


async def test_an_engine_that_was_found_and_still_loads_is_said_to(server: FakeEngine, monkeypatch: pytest.MonkeyPatch):
    words = b'{"error":{"message":"Loading model","type":"unavailable_error","code":503}}'
    server.models = server.elsewhere = whole(503, words, headers=(("Server", "llama.cpp"),))
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    monkeypatch.setattr(sys.modules["prony.engines.discover"], "default_ports", tuple)
    monkeypatch.setattr("prony.engines.candidates.from_listeners", list)
    specs, said = await chosen(Request())
    assert {spec.engine for spec in specs} == {"embedded"}
    assert any(f"llama-server at {server.base_url} does not answer yet" in line for line in said)
    assert not any("no engine found" in line for line in said)


# --- which model, where nobody says it


@pytest.mark.parametrize("count", [2, 3])
async def test_of_models_of_unknown_size_none_is_loaded_but_one_is_asked_for(server: FakeEngine, count: int):
    names = [f"m{number}" for number in range(count)]
    server.models = listed(*({"id": name, "owned_by": "llama-swap"} for name in names))
    server.by_path.update(SWAP)
    with pytest.raises(UsageError, match="their sizes are not known") as caught:
        await chosen(Request(base_url=server.base_url))
    assert caught.value.code == "E117"
    assert all(name in (caught.value.hint or "") for name in names)
    assert {call.method for call in server.calls} == {"GET"}


# --- refused before a run is written


NO_MODEL = [
    reply({"error": {"message": "The model `typo` does not exist", "code": "model_not_found"}}, 404),
    reply({"error": "could not find suitable inference handler for typo"}, 404),
    reply({"error": {"message": "typo is not a valid model ID", "code": 400}}, 400),
    reply({"detail": "Model typo not found"}, 404),
    reply({"error": {"message": "Invalid model name passed in model=typo"}}, 400),
    reply({"error": {"message": "LLM Provider NOT provided. You passed model=typo"}}, 400),
    reply({"error": {"code": "1211", "message": "Unknown Model, please check the model code."}}, 400),
    reply({"error": {"message": "Project does not have access to model typo"}}, 403),
    reply({"error": "nothing called typo"}, 404),
]
THERE = [
    answer("Yes."),
    reply({"error": {"message": "Unsupported parameter: 'max_tokens' is not supported with this model."}}, 400),
    reply({"error": {"message": "max_tokens of model typo must be at least 16"}}, 400),
    reply({"error": {"message": "The output does not match the expected harmony format"}}, 500),
    reply({"error": {"message": "Rate limit reached for model typo"}}, 429),
    reply({"detail": [{"msg": "Field required"}]}, 422),
    reply({"error": {"message": "Not Found: /v1/chat/completions"}}, 404),
]


@pytest.mark.parametrize("refusal", NO_MODEL)
async def test_a_model_that_a_server_says_it_has_not_is_refused_before_a_run_is_written(
    server: FakeEngine, tmp_path: Path, refusal: Script
):
    server.models, server.default = listed({"id": "right"}), refusal
    request = Request(base_url=server.base_url, models=("typo",))
    with pytest.raises(PronyError) as caught:
        await start(tmp_path, Wanted(contestants=request), Config(), RunObserver(), Stop())
    assert caught.value.code == "E207"
    assert "right" in (caught.value.hint or "")
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("words", THERE)
async def test_a_refusal_that_says_nothing_of_the_models_name_is_no_reason(server: FakeEngine, words: Script):
    server.models, server.default = listed({"id": "right"}), words
    (spec,), _ = await chosen(Request(base_url=server.base_url, models=("typo",)))
    await refuse_unserved([spec])


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:9/v1", "127.0.0.1:9", "localhost:9/v1/models"])
async def test_an_address_where_nobody_answers_is_refused_before_a_run_is_written(base_url: str, tmp_path: Path):
    request = Request(base_url=base_url, models=("m",))
    with pytest.raises(UsageError) as caught:
        await start(tmp_path, Wanted(contestants=request), Config(), RunObserver(), Stop())
    assert caught.value.code == "E115"
    assert not (tmp_path / "runs").exists()


async def test_an_address_that_sends_on_is_refused_with_where_it_sends(server: FakeEngine):
    server.models = whole(301, b"", headers=(("Location", "https://example.com/v1/models"),))
    with pytest.raises(UsageError) as caught:
        await chosen(Request(base_url=server.base_url, models=("m",)))
    assert caught.value.code == "E115"
    assert "https://example.com/v1/models" in (caught.value.hint or "")


async def test_a_server_that_still_loads_is_waited_for_and_taken_for_what_it_is(
    server: FakeEngine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("prony.bench.servers._POLL_S", 0.0)
    asked = []

    def models(call: Call) -> Script:
        asked.append(call)
        if len(asked) <= 3:
            return reply({"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}}, 503)
        return listed({"id": "m", "owned_by": "llamacpp"})

    server.models = models
    server.by_path.update(LLAMA)
    (spec,), said = await chosen(Request(base_url=server.base_url, models=("m",)))
    assert (spec.engine, spec.model) == ("llama-server", "m")
    assert any("Loading model" in line and "waiting" in line for line in said)


async def test_what_prony_toml_names_is_asked_for_by_the_name_and_at_the_address_that_answered(server: FakeEngine):
    server.models = listed({"id": FILE})
    table = ContestantConfig(label="mine", base_url=f"127.0.0.1:{server.port}", model="Qwen2.5-Coder-7B-Q4_K_M")
    (spec,), _ = await chosen(Request(), Config(contestants=(table,)))
    assert (spec.label, spec.model, spec.base_url) == ("mine", FILE, server.base_url)


async def test_a_hidden_model_that_a_server_answers_to_is_measured_at_the_users_word(server: FakeEngine):
    server.models, server.default = listed({"id": "listed"}), answer("Yes.")
    (spec,), _ = await chosen(Request(base_url=server.base_url, models=("hidden",)))
    await refuse_unserved([spec])
    (asked,) = [call for call in server.calls if call.method == "POST"]
    assert asked.body["model"] == "hidden"
    assert asked.body["max_tokens"] == 1
