"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E109": "a file that cannot be written",
    "E114": "a name that fits several",
    "E112": "a file that would be overwritten",
    "E120": "the system refuses a file or a folder",
    "E121": "a package is not installed",
}
