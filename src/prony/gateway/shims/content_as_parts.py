"""The shim `content-as-parts`: servers of models that see take a message's content as a list of parts alone."""

from __future__ import annotations

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, messages_of, with_messages


class ContentAsParts(Shim):
    """One part, which is the text."""

    name = "content-as-parts"
    words = "a content that is one text is sent as a list of one part"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """A content must be a list."""
        if not any(isinstance(message.get("content"), str) for message in messages_of(body)):
            return None
        a_list = r"(must be|valid|type|expected)( an?)? (list|array|sequence)"
        return "" if refusal.says(r"\bcontent\b", a_list) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Wrap each text."""
        return with_messages(
            body,
            [
                {**message, "content": [{"type": "text", "text": message["content"]}]}
                if isinstance(message.get("content"), str)
                else message
                for message in messages_of(body)
            ],
        )


SHIM = ContentAsParts()
