"""LiteLLM: a proxy whose models may be anywhere."""

from __future__ import annotations

from typing import Any

from prony.engines.engine import ServedModel
from prony.engines.kind import EngineKind
from prony.engines.seen import Seen


class LiteLlmKind(EngineKind):
    """Recognised by its liveness greeting."""

    name = "litellm"
    ports = (4000,)
    asks = ("/health/liveliness",)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """`/health/liveliness`, spelled like that."""
        return [(8, "/health/liveliness answers")] if b"alive" in seen["/health/liveliness"].body[:100] else []

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """It does not tell where a model runs, so every one may be in a cloud."""
        return ServedModel(id=row["id"], cloud=True)

    def warnings(self, seen: Seen, models: tuple[ServedModel, ...]) -> tuple[str, ...]:
        """Where requests go is its secret."""
        return ("it is a proxy that does not tell where its models run: name one to measure it",)


ENGINE = LiteLlmKind()
