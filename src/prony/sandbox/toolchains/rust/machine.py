"""Where a compiler of Rust is looked for: the kit, a path that a user named, and the PATH."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import shutil
from pathlib import Path

from prony.errors import SandboxError
from prony.kits import folder, manifest
from prony.kits.rust import LIBRARIES
from prony.sandbox.toolchains.rust.compiler import INSIDE, RustCompiler
from prony.sandbox.toolchains.toolchain import digest_of_file, version_of

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_GCC = re.compile(r"\w+-linux-gnu-gcc-\d+")


def kit() -> RustCompiler | None:
    """The compiler of the kit `rust`, with its own linker; None where the kit was not fetched."""
    root, listed = folder("rust"), manifest("rust")
    if root is None or listed is None:
        return None
    versions = {piece.name: piece.version for piece in listed.pieces}
    version = _VERSION.match(versions.get("rustc-web") or versions["rustc"])
    gcc = next(path.name for path in (root / "usr" / "bin").iterdir() if _GCC.fullmatch(path.name))
    return RustCompiler(
        version=version[0] if version else "0",
        digest=listed.digest,
        binary=str(root / "usr" / "bin" / "rustc"),
        rustc=f"{INSIDE}/usr/bin/rustc",
        cargo=f"{INSIDE}/usr/bin/cargo",
        libraries=f"{INSIDE}/{LIBRARIES}",
        linking=(
            f"-Clinker={INSIDE}/usr/bin/{gcc}",
            f"-Clink-arg=--sysroot={INSIDE}",
            f"-Clink-arg=-B{INSIDE}/usr/bin/",
        ),
        binds=((os.path.realpath(root), INSIDE),),
    )


def own() -> RustCompiler | None:
    """The compiler that the PATH names, with the machine's own linker; None where either is missing or does not run."""
    binary = shutil.which("rustc")
    if binary is None or not _linker():
        return None
    try:
        return _found(binary)
    except SandboxError:  # rustup's stand-in without a toolchain behind it
        return None


def at(binary: str) -> RustCompiler:
    """The compiler at a path. Raises SandboxError E412 where it does not run, or nothing links."""
    if not _linker():
        raise SandboxError(
            "E412",
            f"{binary} finds no linker",
            cause="there is no cc in /usr/bin, and programs of Rust are linked by one",
            hint="install gcc (apt install gcc libc6-dev, or dnf install gcc)",
        )
    return _found(binary)


@functools.lru_cache(maxsize=8)
def _found(binary: str) -> RustCompiler:
    """The toolchain that a rustc belongs to; rustup's stand-in for one names it."""
    told = {"HOME": os.path.expanduser("~"), **{name: os.environ[name] for name in _OF_RUSTUP if name in os.environ}}
    root = Path(os.path.realpath(version_of(binary, "--print", "sysroot", env=told)))
    rustc = root / "bin" / "rustc"
    if not os.access(rustc, os.X_OK):
        raise SandboxError(
            "E412", f"{binary} is no Rust that can be used", cause=f"there is no {rustc}", hint="name another"
        )
    version = version_of(str(rustc), "--version", shape=r"rustc \d+\.\d+\.\d+.*").split()[1]
    # Where it lies below /usr a slot has it already.
    in_place = str(root).startswith("/usr")
    inside = str(root) if in_place else INSIDE
    return RustCompiler(
        version=version,
        digest=_digest(root),
        binary=str(rustc),
        rustc=f"{inside}/bin/rustc",
        cargo=f"{inside}/bin/cargo" if os.access(root / "bin" / "cargo", os.X_OK) else "",
        binds=() if in_place else ((str(root), INSIDE),),
    )


_OF_RUSTUP = ("RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "CARGO_HOME")


def _linker() -> bool:
    return os.access("/usr/bin/cc", os.X_OK)


def _digest(root: Path) -> str:
    """One digest of what compiles. The names of a build's libraries hold a digest of their own."""
    libraries = sorted((*root.glob("lib/*.so*"), *root.glob("lib/rustlib/*/lib/*")))
    sizes = [f"{path.relative_to(root)} {path.stat().st_size}" for path in libraries]
    return hashlib.sha256("\n".join([digest_of_file(root / "bin" / "rustc"), *sizes]).encode()).hexdigest()
