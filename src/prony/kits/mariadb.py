"""MariaDB: the distribution's own server, without its client programs."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Debian

KIT = Kit(
    id="mariadb",
    about="MariaDB, a database server, the version of this machine's release",
    packages=(
        Debian(
            packages=("mariadb-server-core",),
            licence="GPL-2.0-only",
            download_bytes=9_500_000,
            unpacked_bytes=61_000_000,
        ),
    ),
)
