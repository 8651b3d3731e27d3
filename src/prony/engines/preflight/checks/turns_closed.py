"""Every turn is closed, where the template closes turns."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.control_words import between, ends_turn, words_in
from prony.engines.preflight.marks import FIRST, REPLY, SECOND, SYSTEM
from prony.engines.preflight.seen import TemplateSeen


class TurnsClosed:
    """A turn that is not closed runs into the next. Many templates close the assistant's alone (DeepSeek's), some none
    (GLM's): a missing end counts where the other turns have it."""

    gravity = Gravity.DOUBT

    def broken(self, seen: TemplateSeen) -> str | None:
        """Whose turn is not closed, and how the others are."""
        if not isinstance(seen.conversation, str):
            return None
        eos = seen.facts.eos
        user, reply = (
            between(seen.conversation, FIRST, REPLY),
            between(seen.conversation, REPLY, SECOND),
        )
        if user is None or reply is None:
            return None
        system = between(seen.system, SYSTEM, FIRST) if isinstance(seen.system, str) else None
        apart = system is not None and bool(words_in(system))
        of_user, of_reply = ends_turn(user, eos), ends_turn(reply, eos)
        of_system = ends_turn(system, eos) if system is not None and apart else None
        if of_user is not None and of_reply is None:
            return f"does not close the assistant's turn, as it closes the user's with {of_user}"
        if of_user is None and of_reply is not None and of_reply == of_system and of_system == _same(user, of_reply):
            return f"does not close the user's turn, as it closes all others with {of_reply}"
        if apart and of_system is None and of_user is not None and of_user == of_reply:
            return f"does not close the system's turn, as it closes all others with {of_user}"
        return HOLDS


def _same(after_user: str, word: str) -> str:
    """The word, where a header of a turn stands alone behind the user's text."""
    return word if words_in(after_user) else ""


CHECK = TurnsClosed()
