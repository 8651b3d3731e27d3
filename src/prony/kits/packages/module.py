"""Modules of Go, from the module proxy or a mirror of it, by the digest of their zip: one request each, without go."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from prony.errors import FetchError
from prony.fetch import AtUrl, Reporter
from prony.kits.kit import Piece
from prony.nouns import Noun

PROXY = "https://proxy.golang.org"
MIRROR_ENV = "PRONY_GO_PROXY_URL"
"""The variable that names another proxy of the same protocol, such as a company's."""
_SYSTEMS = (
    "aix android darwin dragonfly freebsd hurd illumos ios js nacl netbsd openbsd plan9 solaris wasip1 windows zos"
)
_PROCESSORS = "386 arm arm64be armbe loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x sparc64 wasm"
_OTHERS = frozenset(f"{_SYSTEMS} {_PROCESSORS}".split())
"""Names that end those of files for other machines than ours: Linux on x86_64 and aarch64."""


class GoModule(Noun, frozen=True, kw_only=True):
    """A module's sources for Linux, laid down as a vendor folder has them: `PATH/`, without its tests."""

    path: str
    version: str
    licence: str
    sha256: str
    """Of the zip that the proxy gives: its bytes are the same for ever."""
    size_bytes: int
    unpacked_bytes: int
    origin: str = "go"

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.path

    @property
    def download_bytes(self) -> int:
        """How much is fetched."""
        return self.size_bytes

    def lacking(self) -> str:
        """Nothing: sources suit every machine."""
        return ""

    def recipe(self) -> str:
        """Everything that decides what is laid down."""
        return f"go {self.path}@{self.version} {self.sha256}"

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        """Fetch the module and unpack it below the folder `into`. Blocks.

        Raises FetchError E711 where it cannot be had, E712 where the proxy gives another file or one that unpacks
        anywhere else than into its own folder.
        """
        proxy = (os.environ.get(MIRROR_ENV) or PROXY).rstrip("/")
        url = f"{proxy}/{quote(_escaped(self.path))}/@v/{quote(_escaped(self.version))}.zip"
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".module-") as scratch:
            fetched = Path(scratch, "packed")
            try:
                AtUrl("Go module proxy", url).fetch(fetched, self.size_bytes, reporter)
            except FetchError as error:
                hint = f"{MIRROR_ENV} names another proxy of the same protocol, such as a company's"
                raise FetchError(error.code, error.what, where=error.where, cause=error.cause, hint=hint) from None
            with fetched.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != self.sha256:
                raise FetchError(
                    "E712",
                    f"the proxy's {self.path}@{self.version} is not the one that is pinned",
                    where=url,
                    cause=f"sha256 {digest}, expected {self.sha256}",
                    hint=f"look which proxy {MIRROR_ENV} names" if os.environ.get(MIRROR_ENV) else None,
                )
            self._unpack(fetched, into, url)
        return (Piece(name=self.path, version=self.version, sha256=self.sha256),)

    def _unpack(self, archive: Path, into: Path, url: str) -> None:
        top = f"{self.path}@{self.version}/"
        with zipfile.ZipFile(archive) as packed:
            for entry in packed.infolist():
                name = entry.filename.removeprefix(top)
                if name == entry.filename or name.startswith("/") or ".." in PurePosixPath(name).parts:
                    raise FetchError("E712", f"the zip of {self.path} holds more than its own folder", where=url)
                if entry.is_dir() or not is_wanted(name):
                    continue
                target = into / self.path / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(entry) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)


def is_wanted(name: str) -> bool:
    """Whether a file of a module is of use on Linux: neither a test, nor test data, nor for another machine."""
    path = PurePosixPath(name)
    if "testdata" in path.parts[:-1] or path.name.endswith("_test.go"):
        return False
    ends = path.stem.split("_")[1:][-2:]
    return not (path.suffix in (".go", ".s") and any(end in _OTHERS for end in ends))


def _escaped(text: str) -> str:
    """A path or version as proxies write it: capital letters with a mark, since some disks do not tell them apart."""
    return re.sub(r"[A-Z]", lambda match: f"!{match[0].lower()}", text)
