"""Rust as Debian and Ubuntu build it for browsers, which need a new one, with the C compiler that links programs."""

from __future__ import annotations

import re
from pathlib import Path

from prony.kits.kit import Kit
from prony.kits.packages import Debian

LIBRARIES = "libraries"
"""The folder of links to what compiler and linker need to run, without the C library, which is the machine's."""
_OF_C = re.compile(
    r"(?:ld-linux\S*|libBrokenLocale|libanl|libc|libc_malloc_debug|libdl|libm|libmvec|libnsl|libnss_\w+"
    r"|libpthread|libresolv|librt|libthread_db|libutil)\.so\S*"
)


def _gather(folder: Path) -> None:
    """Make the folder of links. A C library beside another one's loader may not start."""
    target = folder / LIBRARIES
    target.mkdir()
    for path in sorted(folder.glob("usr/lib/*-linux-gnu*/*.so*")):
        if not _OF_C.fullmatch(path.name):
            (target / path.name).symlink_to(f"../{path.relative_to(folder)}")


KIT = Kit(
    id="rust",
    about="Rust's compiler and cargo out of the distribution, with gcc to link",
    packages=(
        Debian(
            packages=("rustc-web>=1.85", "cargo-web>=1.85"),
            otherwise=(("rustc>=1.85", "cargo>=1.85"),),
            also=("libc6", "libgcc-s1", "libstdc++6"),
            licence="(MIT OR Apache-2.0) AND GPL-3.0-or-later WITH GCC-exception-3.1",
            download_bytes=176_000_000,
            unpacked_bytes=736_000_000,
        ),
    ),
    finish=_gather,
)
