"""Zig: a compiler of C and C++ with a libc of its own, and a linker."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Wheel

KIT = Kit(
    id="zig",
    about="zig, a compiler of C and C++ and a linker",
    packages=(
        Wheel(
            distribution="ziglang",
            version="0.17.1",
            licence="MIT",
            sha256={
                "x86_64": "ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54",
                "aarch64": "b7c5f02fccd40f89b999ee16a1f5ddced56e6182370f8affe494bcf8a28cf07e",
            },
            download_bytes=101_000_000,
            unpacked_bytes=411_000_000,
        ),
    ),
)
