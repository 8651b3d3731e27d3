"""llama.cpp's server alone and as a router, llama-swap before it, and KoboldCpp.

Sources: tools/server of llama.cpp, and what the real ones of `make engines` answer; proxy/ of llama-swap; koboldcpp.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from fake_engine import Script, whole

from prony.nouns import Artifact, EngineIdentity
from scripted_engines.scripted import CONTEXT, LONG, TEMPLATE, Scripted, document, error, listed

DIGEST = hashlib.sha256(TEMPLATE.encode()).hexdigest()
PROPS = {
    "default_generation_settings": {"n_ctx": CONTEXT, "params": {"temperature": 0.8, "top_k": 40}},
    "total_slots": 1,
    "model_path": "/elsewhere/m-q4.gguf",
    "model_ftype": "Q4_K - Medium",
    "chat_template": TEMPLATE,
    "build_info": "b1-0c1e570",
}
META = {"n_params": 7_000_000, "size": 4_000_000, "n_ctx": CONTEXT, "ftype": "Q4_K - Medium"}


class LlamaServer(Scripted):
    """One model from its start; its own clock in every reply."""

    kind = "llama-server"
    clocks = True
    artifact = Artifact(
        file="m-q4.gguf",
        size_bytes=4_000_000,
        parameters=7_000_000,
        quantization="Q4_K - Medium",
        chat_template_sha256=DIGEST,
    )
    identity = EngineIdentity(kind=kind, build="b1-0c1e570", served_context=CONTEXT, slots=1)

    def gets(self) -> dict[str, Any]:
        return {
            "/v1/models": listed("llamacpp", self.model, meta=META),
            "/props": PROPS,
            "/health": {"status": "ok"},
            # For tools that only know Ollama.
            "/api/tags": {"models": [{"name": "m", "model": "m", "digest": "", "size": "", "details": {}}]},
        }

    def no_such_model(self, body: dict[str, Any]) -> Script:
        """A lone one answers to any name."""
        return self.chat({**body, "model": self.model})

    def too_long(self, body: dict[str, Any]) -> Script:
        return error(
            400,
            f"request ({LONG} tokens) exceeds the available context size ({CONTEXT} tokens), try increasing it",
            code=400,
            type="exceed_context_size_error",
            n_prompt_tokens=LONG,
            n_ctx=CONTEXT,
        )

    def last_chunks(self, reason: str, counts: dict[str, Any]) -> tuple[bytes, ...]:
        timings = {"cache_n": 0, "prompt_n": counts["prompt_tokens"], "prompt_ms": 0.2}
        timings |= {"predicted_n": counts["completion_tokens"], "predicted_ms": 0.1, "predicted_per_second": 6e4}
        return self.chunk({}, reason), self.event([], usage=counts, timings=timings)

    def usage(self, prompt: int, completion: int) -> dict[str, Any]:
        return {**super().usage(prompt, completion), "prompt_tokens_details": {"cached_tokens": 0}}


class Router(LlamaServer):
    """The same as a router with room for one model: `/models/load` begins, `/v1/models` tells how it goes."""

    kind = "llama-server-router"
    loads = True
    identity = EngineIdentity(kind=kind, build="b1-0c1e570", served_context=CONTEXT, slots=1)

    def __init__(self) -> None:
        super().__init__()
        self.failed = set[str]()

    def gets(self) -> dict[str, Any]:
        rows = listed("llamacpp", *self.names)
        for row in rows["data"]:
            name = row["id"]
            row["status"] = {"value": "loaded" if name == self.loaded else "unloaded"}
            if name in self.failed:
                row["status"] |= {"failed": True, "exit_code": 1}
            if name == self.loaded:
                row["meta"] = META
        return {"/v1/models": rows, "/props": {"role": "router", "max_instances": 1, "build_info": "b1-0c1e570"}}

    def _reply(self, call: Any) -> Any:
        if call.method == "GET" and call.target.startswith("/props?model="):
            asked = call.target.partition("=")[2].partition("&")[0]
            return document(200, PROPS) if asked == self.loaded else error(400, "model is not loaded")
        return super()._reply(call)

    def posts(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {**super().posts(), "/models/load": self.load, "/models/unload": self.unload}

    def load(self, body: dict[str, Any]) -> Any:
        if self.loaded is not None and body["model"] != self.loaded:
            return error(400, "model limit reached, try again later", code=400)
        if body["model"] == "broken":
            self.failed.add("broken")
        else:
            self.loaded = body["model"]
        return {"success": True}

    def unload(self, body: dict[str, Any]) -> Any:
        self.loaded = None if self.loaded == body["model"] else self.loaded
        return {"success": True}

    def no_such_model(self, body: dict[str, Any]) -> Script:
        return error(400, f"model '{body.get('model')}' not found", code=400, type="invalid_request_error")


class LlamaSwap(LlamaServer):
    """Entries with commands of their own; a request starts the one that it names, and ends the other."""

    kind = "llama-swap"
    loads = True
    asks_to_load = False

    # Of a file that is not here, its command tells the name alone.
    artifact = Artifact()
    identity = EngineIdentity(kind=kind, version="v217")

    def gets(self) -> dict[str, Any]:
        rows = listed("llama-swap", *self.names)
        rows["data"][0]["meta"] = {"llamaswap": {"aliases": ["m:high", "gpt-4o-mini"], "context": CONTEXT}}
        command = f"llama-server --port 5800 -m /elsewhere/{self.loaded}.gguf -c {CONTEXT} --api-key sk-never"
        running = {"model": self.loaded, "state": "ready", "cmd": command, "proxy": "http://127.0.0.1:5800", "ttl": 300}
        return {
            "/v1/models": rows,
            "/running": {"running": [running] if self.loaded else []},
            "/api/version": {"version": "v217", "commit": "0bdb372"},
            "/health": b"OK",
            **({f"/upstream/{self.loaded}/props": PROPS} if self.loaded else {}),
        }

    def posts(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        unloads = {f"/api/models/unload/{name}": self.unload for name in self.names}
        return {**super().posts(), **unloads, "/api/models/unload": self.unload}

    def unload(self, body: dict[str, Any]) -> Any:
        self.loaded = None
        return b"OK"

    def chat(self, body: dict[str, Any]) -> Script:
        aliases = {"m:high": "m", "gpt-4o-mini": "m"}
        return super().chat({**body, "model": aliases.get(body["model"], body["model"])})

    def no_such_model(self, body: dict[str, Any]) -> Script:
        return whole(400, f"could not find real modelID for {body['model']}".encode(), "text/plain")

    def cannot_load(self, body: dict[str, Any]) -> Script:
        return whole(
            502, b"unable to start process: upstream command exited prematurely but successfully", "text/plain"
        )


class KoboldCpp(Scripted):
    """One model from its start, one request at a time; what does not fit is cut. It passes for an Ollama."""

    kind = "koboldcpp"
    model = "koboldcpp/m"
    identity = EngineIdentity(kind=kind, version="1.102", served_context=CONTEXT, slots=1)

    def gets(self) -> dict[str, Any]:
        made_up = {"size": 394998579, "digest": "b5dc5e78", "details": {"quantization_level": "Q4_0"}}
        return {
            "/v1/models": listed("koboldcpp", self.model, root="koboldcpp"),
            "/api/extra/version": {"result": "KoboldCpp", "version": "1.102", "protected": False},
            "/api/extra/true_max_context_length": {"value": CONTEXT},
            "/api/extra/perf": {"queue": 0, "idle": 1},
            "/api/version": {"version": "0.7.0"},
            "/api/tags": {"models": [{"name": "koboldcpp", "model": self.model, **made_up}]},
        }

    def too_long(self, body: dict[str, Any]) -> None:
        """It drops the beginning."""

    def no_such_model(self, body: dict[str, Any]) -> Script:
        """It answers to any name."""
        return self.chat({**body, "model": self.model})

    def chunk(self, delta: dict[str, Any], reason: str | None = None, **more: Any) -> bytes:
        """Each of its events names the role."""
        return super().chunk({"role": "assistant", "content": "", **delta}, reason, **more)
