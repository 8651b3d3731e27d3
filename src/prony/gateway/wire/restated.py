"""What a server says twice: pieces that each repeat all that came before, and a whole that comes again at the end."""

from __future__ import annotations

from collections.abc import Sequence

SURE_CHARS = 16
"""From so many characters on, pieces that begin with all that came before are no coincidence."""
REPEAT_CHARS = 8
"""From so many characters on, a last piece that is the whole text once more is no coincidence."""


def grows(pieces: Sequence[str]) -> bool:
    """Whether each piece holds the one before it, and more: what is said then is the last one, not all together.

    It takes three pieces that grow twice, and some text: shorter ones may well be what a model said.
    """
    if len(pieces) < 3 or not pieces[1].startswith(pieces[0]) or len(pieces[-1].strip()) < SURE_CHARS:
        return False
    growths = level = 0
    for index in range(1, len(pieces)):
        before, piece = pieces[index - 1], pieces[index]
        if not piece.startswith(before):
            return False
        if len(piece) > len(before):
            growths += 1
        else:
            level += 1
    return growths >= 2 and growths >= level


def repeats(piece: str, pieces: Sequence[str]) -> bool:
    """Whether `piece` is all of the `pieces` before it once more."""
    if not pieces or len(piece) < len(pieces[0]):
        return False
    return piece.strip() == "".join(pieces).strip()


def ends_with_all(pieces: Sequence[str], text: str) -> bool:
    """Whether the last of the `pieces` of `text` is all that came before it once more, and that is no loop."""
    last = pieces[-1]
    if len(pieces) < 3 or len(last.strip()) < SURE_CHARS or 2 * len(last) + REPEAT_CHARS < len(text):
        return False
    before = text[: len(text) - len(last)]
    return before.strip() == last.strip() and before not in (before + before)[1:-1]


def doubled(pieces: Sequence[str]) -> bool:
    """Whether every piece came twice."""
    return len(pieces) >= 2 * REPEAT_CHARS and pieces[::2] == pieces[1::2] and len(set(pieces)) * 4 > len(pieces)
