"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E720": "a tape model cannot be built",
}
