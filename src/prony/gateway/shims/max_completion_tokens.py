"""The shim `max-completion-tokens`: OpenAI's reasoning models, and who follows them, know no `max_tokens`."""

from __future__ import annotations

from prony.gateway.shims.shim import Body, EngineRefusal, Replies, Shim

TOO_MANY = r"too (large|high|many)|at most|maximum (value|is|of|allowed)|less than|exceed|greater than|between"
"""What is said of a number that does not fit: another name would only hide it from who counts."""


class MaxCompletionTokens(Shim):
    """The newer name of the same limit."""

    name = "max-completion-tokens"
    words = "the most tokens of a reply are sent as `max_completion_tokens`, not as `max_tokens`"

    def cures(self, refusal: EngineRefusal, body: Body) -> str | None:
        """`max_tokens` is not supported, known or permitted, or the newer name is asked for."""
        if "max_tokens" not in body or refusal.says(TOO_MANY):
            return None
        unknown = refusal.says(r"\bmax_tokens\b", r"unsupported|not supported|unrecogni|unknown|extra|not permitted")
        return "" if unknown or refusal.says(r"\buse [`'\"]?max_completion_tokens") else None

    def change(self, body: Body, field: str, replies: Replies) -> Body:
        """Rename it."""
        rest = {name: value for name, value in body.items() if name != "max_tokens"}
        return {"max_completion_tokens": body["max_tokens"], **rest} if "max_tokens" in body else body


SHIM = MaxCompletionTokens()
