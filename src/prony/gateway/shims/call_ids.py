"""The shim `call-ids`: Mistral's templates take ids of nine letters and digits, others none that are long or odd."""

from __future__ import annotations

import hashlib
import re

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim, calls_of, copied, messages_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
LENGTH = 9
_FITS = re.compile(r"[A-Za-z0-9]{9}")


class CallIds(Shim):
    """Ids that every server takes, the same for the same id."""

    name = "call-ids"
    words = "ids of tool calls are sent as nine letters and digits"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """Of ids it is said how long they must be, or of what."""
        about = refusal.says(
            r"tool.?(call|use).{0,40}\bids?\b|tool_calls?\b.{0,12}\bids?\b|\bids?\b.{0,40}tool.?(call|use)",
            r"length|too long|pattern|a-z|alphanumeric|characters|must be|should (be|match)",
        )
        return "" if about and any(not _FITS.fullmatch(name) for name in _ids(body)) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Change each id, in calls and in results, that is not of that form."""
        changed = copied(body)
        for call in calls_of(changed):
            if isinstance(call.get("id"), str):
                call["id"] = fitting_id(call["id"])
        for message in messages_of(changed):
            if isinstance(message.get("tool_call_id"), str):
                message["tool_call_id"] = fitting_id(message["tool_call_id"])
        return changed


def fitting_id(name: str) -> str:
    """Nine letters and digits that stand for `name`; those of that form stand for themselves."""
    if _FITS.fullmatch(name):
        return name
    number = int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest(), "big")
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH))


def _ids(body: Body) -> list[str]:
    return [call["id"] for call in calls_of(body) if isinstance(call.get("id"), str)]


SHIM = CallIds()
