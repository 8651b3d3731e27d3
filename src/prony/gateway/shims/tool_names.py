"""The shim `tool-names`: Gemini and its kin want the tool's name in its result, which chat completions leave out."""

from __future__ import annotations

from typing import Any

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, listed, messages_of, with_messages


class ToolNames(Shim):
    """The name, from the call that the result answers."""

    name = "tool-names"
    words = "the result of a tool is sent with the tool's name"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """The name of a function's response, or of a tool's message, is empty or missing."""
        asked = refusal.says(
            r"function_?response.{0,12}name|\btool\b.{0,40}\bname\b|\bname\b.{0,40}\btool\b",
            r"empty|missing|required|must (be|have)",
        )
        return "" if asked and any(map(_nameless, messages_of(body))) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Put it into each result that has none."""
        names: dict[Any, Any] = {}
        changed = []
        for message in messages_of(body):
            for call in listed(message.get("tool_calls")):
                function = call.get("function")
                names[str(call.get("id"))] = function.get("name") if isinstance(function, dict) else None
            name = names.get(str(message.get("tool_call_id")))
            changed.append({**message, "name": name} if _nameless(message) and name else message)
        return with_messages(body, changed)


def _nameless(message: dict[str, Any]) -> bool:
    return message.get("role") == "tool" and not message.get("name")


SHIM = ToolNames()
