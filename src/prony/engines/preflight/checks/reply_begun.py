"""A prompt ends where the assistant is to speak: the generation prompt."""

from __future__ import annotations

from prony.engines.preflight.checks.check import HOLDS, Gravity
from prony.engines.preflight.control_words import between
from prony.engines.preflight.marks import FIRST, REPLY, WORDS
from prony.engines.preflight.seen import TemplateSeen


class ReplyBegun:
    """What follows the last user message is what stands before a reply in a conversation, or its beginning.

    A template may write it always (Mistral's `[/INST]`), or end it with the beginning of thoughts.
    """

    gravity = Gravity.STOP

    def broken(self, seen: TemplateSeen) -> str | None:
        """That the assistant's turn is not begun, or that of somebody else is."""
        if not isinstance(seen.one, str) or not isinstance(seen.conversation, str):
            return None
        end, bridge = between(seen.one, FIRST, None), between(seen.conversation, FIRST, REPLY)
        bare = between(seen.unprompted, FIRST, None) if isinstance(seen.unprompted, str) else None
        if end is None or bridge is None or any(word in end + bridge for word in WORDS.values()):
            return None  # messages are not where they should be: that is another check's
        end, bridge = _tight(end), _tight(bridge)
        if end.startswith(bridge) or (bridge.startswith(end) and bare is not None and _tight(bare) != end):
            return HOLDS
        if bridge.startswith(end) and bare is None:
            return None
        if bridge.startswith(end):
            return "does not begin the reply: a prompt ends with the user's turn (no generation prompt)"
        return f"begins another turn than the assistant's: a prompt ends with `{end[-60:]}`, a reply follows `{bridge}`"


def _tight(text: str) -> str:
    """White space says nothing: templates trim replies, and their prompts end with a newline or not."""
    return "".join(text.split())


CHECK = ReplyBegun()
