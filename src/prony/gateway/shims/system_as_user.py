"""The shim `system-as-user`: templates of Gemma, older ones of Mistral, and o1-mini, have no place for `system`."""

from __future__ import annotations

from typing import Any

from prony.gateway.shims.merged_turns import ALTERNATE, neighbours
from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, joined, messages_of, roles, with_messages

SYSTEM = ("system", "developer")


class SystemAsUser(Shim):
    """The words of the system message, where the user's begin."""

    name = "system-as-user"
    words = "the text of a system message stands at the head of the first user message"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """The role is refused by name; or roles that are user and assistant alone, or must alternate, are asked for
        although they do but for it.
        """
        if not any(role in SYSTEM for role in roles(body)):
            return None
        by_name = refusal.says(
            r"\b(system|developer)\b(?! (error|fail|is |was |over|busy|memory|resource)).{0,40}"
            r"(role|message|prompt|instruction)|role.{0,60}\b(system|developer)\b",
            r"not (be )?(supported|allowed|permitted|enabled|available)|unsupported|does(n't| not) support|no support"
            r"|invalid|unknown|unexpected|only|must (be|come|stand) (at the|first)",
        )
        only_two = refusal.says(r"only\b.{0,20}\buser\b.{0,20}\bassistant\b")
        alternate = refusal.says(ALTERNATE) and not neighbours(body)
        return "" if by_name or only_two or alternate else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Put the text of all system messages before the first user message's, or make it one of its own."""
        text: Any = ""
        rest: list[dict[str, Any]] = []
        for message in messages_of(body):
            if message.get("role") in SYSTEM:
                text = joined(text, message.get("content")) if text else message.get("content")
            else:
                rest.append(message)
        if not text:
            return with_messages(body, rest)
        for place, message in enumerate(rest):
            if message.get("role") == "user":
                rest[place] = {**message, "content": joined(text, message.get("content"))}
                return with_messages(body, rest)
        return with_messages(body, [{"role": "user", "content": text}, *rest])


SHIM = SystemAsUser()
