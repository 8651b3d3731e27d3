"""JUnit: its platform, Jupiter and all that they need, in one jar."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Jar

KIT = Kit(
    id="junit",
    about="JUnit, test framework of Java",
    packages=(
        Jar(
            group="org.junit.platform",
            artifact="junit-platform-console-standalone",
            version="6.1.3",
            licence="EPL-2.0",
            sha256="e62b96ac475dbcde8599ea905d088f65d90778f86e259b856a49fa5c4ea256ec",
            size_bytes=2_997_949,
        ),
    ),
)
