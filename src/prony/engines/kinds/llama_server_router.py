"""llama.cpp's server as a router: many models, loaded on request."""

from __future__ import annotations

from typing import Any

from prony.engines.engine import Engine, ServedModel
from prony.engines.kind import EngineKind
from prony.engines.kinds.llama_server import LlamaServer, served_model
from prony.engines.seen import Seen, text


class LlamaRouterKind(EngineKind):
    """Recognised by its role."""

    name = "llama-server-router"
    lists_all = True
    asks = ("/props",)

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """`/props` with the role `router`."""
        return [(20, "/props says role router")] if seen["/props"].fields.get("role") == "router" else []

    def version(self, seen: Seen) -> str | None:
        """The build."""
        return text(seen["/props"].fields.get("build_info"))

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """The model with its state and the file in its arguments."""
        return served_model(row)

    def adapter(self, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
        """llama-server's."""
        return LlamaServer(base_url, kind=self, api_key_env=api_key_env, context=context)


ENGINE = LlamaRouterKind()
