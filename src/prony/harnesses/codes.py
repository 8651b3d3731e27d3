"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E280": "no such harness",
    "E282": "an agent's file cannot be used",
    "E433": "an agent without a workspace",
}
