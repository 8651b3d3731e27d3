"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E650": "no such run in the record",
    "E651": "no such attempt",
    "E652": "an attempt id that fits several",
    "E653": "nothing to show yet",
    "E654": "no such contestant on a board",
    "E655": "a contestant against itself",
    "E656": "no grades of that grader version",
    "E657": "no such dimension",
    "E658": "no models that differ in one axis alone",
    "E671": "a filter that nothing passes",
    "E672": "a stack that no task here speaks to",
    "E680": "no such dimension of trade-offs",
    "E681": "no limit of a budget",
    "E682": "no such task of a suite",
    "E683": "nobody with a history of that name",
}
