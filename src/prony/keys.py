"""Keys: which this process holds, and new ones for what it starts itself."""

from __future__ import annotations

import secrets
import string

_MARK = "".join(secrets.choice(string.ascii_letters) for _ in range(12))
"""What every key begins with that this process makes: none of them need be remembered to be known again."""


def new_key() -> str:
    """Make a key that cannot be guessed, of letters, digits, `-` and `_`."""
    return _MARK + secrets.token_urlsafe(16)
