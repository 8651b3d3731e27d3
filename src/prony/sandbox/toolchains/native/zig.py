"""The pinned compiler: the clang and the lld of zig, with zig's own libraries, built once on a machine.

zig itself is asked once, when the stock is made: it builds its libraries, and tells with which arguments it calls its
compiler and its linker. From then on these two are called directly. So nothing is written beside the program, nothing
of zig's cache is needed, and its defaults (a sanitizer, NDEBUG, the processor of this machine) do not apply.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import os
import platform
from pathlib import Path

from prony.config import cache_dir
from prony.kits import Ways, folder, manifest
from prony.nouns import Limits, Noun, Verdict
from prony.sandbox.toolchains.native.sources import PRECOMPILED, C, NativeLanguage
from prony.sandbox.toolchains.toolchain import Compile, Stock, Toolchain

KITS: Ways = (("zig",),)
INSIDE = "/opt/zig"
CLANG = {"0.17.1": "22.1.8"}
"""Version of zig -> version of the clang in it."""
MARKS = (
    (r"std::bad_alloc|Cannot allocate memory|[Oo]ut of memory", Verdict.OOM, "memory"),
    (r"Resource temporarily unavailable", Verdict.LIMIT, "pids"),
    (r"No space left on device|File too large|Disk quota exceeded", Verdict.LIMIT, "disk"),
    (r"Too many open files", Verdict.LIMIT, "files"),
)
WITHOUT_MOUNTS = (("/tmp/", "$TMPDIR/"), ("each /tmp ", 'each "$TMPDIR" '), ('if [ "$3" = - ]; then', "if true; then"))
"""Files on the way lie elsewhere; and a precompiled header, which knows its own path, cannot be used."""
STOCK_LIMITS = Limits(cpu_s=900, wall_s=900, memory_mb=3072, processes=512, output_bytes=1 << 20, disk_mb=2048)


class MachineTarget(Noun, frozen=True, kw_only=True):
    """What programs are made for: the same on every machine of an architecture."""

    name: str
    """As zig calls it; the version of glibc is the oldest that a machine may have."""
    zig_cpu: str
    clang_cpu: str
    loader: str
    """The loader that a machine with glibc has."""
    without_glibc: str
    """The target where there is none: programs are linked with all that they need."""


TARGETS = {
    "x86_64": MachineTarget(
        name="x86_64-linux-gnu.2.28",
        zig_cpu="x86_64_v2",
        clang_cpu="-march=x86-64-v2",
        loader="/lib64/ld-linux-x86-64.so.2",
        without_glibc="x86_64-linux-musl",
    ),
    "aarch64": MachineTarget(
        name="aarch64-linux-gnu.2.28",
        zig_cpu="generic",
        clang_cpu="-mcpu=generic",
        loader="/lib/ld-linux-aarch64.so.1",
        without_glibc="aarch64-linux-musl",
    ),
}


def from_kit(dialect: NativeLanguage) -> Toolchain | None:
    """The compiler of the kit `zig` for a language; None where it was not fetched, or suits no such machine."""
    place, listed, target = folder("zig"), manifest("zig"), TARGETS.get(platform.machine())
    if place is None or listed is None or target is None:
        return None
    name = target.name if os.path.exists(target.loader) else target.without_glibc
    return _toolchain(dialect, place, listed.version("ziglang"), listed.digest, target, name, cache_dir())


@functools.lru_cache(maxsize=8)
def _toolchain(
    dialect: NativeLanguage, place: Path, zig: str, digest: str, target: MachineTarget, target_name: str, cache: Path
) -> Toolchain:
    inside = f"/opt/{dialect.id}-stock"
    root = os.path.realpath(place / "ziglang")
    sources = stock_sources()
    made_with = (target_name, target.zig_cpu, target.clang_cpu)
    recipe = hashlib.sha256(repr((sorted(sources.items()), made_with)).encode()).hexdigest()
    stock = Stock(
        folder=str(cache / "stock" / f"{dialect.id}-{zig}-{digest[:16]}-{recipe[:16]}"),
        inside=inside,
        sources=sources,
        command=("/bin/sh", "make_stock.sh", *made_with),
        base=(dialect.stock,),
        listing="parts",
        limits=STOCK_LIMITS,
        without_mounts=WITHOUT_MOUNTS,
        making=f"building the libraries of {dialect.name}, once on this machine ({dialect.takes})",
    )
    return Toolchain(
        id=dialect.id,
        version=CLANG.get(zig, zig),
        digest=digest,
        binary=f"{root}/zig",
        start=("./program",),
        binds=((root, INSIDE), (stock.folder, inside)),
        commands={
            "compile": ("/bin/sh", f"{inside}/compile.sh", inside),
            **{
                name: ("/bin/sh", "-c", as_called(), name, inside, "c++" if "+" in name else "c")
                for name in {*dialect.compilers, *C.compilers}
            },
        },
        bounded_by_address_space=True,
        marks=MARKS,
        compile=Compile(
            command="compile",
            program=("program", "{module}"),
            choose=dialect.choose,
            stock=stock,
        ),
    )


@functools.cache
def as_called() -> str:
    """A script that is a compiler as people call it, for whoever works in a workspace."""
    return importlib.resources.files("prony.sandbox.toolchains.native").joinpath("as_called.sh").read_text("utf-8")


@functools.cache
def stock_sources() -> dict[str, bytes]:
    """What a stock is made of, beside zig."""
    root = importlib.resources.files("prony.sandbox.toolchains.native")
    names = ("make_stock.sh", "compile.sh", "include/bits/stdc++.h")
    headers = "".join(f"{header}\n" for header in PRECOMPILED)
    return {**{name: root.joinpath(name).read_bytes() for name in names}, "headers": headers.encode()}
