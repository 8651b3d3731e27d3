"""TypeScript: the native compiler with its libraries of types, and the types of Node."""

from __future__ import annotations

from pathlib import Path

from prony.kits.kit import Kit
from prony.kits.packages import Npm

KIT = Kit(
    id="typescript",
    about="TypeScript 7: the native compiler, and the types of Node",
    packages=(
        Npm(
            name="typescript",
            lock=str(Path(__file__).with_name("typescript.lock.json")),
            licence="Apache-2.0 AND MIT",
            download_bytes=9_500_000,
            unpacked_bytes=30_000_000,
        ),
    ),
)
