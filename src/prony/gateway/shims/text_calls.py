"""The shim `text-calls`: models whose tool calls their engine hands on as text."""

from __future__ import annotations

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim


class TextCalls(Shim):
    """Calls read out of the text. No engine asks for it: a harness does it where a reply is plainly a call."""

    name = "text-calls"
    words = "tool calls that came as text are taken for calls, where they are plainly ones"
    by_harness = True

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """None: it is about replies."""
        return None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Nothing: requests stay as they are."""
        return body


SHIM = TextCalls()
