"""Rust as Debian and Ubuntu build it for browsers, which need a new one, with the C compiler that links programs."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Debian

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
)
