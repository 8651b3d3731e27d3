"""The stock of crates: compiled once a machine by cargo in a slot, of pinned sources, and handed to rustc by name."""

from __future__ import annotations

import hashlib
import shlex
from pathlib import Path

from prony.sandbox.toolchains.rust.compiler import RustCompiler
from prony.sandbox.toolchains.toolchain import Stock

CRATES = "/opt/rust-crates"
STOCK = "/opt/rust-stock"
EXTERNS = "externs"
"""The file of arguments by which rustc knows the crates."""
BASE = ("clap", "rand", "regex", "serde", "serde_json")
CARGO_CONFIG = (
    "--offline",
    "--config",
    'source.crates-io.replace-with="stock"',
    "--config",
    f'source.stock.directory="{CRATES}"',
)
MANIFEST = """\
[package]
name = "stock"
version = "0.0.0"
edition = "2021"
[dependencies]
clap = { version = "4", default-features = false, features = [
    "std", "help", "usage", "error-context", "suggestions", "derive", "env"] }
rand = { version = "0.9", features = ["small_rng"] }
regex = "1"
serde = { version = "1", features = ["derive", "rc"] }
serde_json = "1"
[profile.release]
opt-level = 2
"""
"""No version is said in full: the folder of crates holds one of each. Without colours, clap prints the same to a file
and needs a third less."""
_SCRIPT = r"""
set -e
names=$1; shift
mkdir -p stock/deps
"$@" >&2
cp target/release/deps/*.rlib target/release/deps/*.so stock/deps
cd stock
rm -f deps/libstock-*
echo "-Ldependency=STOCK/deps" > externs
echo "externs externs" > listing
for name in $names; do
  file=$(echo deps/lib"$name"-*.rlib)
  echo "--extern=$name=STOCK/$file" >> externs
  echo "$name $file" >> listing
done
for file in deps/*; do echo "$file $file" >> listing; done
"""


def stock_of(found: RustCompiler, crates_digest: str, cache: Path) -> Stock:
    """The stock of the crates with that digest, for a compiler."""
    cargo = found.command(found.cargo, "build", "--release", "--quiet", *CARGO_CONFIG)
    # Behind the command come names of parts, which are always those of the base.
    script = f"set -- {shlex.quote(' '.join(BASE))} {shlex.join(cargo)}\n{_SCRIPT.replace('STOCK', STOCK)}"
    recipe = hashlib.sha256(repr((MANIFEST, script, found.linking)).encode()).hexdigest()
    key = hashlib.sha256(f"{found.digest} {crates_digest} {recipe}".encode()).hexdigest()
    return Stock(
        folder=str(cache / "stock" / f"rust-{found.version}-{key[:16]}"),
        inside=STOCK,
        sources={"Cargo.toml": MANIFEST.encode(), "src/lib.rs": b""},
        command=("/bin/sh", "-c", script, "sh"),
        base=BASE,
        listing="listing",
        making=f"compiling the crates {', '.join(BASE)}, once on this machine (a minute or two)",
        env={
            "CARGO_HOME": "/tmp/cargo",
            "RUSTC": found.rustc,
            "RUSTFLAGS": " ".join(found.linking),
            "RUSTC_BOOTSTRAP": "nothing",
        },
    )
