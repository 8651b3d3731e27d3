"""Servers of the OpenAI dialect that tell more at addresses of their own: what is read there, and what is not."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from prony.engines import adapter, discover
from prony.engines.engine import Busy
from prony.engines.kinds import sglang, vllm
from prony.engines.prometheus import samples, total
from prony.engines.serving_flags import settings_in
from prony.errors import EngineError
from prony.nouns import Artifact, Thinking

TEMPLATE = "{% for m in messages %}{{ m.content }}{% endfor %}{% if tools %}{{ tools }}{% endif %}<think>"


def listed(owner: str, *names: str, **more: Any) -> dict[str, Any]:
    return {"object": "list", "data": [{"id": name, "object": "model", "owned_by": owner, **more} for name in names]}


# TabbyAPI


class Tabby:
    """A TabbyAPI over a folder of three models, `broken` among them; admin: whether the key may load."""

    def __init__(self, loaded: str | None = "small", admin: bool = True) -> None:
        self.loaded, self.admin = loaded, admin
        self.routes = {
            "/v1/models": lambda _: listed("tabbyAPI", *(("small", "large", "broken") if admin else ("small",))),
            "/.well-known/serviceinfo": {"version": 0.1, "software": {"name": "TabbyAPI"}},
            "/v1/model": self._card,
            "/v1/model/load": self._load,
            "/v1/model/unload": self._unload,
            # It passes for a KoboldCpp as well.
            "/api/extra/version": {"result": "KoboldCpp", "version": "1.61"},
        }

    def _card(self, _: Any) -> Any:
        if self.loaded is None:
            return 503, {"detail": "No models are currently loaded."}, {}
        card = {"max_seq_len": 8192, "cache_size": 16384, "cache_mode": "Q8", "max_batch_size": 4, "chunk_size": 2048}
        card |= {"prompt_template": "from_tokenizer_config", "prompt_template_content": TEMPLATE}
        return {"id": self.loaded, "owned_by": "tabbyAPI", "parameters": card}

    def _load(self, request: Any) -> Any:
        if not self.admin:
            return 401, {"detail": "Invalid admin key"}, {}
        name = json.loads(request.server.bodies[-1])["model_name"]
        done = b'data: {"model_type": "model", "module": 1, "modules": 1, "status": "finished"}\r\n\r\n'
        if name == "broken":
            done = b'data: {"error": {"message": "Insufficient VRAM for model and cache", "trace": null}}\r\n\r\n'
        else:
            self.loaded = name
        return 200, b': ping\r\n\r\ndata: {"module": 0}\r\n\r\n' + done, {"Content-Type": "text/event-stream"}

    def _unload(self, _: Any) -> dict[str, Any]:
        self.loaded = None
        return {}


async def test_tabbyapi_tells_of_the_model_that_it_holds_and_of_no_other(scripted: Any) -> None:
    engine = adapter("tabbyapi", (await scripted(Tabby().routes)).url)
    states = {one.id: (one.state, one.context) for one in await engine.models()}
    assert states == {"small": ("loaded", 8192), "large": ("unloaded", None), "broken": ("unloaded", None)}
    said = await engine.describe("small")
    assert (said.engine.served_context, said.engine.slots) == (8192, 4)
    assert said.engine.settings["cache_type"] == "Q8"
    assert said.artifact == Artifact(chat_template_sha256=hashlib.sha256(TEMPLATE.encode()).hexdigest())
    assert (said.offers_tools, said.thinking, said.has_chat_template) == (True, Thinking.ON, True)
    assert (await engine.describe("large")).engine.settings == {}


async def test_tabbyapi_is_told_from_what_it_passes_for(scripted: Any) -> None:
    (found,) = await discover([(await scripted(Tabby().routes)).url])
    assert found.kind == "tabbyapi"
    assert found.version is None, "the version that it names is that of a KoboldCpp"


async def test_tabbyapi_behind_a_key_is_known_and_wants_it(scripted: Any) -> None:
    routes = {**Tabby().routes, "/v1/models": (401, {"detail": "Please provide an API key"}, {})}
    (found,) = await discover([(await scripted(routes)).url])
    assert (found.kind, found.models, found.locked) == ("tabbyapi", (), True)


async def test_tabbyapi_loads_the_model_that_is_measured_since_it_answers_any_name(scripted: Any) -> None:
    tabby = Tabby()
    engine = adapter("tabbyapi", (await scripted(tabby.routes)).url)
    assert (await engine.load("small")).cold is False
    assert (await engine.load("large")).cold is True
    assert tabby.loaded == "large"
    await engine.unload("small")
    assert tabby.loaded == "large", "what is not loaded cannot be unloaded"
    await engine.unload("large")
    assert tabby.loaded is None
    assert {one.state for one in await engine.models()} == {"unloaded"}


async def test_a_load_that_tabbyapi_reports_as_failed_in_a_stream_that_began_well_is_one(scripted: Any) -> None:
    engine = adapter("tabbyapi", (await scripted(Tabby().routes)).url)
    with pytest.raises(EngineError) as raised:
        await engine.load("broken")
    assert raised.value.code == "E203"
    assert raised.value.cause == "Insufficient VRAM for model and cache"


async def test_tabbyapi_without_its_admin_key_says_which_key_is_wanted(scripted: Any) -> None:
    engine = adapter("tabbyapi", (await scripted({**Tabby(loaded="x").routes, **Tabby("x", admin=False).routes})).url)
    with pytest.raises(EngineError) as raised:
        await engine.load("small")
    assert raised.value.code == "E208"
    assert "admin key" in (raised.value.hint or "")


# KoboldCpp

KOBOLD = {
    "/v1/models": listed("koboldcpp", "koboldcpp/small-q4", root="koboldcpp"),
    "/api/extra/version": {"result": "KoboldCpp", "version": "1.102", "protected": False},
    "/api/extra/true_max_context_length": {"value": 8192},
    "/api/extra/perf": {"queue": 2, "idle": 0, "total_gens": 7},
    # What it says as another server is the same for every model.
    "/api/version": {"version": "0.7.0"},
    "/api/ps": {"models": [{"name": "koboldcpp", "size_vram": 1, "context_length": 1}]},
    "/api/tags": {
        "models": [
            {
                "name": "koboldcpp",
                "size": 394998579,
                "digest": "b5dc5e784f2a3ee1582373093acf69a2f4e2ac1710b253a001712b86a61f88bb",
                "details": {"quantization_level": "Q4_0", "parameter_size": "128M"},
            }
        ]
    },
}


async def test_koboldcpp_is_not_taken_for_the_ollama_that_it_passes_for(scripted: Any) -> None:
    (found,) = await discover([(await scripted(KOBOLD)).url])
    assert (found.kind, found.version) == ("koboldcpp", "1.102")
    (model,) = found.models
    assert (model.id, model.context, model.state) == ("koboldcpp/small-q4", 8192, "loaded")
    assert (model.size_bytes, model.quantization, model.digest) == (None, None, None)


async def test_koboldcpp_is_described_with_one_slot_and_a_context_that_cuts(scripted: Any) -> None:
    said = await adapter("koboldcpp", (await scripted(KOBOLD)).url).describe("small-q4")
    assert (said.engine.served_context, said.engine.slots, said.cuts_at) == (8192, 1, 8192)
    assert said.artifact == Artifact()
    assert any("drops the beginning" in words for words in said.warnings)


@pytest.mark.parametrize(("name", "generates"), [("inactive", False), ("koboldcpp/protected-model", None)])
async def test_koboldcpp_without_a_model_or_behind_a_key_is_not_taken_at_its_word(
    scripted: Any, name: str, generates: bool | None
) -> None:
    engine = adapter("koboldcpp", (await scripted({**KOBOLD, "/v1/models": listed("koboldcpp", name)})).url)
    (model,) = await engine.models()
    assert model.generates is generates
    warnings = " ".join((await engine.describe(name)).warnings)
    assert ("--api-key-env" in warnings) is (generates is None)


async def test_a_koboldcpp_that_counts_every_reply_alike_is_warned_of(scripted: Any) -> None:
    old = {**KOBOLD, "/api/extra/version": {"result": "KoboldCpp", "version": "1.76"}}
    said = await adapter("koboldcpp", (await scripted(old)).url).describe("small-q4")
    assert any("token counts" in words for words in said.warnings)
    new = await adapter("koboldcpp", (await scripted(KOBOLD)).url).describe("small-q4")
    assert not any("token counts" in words for words in new.warnings)


# Text Generation Inference

TGI = {
    "/v1/models": listed("Qwen/Qwen3-8B", "Qwen/Qwen3-8B", created=0),
    "/info": {
        "model_id": "Qwen/Qwen3-8B",
        "model_sha": "b968826d9c46dd6066d109eabc6255188de91218",
        "model_pipeline_tag": "text-generation",
        "max_concurrent_requests": 128,
        "max_input_tokens": 4095,
        "max_total_tokens": 4096,
        "router": "text-generation-router",
        "version": "3.3.7",
        "sha": "db931fcf",
        "docker_label": "sha-db931fcf",
    },
}
TGI_2 = {"/info": {**TGI["/info"], "router": None, "max_input_length": 1000, "model_dtype": "torch.float16"}}
TGI_2["/info"].pop("max_input_tokens")


async def test_tgi_tells_version_commit_revision_and_context(scripted: Any) -> None:
    (found,) = await discover([(await scripted(TGI)).url])
    assert (found.kind, found.version) == ("tgi", "3.3.7")
    assert [(one.id, one.context, one.state) for one in found.models] == [("Qwen/Qwen3-8B", 4096, "loaded")]
    said = await adapter("tgi", (await scripted(TGI)).url).describe("Qwen/Qwen3-8B")
    assert said.engine.build == "db931fcf"
    assert said.engine.settings == {
        "model_revision": "b968826d9c46dd6066d109eabc6255188de91218",
        "longest_prompt": 4095,
    }
    assert said.artifact == Artifact(), "it tells no quantization"
    assert "tgi" in said.answers_as, "the name that it takes for any model"


async def test_an_older_tgi_is_known_by_its_bounds(scripted: Any) -> None:
    routes = {**TGI_2, "/v1/models": listed("Qwen/Qwen3-8B", "Qwen/Qwen3-8B")}
    (found,) = await discover([(await scripted(routes)).url])
    assert found.kind == "tgi"
    settings = (await adapter("tgi", (await scripted(routes)).url).describe("Qwen/Qwen3-8B")).engine.settings
    assert (settings["dtype"], settings["longest_prompt"]) == ("torch.float16", 1000)


# LM Studio


class Studio:
    """An LM Studio of v1 with one model that is loaded twice, one that is not, and one that does not fit."""

    def __init__(self) -> None:
        self.loaded: dict[str, list[str]] = {"qwen/qwen3-8b": ["qwen/qwen3-8b", "qwen/qwen3-8b:2"]}
        self.asked: list[dict[str, Any]] = []
        self.routes = {
            "/v1/models": listed("organization_owner", "qwen/qwen3-8b", "small", "huge"),
            "/api/v1/models": self._models,
            "/api/v1/models/load": self._load,
            "/api/v1/models/unload": self._unload,
        }

    def _models(self, _: Any) -> dict[str, Any]:
        config = {"context_length": 8192, "parallel": 4, "flash_attention": True, "offload_kv_cache_to_gpu": False}
        return {
            "models": [
                {
                    "type": "llm",
                    "key": key,
                    "quantization": {"name": "Q4_K_M", "bits_per_weight": 4},
                    "size_bytes": 5_030_000_000,
                    "loaded_instances": [{"id": one, "config": config} for one in self.loaded.get(key, [])],
                    "max_context_length": 40960,
                    "format": "gguf",
                    "capabilities": {"reasoning": {"allowed_options": ["off", "on"], "default": "off"}},
                    "selected_variant": f"{key}@q4_k_m",
                }
                for key in ("qwen/qwen3-8b", "small", "huge")
            ]
        }

    def _load(self, request: Any) -> Any:
        body = json.loads(request.server.bodies[-1])
        self.asked.append(body)
        if body["model"] == "huge":
            return 500, {"error": {"message": "insufficient system resources", "type": "model_load_failed"}}, {}
        self.loaded[body["model"]] = [body["model"]]
        return {"type": "llm", "instance_id": body["model"], "load_time_seconds": 9.1, "status": "loaded"}

    def _unload(self, request: Any) -> dict[str, Any]:
        body = json.loads(request.server.bodies[-1])
        self.loaded = {key: [one for one in ids if one != body["instance_id"]] for key, ids in self.loaded.items()}
        return body


async def test_lm_studio_tells_how_the_instance_that_is_loaded_was(scripted: Any) -> None:
    said = await adapter("lm-studio", (await scripted(Studio().routes)).url).describe("qwen/qwen3-8b")
    assert (said.engine.served_context, said.engine.slots) == (8192, 4)
    assert said.engine.settings == {
        "flash_attention": True,
        "offload_kv_cache_to_gpu": False,
        "variant": "qwen/qwen3-8b@q4_k_m",
        "format": "gguf",
    }
    assert (said.artifact.quantization, said.artifact.bits_per_weight) == ("Q4_K_M", None)
    assert said.thinking is Thinking.OFF
    assert "qwen/qwen3-8b:2" in said.answers_as


async def test_lm_studio_loads_with_the_context_that_is_needed_and_frees_every_instance(scripted: Any) -> None:
    studio = Studio()
    engine = adapter("lm-studio", (await scripted(studio.routes)).url, context=16384)
    assert (await engine.load("qwen/qwen3-8b")).cold is False
    assert (await engine.load("small")).cold is True
    assert studio.asked == [{"model": "small", "context_length": 16384}]
    await engine.unload("qwen/qwen3-8b")
    assert studio.loaded == {"qwen/qwen3-8b": [], "small": ["small"]}


async def test_a_load_that_lm_studio_refuses_is_a_coded_error_in_its_words(scripted: Any) -> None:
    with pytest.raises(EngineError) as raised:
        await adapter("lm-studio", (await scripted(Studio().routes)).url).load("huge")
    assert raised.value.code == "E203"
    assert "insufficient system resources" in (raised.value.cause or "")


async def test_an_lm_studio_without_v1_loads_with_its_first_request(scripted: Any) -> None:
    row = {"id": "m", "type": "llm", "compatibility_type": "gguf", "state": "not-loaded", "quantization": "Q4_K_M"}
    routes = {
        "/v1/models": listed("organization_owner", "m"),
        "/api/v0/models": {"data": [row]},
        "/v1/chat/completions": {"choices": []},
    }
    server = await scripted(routes)
    await adapter("lm-studio", server.url).load("m")
    assert [path for method, path, _ in server.requests if method == "POST"] == ["/v1/chat/completions"]


# vLLM and SGLang

VLLM_METRICS = b"""# HELP vllm:num_requests_running Number of requests in model execution batches.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="m"} 2.0
vllm:num_requests_running{engine="1",model_name="m"} 1.0
vllm:num_requests_waiting{engine="0",model_name="m"} 4.0
vllm:num_requests_waiting_by_reason{engine="0",model_name="m"} 9.0
vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.25
vllm:cache_config_info{block_size="16",cache_dtype="fp8",enable_prefix_caching="True",engine="0"} 1.0
"""
SGLANG_METRICS = b"""sglang:num_running_reqs{model_name="m"} 3
sglang:num_queue_reqs{model_name="m"} 0
sglang:token_usage{model_name="m"} 0.5
"""


async def test_vllm_tells_its_queue_and_its_cache(scripted: Any) -> None:
    routes = {"/v1/models": listed("vllm", "m", max_model_len=4096, root="Org/M"), "/metrics": VLLM_METRICS}
    engine = adapter("vllm", (await scripted(routes)).url)
    said = await engine.describe("m")
    assert said.engine.settings == {"cache_dtype": "fp8", "prefix_cache": "True"}
    assert "Org/M" in said.answers_as
    assert await engine.busy() == Busy(running=3, waiting=4, cache_share=0.25)  # type: ignore[attr-defined]


async def test_sglang_tells_its_queue_and_is_not_asked_for_its_keys(scripted: Any) -> None:
    routes = {
        "/v1/models": listed("sglang", "m", max_model_len=4096),
        "/metrics": SGLANG_METRICS,
        "/model_info": {"model_path": "Org/M", "is_generation": True},
    }
    server = await scripted(routes)
    engine = adapter("sglang", server.url)
    assert await engine.busy() == Busy(running=3, waiting=0, cache_share=0.5)  # type: ignore[attr-defined]
    assert (await engine.describe("m")).answers_as == ("m", "Org/M")
    assert not {path for path in server.paths if "server_info" in path or "health" in path}


async def test_a_server_that_is_at_work_is_said_to_be(scripted: Any) -> None:
    routes = {"/v1/models": listed("vllm", "m"), "/metrics": VLLM_METRICS}
    (found,) = await discover([(await scripted(routes)).url])
    assert "it is at work for somebody: 3 requests run and 4 wait" in found.warnings
    idle = {**routes, "/metrics": b"vllm:num_requests_running 0\nvllm:num_requests_waiting 0\n"}
    (found,) = await discover([(await scripted(idle)).url])
    assert found.warnings == ()


async def test_who_counts_nothing_is_not_said_to_be_idle(scripted: Any) -> None:
    for kind in ("vllm", "sglang", "openai-compatible"):
        engine = adapter(kind, (await scripted({"/v1/models": listed(kind, "m")})).url)
        assert await engine.busy() is None  # type: ignore[attr-defined]


def test_the_parsers_of_a_server_stand_in_its_command_line() -> None:
    words = ["python", "-m", "vllm.entrypoints.openai.api_server", "--model", "m", "--tool-call-parser=hermes"]
    words += ["--enable-auto-tool-choice", "--reasoning_parser", "qwen3", "--api-key", "sk-secret"]
    assert settings_in(words, vllm.FLAGS) == {
        "tool_parser": "hermes",
        "auto_tools": "on",
        "reasoning_parser": "qwen3",
    }
    words = ["python", "-m", "sglang.launch_server", "--tool-call-parser", "qwen25", "--disable-radix-cache"]
    words += ["--chat-template", "/home/me/private/t.jinja"]
    expected = {"tool_parser": "qwen25", "no_prefix_cache": "on", "chat_template": "t.jinja"}
    assert settings_in(words, sglang.FLAGS) == expected


@pytest.mark.parametrize(
    "text",
    ["", "a", "a 1", "a{ 1", "a{x=1} 1", 'a{x="} 1', "a NaN", "a +Inf", "a x", "a{" + "x" * 10_000 + "} 1", "b 1"],
)
def test_metrics_that_say_nothing_count_nothing(text: str) -> None:
    assert total(text, "a") in (None, 1.0)


def test_labels_of_metrics_are_read_with_their_escapes() -> None:
    (sample,) = samples(r'a{x="say \"hi\"",y="c:\\d"} 2', "a")
    assert sample == ({"x": 'say "hi"', "y": r"c:\d"}, 2.0)


async def test_settings_that_a_server_tells_are_short_and_of_one_line(scripted: Any) -> None:
    hostile = "\x1b[2J" + "x" * 5000 + "\nnext"
    routes = {**TGI, "/info": {**TGI["/info"], "model_sha": hostile}}
    settings = (await adapter("tgi", (await scripted(routes)).url).describe("Qwen/Qwen3-8B")).engine.settings
    assert len(settings["model_revision"]) <= 200
    assert settings["model_revision"].isprintable()
