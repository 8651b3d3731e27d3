"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E213": "a tool that building a server needs is missing",
    "E214": "a server that could not be built",
}
