"""vLLM and SGLang: servers that hold one model from their start, and name themselves as its owner."""

from __future__ import annotations

from typing import Any

from prony.engines.engine import ServedModel
from prony.engines.kinds.kind import Kind, Seen, text, whole


class _OwnerKind(Kind):
    owner = ""

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        return [(8, f"models are owned by {self.owner}")] if self.owner in seen.owners() else []

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        return ServedModel(id=row["id"], state="loaded", context=whole(row.get("max_model_len")))


class VllmKind(_OwnerKind):
    """vLLM. Neither quantization nor digest are told."""

    name = "vllm"
    ports = (8000,)
    asks = ("/version",)
    owner = "vllm"

    def version(self, seen: Seen) -> str | None:
        """`/version`."""
        return text(seen["/version"].fields.get("version"))


class SglangKind(_OwnerKind):
    """SGLang. Its `/server_info` holds keys and its `/health` generates: neither is asked."""

    name = "sglang"
    ports = (30000,)
    owner = "sglang"
