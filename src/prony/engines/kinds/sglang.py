"""SGLang: it holds one model from its start, and names itself as its owner."""

from __future__ import annotations

from typing import Any

from prony.engines.engine import ServedModel
from prony.engines.kind import EngineKind
from prony.engines.seen import Seen, whole


class SglangKind(EngineKind):
    """Recognised by the owner of its model. Its `/server_info` holds keys and its `/health` generates: neither is
    asked."""

    name = "sglang"
    lists_all = True
    ports = (30000,)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The owner `sglang`."""
        return seen.owned_by("sglang")

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """Its one model is loaded."""
        return ServedModel(id=row["id"], state="loaded", context=whole(row.get("max_model_len")))


ENGINE = SglangKind()
