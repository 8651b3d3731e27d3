"""Progress of a download, as values: what is about to come, from where, how far it is, what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from prony.nouns import Noun


class Phase(StrEnum):
    """announce: size and licence, before anything is fetched. source: one is tried. bytes: it grows. failed: a source
    gave nothing. done: the digest is right and the file in place."""

    ANNOUNCE = "announce"
    SOURCE = "source"
    BYTES = "bytes"
    FAILED = "failed"
    DONE = "done"


class Progress(Noun, frozen=True, kw_only=True):
    """One step. `str()` of it is a line for people; `bytes` steps come up to four times a second."""

    name: str
    phase: Phase
    total_bytes: int
    done_bytes: int = 0
    message: str = ""

    def __str__(self) -> str:
        if self.phase is Phase.BYTES:
            share = 100 * self.done_bytes / self.total_bytes
            return f"{self.name}: {self.done_bytes / 1e6:.0f} of {self.total_bytes / 1e6:.0f} MB ({share:.0f} %)"
        return f"{self.name}: {self.message}"


Report = Callable[[Progress], None]


class Stopped(Exception):
    """The caller does not want the file any more."""


class Reporter:
    """Tells one entry's progress to `report`, and looks whether the caller has had enough.

    cancelled: asked often; once it says True, `Stopped` is raised where the download stands.
    """

    def __init__(self, name: str, total_bytes: int, report: Report, cancelled: Callable[[], bool]) -> None:
        self._name = name
        self._total = total_bytes
        self._report = report
        self._cancelled = cancelled

    def say(self, phase: Phase, message: str) -> None:
        """One thing worth a line."""
        self._report(Progress(name=self._name, phase=phase, total_bytes=self._total, message=message))

    def bytes(self, done: int) -> None:
        """How much is there by now."""
        self.check()
        done = min(done, self._total)
        self._report(Progress(name=self._name, phase=Phase.BYTES, total_bytes=self._total, done_bytes=done))

    def check(self) -> None:
        """Raise `Stopped` when the caller has had enough."""
        if self._cancelled():
            raise Stopped
