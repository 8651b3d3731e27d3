"""The translation `messages-as-chat`.

`asking` says requests in chat completions, `telling` writes replies as Messages.
"""

from __future__ import annotations

from typing import Any

from prony.gateway.translate.messages_as_chat.asking import conversation_of
from prony.gateway.translate.messages_as_chat.telling import MessageWriter
from prony.gateway.translate.translation import Lost, Retold, WireTranslation


class MessagesAsChat(WireTranslation):
    """For an agent that speaks Messages alone, and an engine that does not."""

    name = "messages-as-chat"
    speaks = "messages"
    words = "requests are made as Messages and said to the engine in chat completions"

    def ask(self, body: dict[str, Any]) -> Retold:
        """See `conversation_of`."""
        lost = Lost()
        return Retold(body=conversation_of(body, lost), lost=lost.names)

    def writer(self, retold: Retold) -> MessageWriter:
        """A writer of one message."""
        return MessageWriter()


TRANSLATION = MessagesAsChat()
