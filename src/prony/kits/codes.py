"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E717": "a kit that cannot be had or made on this machine",
    "E718": "no kit of that name",
}
