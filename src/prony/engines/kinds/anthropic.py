"""Anthropic's API, and servers that speak its Messages alone.

Source: https://docs.anthropic.com/en/api/models-list and https://docs.anthropic.com/en/api/messages
"""

from __future__ import annotations

from typing import Any

import msgspec

from prony.engines.engine import Description, Engine, ServedModel
from prony.engines.kind import EngineKind
from prony.engines.openai_compatible import OpenAICompatible
from prony.engines.readiness import LOAD_TIMEOUT_S
from prony.engines.seen import MODELS, Seen, cloud_name, model_rows
from prony.http1.ask import Answer, post

DIALECT = "messages"


class Anthropic(OpenAICompatible):
    """One that is spoken to in Messages, whatever else it may answer."""

    async def describe(self, model: str) -> Description:
        """What the list tells, which is a name, and the dialect."""
        said = await super().describe(model)
        engine = msgspec.structs.replace(said.engine, settings={**said.engine.settings, "dialect": DIALECT})
        return msgspec.structs.replace(said, dialect=DIALECT, engine=engine)

    async def _one_token(self, model: str) -> Answer | None:
        body = {"model": model, "messages": [{"role": "user", "content": "Hi"}], "max_tokens": 1}
        return await post(f"{self.base_url}/messages", body, key=self._key, timeout_s=LOAD_TIMEOUT_S)


class AnthropicKind(EngineKind):
    """Recognised by its list: rows with a name to show, of the type `model`, and of no owner."""

    name = "anthropic"

    def signs(self, seen: Seen) -> list[tuple[int, str]]:
        """The form of its rows."""
        rows = model_rows(seen[MODELS]) or []
        own = [row for row in rows if row.get("type") == "model" and "display_name" in row and "owned_by" not in row]
        return [(8, "/v1/models lists models as Anthropic does")] if own and own == rows else []

    def served(self, row: dict[str, Any], seen: Seen) -> ServedModel:
        """A name, no more."""
        return ServedModel(id=row["id"], cloud=cloud_name(row["id"]))

    def adapter(self, base_url: str, *, api_key_env: str | None = None, context: int | None = None) -> Engine:
        """Its own, which speaks Messages."""
        return Anthropic(base_url, kind=self, api_key_env=api_key_env, context=context)


ENGINE = AnthropicKind()
