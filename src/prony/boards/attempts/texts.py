"""Untrusted bytes of the record as text: cut where they are too long, with their size and what is wrong with them."""

from __future__ import annotations

from prony.boards.view import View
from prony.errors import JournalError
from prony.journal import Blobs


class TextView(View, frozen=True, kw_only=True):
    """Untrusted bytes as text. text is None where they are not UTF-8 or could not be read; `note` then says why, and
    also where the text was cut. size_bytes: of all of it, None where the record cannot tell."""

    blob: str
    size_bytes: int | None = None
    text: str | None = None
    note: str = ""


def text_of(blobs: Blobs, blob: str, limit: int) -> TextView:
    """The blob's first `limit` bytes as text."""
    try:
        data, cut = blobs.head(blob, limit)
        size = blobs.size(blob) if cut else len(data)
    except JournalError as error:
        return TextView(blob=blob, note=error.what)
    note = f"cut after {limit} bytes" if cut else ""
    try:
        text = data.decode("utf-8", "ignore" if cut else "strict")
        return TextView(blob=blob, size_bytes=size, text=text, note=note)
    except UnicodeDecodeError:
        return TextView(blob=blob, size_bytes=size, note="not text (no UTF-8)")


def cut_text(text: str, limit: int) -> tuple[str, str]:
    """`text` in at most `limit` bytes of UTF-8, and a note with its whole size where something was cut off."""
    if len(text) * 4 <= limit:
        return text, ""
    data = text.encode("utf-8", "replace")
    if len(data) <= limit:
        return text, ""
    return data[:limit].decode("utf-8", "ignore"), f"cut after {limit} of {len(data)} bytes"
