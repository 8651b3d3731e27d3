"""The shim `signatures-back`: Gemini demands what it signed its thoughts with back, beside each tool call."""

from __future__ import annotations

from typing import Any

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, calls_of, copied

UNSIGNED = {"google": {"thought_signature": "skip_thought_signature_validator"}}
"""Google's own word for a call that none of its models made, or whose signature nobody kept."""


class SignaturesBack(Shim):
    """The field `extra_content` of a call, as the gateway read it in the reply."""

    name = "signatures-back"
    words = "what an engine signed a tool call with is sent back with it, as `extra_content`"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """A signature of thoughts is missing, and some call has none."""
        asked = refusal.says(r"thought_?signature", r"missing|required|must|need|not set")
        return "" if asked and any(map(_lacks, calls_of(body))) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Put it beside each call that has none."""
        changed = copied(body)
        for call in calls_of(changed):
            if _lacks(call):
                call["extra_content"] = replies.extra(call) or UNSIGNED
        return changed


def _lacks(call: dict[str, Any]) -> bool:
    return not call.get("extra_content")


SHIM = SignaturesBack()
