"""LM Studio. Source: https://lmstudio.ai/docs/developer/rest; it did not run here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fake_engine import Script, sse

from prony.nouns import Artifact, EngineIdentity
from scripted_engines.scripted import CONTEXT, LONG, Scripted, error, listed


class LmStudio(Scripted):
    """Models that are loaded by its own interface, or with the first request."""

    kind = "lm-studio"
    loads = True
    artifact = Artifact(size_bytes=5_030_000_000, quantization="Q4_K_M")
    identity = EngineIdentity(
        kind=kind,
        served_context=CONTEXT,
        slots=4,
        settings={"flash_attention": True, "format": "gguf", "variant": "m@q4_k_m"},
    )

    def gets(self) -> dict[str, Any]:
        config = {"context_length": CONTEXT, "parallel": 4, "flash_attention": True}
        rows = [
            {
                "type": "llm",
                "key": name,
                "quantization": {"name": "Q4_K_M", "bits_per_weight": 4},
                "size_bytes": 5_030_000_000,
                "loaded_instances": [{"id": name, "config": config}] if name == self.loaded else [],
                "max_context_length": 131072,
                "format": "gguf",
                "selected_variant": f"{name}@q4_k_m",
            }
            for name in self.names
        ]
        return {"/v1/models": listed("organization_owner", *self.names), "/api/v1/models": {"models": rows}}

    def posts(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        own = {"/api/v1/models/load": self.load, "/api/v1/models/unload": self.unload}
        return {**super().posts(), **own}

    def load(self, body: dict[str, Any]) -> Any:
        if body["model"] == "broken":
            return error(
                500, "Model loading was stopped due to insufficient system resources.", type="model_load_failed"
            )
        self.loaded = body["model"]
        return {"type": "llm", "instance_id": body["model"], "load_time_seconds": 0.1, "status": "loaded"}

    def unload(self, body: dict[str, Any]) -> Any:
        self.loaded = None if self.loaded == body["instance_id"] else self.loaded
        return body

    def too_long(self, body: dict[str, Any]) -> Script:
        """In a stream that began."""
        words = (
            f"Trying to keep the first {LONG} tokens when context the overflows. However, the model is loaded with "
            f"context length of only {CONTEXT} tokens, which is not enough."
        )
        return sse(b"event: error\ndata: " + error(400, words).steps[0] + b"\n\n")  # type: ignore[operator]
