"""Codes of the errors that this room raises, with their titles."""

from __future__ import annotations

CODES = {
    "E701": "a weights file cannot be read",
    "E706": "a file changed while it was read",
    "E711": "a file cannot be had from any source",
    "E712": "a file of the wrong digest",
    "E713": "not enough disk space for a file",
    "E714": "no installer that can fetch wheels",
}
