"""Where public suites lie once they are imported: by the digest of their data and of the code that read it."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from prony.config import cache_dir
from prony.suites.public.catalog import PublicSuite, public_suites

_READERS = Path(__file__).parents[1] / "importers"
"""The code that makes tasks of foreign data: changed, it makes others."""


def public_dir() -> Path:
    """Where everything of public suites lies; not created here."""
    return cache_dir() / "suites"


def imported_folder(entry: PublicSuite) -> Path:
    """The suite's folder, whether it is there or not."""
    return public_dir() / f"{entry.sha256[:12]}-{_code_digest()[:8]}" / entry.name


def is_public(name: str) -> bool:
    """Whether the catalog has a suite called `name`."""
    return any(entry.name == name for entry in public_suites())


@functools.cache
def _code_digest() -> str:
    digest = hashlib.sha256()
    for file in sorted(_READERS.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
