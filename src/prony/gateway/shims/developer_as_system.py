"""The shim `developer-as-system`: only OpenAI's own API knows the role `developer`; some agents send it everywhere."""

from __future__ import annotations

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, messages_of, roles, with_messages


class DeveloperAsSystem(Shim):
    """The older name of the role."""

    name = "developer-as-system"
    words = "messages of the role `developer` are sent as `system`"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """The role is named as one that is not known, or some role is unexpected while there is such a message."""
        if "developer" not in roles(body):
            return None
        named = refusal.says(r"developer", r"role|variant|unknown|unsupported|not supported|invalid|expected")
        return "" if named or refusal.says(r"(unexpected|unknown|invalid|unsupported) (message )?role") else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Rename it in each message."""
        renamed = [
            {**message, "role": "system"} if message.get("role") == "developer" else message
            for message in messages_of(body)
        ]
        return with_messages(body, renamed)


SHIM = DeveloperAsSystem()
