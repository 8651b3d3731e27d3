"""SQLite: the one that the pinned Node has in it, so that every machine grades with the same version."""

from __future__ import annotations

from prony.kits import Ways
from prony.sandbox.toolchains import node
from prony.sandbox.toolchains.toolchain import Toolchain, version_of

KITS: Ways = ()
"""It comes with the extra `sqlite`, which is Node."""


def find(override: str | None = None) -> Toolchain | None:
    """The SQLite of Node, or of the Node at `override`; None where there is none, or one without SQLite."""
    host = node.find(override)
    if host is None:
        return None
    version = version_of(host.binary, "-p", "process.versions.sqlite", shape=r"\d+(?:\.\d+)+|undefined")
    if version == "undefined":
        return None
    return Toolchain(
        id="sqlite",
        version=version,
        digest=host.digest,
        binary=host.binary,
        binds=host.binds,
        commands={"sqlite": (*host.commands["node"], "--no-warnings")},
        marks=host.marks,
    )
