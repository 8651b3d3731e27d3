"""More crates beside Rust, which exercises of others take for granted. Compiled once; no program is run by it."""

from __future__ import annotations

import os

from prony import kits
from prony.config import cache_dir
from prony.errors import SandboxError
from prony.kits import Ways
from prony.sandbox.toolchains import rust
from prony.sandbox.toolchains.rust import machine
from prony.sandbox.toolchains.rust.crates import EXTERNS, VETTED, CrateSet, stock_of
from prony.sandbox.toolchains.toolchain import Toolchain

KITS: Ways = (("rust-more-crates",),)
MORE = CrateSet(
    id="rust-more-crates",
    base=("anyhow", "counter", "itertools", "num_bigint", "num_traits", "permutohedron", "thiserror", "time"),
    dependencies="""
anyhow = "1"
counter = "0.5"
itertools = "0.14"
num-bigint = "0.4"
num-traits = "0.2"
permutohedron = "0.2"
thiserror = "1"
time = "0.3"
""",
    crates="/opt/rust-more-crates",
    stock="/opt/rust-more-stock-{}",
)
"""What tasks may name that ask for the toolchain. The digest of the stock is in its path, and so in what programs are
kept by."""


def find(override: str | None = None) -> Toolchain | None:
    """The crates of the kit, beside the Rust that is here; None where either is not. Raises SandboxError E412."""
    if override is not None:
        raise SandboxError(
            "E412", "rust-more-crates are libraries, not a program to name", hint="take it out of prony.toml"
        )
    chain, compiler = rust.find(), machine.kit() or machine.own()
    folder, manifest = kits.folder("rust-more-crates"), kits.manifest("rust-more-crates")
    if chain is None or compiler is None or folder is None or manifest is None or not compiler.cargo:
        return None
    if compiler.numbers < rust.OLDEST:
        return None
    digest = compiler.with_crates(manifest.digest)[:16]
    crates = CrateSet(
        id=MORE.id,
        base=MORE.base,
        dependencies=MORE.dependencies,
        crates=MORE.crates,
        stock=MORE.stock.format(digest),
    )
    stock = stock_of(compiler, manifest.digest, cache_dir(), crates)
    return Toolchain(
        id="rust-more-crates",
        version=manifest.version("itertools"),
        digest=manifest.digest,
        binary=os.path.join(folder, "itertools"),
        binds=(
            *(bind for bind in chain.binds if bind[1] not in (VETTED.crates, VETTED.stock)),
            (os.path.realpath(folder), crates.crates),
            (stock.folder, crates.stock),
        ),
        env=chain.env,
        prebuilt=stock,
        extends="rust",
        words=(f"@{crates.stock}/{EXTERNS}",),
    )
