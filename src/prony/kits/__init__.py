"""Kits: what toolchains, databases and a browser are made of, fetched on demand and unpacked into the cache.

A kit is one sibling file that defines `KIT`: pinned packages of registries (`packages`: a file for each kind). Each
lies in a folder of its own, `kits/ID-KEY` in the cache, made whole or not at all; the key is a digest of its recipe, so
another pin is another folder.

Beside them: `kit` (the nouns), `making` (kits found and made), `packages`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

from prony.errors import FetchError
from prony.fetch import Report
from prony.kits.kit import Kit, KitManifest, Package, Piece, Ways
from prony.kits.making import kits_dir, make, manifest_of, place
from prony.registry import Registry

KITS: Registry[Kit] = Registry(
    "kit",
    "prony.kits",
    "KIT",
    besides=("codes", "kit", "making", "packages"),
    named_by="id",
)
"""Every kit, by id."""

__all__ = [
    "KITS",
    "Kit",
    "KitManifest",
    "Package",
    "Piece",
    "Ways",
    "folder",
    "get",
    "kit_named",
    "kits_dir",
    "manifest",
]


def kit_named(name: str) -> Kit:
    """The kit called `name`. Raises FetchError E718 with what comes near."""
    kit = KITS.get(name)
    if kit is not None:
        return kit
    near = difflib.get_close_matches(name, KITS.names(), n=1, cutoff=0.4)
    raise FetchError(
        "E718",
        f"no kit is called {name!r}",
        cause=f"there are: {', '.join(KITS.names()) or 'none'}",
        hint=f"did you mean {near[0]}?" if near else None,
    )


def folder(name: str) -> Path | None:
    """Where the kit called `name` lies; None where it was not fetched. Raises FetchError E718."""
    kit = kit_named(name)
    return place(kit) if manifest_of(kit) is not None else None


def manifest(name: str) -> KitManifest | None:
    """What was laid down for the kit called `name`, with a digest of all of it; None where it was not fetched."""
    return manifest_of(kit_named(name))


def get(name: str, report: Report = lambda step: None, *, cancelled: Callable[[], bool] = lambda: False) -> Path:
    """The folder of the kit called `name`, fetched where it is not there yet. Blocks; see `making.make`."""
    return make(kit_named(name), report, cancelled=cancelled)[0]
