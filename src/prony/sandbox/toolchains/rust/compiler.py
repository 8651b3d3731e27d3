"""The noun of this folder: a compiler of Rust as it was found on this machine."""

from __future__ import annotations

import hashlib
import re

from prony.nouns import Noun

INSIDE = "/opt/rust"
"""Where a compiler lies in a slot, unless it lies below /usr."""


class RustCompiler(Noun, frozen=True, kw_only=True):
    """A compiler of Rust, and how it is started in a slot."""

    version: str
    digest: str
    binary: str
    """Its rustc here."""
    rustc: str
    """Its rustc in a slot."""
    cargo: str = ""
    """Its cargo in a slot; empty where it has none."""
    libraries: str = ""
    """The folder in a slot of the libraries that both need; empty where they find them by themselves."""
    linking: tuple[str, ...] = ()
    """The arguments of rustc that say how to link."""
    binds: tuple[tuple[str, str], ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its version, to compare: 1.96."""
        return tuple(int(part) for part in re.findall(r"\d+", self.version)[:2])

    def command(self, program: str, *arguments: str) -> tuple[str, ...]:
        """The words that start a program of it in a slot. Programs under test see nothing of its libraries."""
        if not self.libraries:
            return (program, *arguments)
        return ("/bin/sh", "-c", f'LD_LIBRARY_PATH={self.libraries} exec "$0" "$@"', program, *arguments)

    def with_crates(self, digest: str) -> str:
        """One digest of the compiler and of the crates beside it."""
        return hashlib.sha256(f"{self.digest} {digest}".encode()).hexdigest() if digest else self.digest
