"""The script of a tape: what it recites, and when; the noun that all who build or use tapes share."""

from __future__ import annotations

from prony.nouns import Noun

CONTEXT = 131_072
"""What a tape says that it was made for, in tokens: more than any prompt."""


class Script(Noun, frozen=True, kw_only=True):
    """When `phrase` stands anywhere in the conversation, and none of a higher priority does, the reply is `text`.

    Two phrases of one priority must not meet in one conversation. A phrase may not occur in any text. loops: the text
    is begun again when it ends, for as long as tokens last. An empty text ends the turn at once.
    """

    phrase: str
    text: str
    priority: int = 1
    loops: bool = False
