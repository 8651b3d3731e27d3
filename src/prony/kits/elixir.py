"""Elixir and Erlang/OTP: the distribution's own."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Debian

KIT = Kit(
    id="elixir",
    about="Elixir on Erlang/OTP, the version of this machine's release",
    packages=(
        Debian(
            packages=("elixir>=1.12",),
            licence="Apache-2.0",
            download_bytes=22_000_000,
            unpacked_bytes=36_000_000,
        ),
    ),
)
