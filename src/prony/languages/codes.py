"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E411": "a toolchain requirement cannot be read",
}
