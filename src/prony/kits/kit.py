"""The nouns of this room: a kit, the packages that it is made of, and what is written down of one that was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from prony.fetch import Reporter
from prony.nouns import Noun

FORMAT = 1
"""Of the way in which kits are laid down: a change makes all of them anew."""

Ways = tuple[tuple[str, ...], ...]
"""Ways to have a toolchain, the best first: each the ids of the kits that it takes. Empty where it comes otherwise."""


class Piece(Noun, frozen=True, kw_only=True):
    """One package as it was laid down."""

    name: str
    version: str
    sha256: str
    """Of the package as its registry gives it: what was checked."""


class Package(Protocol):
    """A package of a registry, pinned. The kinds are files of `prony.kits.packages`."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    @property
    def origin(self) -> str:
        """Its kind of registry: `wheel`, `npm`, `jar`, `debian`."""
        ...

    @property
    def licence(self) -> str:
        """The licence of what it holds, as an SPDX expression where there is one."""
        ...

    @property
    def download_bytes(self) -> int:
        """About how much is fetched."""
        ...

    @property
    def unpacked_bytes(self) -> int:
        """About how much it takes on disk."""
        ...

    def lacking(self) -> str:
        """Say why it cannot be had on this machine, with the next step; empty where it can. Reaches no network."""
        ...

    def recipe(self) -> str:
        """Everything that decides what is laid down, as a text: another one makes another kit."""
        ...

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        """Fetch it, check it, and unpack it into the folder `into`, which may hold other packages. Blocks.

        Scratch folders of its own lie beside `into`. Raises FetchError, and `Stopped` where the caller has had enough.
        """
        ...


class Kit(Noun, frozen=True, kw_only=True):
    """What a toolchain, a database or a browser is made of: packages, unpacked into one folder of the cache."""

    id: str
    about: str
    """What it is, in half a line."""
    packages: tuple[Any, ...]
    """Of kind `Package`."""
    finish: Callable[[Path], None] | None = None
    """What is done with the folder when all packages lie in it. It may raise FetchError E717."""
    revision: int = 1
    """Counts the changes of `finish`, and of whatever else no package's recipe says."""
    optional: bool = False
    """Whether it is left out where everything is asked for: few tasks take it."""

    @property
    def download_bytes(self) -> int:
        """About how much is fetched."""
        return sum(package.download_bytes for package in self.packages)

    @property
    def unpacked_bytes(self) -> int:
        """About how much it takes on disk."""
        return sum(package.unpacked_bytes for package in self.packages)

    @property
    def origins(self) -> tuple[str, ...]:
        """The kinds of registries that it comes from."""
        return tuple(dict.fromkeys(package.origin for package in self.packages))

    @property
    def licences(self) -> tuple[str, ...]:
        """The licences of its packages."""
        return tuple(dict.fromkeys(package.licence for package in self.packages))

    def lacking(self) -> str:
        """Say why it cannot be had on this machine, with the next step; empty where it can."""
        return "; ".join(filter(None, (package.lacking() for package in self.packages)))

    def key(self) -> str:
        """A digest of everything that decides what it holds."""
        recipe = [FORMAT, self.id, self.revision, [package.recipe() for package in self.packages]]
        return hashlib.sha256(json.dumps(recipe).encode()).hexdigest()[:16]


class KitManifest(Noun, frozen=True, kw_only=True):
    """What is written down in a kit's folder when it is whole."""

    kit: str
    pieces: tuple[Piece, ...]

    @property
    def digest(self) -> str:
        """sha256 of all pieces: what a grade names."""
        lines = sorted(f"{piece.name} {piece.version} {piece.sha256}" for piece in self.pieces)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def version(self, name: str) -> str:
        """The version of the piece called `name`. Raises KeyError."""
        return {piece.name: piece.version for piece in self.pieces}[name]
