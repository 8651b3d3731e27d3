"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E906": "a recorded run cannot be laid out",
    "E907": "a run that cannot be recorded for others",
}
