"""An engine's own words about a failure, in whichever of the usual shapes they come."""

from __future__ import annotations

from typing import Any, NamedTuple

from prony.gateway.wire.lenient import mended

OWN_ERROR = "prony_"
"""Begins the kind of errors that the gateway reports itself, before the fault's code."""


class WireError(NamedTuple):
    """message: what the engine said; kind: its error type or code as text; status: an HTTP status named inside."""

    message: str
    kind: str = ""
    status: int | None = None


def error_in(document: Any) -> WireError | None:
    """The error that a decoded JSON document reports, or None.

    Shapes: {"error": {"message", "type", "code"}} · {"error": "text"} · {"object": "error", "message"} ·
    {"detail": "text" | [...]} · {"type": "error", ...} · {"code", "message"}.
    """
    if not isinstance(document, dict):
        return None
    inside = document.get("error")
    if inside:
        return _from(inside)
    bare = isinstance(document.get("message"), str) and document.get("code") and not document.get("choices")
    if document.get("object") == "error" or document.get("type") == "error" or bare:
        return _from(document)
    detail = document.get("detail")
    return WireError(_words(detail)) if detail else None


def _from(value: Any) -> WireError:
    if not isinstance(value, dict):
        return WireError(_words(value))
    code = value.get("code")
    status = code if isinstance(code, int) and 400 <= code < 600 else None
    kind = " ".join(_words(part) for part in (value.get("type"), code) if part is not None)
    message = value.get("message")
    words = _words(message if message is not None else value)
    # A router of providers says "Provider returned error", and beside it what that provider said.
    metadata = value.get("metadata")
    raw = metadata.get("raw") if isinstance(metadata, dict) else None
    return WireError(f"{words}: {_words(raw)}" if raw else words, kind, status)


def _words(value: Any) -> str:
    """A value of an error's as text that can be kept."""
    return mended(value if isinstance(value, str) else repr(value))
