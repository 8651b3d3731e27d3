"""OpenJDK's own compiler of Java, as a library that runs on any runtime: the jar and the interfaces that it needs."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Jar

_GROUP, _VERSION = "com.dukescript.nbjavac", "jdk-25+31.1"
_LICENCE = "GPL-2.0-only WITH Classpath-exception-2.0"

KIT = Kit(
    id="javac",
    about="nb-javac, OpenJDK's compiler of Java",
    packages=(
        Jar(
            group=_GROUP,
            artifact="nb-javac",
            version=_VERSION,
            licence=_LICENCE,
            sha256="98a8064a2566909f3ba4fbddf4b43549f73168cfdf540308f64509088b16d544",
            size_bytes=16_039_587,
        ),
        Jar(
            group=_GROUP,
            artifact="nb-javac",
            version=_VERSION,
            classifier="api",
            licence=_LICENCE,
            sha256="86322f61d0d36b7b043853f33875733b0ba9185879b4b9f1dc677c68228d9500",
            size_bytes=1_712_748,
        ),
    ),
)
