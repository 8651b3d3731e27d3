"""Reasoning in a form that a harness sends back without reading it: clients keep `encrypted_content` alone.

It is no secret: the text, encoded. What somebody else sealed cannot be opened.
"""

from __future__ import annotations

import base64
import binascii

_MARK = "prony-plain:"


def sealed(text: str) -> str:
    """The text as `encrypted_content`."""
    return _MARK + base64.b64encode(text.encode()).decode()


def opened(content: object) -> str | None:
    """The text that was sealed here; None for what was sealed elsewhere."""
    if not isinstance(content, str) or not content.startswith(_MARK):
        return None
    try:
        return base64.b64decode(content.removeprefix(_MARK), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
