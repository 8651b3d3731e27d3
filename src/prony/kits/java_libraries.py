"""Libraries of Java that tests and exercises of others take for granted: AssertJ, org.json, RxJava."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Jar

_JARS = (
    Jar(
        group="org.assertj",
        artifact="assertj-core",
        version="3.27.6",
        licence="Apache-2.0",
        sha256="b27872b049abc88e23c853ce5917945dd57d43bd31175d852e3941d2a6fd0231",
        size_bytes=1_398_872,
    ),
    Jar(
        group="org.json",
        artifact="json",
        version="20190722",
        licence="JSON",
        sha256="e35b3830de02a8992ca8beb6936f52ee80e509753d64469c8f0dde93e17a880b",
        size_bytes=65_003,
    ),
    Jar(
        group="io.reactivex.rxjava2",
        artifact="rxjava",
        version="2.2.12",
        licence="Apache-2.0",
        sha256="f69f2bd31cbcdc94f05a4b5cf21532e4b76848eadc31f1e528df8c5dd48cd553",
        size_bytes=2_355_485,
    ),
    Jar(
        group="org.reactivestreams",
        artifact="reactive-streams",
        version="1.0.3",
        licence="CC0-1.0",
        sha256="1dee0481072d19c929b623e155e14d2f6085dc011529a0a0dbefc84cf571d865",
        size_bytes=11_369,
    ),
)

FILES = tuple(jar.file for jar in _JARS)
"""The names of the jars on disk."""

KIT = Kit(id="java-libraries", about="AssertJ, org.json and RxJava, for tests and exercises in Java", packages=_JARS)
