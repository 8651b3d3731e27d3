"""The shim `content-as-text`: servers and templates that take a message's content as one text alone."""

from __future__ import annotations

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, listed, messages_of, text_in, with_messages


class ContentAsText(Shim):
    """The texts of the parts, as one."""

    name = "content-as-text"
    words = "a content that is a list of texts is sent as one text"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """A content must be a text, or a template stumbles over a list."""
        if not any(map(_all_text, (message.get("content") for message in messages_of(body)))):
            return None
        text = refusal.says(
            r"\bcontent\b",
            r"(valid|a|type|be) string|expected (a |type )?string|invalid type: sequence|not of type|array|\blist\b",
        )
        stumbles = refusal.says(r"concatenate str \(not .{0,3}list|list object.{0,20}(strip|split|trim)")
        return "" if text or stumbles else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Join them; what holds more than texts stays."""
        return with_messages(
            body,
            [
                {**message, "content": text_in(message["content"])} if _all_text(message.get("content")) else message
                for message in messages_of(body)
            ],
        )


def _all_text(content: object) -> bool:
    return isinstance(content, list) and all(isinstance(part.get("text"), str) for part in listed(content))


SHIM = ContentAsText()
