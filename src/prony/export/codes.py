"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E160": "no such place for an export",
    "E161": "nothing that may be read as a result",
    "E162": "a file format whose package is not installed",
    "E163": "no task can be said in the other format",
    "E164": "texts of a suite that may not leave",
}
