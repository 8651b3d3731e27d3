"""The shim `max-tokens`: older servers, and strict ones, know no `max_completion_tokens`, which newer agents send."""

from __future__ import annotations

from prony.gateway.shims.max_completion_tokens import TOO_MANY
from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim


class MaxTokens(Shim):
    """The older name of the same limit."""

    name = "max-tokens"
    words = "the most tokens of a reply are sent as `max_tokens`, not as `max_completion_tokens`"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """`max_completion_tokens` is not supported, known or permitted."""
        if (
            "max_completion_tokens" not in body
            or refusal.says(TOO_MANY)
            or refusal.says(r"\buse [`'\"]?max_completion_tokens")
        ):
            return None
        refused = r"unsupported|not supported|unrecogni|unknown|extra|not permitted|\buse [`'\"]?max_tokens"
        return "" if refusal.says(r"max_completion_tokens", refused) else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Rename it."""
        rest = {name: value for name, value in body.items() if name != "max_completion_tokens"}
        renamed = {"max_tokens": body["max_completion_tokens"]} if "max_completion_tokens" in body else {}
        return {**renamed, **rest}


SHIM = MaxTokens()
