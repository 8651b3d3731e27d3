"""No message stands in the prompt twice."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.marks import FIRST, NAMES, TOLD, WORDS
from prony.engines.preflight.seen import TemplateSeen

_TWICE_EACH = 2
"""A text holds its word at both ends."""


class MessagesOnce:
    """Of one message and of a conversation of five."""

    gravity = Gravity.STOP

    def broken(self, seen: TemplateSeen) -> str | None:
        """The messages that are there more than once."""
        if not isinstance(seen.one, str):
            return None
        if seen.one.count(WORDS[FIRST]) > _TWICE_EACH:
            return "says the user message twice"
        prompt = seen.conversation
        if not isinstance(prompt, str):
            return HOLDS
        doubled = [NAMES[text] for text in TOLD if prompt.count(WORDS[text]) > _TWICE_EACH]
        return f"says {' and '.join(doubled)} twice" if doubled else HOLDS


CHECK = MessagesOnce()
