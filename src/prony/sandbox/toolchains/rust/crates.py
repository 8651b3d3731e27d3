"""The stock of crates: compiled once a machine by cargo in a slot, of pinned sources, and handed to rustc by name."""

from __future__ import annotations

import hashlib
import shlex
from pathlib import Path

from prony.nouns import Noun
from prony.sandbox.toolchains.rust.compiler import RustCompiler
from prony.sandbox.toolchains.toolchain import Stock

EXTERNS = "externs"
"""The file of arguments by which rustc knows the crates."""


class CrateSet(Noun, frozen=True, kw_only=True):
    """Crates that are compiled together."""

    id: str
    """What its stock is called."""
    base: tuple[str, ...]
    """The crates that programs may name."""
    dependencies: str
    """What cargo is told of them: the table of dependencies of a Cargo.toml."""
    crates: str
    """Where their sources lie in a slot."""
    stock: str
    """Where they lie compiled in a slot."""

    @property
    def cargo_config(self) -> tuple[str, ...]:
        """Arguments of cargo: these sources, and no network."""
        return (
            "--offline",
            "--config",
            'source.crates-io.replace-with="stock"',
            "--config",
            f'source.stock.directory="{self.crates}"',
        )

    @property
    def manifest(self) -> str:
        """The Cargo.toml of a package that needs them all."""
        return _MANIFEST.replace("DEPENDENCIES", self.dependencies.strip())


VETTED = CrateSet(
    id="rust",
    base=("clap", "rand", "regex", "serde", "serde_json"),
    dependencies="""
clap = { version = "4", default-features = false, features = [
    "std", "help", "usage", "error-context", "suggestions", "derive", "env"] }
rand = { version = "0.9", features = ["small_rng"] }
regex = "1"
serde = { version = "1", features = ["derive", "rc"] }
serde_json = "1"
""",
    crates="/opt/rust-crates",
    stock="/opt/rust-stock",
)
"""The crates that every program may use. No version is said in full: the folder of crates holds one of each. Without
colours, clap prints the same to a file and needs a third less."""
_MANIFEST = """\
[package]
name = "stock"
version = "0.0.0"
edition = "2021"
[dependencies]
DEPENDENCIES
[profile.release]
opt-level = 2
"""
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


def stock_of(found: RustCompiler, crates_digest: str, cache: Path, crates: CrateSet = VETTED) -> Stock:
    """The stock of the crates with that digest, for a compiler."""
    cargo = found.command(found.cargo, "build", "--release", "--quiet", *crates.cargo_config)
    # Behind the command come names of parts, which are always those of the base.
    script = (
        f"set -- {shlex.quote(' '.join(crates.base))} {shlex.join(cargo)}\n{_SCRIPT.replace('STOCK', crates.stock)}"
    )
    recipe = hashlib.sha256(repr((crates.manifest, script, found.linking)).encode()).hexdigest()
    key = hashlib.sha256(f"{found.digest} {crates_digest} {recipe}".encode()).hexdigest()
    return Stock(
        folder=str(cache / "stock" / f"{crates.id}-{found.version}-{key[:16]}"),
        inside=crates.stock,
        sources={"Cargo.toml": crates.manifest.encode(), "src/lib.rs": b""},
        command=("/bin/sh", "-c", script, "sh"),
        base=crates.base,
        listing="listing",
        making=f"compiling the crates {', '.join(crates.base)}, once on this machine (a minute or two)",
        env={
            "CARGO_HOME": "/tmp/cargo",
            "RUSTC": found.rustc,
            "RUSTFLAGS": " ".join(found.linking),
            "RUSTC_BOOTSTRAP": "nothing",
        },
    )
