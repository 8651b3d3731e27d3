"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E150": "no bundle",
    "E151": "a signing key that cannot be used",
    "E152": "a bundle that was changed after it was signed",
    "E153": "a bundle signed by another key",
    "E154": "a run that cannot be bundled",
    "E155": "a bundle that unpacks to too much",
    "E156": "a bundle that was signed as it may not be",
    "E157": "a run of that name is there already",
    "E158": "nothing here isolates foreign programs",
    "E159": "a record in a bundle that does not hold",
}
