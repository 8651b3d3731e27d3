"""Jars of Maven Central, or of a mirror of it, by their digest: one request each, without Maven."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from prony.errors import FetchError
from prony.fetch import AtUrl, Reporter
from prony.kits.kit import Piece
from prony.nouns import Noun

CENTRAL = "https://repo1.maven.org/maven2"
MIRROR_ENV = "PRONY_MAVEN_URL"
"""The variable that names another repository of the same layout, such as a company's mirror."""
_MADE_AT_S = 946_684_800
"""The time that a jar's file bears, the same whenever it was fetched: a JVM takes an archive of classes for stale once
a jar that it was made of bears another."""
_PAGE_BYTES = 4096


class Jar(Noun, frozen=True, kw_only=True):
    """A jar, laid down as it is."""

    group: str
    artifact: str
    version: str
    classifier: str = ""
    licence: str
    sha256: str
    size_bytes: int
    origin: str = "jar"

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{self.artifact}-{self.classifier}" if self.classifier else self.artifact

    @property
    def file(self) -> str:
        """Its name on disk."""
        return "-".join(filter(None, (self.artifact, self.version, self.classifier))) + ".jar"

    @property
    def download_bytes(self) -> int:
        """How much is fetched."""
        return self.size_bytes

    @property
    def unpacked_bytes(self) -> int:
        """How much it takes on disk, with its folder."""
        return (self.size_bytes // _PAGE_BYTES + 2) * _PAGE_BYTES

    def lacking(self) -> str:
        """Nothing: a jar suits every machine."""
        return ""

    def recipe(self) -> str:
        """Everything that decides what is laid down."""
        return f"jar {self.group} {self.file} {self.sha256}"

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        """Fetch the jar into the folder `into`. Blocks.

        Raises FetchError E711 where it cannot be had, E712 where the repository gives another file.
        """
        url = self._url()
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".jar-") as scratch:
            fetched = Path(scratch, self.file)
            try:
                AtUrl("jar registry", url).fetch(fetched, self.size_bytes, reporter)
            except FetchError as error:
                hint = f"{MIRROR_ENV} names another repository of the same layout, such as a company's mirror"
                raise FetchError(error.code, error.what, where=error.where, cause=error.cause, hint=hint) from None
            digest = hashlib.sha256(fetched.read_bytes()).hexdigest()
            if digest != self.sha256:
                raise FetchError(
                    "E712",
                    f"the repository's {self.file} is not the one that is pinned",
                    where=url,
                    cause=f"sha256 {digest}, expected {self.sha256}",
                    hint=f"look which repository {MIRROR_ENV} names" if os.environ.get(MIRROR_ENV) else None,
                )
            os.utime(fetched, (_MADE_AT_S, _MADE_AT_S))
            os.replace(fetched, into / self.file)
        return (Piece(name=self.name, version=self.version, sha256=self.sha256),)

    def _url(self) -> str:
        folder = "/".join((*self.group.split("."), self.artifact, self.version))
        return f"{(os.environ.get(MIRROR_ENV) or CENTRAL).rstrip('/')}/{quote(f'{folder}/{self.file}')}"
