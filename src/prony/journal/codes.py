"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E601": "no journal",
    "E602": "a journal is damaged",
    "E603": "a journal is being written by another process",
    "E604": "a journal of a newer version",
    "E605": "an event that cannot be written",
    "E606": "the disk refuses the record",
    "E607": "the journal is closed",
    "E608": "a journal cannot be read",
    "E610": "no such blob",
    "E611": "a blob is damaged",
    "E612": "a blob is too large",
    "E613": "a folder that is not written to",
    "E620": "the index cannot be used",
}
