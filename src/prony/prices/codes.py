"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E122": "a rate card that cannot be used",
}
