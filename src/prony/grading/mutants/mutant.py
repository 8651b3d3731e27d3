"""A mutant: a file of a reference with one change, and the id by which its author may speak of it."""

from __future__ import annotations

import hashlib
import re

from prony.nouns import Noun

_ID = re.compile(r"(?P<file>.+):(?P<line>\d+):(?P<column>\d+):(?P<kind>[a-z][a-z0-9+-]*)#(?P<mark>[0-9a-f]{6})")

Name = tuple[str, str, str]
"""What stays of an id where only what stands before the change becomes another: file, kind and mark."""


class Mutant(Noun, frozen=True, kw_only=True):
    """One mutant."""

    file: str
    """The file that was changed, as the contestant hands it in."""
    line: int
    """Where the change begins; the first line is 1, and so is the first column, in characters."""
    column: int
    kind: str
    mark: str
    """Says in six digits what was changed and into what, so that an id does not fit once either is another."""
    data: bytes
    """The file with the change."""
    was: tuple[str, ...]
    """The lines that the change touches, before it."""
    becomes: tuple[str, ...]

    @property
    def id(self) -> str:
        """FILE:LINE:COLUMN:KIND#MARK."""
        return f"{self.file}:{self.line}:{self.column}:{self.kind}#{self.mark}"

    @property
    def name(self) -> Name:
        """File, kind and mark."""
        return self.file, self.kind, self.mark


def mark_of(was: tuple[str, ...], becomes: tuple[str, ...]) -> str:
    """Digest what a change does to the lines that it touches. Their indentation does not enter."""
    lines = [*(line.strip() for line in was), "\0", *(line.strip() for line in becomes)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:6]


def name_of(mutant_id: str) -> Name | None:
    """The name in an id; None where it is none."""
    found = _ID.fullmatch(mutant_id)
    return (found["file"], found["kind"], found["mark"]) if found else None


def line_of(mutant_id: str) -> int:
    """The line in an id; 0 where it is none."""
    found = _ID.fullmatch(mutant_id)
    return int(found["line"]) if found else 0
