"""Libraries of Java beside the JDK, for tests that are written for them. No programs run by it."""

from __future__ import annotations

import os

from prony import kits
from prony.errors import SandboxError
from prony.kits import Ways
from prony.sandbox.toolchains.toolchain import Toolchain

KITS: Ways = (("java-libraries",),)
INSIDE = "/opt/java-libraries"


def find(override: str | None = None) -> Toolchain | None:
    """The jars of the kit; None where it was not fetched. Raises SandboxError E412 for an override: it is no binary."""
    if override is not None:
        raise SandboxError("E412", "these are libraries, not a program to name", hint="take it out of prony.toml")
    folder, manifest = kits.folder("java-libraries"), kits.manifest("java-libraries")
    if folder is None or manifest is None:
        return None
    return Toolchain(
        id="java-libraries",
        version=manifest.version("assertj-core"),
        digest=manifest.digest,
        binary=os.path.join(folder, "assertj-core"),
        binds=((str(folder), INSIDE),),
    )
