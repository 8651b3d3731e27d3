"""Wheels of the user's package registry, by the digest of the wheel for this machine."""

from __future__ import annotations

import os
import platform
import tempfile
import zipfile
from pathlib import Path

from prony.errors import FetchError
from prony.fetch import Reporter
from prony.fetch.installers import LOG, WANTED, download
from prony.kits.kit import Piece
from prony.nouns import Noun


class Wheel(Noun, frozen=True, kw_only=True):
    """A wheel, laid down as it would lie in site-packages, without being installed."""

    distribution: str
    version: str
    licence: str
    sha256: dict[str, str]
    """The machine's architecture (`x86_64`, `aarch64`; `any` for one that suits all) -> sha256 of its wheel."""
    download_bytes: int
    unpacked_bytes: int
    origin: str = "wheel"

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.distribution

    @property
    def wheel_sha256(self) -> str:
        """The digest of the wheel for this machine; empty where there is none."""
        return self.sha256.get("any") or self.sha256.get(platform.machine(), "")

    def lacking(self) -> str:
        """Say why it cannot be had here; empty where it can."""
        if self.wheel_sha256:
            return ""
        return f"{self.distribution} has no wheel for {platform.machine()}, only for {', '.join(sorted(self.sha256))}"

    def recipe(self) -> str:
        """Everything that decides what is laid down."""
        return f"wheel {self.distribution} {self.version} {self.wheel_sha256}"

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        """Fetch the wheel and unpack it into the folder `into`. Blocks.

        Raises FetchError E711 or E714 where it cannot be had, E712 where the registry gives another one.
        """
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".wheel-") as scratch:
            folder = Path(scratch)
            self._download(folder, reporter)
            wheels = list(folder.glob("*.whl"))
            for wheel in wheels:
                _unpack(wheel, into)
            if not wheels:  # an installer that unpacks has put it there itself
                _move(folder, into)
        return (Piece(name=self.distribution, version=self.version, sha256=self.wheel_sha256),)

    def _download(self, folder: Path, reporter: Reporter) -> None:
        try:
            download(self, folder, lambda done: reporter.bytes(min(done, self.download_bytes)))
        except FetchError as error:
            if "sha256" not in (error.cause or ""):
                raise
            what = f"the registry's wheel of {self.distribution} {self.version} is not the one that is pinned"
            raise FetchError(
                "E712", what, cause=error.cause, hint="look whose registry it is: pip config list"
            ) from None


def _unpack(wheel: Path, into: Path) -> None:
    """Unpack an archive whose digest is known; programs in it can be executed afterwards."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                path = archive.extract(entry, into)
                if not entry.is_dir() and entry.external_attr >> 16 & 0o111:
                    os.chmod(path, 0o755)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise FetchError("E711", f"the wheel {wheel.name} cannot be read", cause=str(error)) from None


def _move(folder: Path, into: Path) -> None:
    for entry in folder.iterdir():
        if entry.name not in (WANTED, LOG, ".lock") and not (into / entry.name).exists():
            os.replace(entry, into / entry.name)
