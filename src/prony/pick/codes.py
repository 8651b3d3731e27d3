"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E140": "no such pick",
    "E141": "the answers of a pick cannot be read",
    "E142": "a pick of that name is there already",
}
