"""Discovery: each kind is told apart by its answers, and nothing is ever sent but GETs without a key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from prony.engines import ENGINES, Embedded, ServedModel, adapter, artifact, discover, in_full
from prony.engines.base_urls import bases, root_of
from prony.engines.candidates import candidates, from_environment
from prony.engines.discover import default_ports
from prony.errors import EngineError
from prony.fetch.file_digests import file_sha256


def rows(owner: str, *names: str, **more: Any) -> dict[str, Any]:
    return {"object": "list", "data": [{"id": name, "object": "model", "owned_by": owner, **more} for name in names]}


LLAMA_META = {"n_params": 134_515_008, "size": 96_576_768, "n_ctx": 4096, "ftype": "Q4_1"}
LLAMA = {
    "/v1/models": (200, rows("llamacpp", "a.gguf", meta=LLAMA_META), {"Server": "llama.cpp"}),
    "/props": {"build_info": "b1-0c1e570", "model_path": "/models/a.gguf", "default_generation_settings": {}},
    "/health": {"status": "ok"},
    # llama.cpp answers this one too, for tools that only know Ollama.
    "/api/tags": {"models": [{"name": "a.gguf", "digest": "", "details": {}}]},
}
ROUTER = {
    "/v1/models": {
        "data": [
            {"id": "big", "status": {"value": "unloaded", "args": ["llama-server", "-m", "/none/big.gguf"]}},
            {"id": "small", "status": {"value": "loaded"}, "meta": LLAMA_META},
            {"id": "broken", "status": {"value": "unloaded", "failed": True, "exit_code": 1}},
        ]
    },
    "/props": {"role": "router", "max_instances": 4, "build_info": "b1-0c1e570"},
}
SWAP = {
    "/v1/models": {
        "data": [
            {"id": "qwen", "owned_by": "llama-swap"},
            {"id": "gemma", "owned_by": "llama-swap"},
            {"id": "far", "owned_by": "llama-swap", "meta": {"llamaswap": {"peerID": "elsewhere"}}},
        ]
    },
    "/running": {"running": [{"model": "qwen", "state": "ready", "cmd": "llama-server --port 9 -m '/none/q.gguf'"}]},
    "/api/version": {"version": "v217"},
    "/health": b"OK",
}
OLLAMA = {
    "/": b"Ollama is running",
    "/api/version": {"version": "0.13.1"},
    "/v1/models": rows("library", "qwen2.5-coder:0.5b", "gpt-oss:120b-cloud", "nomic-embed-text:latest"),
    "/api/tags": {
        "models": [
            {
                "name": "qwen2.5-coder:0.5b",
                "size": 397_821_319,
                "digest": "ab" * 32,
                "details": {"family": "qwen2", "quantization_level": "Q4_K_M"},
            },
            {
                "name": "gpt-oss:120b-cloud",
                "size": 384,
                "digest": "cd" * 32,
                "remote_host": "https://ollama.com:443",
                "details": {},
            },
            {"name": "nomic-embed-text:latest", "size": 1, "digest": "ef" * 32, "details": {"family": "nomic-bert"}},
        ]
    },
    "/api/ps": {"models": [{"name": "qwen2.5-coder:0.5b", "size_vram": 0, "context_length": 4096}]},
}
LM_STUDIO = {
    "/v1/models": rows("organization_owner", "qwen/qwen3-8b", "nomic"),
    "/api/v1/models": {
        "models": [
            {
                "type": "llm",
                "key": "qwen/qwen3-8b",
                "quantization": {"name": "Q4_K_M", "bits_per_weight": 4},
                "size_bytes": 5_030_000_000,
                "loaded_instances": [{"id": "qwen/qwen3-8b", "config": {"context_length": 8192}}],
            },
            {"type": "embedding", "key": "nomic", "size_bytes": 84_000_000, "loaded_instances": []},
        ]
    },
}
LM_STUDIO_V0 = {
    "/v1/models": rows("organization_owner", "m"),
    "/api/v0/models": {
        "data": [
            {
                "id": "m",
                "type": "llm",
                "compatibility_type": "gguf",
                "quantization": "Q4_K_M",
                "state": "not-loaded",
                "max_context_length": 131072,
            }
        ]
    },
}
VLLM = {"/v1/models": rows("vllm", "Qwen/Qwen3-8B", max_model_len=40960, root="/m"), "/version": {"version": "0.33.0"}}
SGLANG = {"/v1/models": rows("sglang", "Qwen/Qwen3-8B", max_model_len=40960)}
LITELLM = {"/v1/models": rows("openai", "my-alias"), "/health/liveliness": b'"I\'m alive!"'}
TABBYAPI = {
    "/v1/models": rows("tabbyAPI", "small-exl3"),
    "/.well-known/serviceinfo": {"software": {"name": "TabbyAPI"}},
    "/api/extra/version": {"result": "KoboldCpp", "version": "1.61"},
}
KOBOLDCPP = {
    "/v1/models": rows("koboldcpp", "koboldcpp/small"),
    "/api/extra/version": {"result": "KoboldCpp", "version": "1.102"},
    "/api/version": {"version": "0.7.0"},
    "/api/tags": {"models": [{"name": "koboldcpp", "size": 394_998_579, "digest": "b5dc", "details": {}}]},
}
TGI = {
    "/v1/models": rows("Qwen/Qwen3-8B", "Qwen/Qwen3-8B"),
    "/info": {"model_id": "Qwen/Qwen3-8B", "max_total_tokens": 4096, "router": "text-generation-router"},
}
GENERIC = {"/v1/models": rows("me", "some-model", "gpt-4o", "openai/gpt-oss-20b")}

KINDS = {
    "llama-server": LLAMA,
    "llama-server-router": ROUTER,
    "llama-swap": SWAP,
    "ollama": OLLAMA,
    "lm-studio": LM_STUDIO,
    "vllm": VLLM,
    "sglang": SGLANG,
    "litellm": LITELLM,
    "tabbyapi": TABBYAPI,
    "koboldcpp": KOBOLDCPP,
    "tgi": TGI,
    "openai-compatible": GENERIC,
}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_server_is_taken_for_what_it_is_with_the_evidence(scripted: Any, kind: str) -> None:
    server = await scripted(KINDS[kind])
    (found,) = await discover([server.url])
    assert found.kind == kind
    assert found.base_url == f"{server.url}/v1"
    assert found.evidence
    assert found.models


@pytest.mark.parametrize("kind", KINDS)
async def test_looking_at_a_server_sends_only_gets_that_load_and_generate_nothing(scripted: Any, kind: str) -> None:
    server = await scripted(KINDS[kind])
    await discover([server.url])
    assert server.methods == {"GET"}
    forbidden = ("/upstream", "/unload", "/health_generate", "/completions", "/chat", "/server_info", "/load")
    assert not [path for path in server.paths if any(word in path for word in forbidden)]


async def test_no_key_is_sent_to_an_address_that_was_found(scripted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    server = await scripted(GENERIC)
    monkeypatch.setenv("OPENAI_BASE_URL", server.url + "/v1")
    await discover(ports=(), listeners=False)
    assert server.requests
    assert not any("secret" in value for _, _, headers in server.requests for value in headers.values())


async def test_a_llama_server_tells_size_quantization_context_and_file(scripted: Any) -> None:
    (found,) = await discover([(await scripted(LLAMA)).url])
    (model,) = found.models
    assert (model.size_bytes, model.quantization, model.context) == (96_576_768, "Q4_1", 4096)
    assert model.path == "/models/a.gguf"
    assert model.loaded
    assert found.version == "b1-0c1e570"


async def test_a_llama_server_that_still_loads_says_so(scripted: Any) -> None:
    busy = {**LLAMA, "/health": (503, {"error": {"message": "Loading model"}}, {})}
    (found,) = await discover([(await scripted(busy)).url])
    assert [one.state for one in found.models] == ["loading"]


async def test_a_router_tells_the_state_of_each_model(scripted: Any) -> None:
    (found,) = await discover([(await scripted(ROUTER)).url])
    assert {one.id: one.state for one in found.models} == {"big": "unloaded", "small": "loaded", "broken": "failed"}


async def test_llama_swap_tells_what_runs_and_what_a_peer_serves(scripted: Any) -> None:
    (found,) = await discover([(await scripted(SWAP)).url])
    models = {one.id: one for one in found.models}
    assert {name: one.state for name, one in models.items()} == {
        "qwen": "loaded",
        "gemma": "unloaded",
        "far": "unloaded",
    }
    assert models["qwen"].path == "/none/q.gguf"
    assert [name for name, one in models.items() if one.cloud] == ["far"]
    assert any("rewrite" in warning for warning in found.warnings)


async def test_a_cloud_model_behind_ollamas_localhost_is_marked_and_warned_of(scripted: Any) -> None:
    (found,) = await discover([(await scripted(OLLAMA)).url])
    models = {one.id: one for one in found.models}
    assert [name for name, one in models.items() if one.cloud] == ["gpt-oss:120b-cloud"]
    assert any("gpt-oss:120b-cloud" in warning and "leave this machine" in warning for warning in found.warnings)
    coder = models["qwen2.5-coder:0.5b"]
    assert coder.loaded
    assert (coder.size_bytes, coder.quantization, coder.context) == (397_821_319, "Q4_K_M", 4096)
    assert models["nomic-embed-text:latest"].generates is False
    assert [name for name, one in models.items() if one.measurable] == ["qwen2.5-coder:0.5b"]


async def test_lm_studio_is_read_in_both_of_its_forms(scripted: Any) -> None:
    (new,) = await discover([(await scripted(LM_STUDIO)).url])
    (old,) = await discover([(await scripted(LM_STUDIO_V0)).url])
    assert new.models[0].loaded
    assert (new.models[0].size_bytes, new.models[0].context) == (5_030_000_000, 8192)
    assert new.models[1].generates is False
    assert (old.kind, old.models[0].state) == ("lm-studio", "unloaded")


async def test_what_may_be_in_a_cloud_is_marked_wherever_it_is_listed(scripted: Any) -> None:
    (proxy,) = await discover([(await scripted(LITELLM)).url])
    assert all(one.cloud for one in proxy.models)
    assert proxy.warnings
    (generic,) = await discover([(await scripted(GENERIC)).url])
    assert [one.id for one in generic.models if one.cloud] == ["gpt-4o"]


async def test_an_engine_behind_a_key_is_found_and_says_that_it_wants_one(scripted: Any) -> None:
    (found,) = await discover([(await scripted({"/v1/models": (401, {"error": "no key"}, {})})).url])
    assert found.models == ()
    assert any("key" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    "routes",
    [
        {},
        {"/v1/models": b"<html>Sign in</html>"},
        {"/v1/models": b"[1, 2]"},
        {"/v1/models": {"models": "a"}},
        {"/v1/models": (500, {"error": "x"}, {})},
        {"/v1/models": (302, b"", {"Location": "http://example.com/v1/models"})},
        {"/v1/models": b"[" * 100_000},
    ],
)
async def test_what_is_no_engine_is_passed_over(scripted: Any, routes: dict[str, Any]) -> None:
    assert await discover([(await scripted(routes)).url]) == []


async def test_odd_rows_in_a_list_are_passed_over(scripted: Any) -> None:
    odd = {"/v1/models": {"data": [None, 7, {}, {"id": 5}, {"id": "good", "meta": [], "status": "loaded"}]}}
    (found,) = await discover([(await scripted(odd)).url])
    assert [one.id for one in found.models] == ["good"]


async def test_numbers_that_no_model_has_are_not_captured(scripted: Any) -> None:
    tags = {"models": [{"name": "m:latest", "size": 10**300, "details": {}}, {"name": "n:latest", "size": -1}]}
    routes = {
        "/v1/models": {"data": []},
        "/api/version": {"version": "1"},
        "/api/tags": tags,
        "/": b"Ollama is running",
    }
    (found,) = await discover([(await scripted(routes)).url])
    assert [(one.id, one.size_bytes) for one in found.models] == [("m:latest", None), ("n:latest", None)]


async def test_nothing_is_found_where_nothing_listens(unused_tcp_port: int) -> None:
    assert await discover(environ={}, ports=(unused_tcp_port,), listeners=False) == []


async def test_a_url_that_is_none_is_a_coded_error() -> None:
    with pytest.raises(EngineError) as raised:
        await discover(["ftp://localhost:8080"])
    assert raised.value.code == "E201"


@pytest.mark.parametrize("secret", ["http://me:s3cret@{}/v1", "http://{}/v1?key=s3cret", "http://{}/v1#s3cret"])
async def test_an_address_that_may_hold_a_secret_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(EngineError) as raised:
        await discover([secret.format("127.0.0.1:1")])
    assert raised.value.code == "E201"
    assert "s3cret" not in str(raised.value) + (raised.value.cause or "") + (raised.value.hint or "")


async def test_an_address_that_cannot_be_read_is_a_coded_error() -> None:
    with pytest.raises(EngineError) as raised:
        await discover(["http://[::1"])
    assert raised.value.code == "E201"


async def test_named_addresses_are_looked_at_and_no_others(scripted: Any) -> None:
    named, other = await scripted(GENERIC), await scripted(VLLM)
    found = await discover([named.url], environ={"OPENAI_BASE_URL": other.url})
    assert [one.base_url for one in found] == [f"{named.url}/v1"]
    assert other.requests == []


@pytest.mark.parametrize(
    ("environ", "roots"),
    [
        ({"OPENAI_BASE_URL": "http://localhost:9999/v1"}, ["http://localhost:9999"]),
        ({"OPENAI_BASE_URL": "https://api.openai.com/v1"}, []),
        ({"OPENAI_BASE_URL": "http://127.0.0.1.evil.example/v1"}, []),
        ({"OPENAI_BASE_URL": "nonsense://"}, []),
        ({"OLLAMA_HOST": "0.0.0.0"}, ["http://127.0.0.1:11434"]),
        ({"OLLAMA_HOST": "127.0.0.1:5555"}, ["http://127.0.0.1:5555"]),
        ({"OLLAMA_HOST": ":5555"}, ["http://127.0.0.1:5555"]),
        ({"OLLAMA_HOST": "http://gpu-box:11434"}, []),
        ({"OLLAMA_HOST": "host:notaport"}, []),
        ({"OLLAMA_HOST": "127.0.0.1:notaport"}, ["http://127.0.0.1:11434"]),
        ({"OLLAMA_HOST": "'127.0.0.1'"}, ["http://127.0.0.1:11434"]),
        ({"OLLAMA_HOST": "http://0.0.0.0"}, ["http://127.0.0.1"]),
        ({"OLLAMA_HOST": "http://localhost:11434/"}, ["http://localhost:11434"]),
        ({"OLLAMA_HOST": "::1"}, ["http://[::1]:11434"]),
        ({"OLLAMA_HOST": "[::]:5555"}, ["http://[::1]:5555"]),
        ({"OPENAI_BASE_URL": "localhost:9999"}, ["http://localhost:9999"]),
        ({}, []),
    ],
)
def test_the_environment_is_believed_only_where_it_points_to_this_machine(
    environ: dict[str, str], roots: list[str]
) -> None:
    assert [root_of(bases(one.url)[0]) for one in from_environment(environ)] == roots


def test_every_default_port_is_looked_at_once_on_loopback() -> None:
    found = [one.url for one in candidates({"OLLAMA_HOST": "127.0.0.1"}, default_ports(), listeners=False)]
    assert len(found) == len(set(found)) == len(default_ports())
    assert all(root.startswith("http://127.0.0.1:") for root in found)
    assert {8080, 9931, 11434, 1234, 8000, 30000, 5000, 5001, 1337, 4000} <= set(default_ports())


async def test_llama_swap_tells_by_which_names_its_servers_answer_and_which_of_them_are_llama_cpps(
    scripted: Any,
) -> None:
    commands = (
        "/opt/llama-server -m '/none/q.gguf' --alias coder",
        "env X=1 llama-server -m /none/q.gguf -a coder",
        "vllm serve /none/q",
    )
    for command in commands:
        routes = {**SWAP, "/running": {"running": [{"model": "qwen", "state": "ready", "cmd": command}]}}
        served = await adapter("llama-swap", (await scripted(routes)).url).model("qwen")
        ours = "llama-server" in command
        assert served.answers_as == (("coder",) if ours else ())
        assert served.uncached == ({"cache_prompt": False} if ours else {})


@pytest.mark.real_engine
async def test_the_real_server_of_llama_cpp_is_recognised(tape: Path) -> None:
    async with Embedded(tape, alias="t", key="") as engine:
        (found,) = await discover([engine.base_url])
    assert found.kind == "llama-server"
    (model,) = found.models
    assert (model.id, model.loaded, model.path) == ("t", True, str(tape))
    assert len(found.evidence) == 3


@pytest.mark.real_engine
async def test_engines_that_prony_started_itself_are_not_found(tape: Path) -> None:
    async with Embedded(tape) as engine:
        found = await discover(environ={}, ports=())
        assert engine.base_url not in [one.base_url for one in found]


async def test_a_server_on_an_odd_port_is_found_by_its_listening_socket(tmp_path: Path) -> None:
    import asyncio
    import sys

    program = tmp_path / "fake_engine.py"
    program.write_text(
        "import http.server, json\n"
        "class H(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        found = {'data': [{'id': 'odd-port-model'}]} if self.path == '/v1/models' else {}\n"
        "        body = json.dumps(found).encode()\n"
        "        self.send_response(200); self.end_headers(); self.wfile.write(body)\n"
        "    def log_message(self, *a): pass\n"
        "s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), H)\n"
        "print(s.server_port, flush=True); s.serve_forever()\n"
    )
    child = await asyncio.create_subprocess_exec(sys.executable, str(program), stdout=asyncio.subprocess.PIPE)
    try:
        assert child.stdout is not None
        port = int(await child.stdout.readline())
        found = await discover(environ={}, ports=())
        assert [one.source for one in found if one.base_url == f"http://127.0.0.1:{port}/v1"] == ["listening socket"]
    finally:
        child.kill()
        await child.wait()


@pytest.mark.parametrize("kind", ["llama-server", "llama-server-router", "llama-swap"])
async def test_the_file_of_a_model_on_this_machine_tells_what_its_server_does_not(
    scripted: Any, tape: Path, kind: str
) -> None:
    command = f"llama-server -m {tape}"
    routes = {
        "llama-server": {
            **LLAMA,
            "/v1/models": rows("llamacpp", "t"),
            "/props": {"build_info": "b", "model_path": str(tape)},
        },
        "llama-server-router": {
            **ROUTER,
            "/v1/models": {"data": [{"id": "t", "status": {"value": "unloaded", "args": command.split()}}]},
        },
        "llama-swap": {
            **SWAP,
            "/v1/models": rows("llama-swap", "t"),
            "/running": {"running": [{"model": "t", "state": "ready", "cmd": command}]},
        },
    }[kind]
    found = await discover([(await scripted(routes)).url])
    ((before,), (after,)) = (one.models for one in (*found, *await in_full(found)))
    assert (before.quantization, after.quantization) == (None, artifact(tape, sha256=False).quantization)
    assert after.size_bytes == tape.stat().st_size
    assert after.digest is None
    digest = file_sha256(tape)
    ((known,),) = (one.models for one in await in_full(found))
    assert known.digest == digest


def test_ollama_knows_a_model_without_its_tag_in_other_case_and_of_its_own_library() -> None:
    models = tuple(ServedModel(id=name) for name in ("smol:latest", "Qwen2.5-Coder:7b", "hf.co/Maker/X-GGUF:Q4_K_M"))
    kind = ENGINES["ollama"]
    names = (
        "smol",
        "SMOL",
        "library/smol",
        "registry.ollama.ai/library/smol:latest",
        "qwen2.5-coder:7B",
        "X-GGUF:Q4_K_M",
    )
    assert [[one.id for one in kind.called(models, name)] for name in names] == [
        *[["smol:latest"]] * 4,
        ["Qwen2.5-Coder:7b"],
        ["hf.co/Maker/X-GGUF:Q4_K_M"],
    ]
    # Ollama itself would ask for `:latest` here, which is not there.
    assert kind.called(models, "qwen2.5-coder") == ()
