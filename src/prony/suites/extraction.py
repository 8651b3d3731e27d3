"""Extraction: what a reply hands in, and the reply as plain text."""

from __future__ import annotations

import re

from prony.nouns import Fault, Noun

MAX_REPLY_CHARS = 1 << 19
"""Longer replies are read up to here."""

_QUOTED_FENCE = re.compile(r"^> ?(?:`{3}|~{3})", re.MULTILINE)
_UNSEEN = re.compile(r"^[\u00a0\u200b\u2060\ufeff]+(?=[ \t]*(?:`{3}|~{3}))", re.MULTILINE)
"""Before a fence: blanks that are none to Markdown, and characters without width."""


class Extraction(Noun, frozen=True, kw_only=True):
    """What a reply hands in: files by answer path, or the fault why there are none; notes say how it was read.

    may_be_cut: some file ends where nothing says that it is complete (a block left open, or no block), so that a
    reply which was cut off may have cut it too; also when there is none, or not one for each path.
    """

    files: dict[str, bytes] = {}
    removed: tuple[str, ...] = ()
    """Files that the contestant was given and that its edits delete."""
    fault: Fault | None = None
    notes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Facts that travel with the attempt: `edit_missed`, `edit_lenient`."""
    may_be_cut: bool = False


def plain_reply(reply: str, notes: list[str]) -> str:
    """The reply with plain newlines, bounded."""
    text = reply.removeprefix("\ufeff")
    if len(text) > MAX_REPLY_CHARS:
        notes.append(f"read up to {MAX_REPLY_CHARS} of {len(text)} characters")
        text = text[:MAX_REPLY_CHARS]
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"^> ?", "", text, flags=re.MULTILINE) if _QUOTED_FENCE.search(text) else text
