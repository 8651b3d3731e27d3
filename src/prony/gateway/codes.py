"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E250": "the gateway cannot listen",
    "E251": "no API key in the environment",
}
