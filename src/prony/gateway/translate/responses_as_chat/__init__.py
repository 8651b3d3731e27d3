"""The translation `responses-as-chat`: `asking` says requests in chat completions, `telling` writes replies as
Responses, `sealing` lets a harness send reasoning back that it does not read.
"""

from __future__ import annotations

from typing import Any

from prony.gateway.translate.responses_as_chat.asking import conversation_of, freeform_tools, wants_sealed
from prony.gateway.translate.responses_as_chat.telling import ResponseWriter
from prony.gateway.translate.translation import Lost, Retold, WireTranslation


class ResponsesAsChat(WireTranslation):
    """For an agent that speaks Responses alone, and an engine that does not."""

    name = "responses-as-chat"
    speaks = "responses"
    words = "requests are made as Responses and said to the engine in chat completions"

    def ask(self, body: dict[str, Any]) -> Retold:
        """See `conversation_of`."""
        lost = Lost()
        said = conversation_of(body, lost)
        return Retold(body=said, lost=lost.names, freeform=freeform_tools(body), sealed=wants_sealed(body))

    def writer(self, retold: Retold) -> ResponseWriter:
        """A writer of one reply."""
        return ResponseWriter(frozenset(retold.freeform), sealed=retold.sealed)


TRANSLATION = ResponsesAsChat()
