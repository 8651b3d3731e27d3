"""What does not hold of a bundle: a fault each, with the member and the bytes where it can be told."""

from __future__ import annotations

from prony.nouns import Noun

CHANGED, TOO_MUCH, UNSOUND_RECORD = "E152", "E155", "E159"


class BundleFault(Noun, frozen=True, kw_only=True):
    """One thing that does not hold. first, last: bytes of the bundle's file, or of the member where `in_member`."""

    code: str
    member: str
    what: str
    first: int | None = None
    last: int | None = None
    in_member: bool = False

    @property
    def line(self) -> str:
        """The fault in a line."""
        where = ""
        if self.first is not None:
            last = self.first if self.last is None else self.last
            span = f"byte {self.first}" if last == self.first else f"bytes {self.first} to {last}"
            where = f", {span} of it" if self.in_member else f", {span} of the file"
        return f"{self.member or 'the file'}{where}: {self.what}"
