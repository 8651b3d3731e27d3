"""The messages of a conversation stand in the prompt in their order."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.marks import SYSTEM, TOLD, WORDS
from prony.engines.preflight.seen import TemplateSeen


class MessagesInOrder:
    """Of those that are there; a system message may stand before the first or in front of the last, as some have it."""

    gravity = Gravity.STOP

    def broken(self, seen: TemplateSeen) -> str | None:
        """That they do not."""
        if not isinstance(seen.conversation, str):
            return None
        if not _in_order(seen.conversation):
            return "says the messages of a conversation in another order"
        last = seen.system.rfind(WORDS[TOLD[-1]]) if isinstance(seen.system, str) else -1
        if seen.system_asked and isinstance(seen.system, str) and 0 <= last < seen.system.find(WORDS[SYSTEM]):
            return "says the system message behind all others"
        return HOLDS


def _in_order(prompt: str) -> bool:
    places = [at for text in TOLD if (at := prompt.find(WORDS[text])) >= 0]
    return places == sorted(places)


CHECK = MessagesInOrder()
