"""Commitments: a line for each line of a record that was changed on its way into a bundle, which binds its maker to the
lines as they were and tells nothing of them.

A hash of a line could be guessed: of most lines all but an address or a name is known. So each is hashed with a salt of
its own, which the maker alone can compute, and can show later: for one line, or for all of a run.
"""

from __future__ import annotations

import hashlib
import hmac


def salt_of(run_salt: bytes, seq: int) -> bytes:
    """The salt of one line."""
    return hmac.digest(run_salt, b"%d" % seq, "sha256")


def commitment(run_salt: bytes, seq: int, line: bytes) -> str:
    """What a bundle says of the line `seq` as it was, without its newline."""
    return hashlib.sha256(salt_of(run_salt, seq) + line).hexdigest()


def is_committed(run_salt: bytes, seq: int, line: bytes, told: str) -> bool:
    """Whether the line `seq` is the one that a bundle commits to."""
    return hmac.compare_digest(commitment(run_salt, seq, line), told)
