"""Whether what is sent fits an engine that would cut it without a word; such a cut gets the name it has elsewhere.

Ollama drops the oldest messages of a conversation that is longer than its context, or the middle of one long message,
and answers as if nothing were. Other engines refuse, which is `context_exceeded`.
"""

from __future__ import annotations

import msgspec

from prony.nouns import Exchange, Fault, FaultCode
from prony.outcomes import fault


class Fitting:
    """Keeps the size of one path's conversation. cuts_at: tokens of the engine's context; None: it refuses by itself.

    cut: the fault of a prompt that came out cut, once there was one.
    """

    __slots__ = ("_cuts_at", "_last_bytes", "_last_prompt", "cut")

    def __init__(self, cuts_at: int | None) -> None:
        self.cut: Fault | None = None
        self._cuts_at = cuts_at
        self._last_bytes = 0
        self._last_prompt: int | None = None

    def refuse(self, body_bytes: int) -> Fault | None:
        """Why a request of that size must not go: messages of a conversation that grew may be dropped.

        No token is shorter than a byte, so the last prompt and what the body grew by since are an upper bound. A first
        request may go: whatever is cut of that shows in the count of its tokens.
        """
        if self._cuts_at is None or self._last_prompt is None or body_bytes <= self._last_bytes:
            return None
        most = self._last_prompt + body_bytes - self._last_bytes
        if most <= self._cuts_at:
            return None
        return fault(
            FaultCode.CONTEXT_EXCEEDED,
            f"the conversation may have {most} tokens, and this engine drops its beginning above {self._cuts_at}",
        )

    def judged(self, exchange: Exchange, body_bytes: int) -> Exchange:
        """The exchange, with the fault of a prompt that fills the whole context and the flag of a reply beyond it."""
        prompt, completion = exchange.tokens.prompt, exchange.tokens.completion
        if self._cuts_at is None or prompt is None:
            return exchange
        self._last_bytes, self._last_prompt = body_bytes, prompt
        if prompt >= self._cuts_at:
            self.cut = fault(
                FaultCode.CONTEXT_EXCEEDED,
                f"the engine cut the prompt to {prompt} tokens: its context has {self._cuts_at}, and it says nothing",
            )
            return msgspec.structs.replace(exchange, fault=exchange.fault or self.cut)
        if prompt + (completion or 0) > self._cuts_at:
            flags = set(exchange.flags)
            flags.add("context_shifted")
            return msgspec.structs.replace(exchange, flags=tuple(sorted(flags)))
        return exchange
