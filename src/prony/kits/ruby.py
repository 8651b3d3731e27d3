"""Ruby: the distribution's own, with minitest."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Debian

KIT = Kit(
    id="ruby",
    about="Ruby with its standard library and minitest, the version of this machine's release",
    packages=(
        Debian(
            packages=("ruby>=3.0", "ruby-minitest"),
            licence="BSD-2-Clause OR Ruby",
            download_bytes=9_500_000,
            unpacked_bytes=44_000_000,
        ),
    ),
)
