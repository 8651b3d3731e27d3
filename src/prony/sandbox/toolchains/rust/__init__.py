"""Rust: Debian's own compiler without root, else the user's toolchain, with a stock of vetted crates.

Programs are compiled by rustc alone. Cargo does what sources ask for: it runs their build scripts, fetches, and reads
configuration from every folder above; it compiles the crates of the stock, and nothing of a submission. What a program
may use beside the standard library are the crates of the kit `rust-crates`, compiled once a machine.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

from prony.config import cache_dir
from prony.kits import Ways, folder, manifest
from prony.nouns import Verdict
from prony.sandbox.toolchains.rust import machine
from prony.sandbox.toolchains.rust.compiler import RustCompiler
from prony.sandbox.toolchains.rust.crates import EXTERNS, VETTED, stock_of
from prony.sandbox.toolchains.toolchain import Compile, Toolchain

KITS: Ways = (("rust", "rust-crates"), ("rust-crates",))
"""Where Debian's packages cannot be had, the crates still serve a toolchain of the user's own."""
OLDEST = (1, 85)
"""The version from which the crates of the stock compile."""
HARNESS = "prony_tests"
"""The crate that our own harness of tests is in: the only one that may use what is not stable yet."""
ENV = {
    "RUST_BACKTRACE": "0",
    "RUSTC_BOOTSTRAP": HARNESS,
    "CARGO_PKG_NAME": "task",
    "CARGO_CRATE_NAME": "task",
    "CARGO_BIN_NAME": "task",
    "CARGO_PKG_VERSION": "0.1.0",
    "CARGO_PKG_VERSION_MAJOR": "0",
    "CARGO_PKG_VERSION_MINOR": "1",
    "CARGO_PKG_VERSION_PATCH": "0",
    "CARGO_PKG_VERSION_PRE": "",
    "CARGO_PKG_AUTHORS": "",
    "CARGO_PKG_DESCRIPTION": "",
    "CARGO_PKG_HOMEPAGE": "",
    "CARGO_PKG_REPOSITORY": "",
    "CARGO_MANIFEST_DIR": "/work",
}
"""What cargo would say of a new package: programs read it by env!, as clap's `#[command(version)]` does."""
MARKS = (
    (r"memory allocation of \d+ bytes failed|Cannot allocate memory", Verdict.OOM, "memory"),
    (r"failed to spawn thread|Resource temporarily unavailable|kind: WouldBlock", Verdict.LIMIT, "pids"),
    (r"No space left on device|File too large|Disk quota exceeded", Verdict.LIMIT, "disk"),
    (r"Too many open files", Verdict.LIMIT, "files"),
)
_ALWAYS = ("--edition=2021", "-Coverflow-checks=on", "-Cdebuginfo=0", "-Awarnings")
"""An overflow is an error, as the language says, and optimising does not change that."""
_PROGRAM = (
    *_ALWAYS,
    "--crate-type=bin",
    "--crate-name=program",
    "-Copt-level=2",
    "-Cstrip=symbols",
    "-o",
    "out/program",
)
"""Optimised, since limits are of running it."""
_TESTS = (
    *(*_ALWAYS, "--test", f"--crate-name={HARNESS}", "-Copt-level=0", "-Cstrip=symbols", "-o", "out/prony.test"),
    *("@prony_arguments", f"{HARNESS}.rs"),
)
"""Tests are new each time, and what they test is optimised already."""


def library_arguments(chain: Toolchain, root: str, crate: str) -> tuple[str, ...]:
    """The arguments that make a library of the crate that begins with the file `root`."""
    assert chain.compile is not None
    externs = tuple(word for word in chain.compile.program if word.startswith("@"))
    out = f"out/lib{crate}.rlib"
    return (*_ALWAYS, "--crate-type=rlib", f"--crate-name={crate}", "-Copt-level=2", "-o", out, *externs, root)


def find(override: str | None = None) -> Toolchain | None:
    """Rust at `override`, else of the kit, else the machine's own from `OLDEST` on; None where there is none.

    Raises SandboxError E412 where what `override` names does not run or cannot link.
    """
    found = machine.at(override) if override else machine.kit() or machine.own()
    if found is None or (not override and found.numbers < OLDEST):
        return None
    crates = folder("rust-crates") if found.numbers >= OLDEST and found.cargo else None
    listed = manifest("rust-crates") if crates else None
    return _toolchain(found, crates, listed.digest if listed else "", cache_dir())


@functools.lru_cache(maxsize=8)
def _toolchain(found: RustCompiler, crates: Path | None, crates_digest: str, cache: Path) -> Toolchain:
    stock = stock_of(found, crates_digest, cache) if crates else None
    binds = [*found.binds]
    if crates and stock:
        binds += [(os.path.realpath(crates), VETTED.crates), (stock.folder, VETTED.stock)]
    externs = (f"@{VETTED.stock}/{EXTERNS}",) if stock else ()
    commands = {"rustc": found.command(found.rustc, *found.linking)}
    if found.cargo:
        commands["cargo"] = found.command(found.cargo, *(VETTED.cargo_config if stock else ("--offline",)))
    return Toolchain(
        id="rust",
        version=found.version,
        digest=found.with_crates(crates_digest),
        binary=found.binary,
        start=("./program",),
        binds=tuple(binds),
        env=ENV,
        commands=commands,
        bounded_by_address_space=True,
        marks=MARKS,
        compile=Compile(
            command="rustc",
            program=(*_PROGRAM, *externs, "{module}"),
            tests=(*externs, *_TESTS),
            stock=stock,
        ),
    )
