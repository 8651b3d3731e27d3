"""Code in a message that runs nothing: models take it for saved."""

from __future__ import annotations

from prony.harnesses.commands.spoken import SHELLS, fenced_blocks

_SHOWN = frozenset({"", "text", "txt", "plaintext", "plain", "output", "console", "log", "markdown", "md"})
"""Languages of fences that show something and are no code, in the eyes of whoever wrote them."""


def unsaved(text: str, *, with_shells: bool) -> str:
    """A sentence for the model about blocks of code in its message, which changed no file; empty where there are none.

    text: the message without what was run of it. with_shells: whether blocks of a shell ran nothing either.
    """
    languages = dict.fromkeys(block.language for block in fenced_blocks(text))
    named = [one for one in languages if one not in _SHOWN and (with_shells or one not in SHELLS)]
    if not named:
        return ""
    which = " and ".join(f"`{one}`" for one in named)
    return f"The {which} code in your message was not run and changed no file: only commands change files."
