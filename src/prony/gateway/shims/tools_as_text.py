"""The shim `tools-as-text`: servers without a parser for a model's tool calls, and models without a place for them."""

from __future__ import annotations

from prony.gateway.shims.merged_turns import ALTERNATE
from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, roles

_TOOLS = r"(tools?|function.?call(s|ing)?|tool.?(use|call(s|ing)?))"


class ToolsAsText(Shim):
    """Commands in fenced blocks, which a harness must write and read."""

    name = "tools-as-text"
    words = "tools are not offered as calls: the harness asks for commands as text"
    dialects = frozenset({"chat", "ollama"})
    by_harness = True

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """Tools, or calls of them, are not supported, or want an option of the server that is not set."""
        if not body.get("tools"):
            return None
        wanting = refusal.says(rf"\b({_TOOLS}|tool.?choice)\b.{{0,40}}(requires?|needs?) .{{0,8}}--")
        option = refusal.says(r"--(jinja|enable-auto-tool-choice|tool-call-parser)")
        unable = refusal.says(
            rf"(not support|unsupported|not supported|no support|not enabled|not available|not implemented|"
            rf"support for|that support).{{0,40}}\b{_TOOLS}\b"
            rf"|\b{_TOOLS}\b.{{0,60}}(not (be )?(supported|enabled|available|implemented|allowed)|unsupported)"
        )
        two = refusal.says(r"\btool\b.{0,30}role|role.{0,30}\btool\b|only\b.{0,20}user.{0,20}assistant")
        # A template that takes turns of two has no place for results of tools.
        turns = refusal.says(ALTERNATE) and "tool" in roles(body)
        unread = refusal.says(r"parser for this template|parser generation failed")
        return "" if turns or unread or wanting or option or unable or two else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Nothing: the harness speaks in another manner."""
        return body


SHIM = ToolsAsText()
