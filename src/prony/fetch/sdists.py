"""A package's source distribution, as it stands in the user's package registry."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from prony.errors import FetchError
from prony.fetch.installers import run
from prony.fetch.progress import Reporter

_OPTIONS = ("--disable-pip-version-check", "--no-input", "--progress-bar=off", "--quiet", "--no-cache-dir")


class InSdist(NamedTuple):
    """A source: a package's source distribution, fetched by pip of this environment.

    pip asks a source distribution for its metadata before it hands it out, which runs code of the package. So pip
    checks the digest too, before that; and what the package is built with must be installed in this environment.
    """

    distribution: str
    version: str
    sha256: str
    name: str = "registry"
    scratch_bytes: int = 0

    def fetch(self, into: Path, size_bytes: int, reporter: Reporter) -> None:
        """Put the source distribution at the path `into`. Raises FetchError E711 with what pip said last."""
        with tempfile.TemporaryDirectory(dir=into.parent, prefix="sdist-") as scratch:
            folder = Path(scratch)
            wanted = folder / "wanted.txt"
            wanted.write_text(f"{self.distribution}=={self.version} --hash=sha256:{self.sha256}\n", encoding="utf-8")
            complaint = run(self._command(folder, wanted), folder, reporter.bytes)
            found = next(folder.glob("*.tar.gz"), None)
            if complaint or found is None:
                package = f"{self.distribution} {self.version}"
                raise FetchError("E711", f"the package registry does not give the source of {package}", cause=complaint)
            os.replace(found, into)

    def _command(self, folder: Path, wanted: Path) -> list[str]:
        source = ["--no-deps", "--no-binary", self.distribution, "--no-build-isolation", "--require-hashes"]
        return [sys.executable, "-m", "pip", "download", *_OPTIONS, *source, "-d", str(folder), "-r", str(wanted)]
