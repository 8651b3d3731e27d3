"""vLLM: it holds one model from its start, and names itself as its owner."""

from __future__ import annotations

from typing import Any

from prony.engines.engine import ServedModel
from prony.engines.kind import EngineKind
from prony.engines.seen import Seen, text, whole


class VllmKind(EngineKind):
    """Recognised by the owner of its model. Neither quantization nor digest are told."""

    name = "vllm"
    lists_all = True
    ports = (8000,)
    asks = ("/version",)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The owner `vllm`."""
        return seen.owned_by("vllm")

    def version(self, seen: Seen) -> str | None:
        """`/version`."""
        return text(seen["/version"].fields.get("version"))

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """Its one model is loaded."""
        return ServedModel(id=row["id"], state="loaded", context=whole(row.get("max_model_len")))


ENGINE = VllmKind()
