"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E445": "a database server that cannot be spoken to",
}
