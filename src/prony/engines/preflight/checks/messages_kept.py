"""Every message stands in the prompt."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.marks import FIRST, NAMES, TOLD, WORDS
from prony.engines.preflight.seen import TemplateSeen


class MessagesKept:
    """Of one message and of a conversation of five. One that was changed counts as kept here."""

    gravity = Gravity.STOP

    def broken(self, seen: TemplateSeen) -> str | None:
        """The first message that is not there."""
        if not isinstance(seen.one, str):
            return None
        if WORDS[FIRST] not in seen.one:
            return "leaves out the user message"
        if not isinstance(seen.conversation, str):
            return HOLDS
        lost = [NAMES[text] for text in TOLD if WORDS[text] not in seen.conversation]
        return f"leaves out {' and '.join(lost)}" if lost else HOLDS


CHECK = MessagesKept()
