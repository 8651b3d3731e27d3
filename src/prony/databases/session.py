"""How a session with a server ends otherwise than well."""

from __future__ import annotations


class RefusedError(Exception):
    """A statement that the server refused: its code, and its words, which may hold data."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class LostError(Exception):
    """The server went away, or what came is no message of the protocol."""


class TooMuchError(Exception):
    """More came than the session may have."""
