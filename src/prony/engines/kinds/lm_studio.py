"""LM Studio, by its own REST interface (v1, and v0 of earlier releases)."""

from __future__ import annotations

from typing import Any

from prony.engines.engine import ServedModel
from prony.engines.kind import EngineKind
from prony.engines.seen import Seen, text, whole

V1, V0 = "/api/v1/models", "/api/v0/models"


class LmStudioKind(EngineKind):
    """Recognised by model lists that no other server has."""

    name = "lm-studio"
    lists_all = True
    ports = (1234,)
    asks = (V1, V0)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """v1 lists loaded instances, v0 states."""
        found = []
        if any("loaded_instances" in row for row in seen[V1].rows("models")):
            found.append((12, f"{V1} lists loaded instances"))
        if any("state" in row and "compatibility_type" in row for row in seen[V0].rows("data")):
            found.append((12, f"{V0} lists states"))
        return found

    def models(self, seen: Seen) -> tuple[ServedModel, ...]:
        """v1 where there is one, since it tells sizes; else v0."""
        rows = [row for row in seen[V1].rows("models") if isinstance(row.get("key"), str)]
        if rows:
            return tuple(_of_v1(row) for row in rows)
        return tuple(_of_v0(row) for row in seen[V0].rows("data") if isinstance(row.get("id"), str))


def _of_v1(row: dict[str, Any]) -> ServedModel:
    instances = row.get("loaded_instances")
    quantization = row.get("quantization")
    config = (
        instances[0].get("config")
        if isinstance(instances, list) and instances and isinstance(instances[0], dict)
        else {}
    )
    return ServedModel(
        id=row["key"],
        state="loaded" if instances else "unloaded",
        size_bytes=whole(row.get("size_bytes")),
        quantization=text(quantization.get("name")) if isinstance(quantization, dict) else None,
        context=whole(config.get("context_length")) if isinstance(config, dict) else None,
        generates=row.get("type") != "embedding",
    )


def _of_v0(row: dict[str, Any]) -> ServedModel:
    return ServedModel(
        id=row["id"],
        state={"not-loaded": "unloaded"}.get(row.get("state", ""), text(row.get("state"))),
        quantization=text(row.get("quantization")),
        context=whole(row.get("loaded_context_length")),
        generates=row.get("type") != "embeddings",
    )


ENGINE = LmStudioKind()
