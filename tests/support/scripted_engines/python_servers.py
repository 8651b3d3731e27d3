"""vLLM, SGLang, TabbyAPI and Text Generation Inference.

Sources: their own repositories and pages, as the kinds in prony.engines.kinds name them; none of them ran here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from fake_engine import Script

from prony.nouns import Artifact, EngineIdentity
from scripted_engines.scripted import CONTEXT, LONG, TEMPLATE, Scripted, document, error, listed


class Vllm(Scripted):
    """One model from its start; reasoning in `reasoning`."""

    kind = "vllm"
    reasoning = "reasoning"
    identity = EngineIdentity(
        kind=kind,
        version="0.33.0",
        served_context=CONTEXT,
        settings={"cache_dtype": "auto", "prefix_cache": "True"},
    )

    def gets(self) -> dict[str, Any]:
        cache = 'block_size="16",cache_dtype="auto",enable_prefix_caching="True",engine="0"'
        return {
            "/v1/models": listed("vllm", self.model, max_model_len=CONTEXT, root="Org/M-8B", parent=None),
            "/version": {"version": "0.33.0"},
            "/metrics": f"vllm:num_requests_running 0\nvllm:cache_config_info{{{cache}}} 1.0\n".encode(),
            "/health": b"",
        }

    def too_long(self, body: dict[str, Any]) -> Script:
        return error(
            400,
            f"This model's maximum context length is {CONTEXT} tokens. However, your request has {LONG} input tokens. "
            "Please reduce the length of the input messages.",
            type="BadRequestError",
            code=400,
        )

    def last_chunks(self, reason: str, counts: dict[str, Any]) -> tuple[bytes, ...]:
        """Its choices carry two more fields."""
        choice = {"index": 0, "delta": {"content": ""}, "logprobs": None, "finish_reason": reason, "stop_reason": None}
        return self.event([choice]), self.event([], usage={**counts, "prompt_tokens_details": None})


class SGLang(Scripted):
    """One model from its start."""

    kind = "sglang"
    identity = EngineIdentity(kind=kind, served_context=CONTEXT)

    def gets(self) -> dict[str, Any]:
        return {
            "/v1/models": listed("sglang", self.model, max_model_len=CONTEXT, root=self.model),
            "/model_info": {"model_path": "Org/M-8B", "tokenizer_path": "Org/M-8B", "is_generation": True},
        }

    def too_long(self, body: dict[str, Any]) -> Script:
        words = f"The input ({LONG} tokens) is longer than the model's context length ({CONTEXT} tokens)."
        return document(400, {"object": "error", "message": words, "type": "BadRequestError", "code": 400})

    def last_chunks(self, reason: str, counts: dict[str, Any]) -> tuple[bytes, ...]:
        choice = {"index": 0, "delta": {}, "finish_reason": reason, "matched_stop": 2}
        return self.event([choice]), self.event([], usage=counts)


class TabbyApi(Scripted):
    """One of a folder of models; a load is a stream of its own. It passes for a KoboldCpp."""

    kind = "tabbyapi"
    loads = True
    artifact = Artifact(chat_template_sha256=hashlib.sha256(TEMPLATE.encode()).hexdigest())
    identity = EngineIdentity(
        kind=kind,
        served_context=CONTEXT,
        slots=4,
        settings={"cache_type": "Q8", "cache_tokens": 8192, "prompt_chunk": 2048, "template_name": "chatml"},
    )

    def gets(self) -> dict[str, Any]:
        parameters = {"max_seq_len": CONTEXT, "cache_size": 8192, "cache_mode": "Q8", "max_batch_size": 4}
        parameters |= {"chunk_size": 2048, "prompt_template": "chatml", "prompt_template_content": TEMPLATE}
        card = {"id": self.loaded, "object": "model", "owned_by": "tabbyAPI", "parameters": parameters}
        return {
            "/v1/models": listed("tabbyAPI", *self.names),
            "/v1/model": card if self.loaded else document(503, {"detail": "No models are currently loaded."}),
            "/.well-known/serviceinfo": {"version": 0.1, "software": {"name": "TabbyAPI"}},
            "/api/extra/version": {"result": "KoboldCpp", "version": "1.61"},
        }

    def posts(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {**super().posts(), "/v1/model/load": self.load, "/v1/model/unload": self.unload}

    def load(self, body: dict[str, Any]) -> Any:
        if body["model_name"] == "broken":
            events = [{"error": {"message": "Insufficient VRAM in split for model and cache", "trace": None}}]
        else:
            self.loaded = body["model_name"]
            events = [
                {"model_type": "model", "module": 1, "modules": 1, "status": one} for one in ("processing", "finished")
            ]
        return Script(tuple(b"data: " + json.dumps(one).encode() + b"\r\n\r\n" for one in events))

    def unload(self, body: dict[str, Any]) -> Any:
        self.loaded = None
        return document(200, None)

    def chat(self, body: dict[str, Any]) -> Script:
        """It answers to any name with the model that it holds."""
        return super().chat({**body, "model": self.loaded or self.model})

    def too_long(self, body: dict[str, Any]) -> Script:
        words = f"Prompt length {LONG} exceeds the available context size of {CONTEXT} tokens"
        return error(400, words, type="invalid_request_error", param=None, code="context_length_exceeded")

    def last_chunks(self, reason: str, counts: dict[str, Any]) -> tuple[bytes, ...]:
        """The counts come beside an empty choice, which gives the finish reason again."""
        empty = {"index": 0, "delta": {}, "finish_reason": reason}
        return self.chunk({}, reason), self.event([empty], usage=counts)

    def usage(self, prompt: int, completion: int) -> dict[str, Any]:
        times = {"prompt_time": 0.0, "prompt_tokens_per_sec": "Indeterminate", "completion_time": 0.01}
        return {**super().usage(prompt, completion), **times}


class Tgi(Scripted):
    """One model from its start, bounds on prompt and reply together."""

    kind = "tgi"
    model = "Org/M-8B"
    identity = EngineIdentity(
        kind=kind,
        version="3.3.7",
        build="db931fcf",
        served_context=CONTEXT,
        settings={"model_revision": "b968826d", "longest_prompt": CONTEXT - 1},
    )

    def gets(self) -> dict[str, Any]:
        return {
            "/v1/models": listed(self.model, self.model),
            "/info": {
                "model_id": self.model,
                "model_sha": "b968826d",
                "model_pipeline_tag": "text-generation",
                "max_concurrent_requests": 128,
                "max_input_tokens": CONTEXT - 1,
                "max_total_tokens": CONTEXT,
                "router": "text-generation-router",
                "version": "3.3.7",
                "sha": "db931fcf",
                "docker_label": "sha-db931fcf",
            },
        }

    def no_such_model(self, body: dict[str, Any]) -> Script:
        """It answers to any name."""
        return self.chat({**body, "model": self.model})

    def too_long(self, body: dict[str, Any]) -> Script:
        words = f"Input validation error: `inputs` must have less than {CONTEXT - 1} tokens. Given: {LONG}"
        return document(422, {"error": words, "error_type": "validation"})

    def chunk(self, delta: dict[str, Any], reason: str | None = None, **more: Any) -> bytes:
        """Each of its events names the role."""
        return super().chunk({"role": "assistant", "content": "", **delta}, reason, **more)
