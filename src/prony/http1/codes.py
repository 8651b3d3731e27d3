"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E252": "not the base URL of an engine",
}
