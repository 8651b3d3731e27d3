"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E112": "a file that would be overwritten",
    "E120": "the system refuses a file or a folder",
    "E121": "a package is not installed",
}
