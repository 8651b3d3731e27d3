"""Crates of crates.io, or of a mirror of it, by their digest: one request each, without cargo."""

from __future__ import annotations

import hashlib
import os
import tarfile
import tempfile
from pathlib import Path
from urllib.parse import quote

from prony.errors import FetchError
from prony.fetch import AtUrl, Reporter
from prony.kits.kit import Piece
from prony.nouns import Noun

CRATES_IO = "https://static.crates.io/crates"
MIRROR_ENV = "PRONY_CRATES_URL"
"""The variable that names another store of the same layout, such as a company's mirror."""
_SOURCES_TIMES = 8
"""How many times as large sources are on disk, about."""


class Crate(Noun, frozen=True, kw_only=True):
    """A crate's sources, laid down as cargo reads them from a folder of crates: `NAME-VERSION/`."""

    name: str
    version: str
    licence: str
    sha256: str
    """As the registry's index and every Cargo.lock have it."""
    size_bytes: int
    origin: str = "crate"

    @property
    def folder(self) -> str:
        """Its folder below the kit's."""
        return f"{self.name}-{self.version}"

    @property
    def download_bytes(self) -> int:
        """How much is fetched."""
        return self.size_bytes

    @property
    def unpacked_bytes(self) -> int:
        """About how much it takes on disk."""
        return self.size_bytes * _SOURCES_TIMES

    def lacking(self) -> str:
        """Nothing: sources suit every machine."""
        return ""

    def recipe(self) -> str:
        """Everything that decides what is laid down."""
        return f"crate {self.folder} {self.sha256}"

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        """Fetch the crate and unpack it below the folder `into`. Blocks.

        Raises FetchError E711 where it cannot be had, E712 where the store gives another file or one that unpacks
        anywhere else than into its own folder.
        """
        url = f"{(os.environ.get(MIRROR_ENV) or CRATES_IO).rstrip('/')}/{quote(f'{self.name}/{self.folder}.crate')}"
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".crate-") as scratch:
            fetched = Path(scratch, "packed")
            try:
                AtUrl("crate registry", url).fetch(fetched, self.size_bytes, reporter)
            except FetchError as error:
                hint = f"{MIRROR_ENV} names another store of the same layout, such as a company's mirror"
                raise FetchError(error.code, error.what, where=error.where, cause=error.cause, hint=hint) from None
            digest = hashlib.sha256(fetched.read_bytes()).hexdigest()
            if digest != self.sha256:
                raise FetchError(
                    "E712",
                    f"the store's {self.folder}.crate is not the one that is pinned",
                    where=url,
                    cause=f"sha256 {digest}, expected {self.sha256}",
                    hint=f"look which store {MIRROR_ENV} names" if os.environ.get(MIRROR_ENV) else None,
                )
            self._unpack(fetched, into, url)
        # Cargo wants to be told what it should check; what lies here was checked as a whole.
        (into / self.folder / ".cargo-checksum.json").write_text('{"files":{}}')
        return (Piece(name=self.name, version=self.version, sha256=self.sha256),)

    def _unpack(self, archive: Path, into: Path, url: str) -> None:
        with tarfile.open(archive) as packed:
            strays = [name for name in packed.getnames() if not name.startswith(f"{self.folder}/")]
            if strays or ".." in "/".join(packed.getnames()).split("/"):
                raise FetchError("E712", f"{self.folder}.crate holds more than its own folder", where=url)
            # Known to tarfile from Python 3.11.4 on; what is unpacked here was checked by its digest.
            packed.extraction_filter = getattr(tarfile, "data_filter", None)
            packed.extractall(into)
