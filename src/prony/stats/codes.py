"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E801": "data of the wrong shape",
    "E802": "not a number",
    "E803": "nothing to estimate",
    "E804": "a value out of range",
    "E830": "a method that needs a complete grid",
    "E831": "a battle of a contestant against itself",
    "E832": "ratings that have no finite value",
}
