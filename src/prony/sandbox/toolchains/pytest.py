"""Pytest: beside Python, for tests that are written for it. No programs run by it."""

from __future__ import annotations

import os

from prony import kits
from prony.errors import SandboxError
from prony.kits import Ways
from prony.sandbox.toolchains.toolchain import Toolchain

KITS: Ways = (("pytest",),)
INSIDE = "/opt/pytest"


def find(override: str | None = None) -> Toolchain | None:
    """Pytest of the kit; None where it was not fetched. Raises SandboxError E412 for an override: it is no binary."""
    if override is not None:
        raise SandboxError("E412", "pytest is a library, not a program to name", hint="take it out of prony.toml")
    folder, manifest = kits.folder("pytest"), kits.manifest("pytest")
    if folder is None or manifest is None:
        return None
    return Toolchain(
        id="pytest",
        version=manifest.version("pytest"),
        digest=manifest.digest,
        binary=os.path.join(folder, "pytest"),
        binds=((str(folder), INSIDE),),
    )
