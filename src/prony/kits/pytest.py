"""Pytest and what it imports: for tests that are written for it."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Wheel


def _wheel(name: str, version: str, licence: str, sha256: str, packed: int, unpacked: int) -> Wheel:
    return Wheel(
        distribution=name,
        version=version,
        licence=licence,
        sha256={"any": sha256},
        download_bytes=packed,
        unpacked_bytes=unpacked,
    )


KIT = Kit(
    id="pytest",
    about="pytest, a test framework of Python",
    packages=(
        _wheel(
            "pytest",
            "9.2.0",
            "MIT",
            "07acdcf88ec174f907dc01af70bf52d49b014bbab03faeeade31c96b18c2e588",
            411_776,
            1_448_730,
        ),
        _wheel(
            "pluggy", "1.7.0", "MIT", "7dd7b0d8832ba3cb632c306926ded123429211b83641b35dc5c41ad2d34f9bec", 27_082, 82_101
        ),
        _wheel(
            "iniconfig",
            "2.3.1",
            "MIT",
            "9121e2c1fdb355232495be3194c8dfe87ccc2d5dee45947b78e68f499790d7a7",
            7_552,
            18_341,
        ),
        _wheel(
            "packaging",
            "26.3",
            "Apache-2.0 OR BSD-2-Clause",
            "d7193f7c8e4e93f444fde0262bf90af30e16fa0ad0ad44cb553c87339b23cd1c",
            129_956,
            499_179,
        ),
        _wheel(
            "pygments",
            "2.21.0",
            "BSD-2-Clause",
            "2363c69b61c4a97c838da3b130dcd6468f4848992b21a82f2a63ec34377137d9",
            1_250_147,
            4_621_166,
        ),
    ),
)
