"""The adapters: one contract for all of them, on real llama.cpp and on scripted servers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from prony.engines import ENGINES, Embedded, Engine, adapter
from prony.engines.identity import artifact
from prony.engines.kinds.llama_server import LlamaServer, has_own_template
from prony.engines.openai_compatible import OpenAICompatible
from prony.errors import EngineError
from prony.nouns import Artifact, Machine, Thinking

GENERIC = {
    "/v1/models": {"data": [{"id": "m", "owned_by": "vllm", "max_model_len": 9000}]},
    "/version": {"version": "0.33.0"},
    "/v1/chat/completions": {"choices": []},
}
REMOTE_PROPS = {
    "default_generation_settings": {
        "n_ctx": 2048,
        "params": {"temperature": 0.6, "top_p": 0.949999988079071, "seed": 1},
    },
    "total_slots": 4,
    "model_path": "/not/here/m.gguf",
    "model_ftype": "Q4_K_M",
    "chat_template": "{% if enable_thinking %}{{ messages }}{% endif %}",
    "build_info": "b9000-abc",
}
LLAMA = {
    "/v1/models": {"data": [{"id": "m", "owned_by": "llamacpp", "meta": {"n_params": 7, "size": 9, "n_ctx": 2048}}]},
    "/props": REMOTE_PROPS,
    "/health": {"status": "ok"},
}


@pytest.fixture(params=["embedded", "real-llama-server", "llama-server", "vllm"])
async def engine(request: pytest.FixtureRequest, tape: Path, scripted: Any) -> AsyncIterator[tuple[Engine, str]]:
    """An engine of each sort with the model `m` or the tape loaded."""
    if request.param in ("embedded", "real-llama-server"):
        async with Embedded(tape, alias="m", key="") as embedded:
            real = adapter("llama-server", embedded.base_url)
            yield (embedded if request.param == "embedded" else real), "m"
    else:
        server = await scripted(GENERIC if request.param == "vllm" else LLAMA)
        yield adapter(request.param, server.url), "m"


async def test_every_adapter_keeps_the_protocol(engine: tuple[Engine, str]) -> None:
    one, _ = engine
    assert isinstance(one, Engine)
    assert one.base_url.endswith("/v1")
    assert one.died() is None


async def test_every_adapter_lists_describes_loads_and_unloads_its_model(engine: tuple[Engine, str]) -> None:
    one, model = engine
    assert [served.id for served in await one.models()] == [model]
    assert (await one.load(model)).load_s >= 0
    said = await one.describe(model)
    assert said.engine.kind == one.kind
    assert said.machine.cores
    assert said.engine.served_context
    await one.unload(model)


def test_every_registered_adapter_can_be_made_and_unknown_kinds_get_the_generic_one() -> None:
    for kind in ENGINES:
        assert adapter(kind, "http://127.0.0.1:1/v1").kind == kind
    unknown = adapter("something-new", "http://127.0.0.1:1/")
    assert type(unknown) is OpenAICompatible
    assert unknown.base_url == "http://127.0.0.1:1/v1"


@pytest.mark.real_engine
async def test_a_local_llama_server_is_described_from_its_file_and_its_process(tape: Path) -> None:
    async with Embedded(tape, alias="m", key="") as embedded:
        said = await adapter("llama-server", embedded.base_url).describe("m")
    assert said.artifact == artifact(tape)
    assert said.shares_cpu is True
    assert said.has_chat_template is True


@pytest.mark.real_engine
async def test_a_base_model_behind_a_local_llama_server_is_told_by_its_file(base_model: Path) -> None:
    async with Embedded(base_model, alias="m", key="") as embedded:
        one = adapter("llama-server", embedded.base_url)
        assert (await one.describe("m")).has_chat_template is False
        assert isinstance(one, LlamaServer)
        shown = (await one._get("/props")).fields["chat_template"]
    assert has_own_template(shown) is None, "the template that llama.cpp falls back to says nothing of the model"


async def test_a_llama_server_elsewhere_is_described_by_what_it_says_and_no_more(scripted: Any) -> None:
    said = await adapter("llama-server", (await scripted(LLAMA)).url).describe("m")
    assert said.artifact.sha256 is None
    assert (said.artifact.file, said.artifact.quantization, said.artifact.parameters) == ("m.gguf", "Q4_K_M", 7)
    assert said.engine.build == "b9000-abc"
    assert (said.engine.served_context, said.engine.slots) == (2048, 4)
    assert said.effective_sampling == {"temperature": 0.6, "top_p": 0.95}
    assert said.thinking is Thinking.ON
    assert said.has_chat_template is True


async def test_a_model_behind_a_local_llama_swap_is_told_by_the_file_in_its_command(scripted: Any, tape: Path) -> None:
    def routes(file: str) -> dict[str, Any]:
        running = {"model": "m", "state": "ready", "cmd": f"llama-server --port 1 -m {file}"}
        return {"/v1/models": {"data": [{"id": "m", "owned_by": "llama-swap"}]}, "/running": {"running": [running]}}

    told = await adapter("llama-swap", (await scripted(routes(str(tape)))).url).describe("m")
    assert told.artifact == artifact(tape)
    elsewhere = await adapter("llama-swap", (await scripted(routes("/models/of-a-container.gguf"))).url).describe("m")
    assert (elsewhere.artifact, elsewhere.engine.settings) == (Artifact(), {})


async def test_a_model_that_llama_swap_does_not_list_is_told_by_its_process(scripted: Any, tape: Path) -> None:
    running = {"model": "hidden", "state": "ready", "cmd": f"llama-server --port 1 -m {tape} --alias other"}
    routes = {
        "/v1/models": {"data": [{"id": "m", "owned_by": "llama-swap"}]},
        "/running": {"running": [running]},
        "/v1/chat/completions": {"choices": [{"message": {"content": "Hi"}}]},
    }
    swap = adapter("llama-swap", (await scripted(routes)).url)
    await swap.load("hidden")
    told = await swap.describe("hidden")
    assert told.artifact == artifact(tape)
    assert told.engine.settings == {"entry": "hidden"}, "another entry of this file may have other options"
    assert told.answers_as == ("hidden", str(tape), "other")
    assert told.uncached == {"cache_prompt": False}


async def test_the_generic_adapter_guesses_nothing(scripted: Any) -> None:
    said = await adapter("vllm", (await scripted(GENERIC)).url).describe("m")
    assert said.engine.version == "0.33.0"
    assert said.artifact.quantization is None
    assert said.artifact.sha256 is None
    assert (said.has_chat_template, said.thinking) == (None, None)
    assert said.effective_sampling == {}


async def test_a_server_on_another_machine_does_not_share_this_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    from prony.engines import openai_compatible
    from prony.engines.seen import MODELS, Seen
    from prony.http1.ask import Answer

    one = adapter("openai-compatible", "http://gpu-box:8000/v1")

    async def seen() -> Seen:
        return Seen({MODELS: Answer(200, {}, b'{"data": [{"id": "m"}]}')})

    monkeypatch.setattr(one, "_seen", seen)
    said = await one.describe("m")
    assert said.shares_cpu is False
    assert said.machine == Machine()

    async def never(*_: Any, **__: Any) -> None:
        raise AssertionError("a server elsewhere is not made to load")

    monkeypatch.setattr(openai_compatible, "post", never)
    await one.load("m")


async def test_the_generic_adapter_loads_with_one_token(scripted: Any) -> None:
    server = await scripted(GENERIC)
    await adapter("vllm", server.url).load("m")
    assert [path for method, path, _ in server.requests if method == "POST"] == ["/v1/chat/completions"]
    assert b'"max_tokens":1' in server.bodies[-1]


async def test_a_load_that_fails_is_a_coded_error_with_the_servers_words(scripted: Any) -> None:
    routes = {**GENERIC, "/v1/chat/completions": (500, {"error": "model name=m failed to load"}, {})}
    with pytest.raises(EngineError) as raised:
        await adapter("vllm", (await scripted(routes)).url).load("m")
    assert raised.value.code == "E203"
    assert "failed to load" in (raised.value.cause or "")


async def test_a_router_is_asked_to_load_and_watched_until_it_has(scripted: Any) -> None:
    state = {"value": "unloaded"}
    polls = []

    def models(_: Any) -> dict[str, Any]:
        if state["value"] == "loading":
            polls.append(1)
            if len(polls) > 2:
                state["value"] = "loaded"
        return {"data": [{"id": "m", "status": dict(state)}]}

    def load(_: Any) -> dict[str, Any]:
        state["value"] = "loading"
        return {"success": True}

    def unload(_: Any) -> dict[str, Any]:
        state["value"] = "unloaded"
        return {"success": True}

    routes = {"/v1/models": models, "/props": {"role": "router"}, "/models/load": load, "/models/unload": unload}
    router = adapter("llama-server-router", (await scripted(routes)).url)
    report = await router.load("m")
    assert report.cold is True
    assert state["value"] == "loaded"
    assert (await router.load("m")).cold is False
    await router.unload("m")
    assert state["value"] == "unloaded"


class Router:
    """A router of one model at a time, whose processes take a few looks to come and to go."""

    def __init__(self, *models: str, looks: int = 3) -> None:
        self.states: dict[str, dict[str, Any]] = {name: {"value": "unloaded"} for name in models}
        self.looks = looks
        self.left = 0
        self.refused = 0
        self.routes = {
            "/v1/models": self._models,
            "/props": {"role": "router"},
            "/models/load": self._load,
            "/models/unload": self._unload,
        }

    def _models(self, _: Any) -> dict[str, Any]:
        self.left -= 1
        for state in self.states.values():
            if self.left <= 0 and state["value"] in ("loading", "unloading"):
                state["value"] = {"loading": "loaded", "unloading": "unloaded"}[state["value"]]
        return {"data": [{"id": name, "status": dict(state)} for name, state in self.states.items()]}

    def _load(self, request: Any) -> Any:
        if any(state["value"] != "unloaded" for state in self.states.values()):
            self.refused += 1
            return 400, {"error": {"message": "model limit reached, try again later"}}, {}
        self._begin(request, "loading")
        return {"success": True}

    def _unload(self, request: Any) -> dict[str, bool]:
        self._begin(request, "unloading")
        return {"success": True}

    def _begin(self, request: Any, state: str) -> None:
        name = json.loads(request.server.bodies[-1])["model"]
        self.states[name]["value"] = state
        self.left = self.looks


async def test_a_model_that_a_router_has_not_loaded_is_told_from_an_address_without_an_engine(scripted: Any) -> None:
    refusal = {"error": {"code": 400, "message": "model is not loaded", "type": "invalid_request_error"}}
    routes = {
        "/v1/models": {"data": [{"id": "m", "owned_by": "llamacpp", "status": {"value": "unloaded"}}]},
        "/props?model=m&autoload=false": (400, refusal),
        "/props": {"role": "router", "build_info": "b1"},
    }
    router = adapter("llama-server-router", (await scripted(routes)).url)
    with pytest.raises(EngineError, match="m is not loaded") as caught:
        await router.describe("m")
    assert caught.value.code == "E203"


async def test_a_router_takes_the_next_model_as_soon_as_unloading_one_returns(scripted: Any) -> None:
    router = Router("a", "b")
    engine = adapter("llama-server-router", (await scripted(router.routes)).url)
    for name in ("a", "b", "a"):
        assert (await engine.load(name)).cold is True
        await engine.unload(name)
    assert router.refused == 0


async def test_a_router_without_room_says_later_and_not_never(scripted: Any) -> None:
    router = Router("a", "b")
    engine = adapter("llama-server-router", (await scripted(router.routes)).url)
    await engine.load("a")
    with pytest.raises(EngineError) as raised:
        await engine.load("b")
    assert raised.value.code == "E212"
    assert "model limit reached, try again later" in (raised.value.cause or "")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ({"failed": True, "exit_code": 1}, "exit code 1"),
        ({"failed": True, "exit_code": -11}, "exit code -11"),
        (
            {"failed": True, "exit_code": 1, "args": ["llama-server", "-m", "/no/such/x.gguf"]},
            "no file /no/such/x.gguf",
        ),
        ({"failed": True, "error": "out of memory"}, "out of memory"),
    ],
)
async def test_a_router_whose_load_fails_tells_how_its_process_ended(
    scripted: Any, status: dict[str, Any], words: str
) -> None:
    state: dict[str, Any] = {"value": "unloaded"}

    def load(_: Any) -> dict[str, Any]:
        state.update(status)
        return {"success": True}

    routes = {
        "/v1/models": lambda _: {"data": [{"id": "m", "status": dict(state)}]},
        "/props": {"role": "router"},
        "/models/load": load,
    }
    with pytest.raises(EngineError) as raised:
        await adapter("llama-server-router", (await scripted(routes)).url).load("m")
    assert raised.value.code == "E203"
    assert words in (raised.value.cause or "")


PARSERS = (
    "The model produced output that does not match the expected peg-native format",
    "Failed to parse input at pos 12: <think>",
    "unexpected tokens remaining in message header: Some('analysis')",
    "openai_harmony.HarmonyError: Unexpected token 12606 while expecting start token 200006",
    "Error in reasoning parser: no end of thinking found",
    "Failed to parse fc related info to json format!",
)
"""What parsers of several servers say of a reply of one token."""


@pytest.mark.parametrize("words", PARSERS)
async def test_a_parser_that_complains_of_one_token_means_that_the_model_is_there(scripted: Any, words: str) -> None:
    routes = {**GENERIC, "/v1/chat/completions": (500, {"error": {"message": words, "code": 500}}, {})}
    assert (await adapter("vllm", (await scripted(routes)).url).load("m")).load_s >= 0


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (503, {"error": {"message": "Loading model", "type": "unavailable_error"}}, "E212"),
        (429, {"error": "too many requests"}, "E212"),
        (502, b"<html>Bad Gateway</html>", "E212"),
        (504, b"", "E212"),
        (524, b"a timeout occurred", "E212"),
        (500, {"error": "server busy, please try again later"}, "E212"),
        (503, b"unable to start process: upstream command exited prematurely", "E203"),
        (502, b"upstream command exited prematurely but successfully", "E203"),
        (500, {"error": {"message": "CUDA out of memory"}}, "E203"),
        (429, {"error": {"code": "insufficient_quota", "message": "check your plan"}}, "E203"),
        (400, {"error": "No models loaded. Please load a model in the developer page"}, "E203"),
        (500, {"error": "error loading model: unknown model architecture: 'x'"}, "E203"),
        (404, {"error": {"message": "model not found"}}, "E203"),
    ],
)
async def test_a_refusal_to_load_is_told_as_for_now_or_for_good(
    scripted: Any, status: int, body: Any, code: str
) -> None:
    routes = {**GENERIC, "/v1/chat/completions": (status, body, {})}
    with pytest.raises(EngineError) as raised:
        await adapter("vllm", (await scripted(routes)).url).load("m")
    assert raised.value.code == code
    assert raised.value.cause


@pytest.mark.parametrize("status", [502, 503, 504, 429, 530])
async def test_a_list_of_models_that_does_not_come_now_is_asked_for_later(scripted: Any, status: int) -> None:
    routes = {**GENERIC, "/v1/models": (status, b"<html>back in a minute</html>", {"Content-Type": "text/html"})}
    with pytest.raises(EngineError) as raised:
        await adapter("vllm", (await scripted(routes)).url).models()
    assert raised.value.code == "E212"


@pytest.mark.parametrize(
    ("routes", "code"),
    [
        ({"/v1/models": b"<html>hello</html>"}, "E206"),
        ({}, "E206"),
        ({"/v1/models": (401, {"error": "key"}, {})}, "E208"),
        ({"/v1/models": {"data": [{"id": "other"}]}}, "E207"),
    ],
)
async def test_what_cannot_be_asked_is_a_coded_error(scripted: Any, routes: dict[str, Any], code: str) -> None:
    with pytest.raises(EngineError) as raised:
        await adapter("openai-compatible", (await scripted(routes)).url).describe("m")
    assert raised.value.code == code


async def test_nothing_there_is_a_coded_error(unused_tcp_port: int) -> None:
    with pytest.raises(EngineError) as raised:
        await adapter("openai-compatible", f"http://127.0.0.1:{unused_tcp_port}/v1").models()
    assert raised.value.code == "E201"


async def test_a_key_goes_to_the_server_it_was_named_for(scripted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "sk-1")
    server = await scripted(GENERIC)
    await adapter("vllm", server.url, api_key_env="MY_KEY").models()
    assert {headers.get("Authorization") for _, _, headers in server.requests} == {"Bearer sk-1"}


def test_a_key_variable_that_is_not_set_is_a_coded_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MY_KEY", raising=False)
    with pytest.raises(EngineError) as raised:
        adapter("vllm", "http://127.0.0.1:1/v1", api_key_env="MY_KEY")
    assert raised.value.code == "E208"
    assert "MY_KEY" in raised.value.what


async def test_an_answer_without_end_is_not_read_to_its_end(scripted: Any) -> None:
    from prony.http1.ask import MAX_BODY_BYTES, get

    server = await scripted({"/big": bytes(MAX_BODY_BYTES + 1)})
    assert await get(f"{server.url}/big") is None


async def test_a_server_that_is_not_there_when_a_model_is_to_load_is_said_not_to_answer():
    with pytest.raises(EngineError, match="no engine answers at") as caught:
        await adapter("openai-compatible", "http://127.0.0.1:1/v1").load("m")
    assert caught.value.code == "E201"
