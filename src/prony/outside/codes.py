"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E130": "no such outside board",
    "E131": "a snapshot of an outside board that cannot be read",
    "E132": "a file in which no table was found",
    "E133": "an outside board of that name is there already",
}
