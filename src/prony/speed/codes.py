"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E921": "no such sweep, or nobody to measure",
    "E922": "a sweep that cannot begin, be read or go on",
    "E923": "llama-bench cannot be used",
}
